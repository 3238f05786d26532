import { withoutRadicals } from './radicals.ts';

/** 版面文字 — a piece of text where it is printed; lengths in points, `y` is the baseline from the top. */
export interface PrintedText {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
}

/** 页 — what is printed on one page. */
export interface PrintedPage {
  number: number;
  width: number;
  texts: readonly PrintedText[];
}

export interface PrintedCell {
  text: string;
  x: number;
  right: number;
}

/** 印出的行 — words of one baseline, cut into cells where a column begins. */
export interface PrintedLine {
  page: number;
  cells: PrintedCell[];
  x: number;
  right: number;
  y: number;
  size: number;
}

/** Wider gaps than these, in character sizes, are a blank, and the border of a cell. */
const BLANK = 0.7;
const CELL = 1.9;
/** A narrower gap is a border too where words of several lines begin at the same place. */
const NARROW = 0.3;
const COLUMN_LINES = 3;
const SAME_PLACE = 2;
const articleEnd = /^第[一二三四五六七八九十百千零〇\d]+[条章节编](?:之[一二三四五六七八九十]+)?$/;
export const latin: RegExp = /[A-Za-z0-9]/;

/** 根 据 《 中 华: blanks that only stretch a line. */
function unstretched(text: string): string {
  return (text.match(/(?<=[^\x20-\x7e]) (?=[^\x20-\x7e])/g)?.length ?? 0) < 4 ? text : text.replace(/(?<=[^\x20-\x7e]) (?=[^\x20-\x7e])/g, '');
}

/** Justified lines are stretched: what every letter has between itself and the next is no blank. */
function usualGap(sorted: readonly PrintedText[], size: number): number {
  const gaps = sorted
    .slice(1)
    .map((text, at) => (text.x - (sorted[at]?.x ?? 0) - (sorted[at]?.width ?? 0)) / size)
    .sort((a, b) => a - b);
  return gaps.length < 6 ? 0 : Math.max(0, gaps[gaps.length >> 1] ?? 0);
}

/** Figures stand a hair apart from Chinese, which is no blank; after 第五条 any gap is one, because it tells the article from a mention of it. */
function leastBlank(before: string, after: string): number {
  if (articleEnd.test(before)) return 0.12;
  return latin.test(before.at(-1) ?? '') && latin.test(after[0] ?? '') ? 0.12 : BLANK;
}

/** Words of one baseline, left to right, cut into cells at wide gaps. */
function lineOf(sorted: readonly PrintedText[], { page, columns }: { page: number; columns: readonly number[] }): PrintedLine | undefined {
  const [first] = sorted;
  if (!first) return undefined;
  const size = Math.max(...sorted.map(text => text.size));
  const usual = usualGap(sorted, size);
  const cells: PrintedLine['cells'] = [];
  let right = first.x;
  for (const { text, x, width } of sorted) {
    const gap = (x - right) / size - usual;
    const cell = cells.at(-1);
    if (!cell || gap > CELL || (gap > NARROW && columns.some(column => Math.abs(column - x) < SAME_PLACE))) cells.push({ text, x, right: x + width });
    else {
      cell.text += (gap > leastBlank(cell.text, text) ? ' ' : '') + text;
      cell.right = x + width;
    }
    right = Math.max(right, x + width);
  }
  for (const cell of cells) cell.text = tidy(cell.text);
  return { page, cells, x: first.x, right, y: Math.max(...sorted.map(text => text.y)), size };
}

export function tidy(text: string): string {
  return text
    .replace(/ +/g, ' ')
    .replace(/(?<=[\p{Script=Han}（《〔“]) (?=\d)|(?<=\d) (?=[\p{Script=Han}）》〕％])/gu, '')
    .trim();
}

function clean(row: readonly PrintedText[]): PrintedText[] {
  return row
    .filter(({ text }) => text.trim() !== '')
    .map(text => ({ ...text, text: unstretched(withoutRadicals(text.text).replace(/[\s\u3000]+/g, ' ')) }))
    .sort((a, b) => a.x - b.x);
}

/** Where words begin after a gap, in several lines of a page at the same place: columns of a table. */
function columnsOf(rows: readonly PrintedText[][]): number[] {
  const starts = rows.flatMap(row =>
    row.flatMap(({ x, size }, at) => {
      const before = row[at - 1];
      return before && (x - before.x - before.width) / size > NARROW ? [x] : [];
    }),
  );
  const all = rows.flatMap(row => row.map(({ x }) => x));
  return starts.filter(start => all.filter(x => Math.abs(x - start) < SAME_PLACE).length >= COLUMN_LINES);
}

/** The lines of a page, from the top. */
export function linesOf({ texts, number }: PrintedPage): PrintedLine[] {
  const rows: PrintedText[][] = [];
  for (const text of [...texts].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const row = rows.at(-1);
    const base = row?.[0];
    if (row && base && Math.abs(text.y - base.y) < 0.5 * Math.max(text.size, base.size)) row.push(text);
    else rows.push([text]);
  }
  const sorted = rows.map(clean);
  const columns = columnsOf(sorted);
  return sorted.flatMap(row => lineOf(row, { page: number, columns }) ?? []);
}
