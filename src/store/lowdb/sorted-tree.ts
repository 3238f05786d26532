/** How a tree orders its items: against one item, whose key is read once, does another come before (negative), after (positive) or in the same place (0)? */
export type Against<T> = (item: T) => (other: T) => number;

/** One item on its way to its place. */
interface Placing<T> {
  item: T;
  place: (other: T) => number;
}

/** Items per node; a node that grows beyond it is split in two. */
const WIDTH = 64;

/**
 * 一次改动 — whose nodes are whose: what was made in an edit that is still going on, nobody else has seen, so that edit changes it in place instead of
 * copying it again. When its holder drops the edit, all of it is as unchangeable as the rest.
 */
export class Edit {
  // A class, so that nothing else passes for one.
  protected readonly isEdit = true;
}

interface Leaf<T> {
  first: T;
  size: number;
  readonly items: T[];
  readonly edit: Edit | undefined;
}

interface Branch<T> {
  first: T;
  size: number;
  readonly children: Node<T>[];
  readonly edit: Edit | undefined;
}

type Node<T> = Leaf<T> | Branch<T>;

function leaf<T>(items: T[], edit?: Edit): Leaf<T> {
  return { first: items[0] as T, size: items.length, items, edit };
}

function branch<T>(children: Node<T>[], edit?: Edit): Branch<T> {
  let size = 0;
  for (const child of children) size += child.size;
  return { first: (children[0] as Node<T>).first, size, children, edit };
}

