import type { UnreadableReason } from '../../domain/unreadable.ts';
import { decodeText } from '../decode-text.ts';
import { type FileReading, type FileText, rowLine } from './file-text.ts';
import { isNestedAbsurdly, type PageNode, pageTree } from './page-tree.ts';

/** What is in these is no text of the page. */
const silent = new Set('script style noscript template svg iframe object select button textarea nav footer aside link input img'.split(' '));
/** Frames of a page by the names that sites give them. */
const frame =
  /(?:^|[\s_-])(?:nav|navbar|menu|breadcrumb|crumbs?|footer|foot|sidebar|share|qrcode|copyright|pagination|related|recommend|toolbar|login|search)(?:$|[\s_-])/i;
/** Where sites of government put the text; the last five are what their common publishing systems call it. */
const textBlock =
  /(?:^|\s)(?:article|article-?content|content|main-?content|detail-?content|zoom|TRS_Editor|UCAP-CONTENT|pages_content|view)(?:$|\s)/i;
const blocks = new Set(
  'html body p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd section article main header table blockquote pre hr center fieldset address figure figcaption br'.split(
    ' ',
  ),
);
const MOST = 0.5;
/** A cell that holds more than a label or a figure was only used to lay the page out. */
const LONGEST_CELL = 400;

function isFrame(name: string, attributes: Readonly<Record<string, string>>): boolean {
  if (silent.has(name) || attributes['role'] === 'navigation' || /display:\s*none/i.test(attributes['style'] ?? '')) return true;
  return name !== 'body' && name !== 'html' && frame.test(`${attributes['id'] ?? ''} ${attributes['class'] ?? ''}`);
}

function* descendants(tree: PageNode): Generator<PageNode> {
  for (const child of tree.children) {
    yield child;
    yield* descendants(child);
  }
}

function wordsOf(tree: PageNode): string {
  return tree.name === '' && tree.children.length === 0 ? tree.text : tree.children.map(wordsOf).join('');
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** What the page says it is called: the name that its publisher gives, else its heading, else its title without the site's name. */
function titleOf(page: PageNode): string | null {
  const all = [...descendants(page)];
  const meta = all.find(
    node => node.name === 'meta' && /^(?:ArticleTitle|og:title)$/i.test(node.attributes['name'] ?? node.attributes['property'] ?? ''),
  );
  const named = (name: string): string => plain(all.filter(node => node.name === name).map(wordsOf)[0] ?? '');
  const title = plain(meta?.attributes['content'] ?? '') || named('h1') || (named('title').split(/\s*[_|]\s*|\s+[-—–]+\s+/)[0] ?? '');
  return title === '' ? null : title;
}

/** The innermost block that is named as the text and holds most of it; else the whole page. */
function textOfPage(page: PageNode): PageNode {
  let chosen = page;
  for (const node of descendants(page)) {
    const isNamed =
      node.name === 'article' || node.name === 'main' || textBlock.test(`${node.attributes['id'] ?? ''} ${node.attributes['class'] ?? ''}`);
    if (isNamed && node.letters >= page.letters * MOST) chosen = node;
  }
  return chosen;
}

/** A list of links to other pages. */
function isLinkList(node: PageNode): boolean {
  return blocks.has(node.name) && node.linked > 20 && node.linked > node.letters * 2;
}

class Lines {
  readonly lines: string[] = [];
  #text = '';
  /** Inside <pre> a line end is a line end. */
  #preformatted = 0;

  add(node: PageNode): void {
    if (node.name === '') {
      if (node.children.length === 0) this.#addText(node.text);
      for (const child of node.children) this.add(child);
    } else if (node.name === 'tr') this.#addRow(node);
    else if (!isLinkList(node) && node.name !== 'head') this.#addElement(node);
  }

  #addElement(node: PageNode): void {
    const isBlock = blocks.has(node.name);
    if (isBlock) this.end();
    if (node.name === 'pre') this.#preformatted++;
    for (const child of node.children) this.add(child);
    if (node.name === 'pre') this.#preformatted--;
    if (isBlock) this.end(/^h[2-6]$/.test(node.name) ? `${'#'.repeat(Number(node.name[1]))} ` : '');
  }

  #addText(text: string): void {
    const [first = '', ...more] = this.#preformatted > 0 ? text.split(/\r?\n/) : [text];
    this.#text += first.replace(/\s+/g, ' ');
    for (const line of more) {
      this.end();
      this.#text = line.replace(/\s+/g, ' ');
    }
  }

  #addRow(row: PageNode): void {
    this.end();
    const cells = row.children.filter(child => child.name === 'td' || child.name === 'th').map(linesOf);
    const isLayout = cells.length < 2 || cells.some(cell => cell.join('').length > LONGEST_CELL || cell.some(line => line.startsWith('|')));
    if (isLayout) this.lines.push(...cells.flat());
    else if (cells.some(cell => cell.length > 0)) this.lines.push(rowLine(cells.map(cell => cell.join(' '))));
  }

  end(marks = ''): void {
    const text = plain(this.#text);
    this.#text = '';
    if (text !== '') this.lines.push(`${marks}${text}`);
  }
}

function linesOf(node: PageNode): string[] {
  const reader = new Lines();
  for (const child of node.children) reader.add(child);
  reader.end();
  return reader.lines;
}

/** The encoding that a page names in its first bytes; decoded as text otherwise. */
function decodePage(bytes: Uint8Array): { text: string } | { unreadable: UnreadableReason } {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 2048)).toString('latin1');
  const named = /charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1];
  if (named === undefined || /^(?:utf-?8|gb)/i.test(named)) return decodeText(bytes);
  try {
    return { text: new TextDecoder(named, { fatal: true }).decode(bytes) };
  } catch {
    return decodeText(bytes);
  }
}

/** 网页 — the text of its article, without scripts, navigation and lists of links; tables keep their rows. */
export function readHtml(bytes: Uint8Array): FileReading<FileText> {
  const decoded = decodePage(bytes);
  if ('unreadable' in decoded) return decoded;
  if (isNestedAbsurdly(decoded.text)) return { unreadable: 'too-large' };
  const page = pageTree(decoded.text, isFrame);
  const lines = linesOf(textOfPage(page));
  if (lines.length === 0) return { unreadable: 'empty' };
  return { kind: 'text', lines, unit: 'paragraph', numbers: lines.map((_, at) => at + 1), title: titleOf(page), notes: [] };
}
