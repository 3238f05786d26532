import type { Kind, Row } from '../store.ts';
import { uniqueRanges } from './range.ts';
import { orderLists, orders } from './row-order.ts';
import { type Edit, SortedTree } from './sorted-tree.ts';

/** One bureau's rows of one kind, once in the order of each index. Never changes: a change gives a new table, or within one edit the same. */
export class Table {
  readonly kind: Kind;
  /** In the order of the kind's orders; the first is by id. */
  readonly #trees: SortedTree<Row>[];
  readonly #edit: Edit | undefined;

  constructor(kind: Kind, trees: SortedTree<Row>[], edit?: Edit) {
    this.kind = kind;
    this.#trees = trees;
    this.#edit = edit;
  }

  static from(kind: Kind, rows: readonly Row[]): Table {
    return new Table(
      kind,
      orderLists[kind].map(order => SortedTree.from(rows, order.against)),
    );
  }

  get size(): number {
    return this.#byId.size;
  }

  tree(index: string): SortedTree<Row> {
    const tree = this.#trees[orders[this.kind].get(index)?.at ?? -1];
    if (!tree) throw new Error(`${this.kind} has no index ${index}`);
    return tree;
  }

  get(id: string): Row | undefined {
    const row = this.#byId.firstBeyond(other => other.id < id);
    return row?.id === id ? row : undefined;
  }

  /** All rows, by id. */
  rows(): Row[] {
    return this.#byId.slice(0, this.size);
  }

  /** With `after` in place of `before`; either may be absent. */
  with({ before, after }: { before: Row | undefined; after: Row | undefined }, edit?: Edit): Table {
    const mine = edit !== undefined && this.#edit === edit ? this : new Table(this.kind, [...this.#trees], edit);
    for (const order of orderLists[this.kind]) {
      let tree = this.#trees[order.at] as SortedTree<Row>;
      const moved = before && !(after && order.against(after)(before) === 0);
      if (moved) tree = tree.without(before, edit);
      mine.#trees[order.at] = after ? tree.with(after, edit) : tree;
    }
    return mine;
  }

  /** The row, other than `itself`, that has the same place in a unique index; rows with an empty field there never clash. */
  clash(row: Row, itself?: Row): Row | undefined {
    const same = this.get(row.id);
    if (same && same !== itself) return same;
    for (const { order, range } of uniqueRanges(this.kind, row)) {
      const other = this.tree(order.name).firstBeyond(range.before);
      if (other && other !== itself && !range.after(other)) return other;
    }
    return undefined;
  }

  get #byId(): SortedTree<Row> {
    return this.#trees[0] as SortedTree<Row>;
  }
}
