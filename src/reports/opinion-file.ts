import type { SheetData } from 'write-excel-file/node';
import writeExcelFile from 'write-excel-file/node';
import type { Consultation, Draft } from '../domain/draft.ts';
import type { OutgoingFile } from '../domain/message.ts';
import { opinionRows, opinionTable } from '../wording/consultation.ts';

/** 意见采纳情况表 as a file, in either form, made from the round as it stands when somebody downloads it. */
export function opinionFile({ id, title }: Pick<Draft, 'id' | 'title'>, form: 'docx' | 'xlsx'): OutgoingFile {
  return { name: `${opinionTable.fileName(title)}.${form}`, id: `opinions-${form}:${id}` };
}

/** The draft and form that a file's id means; undefined for another kind of file. */
export function opinionsOf(fileId: string): { form: 'docx' | 'xlsx'; draft: string } | undefined {
  const [, form, draft] = /^opinions-(docx|xlsx):(.+)$/.exec(fileId) ?? [];
  return draft === undefined ? undefined : { form: form as 'docx' | 'xlsx', draft };
}

/** The table as a sheet. */
export function opinionSheet(round: Consultation): Promise<Uint8Array> {
  const data: SheetData = [
    opinionTable.head.map(value => ({ value, fontWeight: 'bold' as const, backgroundColor: '#E8EDF3' })),
    ...opinionRows(round.asked).map(row => row.map(value => ({ value, wrap: true }))),
  ];
  const widths = [6, 16, 30, 18, 60, 12, 30];
  return writeExcelFile([{ sheet: opinionTable.title, data, columns: widths.map(width => ({ width })), stickyRowsCount: 1 }]).toBuffer();
}
