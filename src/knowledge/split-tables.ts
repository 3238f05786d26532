import type { PlacedPassage } from './read-document.ts';
import type { FileTables, TableRow } from './reading/file-text.ts';

const defaultName = /^(?:sheet|工作表)\s*\d*$/i;
/** A heading row has words, and no cell as long as a sentence of text. */
const LONGEST_LABEL = 30;

function filled({ cells }: TableRow): string[] {
  return cells.filter(cell => cell !== '');
}

function isLabels(row: TableRow, width: number): boolean {
  const cells = filled(row);
  return cells.length >= Math.max(2, width * 0.6) && cells.every(cell => cell.length <= LONGEST_LABEL && !/^[\d.,%－\-/年月日]+$/.test(cell));
}

interface Shape {
  /** Lines above the labels: the name of the table and what is said about it. */
  above: string[];
  labels: readonly string[] | null;
  records: readonly TableRow[];
}

function shapeOf(rows: readonly TableRow[]): Shape {
  const width = Math.max(...rows.map(row => filled(row).length));
  const at = rows.slice(0, 8).findIndex(row => isLabels(row, width));
  const labels = rows[at];
  if (!labels) return { above: [], labels: null, records: rows };
  return { above: rows.slice(0, at).flatMap(filled), labels: labels.cells.map(cell => cell.replace(/\s+/g, '')), records: rows.slice(at + 1) };
}

function words({ cells }: TableRow, labels: readonly string[] | null): string {
  return cells
    .flatMap((cell, at) => {
      if (cell === '') return [];
      const label = labels?.[at] ?? '';
      return [label === '' ? cell : `${label}：${cell}`];
    })
    .join('\n');
}

/** 切分 — a workbook: each row under the labels of its columns (支持对象：…), below its sheet and the heading rows between records. */
export function splitTables({ sheets }: FileTables, stem: string): { title: string; passages: PlacedPassage[] } {
  const passages: PlacedPassage[] = [];
  const shapes = sheets.map(({ name, rows }) => ({ name, ...shapeOf(rows) }));
  const title = shapes[0]?.above[0] ?? stem;
  for (const { name, above, labels, records } of shapes) {
    const sheet = defaultName.test(name) ? [] : [name];
    const place = (number: number): PlacedPassage['place'] => ({ unit: 'row', number, sheet: name });
    const notes = above.filter(line => line !== title);
    if (notes.length > 0) passages.push({ article: null, path: sheet, text: notes.join('\n'), place: place(1) });
    let group: string[] = [];
    for (const record of records) {
      const [only, ...others] = filled(record);
      // One cell alone in a row of many is the heading of what follows; a note below the table says so itself.
      if (labels && labels.length > 2 && only !== undefined && others.length === 0 && only.length <= LONGEST_LABEL && !/^[备附]?注[：:]/.test(only))
        group = [only];
      else passages.push({ article: null, path: [...sheet, ...group], text: words(record, labels), place: place(record.number) });
    }
  }
  return { title, passages };
}
