import { posix } from 'node:path';
import { readZip } from '../../lib/zip-entries.ts';
import { parseXml, type XmlNode } from '../word/xml-tree.ts';
import type { FileReading, FileText } from './file-text.ts';
import { pagedText } from './paged-text.ts';
import type { PrintedPage, PrintedText } from './printed-lines.ts';

const limits = { files: 5_000, bytes: 60 * 1024 * 1024, ratio: 200 };
const MOST_PAGES = 2_000;
const POINTS_PER_MM = 72 / 25.4;

/** Namespaces are written as ofd:Page or without a prefix. */
function localName(node: XmlNode): string {
  return node.name.replace(/^.*:/, '');
}

function* descendants(node: XmlNode): Generator<XmlNode> {
  for (const child of node.children) {
    yield child;
    yield* descendants(child);
  }
}

function find(nodes: Iterable<XmlNode>, name: string): XmlNode[] {
  return [...nodes].filter(node => localName(node) === name);
}

function textOf(node: XmlNode | undefined): string {
  return node ? (node.name === '#text' ? node.text : node.children.map(textOf).join('')).trim() : '';
}

function numbers(list: string | undefined): number[] {
  return (list ?? '').trim().split(/\s+/).map(Number).filter(Number.isFinite);
}

/** `g 3 5.6` repeats 5.6 three times. */
function advances(list: string | undefined): number[] {
  const words = (list ?? '').trim().split(/\s+/);
  const steps: number[] = [];
  for (let at = 0; at < words.length; at++) {
    if (words[at] !== 'g') steps.push(Number(words[at]) || 0);
    else {
      const times = Math.min(Number(words[at + 1]) || 0, 2_000);
      for (let left = times; left > 0; left--) steps.push(Number(words[at + 2]) || 0);
      at += 2;
    }
  }
  return steps;
}

function printed(object: XmlNode): PrintedText[] {
  const { Boundary, Size, CTM } = object.attributes;
  const [left = 0, top = 0] = numbers(Boundary);
  const [a = 1, b = 0, , d = 1] = CTM === undefined ? [] : numbers(CTM);
  if (Math.abs(b) > 0.1 * Math.abs(a)) return [];
  const size = Number(Size ?? 4) * Math.abs(d) * POINTS_PER_MM || 1;
  return find(object.children, 'TextCode').map(code => {
    const text = textOf(code);
    const steps = advances(code.attributes['DeltaX']);
    const across = steps.reduce((sum, step) => sum + step, 0) * Math.abs(a) * POINTS_PER_MM;
    return {
      text,
      x: (left + Number(code.attributes['X'] ?? 0) * a) * POINTS_PER_MM,
      y: (top + Number(code.attributes['Y'] ?? 0) * d) * POINTS_PER_MM,
      width: across > 0 ? across + size : text.length * size,
      size,
    };
  });
}

class OfdFile {
  readonly #files: ReadonlyMap<string, Uint8Array>;

  constructor(files: ReadonlyMap<string, Uint8Array>) {
    this.#files = files;
  }

  /** The root element of a part; paths are from the folder of the part that names it, or from the top. */
  part(path: string, from: string): { root: XmlNode; path: string } | undefined {
    const whole = path.startsWith('/') ? path.slice(1) : posix.normalize(posix.join(posix.dirname(from), path));
    const bytes = this.#files.get(whole);
    const root = bytes && parseXml(bytes)?.find(node => node.name !== '#text');
    return root && { root, path: whole };
  }

  pages(): PrintedPage[] | undefined {
    const top = this.part('OFD.xml', '');
    const roots = top ? find(descendants(top.root), 'DocRoot').map(textOf) : [];
    if (roots.length === 0) return undefined;
    const pages: PrintedPage[] = [];
    for (const root of roots) {
      const document = this.part(root, 'OFD.xml');
      if (!document) return undefined;
      const templates = new Map(
        find(descendants(document.root), 'TemplatePage').map(node => [node.attributes['ID'] ?? '', node.attributes['BaseLoc'] ?? '']),
      );
      for (const page of find(
        find(document.root.children, 'Pages').flatMap(node => node.children),
        'Page',
      )) {
        const content = this.part(page.attributes['BaseLoc'] ?? '', document.path);
        if (!content) return undefined;
        const below = find(content.root.children, 'Template').flatMap(
          ({ attributes }) => this.part(templates.get(attributes['TemplateID'] ?? '') ?? '', document.path) ?? [],
        );
        const texts = [...below, content].flatMap(part => find(descendants(part.root), 'TextObject').flatMap(printed));
        pages.push({ number: pages.length + 1, width: 0, texts });
      }
    }
    return pages;
  }
}

/** 版式文件（GB/T 33190）— the text objects of each page, put back into paragraphs by where they are printed. */
export function readOfd(bytes: Uint8Array): FileReading<FileText> {
  const files = readZip(bytes, name => name.endsWith('.xml'), limits);
  if (files === 'too-large') return { unreadable: 'too-large' };
  if (typeof files === 'string') return { unreadable: 'damaged' };
  const pages = new OfdFile(files).pages();
  if (!pages) return { unreadable: 'damaged' };
  return pages.length > MOST_PAGES ? { unreadable: 'too-large' } : pagedText(pages);
}
