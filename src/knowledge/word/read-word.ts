import type { UnreadableReason } from '../../domain/unreadable.ts';
import { carriedGrey, type WordParagraph } from '../../domain/word-text.ts';
import { readZip } from '../../lib/zip-entries.ts';
import { parseXml, type XmlNode } from './xml-tree.ts';

/** Why a file could not be read as a Word file. */
export type WordFailure = Extract<UnreadableReason, 'not-word' | 'old-word' | 'too-large' | 'damaged'>;

/** The parts of a Word file that reading needs. */
export interface WordFile {
  document: XmlNode;
  styles: XmlNode | undefined;
  numbering: XmlNode | undefined;
}

/** What a report could ever need; far below what would trouble the machine. */
const limits = { files: 2_000, bytes: 40 * 1024 * 1024, ratio: 200 };

const body = 'word/document.xml';
const styleSheet = 'word/styles.xml';
const numberingPart = 'word/numbering.xml';
const parts = new Set([body, styleSheet, numberingPart]);
const ignored = new Set([
  'w:del',
  'w:moveFrom',
  'w:drawing',
  'w:pict',
  'w:object',
  'mc:AlternateContent',
  'w:instrText',
  'w:delText',
  'w:rPr',
  'w:pPr',
]);
const oldWord = [0xd0, 0xcf, 0x11, 0xe0];

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte);
}

export function childOf(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  return path.reduce<XmlNode | undefined>((at, name) => at?.children.find(child => child.name === name), node);
}

/** Text with the bookmarks that begin inside it, in order. */
interface Piece {
  text: string;
  mark: string | null;
  grey: string;
}

function emptyPiece(mark: string | null = null): Piece {
  return { text: '', mark, grey: '' };
}

function isGreyRun(node: XmlNode): boolean {
  return childOf(node, 'w:rPr', 'w:color')?.attributes['w:val'] === carriedGrey;
}

function addText(piece: Piece, text: string, isGrey: boolean): void {
  piece.text += text;
  if (isGrey) piece.grey += text;
  else if (text !== '' && piece.grey !== '' && !piece.grey.endsWith('\n')) piece.grey += '\n';
}

function isMark(node: XmlNode, prefix: string): boolean {
  return node.name === 'w:bookmarkStart' && (node.attributes['w:name'] ?? '').startsWith(prefix);
}

/** Bookmarks of ours split what an editor joined: two paragraphs made one are still told apart. */
function collect(node: XmlNode, pieces: Piece[], prefix: string, isInGrey = false): void {
  if (ignored.has(node.name)) return;
  const isGrey = node.name === 'w:r' ? isGreyRun(node) : isInGrey;
  const last = pieces.at(-1);
  if (isMark(node, prefix)) {
    const mark = node.attributes['w:name'] ?? '';
    if (last && last.text === '' && last.mark === null) last.mark = mark;
    else pieces.push(emptyPiece(mark));
  }
  if (last && node.name === '#text') addText(last, node.text, isGrey);
  if (last && node.name === 'w:tab') addText(last, ' ', isGrey);
  if (last && node.name === 'w:noBreakHyphen') addText(last, '-', isGrey);
  if (last && node.name === 'w:br' && node.attributes['w:type'] === undefined) last.text += '\n';
  if (node.name === 'w:t') {
    for (const child of node.children) collect(child, pieces, prefix, isGrey);
    return;
  }
  for (const child of node.children) if (child.name !== '#text') collect(child, pieces, prefix, isGrey);
}

/** The words of a paragraph, tracked insertions taken and deletions dropped. */
export function paragraphText(paragraph: XmlNode): string {
  const pieces = [emptyPiece()];
  for (const child of paragraph.children) collect(child, pieces, '_xf');
  return pieces.map(piece => piece.text).join('');
}

/** Style ids of headings with their levels; WPS and Word number their ids differently, but name the styles alike. */
export function headingStyles(styles: XmlNode | undefined): ReadonlyMap<string, number> {
  const found = (styles?.children ?? []).flatMap((style): [string, number][] => {
    const level = /^(?:heading|标题) ?([1-9])$/i.exec(childOf(style, 'w:name')?.attributes['w:val'] ?? '')?.[1];
    return level === undefined ? [] : [[style.attributes['w:styleId'] ?? '', Number(level)]];
  });
  return new Map(found);
}

export function headingLevel(paragraph: XmlNode, headings: ReadonlyMap<string, number>): number {
  const outline = childOf(paragraph, 'w:pPr', 'w:outlineLvl')?.attributes['w:val'];
  const level = headings.get(childOf(paragraph, 'w:pPr', 'w:pStyle')?.attributes['w:val'] ?? '');
  return level ?? (outline === undefined || Number(outline) > 8 ? 0 : Number(outline) + 1);
}

/** Paragraphs anywhere in the body, those in tables and content controls too, in reading order. */
function paragraphsIn(node: XmlNode, found: XmlNode[] = []): XmlNode[] {
  for (const child of node.children) {
    if (ignored.has(child.name)) continue;
    if (child.name === 'w:p') found.push(child);
    else paragraphsIn(child, found);
  }
  return found;
}

/** A deleted paragraph mark joins the paragraph with the next one. */
export function isJoined(paragraph: XmlNode): boolean {
  return childOf(paragraph, 'w:pPr', 'w:rPr', 'w:del') !== undefined;
}

function readBody(document: XmlNode, prefix: string, headings: ReadonlyMap<string, number>): WordParagraph[] {
  const read: WordParagraph[] = [];
  const told = ({ grey, ...piece }: Piece, level: number): WordParagraph => ({
    ...piece,
    level,
    ...(grey.trim() === '' ? {} : { grey: grey.trim() }),
  });
  let open = [emptyPiece()];
  for (const paragraph of paragraphsIn(document)) {
    for (const child of paragraph.children) collect(child, open, prefix);
    if (isJoined(paragraph)) continue;
    const level = headingLevel(paragraph, headings);
    read.push(...open.map(piece => told(piece, level)));
    open = [emptyPiece()];
  }
  return [...read, ...open.filter(piece => piece.text !== '').map(piece => told(piece, 0))];
}

/** Opens a .docx of Word or WPS. */
export function openWord(bytes: Uint8Array): WordFile | { unreadable: WordFailure } {
  if (startsWith(bytes, oldWord)) return { unreadable: 'old-word' };
  const files = readZip(bytes, name => parts.has(name), limits);
  if (files === 'not-a-zip') return { unreadable: 'not-word' };
  if (typeof files === 'string') return { unreadable: files };
  const rootOf = (part: string, name: string): XmlNode | undefined => {
    const file = files.get(part);
    return file && parseXml(file)?.find(node => node.name === name);
  };
  if (!files.has(body)) return { unreadable: 'not-word' };
  const document = rootOf(body, 'w:document');
  return document ? { document, styles: rootOf(styleSheet, 'w:styles'), numbering: rootOf(numberingPart, 'w:numbering') } : { unreadable: 'damaged' };
}

/** Reads the paragraphs of a .docx, tracked insertions taken and deletions dropped. `prefix` names the bookmarks to tell of. */
export function readWord(bytes: Uint8Array, prefix = '_xf'): { paragraphs: WordParagraph[] } | { unreadable: WordFailure } {
  const file = openWord(bytes);
  return 'unreadable' in file ? file : { paragraphs: readBody(file.document, prefix, headingStyles(file.styles)) };
}
