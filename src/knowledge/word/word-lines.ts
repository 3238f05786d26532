import { type FileReading, type FileText, rowLine } from '../reading/file-text.ts';
import { AutoNumbers } from './auto-numbers.ts';
import { headingLevel, headingStyles, isJoined, openWord, paragraphText, type WordFile } from './read-word.ts';
import type { XmlNode } from './xml-tree.ts';

/** Frames whose contents stand in the text as if the frame were not there. */
const transparent = new Set(['w:body', 'w:sdt', 'w:sdtContent', 'w:ins', 'w:moveTo', 'w:smartTag', 'w:customXml']);
const ownNumber =
  /^(?:第[一二三四五六七八九十百千零\d]+[条章节编]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、])/;

class WordLines {
  readonly lines: string[] = [];
  readonly numbers: number[] = [];
  readonly #headings: ReadonlyMap<string, number>;
  readonly #autoNumbers: AutoNumbers;
  #paragraph = 0;
  #open = '';

  constructor({ styles, numbering }: WordFile) {
    this.#headings = headingStyles(styles);
    this.#autoNumbers = new AutoNumbers(numbering, styles);
  }

  read(node: XmlNode): void {
    for (const child of node.children) {
      if (child.name === 'w:p') this.#addParagraph(child);
      else if (child.name === 'w:tbl') this.#addTable(child);
      else if (transparent.has(child.name)) this.read(child);
    }
  }

  #addParagraph(paragraph: XmlNode): void {
    this.#paragraph++;
    this.#open += this.#textOf(paragraph);
    if (isJoined(paragraph)) return;
    const text = this.#open;
    this.#open = '';
    const level = headingLevel(paragraph, this.#headings);
    // The first heading of a file is its name; one with a number of its own needs no mark.
    const isMarked = level > 0 && this.lines.some(line => line.trim() !== '') && !ownNumber.test(text.trim()) && text.trim() !== '';
    for (const line of text.split('\n')) this.#push(isMarked ? `${'#'.repeat(level + 1)} ${line}` : line);
  }

  #textOf(paragraph: XmlNode): string {
    const text = paragraphText(paragraph);
    const number = this.#autoNumbers.next(paragraph);
    if (number === '' || text.trim() === '') return text;
    return /[条章节编]$/.test(number) ? `${number} ${text}` : `${number}${text}`;
  }

  #addTable(table: XmlNode): void {
    const rows = rowsIn(table);
    for (const row of rows) {
      this.#paragraph++;
      const cells = cellsIn(row).map(cell => paragraphsIn(cell).map(paragraph => this.#textOf(paragraph).trim()));
      const texts = cells.map(lines => lines.filter(line => line !== '').join(' '));
      if (texts.every(text => text === '')) continue;
      // A table of one cell is a frame around paragraphs.
      if (texts.length === 1) for (const line of cells[0] ?? []) this.#push(line);
      else this.#push(rowLine(texts));
    }
  }

  #push(line: string): void {
    this.lines.push(line);
    this.numbers.push(this.#paragraph);
  }
}

function childrenNamed(node: XmlNode, name: string): XmlNode[] {
  return node.children.flatMap(child => (child.name === name ? [child] : transparent.has(child.name) ? childrenNamed(child, name) : []));
}

const rowsIn = (table: XmlNode): XmlNode[] =>
  childrenNamed(table, 'w:tr').filter(
    row => !row.children.some(part => part.name === 'w:trPr' && part.children.some(({ name }) => name === 'w:del')),
  );
const cellsIn = (row: XmlNode): XmlNode[] => childrenNamed(row, 'w:tc');

/** Paragraphs of a cell, those of tables inside it too. */
function paragraphsIn(node: XmlNode): XmlNode[] {
  return node.children.flatMap(child => (child.name === 'w:p' ? [child] : child.children.length > 0 ? paragraphsIn(child) : []));
}

/** Word（.docx）— paragraphs with the numbers that Word gives them, headings marked, tables as rows. */
export function readWordLines(bytes: Uint8Array): FileReading<FileText> {
  const file = openWord(bytes);
  if ('unreadable' in file) return file;
  const reader = new WordLines(file);
  reader.read(file.document);
  if (reader.lines.every(line => line.trim() === '')) return { unreadable: 'empty' };
  return { kind: 'text', lines: reader.lines, unit: 'paragraph', numbers: reader.numbers, title: null, notes: [] };
}