/** How many of the list's leading elements fulfil the condition, which holds for a beginning of the list and then no more. */
function leading<E>(list: readonly E[], condition: (element: E) => boolean): number {
  // What is kept comes mostly in the order of time, and so belongs to the end.
  if (list.length > 0 && condition(list[list.length - 1] as E)) return list.length;
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (condition(list[middle] as E)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function split<E, T>(parts: E[], make: (parts: E[]) => Node<T>): Node<T>[] {
  if (parts.length <= WIDTH) return [make(parts)];
  const middle = parts.length >>> 1;
  return [make(parts.slice(0, middle)), make(parts.slice(middle))];
}

/** Which child an item belongs to. */
function childOf<T>(node: Branch<T>, place: Placing<T>['place']): number {
  return Math.max(0, leading(node.children, child => place(child.first) <= 0) - 1);
}

/** The leaf itself where this edit made it, else the edit's own copy. */
function ownLeaf<T>(node: Leaf<T>, edit: Edit | undefined): Leaf<T> {
  return edit !== undefined && node.edit === edit ? node : leaf([...node.items], edit);
}

function ownBranch<T>(node: Branch<T>, edit: Edit | undefined): Branch<T> {
  return edit !== undefined && node.edit === edit ? node : { ...node, children: [...node.children], edit };
}

function insert<T>(node: Node<T>, placing: Placing<T>, edit: Edit | undefined): Node<T>[] {
  const { item, place } = placing;
  if ('items' in node) {
    const at = leading(node.items, other => place(other) < 0);
    const taken = at < node.items.length && place(node.items[at] as T) === 0;
    const mine = ownLeaf(node, edit);
    mine.items.splice(at, taken ? 1 : 0, item);
    if (mine.items.length > WIDTH) return split(mine.items, items => leaf(items, edit));
    mine.size = mine.items.length;
    mine.first = mine.items[0] as T;
    return [mine];
  }
  const at = childOf(node, place);
  const child = node.children[at] as Node<T>;
  const before = child.size;
  const parts = insert(child, placing, edit);
  const mine = ownBranch(node, edit);
  mine.children[at] = parts[0] as Node<T>;
  if (parts[1]) mine.children.splice(at + 1, 0, parts[1]);
  if (mine.children.length > WIDTH) return split(mine.children, children => branch(children, edit));
  for (const part of parts) mine.size += part.size;
  mine.size -= before;
  mine.first = (mine.children[0] as Node<T>).first;
  return [mine];
}

function remove<T>(node: Node<T>, place: Placing<T>['place'], edit: Edit | undefined): Node<T> | undefined {
  if ('items' in node) {
    const at = leading(node.items, other => place(other) < 0);
    if (at === node.items.length || place(node.items[at] as T) !== 0) return node;
    return node.items.length === 1 ? undefined : leaf(node.items.toSpliced(at, 1), edit);
  }
  const at = childOf(node, place);
  const child = remove(node.children[at] as Node<T>, place, edit);
  const children = node.children.toSpliced(at, 1, ...(child ? [child] : []));
  // Nodes are not merged: a half-empty node costs a little memory and never a wrong answer.
  return children.length > 1 ? branch(children, edit) : children[0];
}

function collect<T>(node: Node<T>, range: { start: number; end: number }, into: T[]): void {
  if ('items' in node) {
    for (let at = Math.max(0, range.start); at < Math.min(node.size, range.end); at++) into.push(node.items[at] as T);
    return;
  }
  let offset = 0;
  for (const child of node.children) {
    if (offset >= range.end) return;
    if (offset + child.size > range.start) collect(child, { start: range.start - offset, end: range.end - offset }, into);
    offset += child.size;
  }
}

/** A sorted set that never changes: each change gives a new tree that shares nearly all of the old one, so a snapshot is a reference. */
export class SortedTree<T> {
  readonly #against: Against<T>;
  readonly #root: Node<T> | undefined;

  constructor(against: Against<T>, root?: Node<T>) {
    this.#against = against;
    this.#root = root;
  }

  /** Builds a tree at once, from items in any order. */
  static from<T>(items: readonly T[], against: Against<T>): SortedTree<T> {
    const placed = items.map(item => ({ item, place: against(item) })).sort((a, b) => b.place(a.item));
    const sorted = placed.map(({ item }) => item);
    let level: Node<T>[] = [];
    for (let at = 0; at < sorted.length; at += WIDTH) level.push(leaf(sorted.slice(at, at + WIDTH)));
    while (level.length > 1) {
      const parents: Node<T>[] = [];
      for (let at = 0; at < level.length; at += WIDTH) parents.push(branch(level.slice(at, at + WIDTH)));
      level = parents;
    }
    return new SortedTree(against, level[0]);
  }

  get size(): number {
    return this.#root?.size ?? 0;
  }

  /** With this item, in place of the one that compares equal. A tree that came of an edit is spent by the next step of the same edit, or is its result. */
  with(item: T, edit?: Edit): SortedTree<T> {
    if (!this.#root) return new SortedTree(this.#against, leaf([item], edit));
    const nodes = insert(this.#root, { item, place: this.#against(item) }, edit);
    if (nodes.length === 1 && nodes[0] === this.#root) return this;
    return new SortedTree(this.#against, nodes.length === 1 ? nodes[0] : branch(nodes, edit));
  }

  without(item: T, edit?: Edit): SortedTree<T> {
    return new SortedTree(this.#against, this.#root && remove(this.#root, this.#against(item), edit));
  }

  /** How many items at the beginning fulfil the condition; it must hold for a beginning of the order and then no more. */
  rank(condition: (item: T) => boolean): number {
    let rank = 0;
    let node = this.#root;
    while (node && !('items' in node)) {
      const at = leading(node.children, child => condition(child.first)) - 1;
      if (at < 0) return rank;
      for (let before = 0; before < at; before++) rank += (node.children[before] as Node<T>).size;
      node = node.children[at];
    }
    return node ? rank + leading(node.items, condition) : rank;
  }

  /** The first item that no longer fulfils the condition, which holds for a beginning of the order and then no more. */
  firstBeyond(condition: (item: T) => boolean): T | undefined {
    let node = this.#root;
    let next: T | undefined;
    while (node && !('items' in node)) {
      const at = leading(node.children, child => condition(child.first));
      if (at < node.children.length) next = (node.children[at] as Node<T>).first;
      if (at === 0) return next;
      node = node.children[at - 1];
    }
    return node?.items[leading(node.items, condition)] ?? next;
  }

  /** The items from place `start` up to, not including, place `end`. */
  slice(start: number, end: number): T[] {
    const items: T[] = [];
    if (this.#root && start < end) collect(this.#root, { start, end }, items);
    return items;
  }
}
