import { type Period, yearPeriod } from '../../domain/period.ts';
import type { Approximation } from '../../domain/quantity.ts';
import { normaliseWidth } from '../../language/normalise.ts';
import { readQuantities } from '../../language/quantities.ts';
import { type Label, type LabelContext, labelOf, labelsInTitle } from './labels.ts';
import type { Cell, Sheet } from './read-sheets.ts';

/** 表中一数 — one number of a table with all that stands around it, and where it stands. */
export interface TableFigure {
  sheet: string;
  /** C5. */
  cell: string;
  text: string;
  value: number;
  unit: string | null;
  /** 约, 余, 近 stay with the number. */
  approximate: Approximation | null;
  /** Of its own row and column. */
  labels: Label[];
  /** Of the title, the sheet and the file, which hold for the whole table. */
  titles: Label[];
}

/** What a table came to. */
export interface TableReading {
  figures: TableFigure[];
  /** A stated sum that its parts do not give. */
  wrongSums: { cell: string; stated: number; computed: number }[];
  /** Words where a number belongs. */
  unread: { cell: string; text: string }[];
}

const ignored = /^(?:序号|编号|备注|说明|填报人|联系人|电话|排名|名次|完成率|同比|环比|增长|增减|增幅|降幅|占比|比上年|与上年)/;

/** What people write where there is nothing to count. */
const nothing = /^(?:[-—－–/／\\\\.·、…]+|无|没有|空|暂无|零报告)$/;

/** `C5` of the fifth row and third column. */
export function cellName(row: number, column: number): string {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}

/** Row and column, from 0, of the cell at the end of a place: 4 and 2 for `走访.xlsx“2025年”C5`. */
export function cellAt(place: string): { row: number; column: number } {
  const [, letters = '', row = '0'] = /([A-Z]+)(\d+)$/.exec(place) ?? [];
  return { row: Number(row) - 1, column: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 };
}

/** A number, or a text that is one quantity and nothing else: 12家, 约30人. */
function numberIn(cell: Cell): Pick<TableFigure, 'value' | 'unit' | 'approximate'> | null {
  if (typeof cell === 'number') return { value: cell, unit: null, approximate: null };
  if (typeof cell !== 'string') return null;
  const text = normaliseWidth(cell);
  if (!/^[约近]?\d/.test(text) || /[月年日季]/.test(text)) return null;
  const [only, second] = readQuantities(text);
  return only && !second && only.quantity.value !== null && only.end === text.length
    ? { value: only.quantity.value, unit: only.quantity.unit || null, approximate: only.quantity.approximate }
    : null;
}

/** 1, 2, 3 … above the numbers are months. */
function isMonthRow(row: readonly Cell[]): boolean {
  const numbers = row.filter(cell => typeof cell === 'number');
  return numbers.length >= 3 && numbers.every((value, index) => value === index + 1) && numbers.length <= 12;
}

function isHeading(row: readonly Cell[]): boolean {
  return isMonthRow(row) || row.every(cell => numberIn(cell) === null || (typeof cell === 'number' && cell >= 2000 && cell <= 2100));
}

interface Layout {
  titles: string[];
  /** By column, top to bottom, merged cells filled. */
  headings: Cell[][];
  firstRow: number;
  firstColumn: number;
  skipped: ReadonlySet<number>;
  /** Columns in which numbers stand. */
  numbered: ReadonlySet<number>;
}

function layoutOf({ rows }: Sheet): Layout | null {
  const firstRow = rows.findIndex(row => row.some(cell => numberIn(cell) !== null) && !isHeading(row));
  if (firstRow < 0) return null;
  const above = rows.slice(0, firstRow).filter(row => row.some(cell => cell !== null));
  const isTitle = (row: readonly Cell[]): boolean => row.filter(cell => cell !== null).length === 1;
  const headings = above.filter(row => !isTitle(row)).map(row => filled(isMonthRow(row) ? row.map(monthName) : row));
  const width = Math.max(...rows.map(row => row.length));
  const skipped = new Set<number>();
  for (let column = 0; column < width; column++) {
    if (headings.some(row => typeof row[column] === 'string' && ignored.test(String(row[column])))) skipped.add(column);
  }
  const body = rows.slice(firstRow);
  const columns = Array.from({ length: width }, (_, column) => column).filter(
    column => !skipped.has(column) && body.some(row => numberIn(row[column] ?? null) !== null),
  );
  const titles = above.filter(isTitle).map(row => String(row.find(cell => cell !== null)));
  return columns[0] === undefined ? null : { titles, headings, firstRow, firstColumn: columns[0], skipped, numbered: new Set(columns) };
}

