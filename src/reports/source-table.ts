import type { SheetData } from 'write-excel-file/node';
import writeExcelFile from 'write-excel-file/node';
import type { Bureau } from '../bureau/bureau.ts';
import type { Draft } from '../domain/draft.ts';
import type { Entry } from '../domain/entry.ts';
import { provenanceWording } from '../wording/report.ts';
import { provenanceOf } from './provenance.ts';
import { figureRow, recordRow } from './source-rows.ts';

const HEADER = { fontWeight: 'bold', backgroundColor: '#E8EDF3' } as const;

function sheet(name: string, head: readonly string[], rows: readonly (readonly string[])[], widths: readonly number[]): object {
  const data: SheetData = [head.map(value => ({ value, ...HEADER })), ...rows.map(row => row.map(value => ({ value, wrap: true })))];
  return { sheet: name, data, columns: widths.map(width => ({ width })), stickyRowsCount: 1 };
}

/** 数据出处表 as an .xlsx: figures, then the records behind them. */
export function sourceTable(draft: Draft, from: { bureau: Bureau; entries: readonly Entry[] }): Promise<Uint8Array> {
  const { figures, records } = provenanceOf(draft, from.entries, from.bureau);
  const year = Number(draft.asOf.slice(0, 4));
  const sheets = [
    sheet(
      provenanceWording.figureSheet,
      provenanceWording.figureHead,
      figures.map((source, position) => figureRow(source, position, year)),
      [6, 24, 14, 20, 16, 80],
    ),
    sheet(
      provenanceWording.recordSheet,
      provenanceWording.recordHead,
      records.map(entry => recordRow(entry, year)),
      [10, 18, 22, 80, 40],
    ),
  ];
  return writeExcelFile(sheets as Parameters<typeof writeExcelFile>[0]).toBuffer();
}
