import { Parser } from 'htmlparser2';

/** 网页节点 — an element of a page with its children, or a piece of text. */
export interface PageNode {
  /** Empty for text. */
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: PageNode[];
  text: string;
  /** Letters inside that are no link. */
  letters: number;
  /** Letters inside that are links. */
  linked: number;
}

/** Deeper elements are read as if they stood here: nobody nests so deep, and nothing below may recurse without end. */
const DEEPEST = 200;

function node(name: string, attributes: Readonly<Record<string, string>> = {}, text = ''): PageNode {
  return { name, attributes, text, children: [], letters: 0, linked: 0 };
}

class TreeBuilder {
  readonly root = node('');
  readonly #open: PageNode[] = [this.root];
  #tooDeep = 0;

  openTag(name: string, attributes: Record<string, string>): void {
    if (this.#open.length >= DEEPEST) {
      this.#tooDeep++;
      return;
    }
    const opened = node(name, attributes);
    this.#open.at(-1)?.children.push(opened);
    this.#open.push(opened);
  }

  text(text: string): void {
    this.#open.at(-1)?.children.push(node('', {}, text));
  }

  closeTag(): void {
    if (this.#tooDeep > 0) this.#tooDeep--;
    else if (this.#open.length > 1) this.#open.pop();
  }
}

/** Counts letters from the leaves up. */
function count(counted: PageNode, isLink: boolean): void {
  const length = counted.text.trim().length;
  if (isLink) counted.linked = length;
  else counted.letters = length;
  for (const child of counted.children) {
    count(child, isLink || child.name === 'a');
    counted.letters += child.letters;
    counted.linked += child.linked;
  }
}

/** Elements that need no end, or have none, say nothing about depth. */
const unended = new Set('p li td th tr dt dd option tbody thead tfoot colgroup br hr img input meta link col area base wbr source embed'.split(' '));
/** The parser's time grows with the square of the depth; no page written by anybody comes near. */
const ABSURD = 2_000;

/** True for a page that is nested to do harm. */
export function isNestedAbsurdly(html: string): boolean {
  let depth = 0;
  for (const [, end, name = ''] of html.matchAll(/<(\/?)([a-z][\w-]*)/gi)) {
    if (unended.has(name.toLowerCase())) continue;
    depth = Math.max(0, depth + (end === '/' ? -1 : 1));
    if (depth > ABSURD) return true;
  }
  return false;
}

/** The page as a tree; any text at all is a page to browsers, so this never fails. */
export function pageTree(html: string, isDropped: (name: string, attributes: Readonly<Record<string, string>>) => boolean): PageNode {
  const builder = new TreeBuilder();
  const parser = new Parser({
    onopentag: (name, attributes) => builder.openTag(name, attributes),
    ontext: text => builder.text(text),
    onclosetag: () => builder.closeTag(),
  });
  parser.end(html);
  prune(builder.root, isDropped);
  count(builder.root, false);
  return builder.root;
}

function prune(tree: PageNode, isDropped: (name: string, attributes: Readonly<Record<string, string>>) => boolean): void {
  tree.children = tree.children.filter(child => child.name === '' || !isDropped(child.name, child.attributes));
  for (const child of tree.children) prune(child, isDropped);
}
