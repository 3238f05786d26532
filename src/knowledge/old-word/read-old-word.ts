import { type FileNote, type FileReading, type FileText, rowLine } from '../reading/file-text.ts';
import { isGarbled } from '../reading/garbled.ts';
import { type CompoundFile, readCompoundFile } from './compound-file.ts';
import { properties, type Stretch, stretchesWith } from './formatted-runs.ts';

const WORD_97 = 0xa5ec;
const OLDEST = 0x00c1;
const flags = { encrypted: 0x0100, secondTable: 0x0200 } as const;
/** Offsets in the file information block (MS-DOC, section 2.5): pairs of offset and length in the table stream. */
const at = { identity: 0, version: 2, flags: 10, letters: 76, characterPages: 250, paragraphPages: 258, pieces: 418 } as const;

/** Letters with the place of each in the stream, which its properties are given by. */
interface Piece {
  text: string;
  from: number;
  width: 1 | 2;
}

function tableOf(file: CompoundFile, document: Buffer): Buffer | undefined {
  return file.stream(document.readUInt16LE(at.flags) & flags.secondTable ? '1Table' : '0Table');
}

function part(document: Buffer, table: Buffer, offset: number): Buffer {
  const from = document.readUInt32LE(offset);
  return table.subarray(from, from + document.readUInt32LE(offset + 4));
}

/** The text lies in pieces, in the order of the text, not of the file. */
function piecesOf(document: Buffer, list: Buffer, letters: number): Piece[] {
  let start = 0;
  while (list[start] === 1) start += 3 + list.readUInt16LE(start + 1);
  if (list[start] !== 2) throw new RangeError('pieces');
  const table = list.subarray(start + 5, start + 5 + list.readUInt32LE(start + 1));
  const count = Math.floor((table.length - 4) / 12);
  const pieces: Piece[] = [];
  for (let index = 0; index < count; index++) {
    const first = table.readUInt32LE(index * 4);
    const length = Math.min(table.readUInt32LE(index * 4 + 4), letters) - first;
    if (length <= 0) continue;
    const place = table.readUInt32LE((count + 1) * 4 + index * 8 + 2);
    const isNarrow = (place & 0x40000000) !== 0;
    const from = isNarrow ? (place & 0x3fffffff) >>> 1 : place;
    const bytes = document.subarray(from, from + length * (isNarrow ? 1 : 2));
    if (bytes.length < length * (isNarrow ? 1 : 2)) throw new RangeError('piece');
    pieces.push({ from, width: isNarrow ? 1 : 2, text: isNarrow ? new TextDecoder('windows-1252').decode(bytes) : bytes.toString('utf16le') });
  }
  return pieces;
}

function holds(stretches: readonly Stretch[], place: number): boolean {
  return stretches.some(({ from, to }) => place >= from && place < to);
}

interface Formats {
  deleted: readonly Stretch[];
  rowEnds: readonly Stretch[];
}

/** Puts letters together to paragraphs and table rows, leaving out what was deleted with tracked changes and the codes of fields. */
class Lines {
  readonly lines: string[] = [];
  readonly #formats: Formats;
  #text = '';
  #cells: string[] = [];
  /** 19 begins a field, 20 ends its code, 21 ends it. */
  #fields: boolean[] = [];

  constructor(formats: Formats) {
    this.#formats = formats;
  }

  read({ text, from, width }: Piece): void {
    for (let index = 0; index < text.length; index++) this.#take(text.charCodeAt(index), from + index * width);
  }

  end(): string[] {
    this.#paragraph();
    if (this.#cells.length > 0) this.lines.push(rowLine(this.#cells));
    return this.lines;
  }

  #take(code: number, place: number): void {
    if (code === 19) this.#fields.push(true);
    else if (code === 20 && this.#fields.length > 0) this.#fields[this.#fields.length - 1] = false;
    else if (code === 21) this.#fields.pop();
    else if (code === 7) this.#endCell(place);
    else if (code === 13 || code === 12) this.#paragraph();
    else if (code === 11) this.#text += '\n';
    else if (code === 30) this.#text += '-';
    else if ((code >= 32 || code === 9) && !this.#fields.includes(true) && !holds(this.#formats.deleted, place))
      this.#text += String.fromCharCode(code);
  }

  #endCell(place: number): void {
    if (holds(this.#formats.rowEnds, place)) {
      if (this.#cells.some(cell => cell !== '')) this.lines.push(rowLine(this.#cells));
      this.#cells = [];
    } else this.#cells.push(this.#text.trim());
    this.#text = '';
  }

  /** Paragraphs inside a cell are not yet a line; a cell that has begun is known only when it ends, so they go on. */
  #paragraph(): void {
    if (this.#cells.length > 0) {
      this.#text += ' ';
      return;
    }
    this.lines.push(...this.#text.split('\n'));
    this.#text = '';
  }
}

function readText(file: CompoundFile, document: Buffer): FileReading<FileText> {
  const table = tableOf(file, document);
  if (!table) return { unreadable: 'damaged' };
  const letters = document.readUInt32LE(at.letters);
  const pieces = piecesOf(document, part(document, table, at.pieces), letters);
  // Word says how long the text is: a text that came out shorter has lost something.
  if (pieces.reduce((sum, { text }) => sum + text.length, 0) < letters) return { unreadable: 'damaged' };
  const paragraphs = part(document, table, at.paragraphPages);
  const formats = {
    deleted: stretchesWith(document, part(document, table, at.characterPages), { kind: 'characters', property: properties.isDeleted }),
    rowEnds: stretchesWith(document, paragraphs, { kind: 'paragraphs', property: properties.isRowEnd }),
  };
  const reader = new Lines(formats);
  for (const piece of pieces) reader.read(piece);
  const lines = reader.end();
  const text = lines.join('\n');
  if (text.trim() === '') return { unreadable: 'empty' };
  if (isGarbled(text)) return { unreadable: 'garbled' };
  const isNumbered = stretchesWith(document, paragraphs, { kind: 'paragraphs', property: properties.list }).length > 0;
  const notes: FileNote[] = isNumbered ? [{ kind: 'numbers-lost', detail: '' }] : [];
  return { kind: 'text', lines, unit: 'paragraph', numbers: lines.map((_, index) => index + 1), title: null, notes };
}

/** Word 97—2003（.doc、.wps）— its paragraphs and table rows. */
export function readOldWord(bytes: Uint8Array): FileReading<FileText> {
  const file = readCompoundFile(bytes);
  // Saving it anew is what helps, whatever is wrong with the container.
  if (!file) return { unreadable: 'old-word' };
  if (file.names.includes('EncryptedPackage')) return { unreadable: 'encrypted' };
  if (file.names.includes('Workbook') || file.names.includes('Book')) return { unreadable: 'old-excel' };
  try {
    const document = file.stream('WordDocument');
    if (!document || document.readUInt16LE(at.identity) !== WORD_97 || document.readUInt16LE(at.version) < OLDEST) return { unreadable: 'old-word' };
    return document.readUInt16LE(at.flags) & flags.encrypted ? { unreadable: 'encrypted' } : readText(file, document);
  } catch {
    return { unreadable: 'damaged' };
  }
}
