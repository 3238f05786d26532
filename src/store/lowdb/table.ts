import type { Kind, Row } from '../store.ts';
import { uniqueRanges } from './range.ts';
import { orders } from './row-order.ts';
import { type Edit, SortedTree } from './sorted-tree.ts';

/** One bureau's rows of one kind, once in the order of each index. Never changes: a change gives a new table, or within one edit the same. */
export class Table {
  readonly kind: Kind;
  readonly #trees: Map<string, SortedTree<Row>>;
  readonly #edit: Edit | undefined;

  constructor(kind: Kind, trees: Map<string, SortedTree<Row>>, edit?: Edit) {
    this.kind = kind;
    this.#trees = trees;
    this.#edit = edit;
  }

  static from(kind: Kind, rows: readonly Row[]): Table {
    return new Table(kind, new Map([...orders[kind].values()].map(order => [order.name, SortedTree.from(rows, order.against)])));
  }

  get size(): number {
    return this.tree('byId').size;
  }

  tree(index: string): SortedTree<Row> {
    const tree = this.#trees.get(index);
    if (!tree) throw new Error(`${this.kind} has no index ${index}`);
    return tree;
  }

  get(id: string): Row | undefined {
    const tree = this.tree('byId');
    const place = tree.rank(row => row.id < id);
    const row = tree.slice(place, place + 1)[0];
    return row?.id === id ? row : undefined;
  }

  /** All rows, by id. */
  rows(): Row[] {
    return this.tree('byId').slice(0, this.size);
  }

  /** With `after` in place of `before`; either may be absent. */
  with({ before, after }: { before: Row | undefined; after: Row | undefined }, edit?: Edit): Table {
    const mine = edit !== undefined && this.#edit === edit ? this : new Table(this.kind, new Map(this.#trees), edit);
    for (const order of orders[this.kind].values()) {
      let tree = this.tree(order.name);
      const moved = before && !(after && order.against(after)(before) === 0);
      if (moved) tree = tree.without(before, edit);
      mine.#trees.set(order.name, after ? tree.with(after, edit) : tree);
    }
    return mine;
  }

  /** The row, other than `itself`, that has the same place in a unique index; rows with an empty field there never clash. */
  clash(row: Row, itself?: Row): Row | undefined {
    const same = this.get(row.id);
    if (same && same !== itself) return same;
    for (const { order, range } of uniqueRanges(this.kind, row)) {
      const tree = this.tree(order.name);
      const place = tree.rank(range.before);
      const other = tree.slice(place, place + 1)[0];
      if (other && other !== itself && !range.after(other)) return other;
    }
    return undefined;
  }
}
