import type { PrintedCell, PrintedLine } from './printed-lines.ts';

/** Lines of one row stand closer than this, in distances of lines that follow one another in a cell. */
const CLOSE = 1.12;

/** A line that stands between rows and is none: a heading. */
const heading = /^(?:第[一二三四五六七八九十百]+[章节编]\s|[一二三四五六七八九十]{1,3}、|表[一二三四五六七八九十\d])/;
/** A cell may have this many lines before the next column has one. */
const TALLEST = 8;

/** Where the table that begins at `from` ends; `from` itself when none does: one line of several cells is a signature. */
export function tableEnd(lines: readonly PrintedLine[], from: number, { left, right }: { left: number; right: number }): number {
  const starts = lines.filter(({ cells }) => cells.length > 1).flatMap(({ cells }) => cells.map(({ x }) => x));
  const inColumn = (line: PrintedLine): boolean => line.right - line.x < (right - left) * 0.6 && starts.some(x => Math.abs(x - line.x) < line.size);
  let end = from;
  let rows = 0;
  for (let at = from; at < lines.length && at - end <= TALLEST; at++) {
    const line = lines[at];
    if (!line) break;
    if (line.cells.length > 1) rows++;
    else if (!inColumn(line) || heading.test(line.cells[0]?.text ?? '')) break;
    if (line.cells.length > 1 || rows > 0) end = at + 1;
  }
  return rows >= 2 ? end : from;
}

/** The column whose words a cell stands under, or else beside. */
function columnOf({ x, right }: PrintedCell, columns: readonly PrintedCell[]): number {
  const distance = (column: PrintedCell | undefined): number => (column ? Math.max(column.x - right, x - column.right) : 0);
  return columns.reduce((best, column, at) => (distance(column) < distance(columns[best]) ? at : best), 0);
}

/** Columns as wide as what stands in them: a heading over the middle of a column is narrower than its words. */
function columnsOf(lines: readonly PrintedLine[]): PrintedCell[] {
  const byCells = [...lines].sort((a, b) => b.cells.length - a.cells.length);
  const columns = (byCells[0]?.cells ?? []).map(cell => ({ ...cell }));
  for (const { cells } of byCells) {
    for (const cell of cells) {
      const column = columns[columnOf(cell, columns)];
      if (!column) continue;
      column.x = Math.min(column.x, cell.x);
      column.right = Math.max(column.right, cell.right);
    }
  }
  return columns;
}

/** The smallest and the largest distance of lines that follow one another in a column. */
function pitches(lines: readonly PrintedLine[], columns: readonly PrintedCell[]): { least: number; most: number } {
  const last = new Map<number, number>();
  const distances: number[] = [];
  for (const line of lines) {
    for (const cell of line.cells) {
      const column = columnOf(cell, columns);
      const above = last.get(column);
      if (above !== undefined && line.y - above > 0.8 * line.size) distances.push(line.y - above);
      last.set(column, line.y);
    }
  }
  return { least: Math.min(...distances), most: Math.max(...distances) };
}

/** Rows of cells: lines that stand close belong to one row where rows stand apart, else every line that fills the first column begins one. */
export function rowsOf(lines: readonly PrintedLine[]): string[][] {
  const columns = columnsOf(lines);
  const { least, most } = pitches(lines, columns);
  const standApart = most > least * CLOSE;
  const rows: string[][] = [];
  let above: PrintedLine | undefined;
  for (const line of lines) {
    const cells = columns.map(() => '');
    for (const cell of line.cells) {
      const at = columnOf(cell, columns);
      cells[at] = `${cells[at] ?? ''}${cell.text}`;
    }
    const row = rows.at(-1);
    const goesOn = above !== undefined && (standApart ? line.y - above.y <= least * CLOSE : cells[0] === '');
    if (row && goesOn) for (const [at, text] of cells.entries()) row[at] = `${row[at] ?? ''}${text}`;
    else rows.push(cells);
    above = line;
  }
  return rows;
}
