import { parseCsv } from '../../lib/csv.ts';
import { workbookRows } from '../../lib/workbook-rows.ts';
import { readZip } from '../../lib/zip-entries.ts';
import { decodeText } from '../decode-text.ts';
import type { FileReading, FileTables, TableRow } from './file-text.ts';

const limits = { files: 2_000, bytes: 60 * 1024 * 1024, ratio: 200 };
const MOST_ROWS = 20_000;
const MOST_CELLS = 100;

/** A day is a day, whatever time of it a program keeps. */
function cellText(value: unknown): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'number') return String(Number(value.toPrecision(15)));
  if (typeof value === 'boolean') return value ? '是' : '否';
  return typeof value === 'string' ? value.trim() : '';
}

function rowsOf(rows: readonly (readonly unknown[])[]): TableRow[] {
  return rows
    .map((row, at) => ({ number: at + 1, cells: row.slice(0, MOST_CELLS).map(cellText) }))
    .filter(({ cells }) => cells.some(cell => cell !== ''));
}

function tables(sheets: FileTables['sheets']): FileReading<FileTables> {
  const filled = sheets.filter(({ rows }) => rows.length > 0);
  if (filled.length === 0) return { unreadable: 'empty' };
  return filled.some(({ rows }) => rows.length > MOST_ROWS) ? { unreadable: 'too-large' } : { kind: 'tables', sheets: filled, notes: [] };
}

/** 工作簿（.xlsx）— every sheet with its rows as the cells show them. */
export async function readExcel(bytes: Uint8Array): Promise<FileReading<FileTables>> {
  const checked = readZip(bytes, () => true, limits);
  if (checked === 'too-large') return { unreadable: 'too-large' };
  if (typeof checked === 'string') return { unreadable: 'damaged' };
  try {
    const sheets = await workbookRows(bytes);
    return tables(sheets.map(({ sheet, data }) => ({ name: sheet, rows: rowsOf(data) })));
  } catch {
    return { unreadable: 'damaged' };
  }
}

/** 逗号分隔的表（.csv）. */
export function readCsv(bytes: Uint8Array, name: string): FileReading<FileTables> {
  const decoded = decodeText(bytes);
  return 'unreadable' in decoded ? decoded : tables([{ name, rows: rowsOf(parseCsv(decoded.text)) }]);
}
