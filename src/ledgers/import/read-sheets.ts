import { AppError } from '../../domain/errors.ts';
import { parseCsv } from '../../lib/csv.ts';
import { workbookRows } from '../../lib/workbook-rows.ts';
import { readZip } from '../../lib/zip-entries.ts';
import { notATable, oldExcel, tableDamaged, tableTooLarge } from '../../wording/import.ts';
import { type SheetShape, shapesOf } from './workbook-shape.ts';

export type Cell = string | number | Date | null;

/** 工作表 — one sheet as it lies there. */
export interface Sheet {
  name: string;
  rows: Cell[][];
  /** Rows and columns (from 0) that nobody sees in Excel. */
  hidden?: { rows: number[]; columns: number[] };
}

/** 表格文件 — its sheets that can be seen, and the names of those that are hidden. */
export interface Workbook {
  sheets: Sheet[];
  hidden: string[];
}

const LIMITS = { files: 2_000, bytes: 60_000_000, ratio: 200 } as const;
const MAX_ROWS = 20_000;

/** UTF-8 where it is valid, else GBK, in which Chinese Excel saves .csv. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'number' || value instanceof Date) return value;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return text === '' ? null : text;
}

/** A number that stands in a .csv as text is a number. */
function typed(text: string): Cell {
  const plain = text.trim();
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$|^-?\d+(\.\d+)?$/.test(plain) ? Number(plain.replaceAll(',', '')) : cellOf(plain);
}

/** The sheets of an .xlsx or a .csv file; throws in plain words what is wrong with it. */
export async function readSheets(name: string, bytes: Uint8Array): Promise<Workbook> {
  if (/\.csv$/i.test(name))
    return { sheets: [{ name: name.replace(/\.csv$/i, ''), rows: parseCsv(decode(bytes)).map(row => row.map(typed)) }], hidden: [] };
  if (/\.xls$/i.test(name)) throw new AppError('unreadable', oldExcel(name));
  if (!/\.xlsx$/i.test(name)) throw new AppError('unreadable', notATable(name));
  const checked = readZip(bytes, () => true, LIMITS);
  if (checked === 'too-large') throw new AppError('unreadable', tableTooLarge(name));
  if (typeof checked === 'string') throw new AppError('unreadable', tableDamaged(name));
  const sheets = await workbookRows(bytes).catch((cause: unknown) => {
    throw new AppError('unreadable', tableDamaged(name), { cause });
  });
  if (sheets.some(({ data }) => data.length > MAX_ROWS)) throw new AppError('unreadable', tableTooLarge(name));
  const shapes = shapesOf(bytes, LIMITS);
  const isHidden = (name: string): boolean => shapes.some(shape => shape.name === name && shape.isHidden);
  return {
    sheets: sheets
      .filter(({ sheet }) => !isHidden(sheet))
      .map(({ sheet, data }) =>
        shaped(
          sheet,
          data.map(row => row.map(cellOf)),
          shapes,
        ),
      ),
    hidden: shapes.filter(shape => shape.isHidden).map(shape => shape.name),
  };
}

/** A cell merged over several rows speaks for each of them. */
function shaped(name: string, rows: Cell[][], shapes: readonly SheetShape[]): Sheet {
  const shape = shapes.find(each => each.name === name);
  for (const { column, from, to } of shape?.merged ?? []) {
    for (const row of rows.slice(from + 1, to + 1)) row[column] = rows[from]?.[column] ?? null;
  }
  for (const { row, column, text } of shape?.errors ?? []) (rows[row] ?? [])[column] = text;
  return { name, rows, ...(shape ? { hidden: { rows: shape.hiddenRows, columns: shape.hiddenColumns } } : {}) };
}
