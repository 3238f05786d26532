import type { PlaceUnit } from '../../domain/provision.ts';
import type { UnreadableReason } from '../../domain/unreadable.ts';

/** 读取疑点 — something in a file that was not read, or not with certainty. `detail` says where. */
export interface FileNote {
  kind: 'pages-without-text' | 'pages-garbled' | 'table-guessed' | 'numbers-lost';
  detail: string;
}

/** 文件文字 — the lines of a file, a paragraph or a table row (`| 甲 | 乙 |`) each, with the page, paragraph or line of the original where each begins. */
export interface FileText {
  kind: 'text';
  lines: readonly string[];
  unit: PlaceUnit;
  /** By line, from 1. */
  numbers: readonly number[];
  /** What the file itself says it is called; null when it does not say. */
  title: string | null;
  notes: readonly FileNote[];
}

export interface TableRow {
  /** As the program counts it, from 1. */
  number: number;
  cells: readonly string[];
}

/** 文件表格 — the sheets of a workbook with their rows; empty rows are left out. */
export interface FileTables {
  kind: 'tables';
  sheets: readonly { name: string; rows: readonly TableRow[] }[];
  notes: readonly FileNote[];
}

export type FileContent = FileText | FileTables;

/** 读文件的结果 — never an exception. */
export type FileReading<T = FileContent> = T | { unreadable: UnreadableReason };

/** Lines numbered as they come. Pages of plain text are told apart by form feeds. */
export function textOf(raw: string): FileText {
  const lines = raw.split(/\r\n?|\n/);
  if (!raw.includes('\f')) return { kind: 'text', lines, unit: 'line', numbers: lines.map((_, at) => at + 1), title: null, notes: [] };
  let page = 1;
  const numbers = lines.map(line => {
    page += line.split('\f').length - 1;
    return page;
  });
  return { kind: 'text', lines, unit: 'page', numbers, title: null, notes: [] };
}

/** A row as it is kept among lines. */
export function rowLine(cells: readonly string[]): string {
  return `| ${cells.map(cell => cell.replace(/\s*\n\s*/g, ' ').replaceAll('|', '｜')).join(' | ')} |`;
}
