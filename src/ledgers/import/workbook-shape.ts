import { XMLParser } from 'fast-xml-parser';
import { readZip, type ZipLimits } from '../../lib/zip-entries.ts';
import { cellAt } from './figures-of-matrix.ts';

/** 表的样子 — what of an .xlsx is hidden or merged, which the reader of its values does not say. Rows and columns count from 0. */
export interface SheetShape {
  name: string;
  isHidden: boolean;
  hiddenRows: number[];
  hiddenColumns: number[];
  /** Cells that were merged downwards into one. */
  merged: { column: number; from: number; to: number }[];
  /** #REF!, #DIV/0!: formulas that gave nothing. */
  errors: { row: number; column: number; text: string }[];
}

const xml = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', processEntities: false, removeNSPrefix: true });

/** The shape of every sheet in the workbook's own order; none where its parts are not found, which costs only the notes. */
export function shapesOf(bytes: Uint8Array, limits: ZipLimits): SheetShape[] {
  const found = readZip(bytes, name => /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/.test(name), limits);
  if (typeof found === 'string') return [];
  const text = (name: string): string => Buffer.from(found.get(name) ?? new Uint8Array()).toString('utf8');
  const targets = new Map(
    listOf(xml.parse(text('xl/_rels/workbook.xml.rels'))?.Relationships?.Relationship).map(one => [
      one['Id'],
      one['Target']?.replace(/^\/?(?:xl\/)?/, '') ?? '',
    ]),
  );
  return listOf(xml.parse(text('xl/workbook.xml'))?.workbook?.sheets?.sheet).map(sheet => ({
    name: sheet['name'] ?? '',
    isHidden: sheet['state'] === 'hidden' || sheet['state'] === 'veryHidden',
    ...insideOf(text(`xl/${targets.get(sheet['id']) ?? ''}`)),
  }));
}

type Attributes = Record<string, string | undefined>;

function listOf(node: unknown): Attributes[] {
  return (Array.isArray(node) ? node : node === undefined ? [] : [node]) as Attributes[];
}

/** By patterns and not by a parser: a sheet may hold a hundred thousand cells, and only its edges are wanted. */
function insideOf(sheet: string): Pick<SheetShape, 'hiddenRows' | 'hiddenColumns' | 'merged' | 'errors'> {
  const hiddenRows = [...sheet.matchAll(/<row\b[^>]*>/g)].flatMap(([tag]) => (isHidden(tag) ? [Number(attribute(tag, 'r')) - 1] : []));
  const hiddenColumns = [...sheet.matchAll(/<col\b[^>]*>/g)].flatMap(([tag]) =>
    isHidden(tag) ? span(Number(attribute(tag, 'min')) - 1, Number(attribute(tag, 'max')) - 1) : [],
  );
  const merged = [...sheet.matchAll(/<mergeCell\b[^>]*ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g)].flatMap(([, left = '', top, right = '', bottom]) =>
    left === right && top !== bottom ? [{ column: cellAt(`${left}1`).column, from: Number(top) - 1, to: Number(bottom) - 1 }] : [],
  );
  const failed = sheet.matchAll(/<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+\d+)"[^>]*>(?:<f\b[^>]*>[^<]*<\/f>|<f\b[^>]*\/>)?<v>([^<]*)/g);
  const errors = [...failed].map(([, cell = '', text = '']) => ({ ...cellAt(cell), text }));
  return { hiddenRows, hiddenColumns, merged, errors };
}

function isHidden(tag: string): boolean {
  return /\bhidden="(?:1|true)"/.test(tag);
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\b${name}="(\\d+)"`).exec(tag)?.[1] ?? '0';
}

/** Excel says "all the rest" as column 16384. */
function span(from: number, to: number): number[] {
  return Array.from({ length: Math.min(to, 200) - from + 1 }, (_, at) => from + at);
}
