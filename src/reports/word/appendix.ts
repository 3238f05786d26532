import { AlignmentType, BorderStyle, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlign, WidthType } from 'docx';
import type { Bureau } from '../../bureau/bureau.ts';
import type { Draft } from '../../domain/draft.ts';
import type { Entry } from '../../domain/entry.ts';
import { provenanceWording } from '../../wording/report.ts';
import { type Provenance, provenanceOf } from '../provenance.ts';
import { figureRow, recordRow } from '../source-rows.ts';
import { fonts, size } from './page.ts';

/** A year of a bureau is well below it; beyond it a Word table is no longer something that one reads. */
const toldRecords = 1000;

/** Characters from which on a cell may run over to the next page. */
const longCell = 300;

const widths = { figures: [700, 2300, 1400, 2100, 1800, 5700], records: [1000, 1900, 2400, 5700, 3000] } as const;
const border = { style: BorderStyle.SINGLE, size: 4, color: '7F7F7F' } as const;
const borders = { top: border, bottom: border, left: border, right: border, insideHorizontal: border, insideVertical: border } as const;

/** Paragraph styles of the tables: one look for thousands of cells, said once. */
export const cellStyles = [
  { id: 'Cell', name: '表格', basedOn: 'Normal', run: { font: fonts.body, size: size.table } },
  {
    id: 'CellCentred',
    name: '表格居中',
    basedOn: 'Cell',
    run: { font: fonts.body, size: size.table },
    paragraph: { alignment: AlignmentType.CENTER },
  },
  { id: 'CellHead', name: '表头', basedOn: 'Cell', run: { font: fonts.levelOne, size: size.table }, paragraph: { alignment: AlignmentType.CENTER } },
];

function cell(text: string, style: 'Cell' | 'CellCentred' | 'CellHead', width: number): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    children: [new Paragraph({ style, text })],
  });
}

/** A table with a head that is repeated on every page. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], columns: readonly number[]): Table {
  const widthOf = (column: number): number => columns[column] ?? 1000;
  const headRow = new TableRow({ tableHeader: true, cantSplit: true, children: head.map((text, column) => cell(text, 'CellHead', widthOf(column))) });
  const bodyRows = rows.map(row => {
    const cells = row.map((text, column) => cell(text, column === 0 ? 'CellCentred' : 'Cell', widthOf(column)));
    // A short row is kept whole; a long one would leave half a page empty.
    return new TableRow({ cantSplit: row.every(text => text.length < longCell), children: cells });
  });
  const width = columns.reduce((sum, column) => sum + column, 0);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: [...columns],
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    borders,
    rows: [headRow, ...bodyRows],
  });
}

/** One line above a table. */
export function line(text: string, style: { font: (typeof fonts)['title'] | (typeof fonts)['body']; size: number; centred?: boolean }): Paragraph {
  return new Paragraph({
    alignment: style.centred ? AlignmentType.CENTER : AlignmentType.LEFT,
    spacing: { before: 160, after: 120 },
    keepNext: true,
    children: [new TextRun({ text, font: style.font, size: style.size })],
  });
}

function noteParagraphs(notes: readonly string[]): Paragraph[] {
  if (notes.length === 0) return [];
  return [
    line(provenanceWording.notes, { font: fonts.levelOne, size: 24 }),
    ...notes.map(
      (note, position) =>
        new Paragraph({ spacing: { after: 60 }, children: [new TextRun({ text: `${position + 1}. ${note}`, font: fonts.body, size: size.small })] }),
    ),
  ];
}

function recordsPart(provenance: Provenance, year: number): (Paragraph | Table)[] {
  const told = provenance.records.slice(0, toldRecords);
  const rest = provenance.records.length - told.length;
  const rows = told.map(entry => recordRow(entry, year));
  const more = rest > 0 ? [line(provenanceWording.furtherRecords(rest), { font: fonts.body, size: size.small })] : [];
  return [line(provenanceWording.records, { font: fonts.levelOne, size: 24 }), table(provenanceWording.recordHead, rows, widths.records), ...more];
}

/** 数据出处表 — for each figure its metric, 截至 and entries; for each entry who said what when, and how it was changed. */
export function appendix(draft: Draft, from: { bureau: Bureau; entries: readonly Entry[] }): (Paragraph | Table)[] {
  const provenance = provenanceOf(draft, from.entries, from.bureau);
  const year = Number(draft.asOf.slice(0, 4));
  const title = line(provenanceWording.title, { font: fonts.title, size: 36, centred: true });
  const intro = line(provenanceWording.intro(provenance.figures.length, provenance.records.length), { font: fonts.body, size: size.small });
  const rows = provenance.figures.map((source, position) => figureRow(source, position, year));
  const figures =
    rows.length > 0
      ? [line(provenanceWording.figures, { font: fonts.levelOne, size: 24 }), table(provenanceWording.figureHead, rows, widths.figures)]
      : [];
  const records = provenance.records.length > 0 ? recordsPart(provenance, year) : [];
  return [title, intro, ...figures, ...records, ...noteParagraphs(draft.notes ?? [])];
}