function monthName(cell: Cell): Cell {
  return typeof cell === 'number' ? `${cell}月` : cell;
}

/** A merged heading stands in its first cell only. */
function filled(row: readonly Cell[]): Cell[] {
  let last: Cell = null;
  return row.map(cell => {
    last = cell ?? last;
    return last;
  });
}

/** Every number of a table with what its row, its column and the title say of it. */
export function figuresOfMatrix(sheet: Sheet, context: LabelContext & { titles: readonly string[] }): TableReading {
  const layout = layoutOf(sheet);
  if (!layout) return { figures: [], wrongSums: [], unread: [] };
  const titles = [...context.titles, sheet.name, ...layout.titles].flatMap(title => labelsInTitle(title, context));
  const year = titles.findLast(label => label.kind === 'year')?.year ?? context.year;
  const named = { ...context, year };
  const all: (TableFigure & { row: number; column: number; totals: 'none' | 'row' | 'column' | 'both' })[] = [];
  const names: Cell[] = [];
  const unread: TableReading['unread'] = [];
  sheet.rows.forEach((row, index) => {
    if (index < layout.firstRow) return;
    for (let column = 0; column < layout.firstColumn; column++) names[column] = row[column] ?? names[column] ?? null;
    const own = names.flatMap((cell, column) => (layout.skipped.has(column) ? [] : (labelOf(cell, named) ?? [])));
    row.forEach((cell, column) => {
      if (column < layout.firstColumn || layout.skipped.has(column)) return;
      const number = numberIn(cell);
      const above = layout.headings.flatMap(heading => labelOf(heading[column] ?? null, named) ?? []);
      if (!number) {
        const isExpected = layout.numbered.has(column) || above.some(label => label.kind === 'period');
        if (isExpected && typeof cell === 'string' && !nothing.test(cell)) unread.push({ cell: cellName(index, column), text: cell });
        return;
      }
      const [inRow, inColumn] = [own.some(label => label.kind === 'total'), above.some(label => label.kind === 'total')];
      const totals = inRow && inColumn ? 'both' : inRow ? 'row' : inColumn ? 'column' : 'none';
      const place = { sheet: sheet.name, cell: cellName(index, column), text: String(cell), row: index, column, totals } as const;
      all.push({ ...place, ...number, labels: [...above, ...own], titles });
    });
  });
  return { figures: all.filter(figure => figure.totals === 'none'), wrongSums: wrongSums(all), unread };
}

function wrongSums(
  all: readonly { cell: string; value: number; row: number; column: number; totals: string; labels: Label[] }[],
): TableReading['wrongSums'] {
  const parts = all.filter(figure => figure.totals === 'none' && !figure.labels.some(label => label.kind === 'period' && label.isCumulative));
  return all.flatMap(({ cell, value, row, column, totals, labels }) => {
    if (totals === 'none' || totals === 'both') return [];
    const metric = metricIn(labels);
    if (totals === 'column') return differing(cell, value, [parts.filter(part => part.row === row && metricIn(part.labels) === metric)]);
    const summed = parts.filter(part => part.column === column);
    const before = Math.max(-1, ...all.filter(each => each.column === column && each.row < row && each.totals === 'row').map(each => each.row));
    // 二季度小计 sums what stands since the subtotal before it, 上半年合计 all that stands above it.
    return differing(cell, value, [summed, summed.filter(part => part.row < row), summed.filter(part => part.row < row && part.row > before)]);
  });
}

/** A stated sum that none of these gives. */
function differing(cell: string, stated: number, ways: readonly (readonly { value: number }[])[]): TableReading['wrongSums'] {
  const sums = ways.map(parts => Number(parts.reduce((sum, part) => sum + part.value, 0).toFixed(4)));
  const [computed = stated] = sums;
  return (ways[0]?.length ?? 0) > 1 && !sums.includes(stated) ? [{ cell, stated, computed }] : [];
}

function metricIn(labels: readonly Label[]): string {
  return labels.findLast(label => label.kind === 'metric')?.metric.name ?? '';
}

/** The days of a figure: the narrowest that is said, else the whole year. */
export function periodIn({ labels, titles }: Pick<TableFigure, 'labels' | 'titles'>): { period: Period; isCumulative: boolean } | null {
  const said = labels.findLast(label => label.kind === 'period');
  if (said) return said;
  const own = labels.findLast(label => label.kind === 'year');
  const titled = own ? undefined : titles.findLast(label => label.kind === 'period');
  if (titled) return titled;
  const year = own ?? titles.findLast(label => label.kind === 'year');
  return year ? { period: yearPeriod(year.year), isCumulative: false } : null;
}
