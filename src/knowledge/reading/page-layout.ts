import { rowLine } from './file-text.ts';
import { latin, linesOf, type PrintedLine, type PrintedPage, tidy } from './printed-lines.ts';
import { rowsOf, tableEnd } from './printed-table.ts';

/** 还原的段落 — a paragraph, or a table row, with the page on which it begins. */
export interface LaidOut {
  lines: { text: string; page: number }[];
  /** Pages with rows that were put together by where their words stand. */
  tablePages: number[];
}

const INDENT = 0.8;
const SHORT = 2.2;
const NEARLY = 0.72;
const pageNumber = /^[-—–―－·•.\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–―－·•.\s]*$/;
const numbered =
  /^(?:第[一二三四五六七八九十百千零〇\d]+[条章节编款]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]\s*\D|附件|附录)/;
const sentenceEnd = /[。；：！？”）]$/;

function textOfLine(line: PrintedLine): string {
  return line.cells.map(cell => cell.text).join(' ');
}

/** 页眉页脚 — page numbers, and what stands on the edge of most pages, is no part of the text. */
function withoutFurniture(pages: readonly PrintedLine[][]): PrintedLine[][] {
  const shape = (line: PrintedLine | undefined): string => (line ? textOfLine(line).replace(/\d+/g, '#') : '');
  const times = new Map<string, number>();
  for (const lines of pages) for (const edge of new Set([shape(lines[0]), shape(lines.at(-1))])) times.set(edge, (times.get(edge) ?? 0) + 1);
  const isFurniture = (line: PrintedLine | undefined): boolean =>
    line !== undefined && (pageNumber.test(textOfLine(line)) || (pages.length >= 3 && (times.get(shape(line)) ?? 0) > pages.length / 2));
  return pages.map(lines => {
    let [from, to] = [0, lines.length];
    while (from < to && isFurniture(lines[from])) from++;
    while (to > from && isFurniture(lines[to - 1])) to--;
    return lines.slice(from, to);
  });
}

/** Margins of the text block, as most of a page's lines show them. */
function margins(lines: readonly PrintedLine[]): { left: number; right: number } {
  const rights = lines.map(line => line.right).sort((a, b) => a - b);
  const right = rights[Math.floor(rights.length * 0.95)] ?? 0;
  const widest = Math.max(0, ...lines.map(line => line.right - line.x));
  const left = Math.min(...lines.filter(line => line.right - line.x > widest * 0.6).map(line => line.x));
  return { left, right };
}

class Paragraphs {
  readonly lines: LaidOut['lines'] = [];
  #last: { line: PrintedLine; fullness: 'full' | 'nearly' | 'short' } | undefined;

  add(line: PrintedLine, { left, right }: { left: number; right: number }): void {
    const text = textOfLine(line);
    const open = this.lines.at(-1);
    if (open && this.#goesOn(line, left))
      open.text = tidy(`${open.text}${latin.test(open.text.at(-1) ?? '') && latin.test(text[0] ?? '') ? ' ' : ''}${text}`);
    else this.lines.push({ text, page: line.page });
    const isNearly = line.right >= left + (right - left) * NEARLY;
    this.#last = { line, fullness: line.right >= right - SHORT * line.size ? 'full' : isNearly ? 'nearly' : 'short' };
  }

  addRow(text: string, page: number): void {
    this.lines.push({ text, page });
    this.#last = undefined;
  }

  #goesOn(line: PrintedLine, left: number): boolean {
    if (!this.#last || this.#last.fullness === 'short') return false;
    const { line: above, fullness } = this.#last;
    const isEnded = sentenceEnd.test(this.lines.at(-1)?.text ?? '');
    const isIndented = line.x > left + INDENT * line.size;
    const isFar = line.page === above.page && line.y - above.y > 2.6 * line.size;
    if (isIndented || isFar || Math.abs(line.size - above.size) > 0.15 * above.size) return false;
    // A word that may not be parted leaves a gap at the end of a line.
    return fullness === 'full' ? !(isEnded && numbered.test(textOfLine(line))) : !isEnded && !numbered.test(textOfLine(line));
  }
}

/** 版面还原 — printed pages as paragraphs and table rows in reading order: lines that fill the text block go on, indented ones begin. */
export function layOut(pages: readonly PrintedPage[]): LaidOut {
  const paragraphs = new Paragraphs();
  const tablePages = new Set<number>();
  for (const lines of withoutFurniture(pages.map(linesOf))) {
    const block = margins(lines);
    for (let at = 0; at < lines.length; ) {
      const end = tableEnd(lines, at, block);
      const line = lines[at];
      if (!line) break;
      if (end === at) {
        paragraphs.add(line, block);
        at++;
        continue;
      }
      for (const row of rowsOf(lines.slice(at, end))) paragraphs.addRow(rowLine(row), line.page);
      tablePages.add(line.page);
      at = end;
    }
  }
  return { lines: paragraphs.lines, tablePages: [...tablePages] };
}
