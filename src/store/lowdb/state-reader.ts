import type { BureauId } from '../../domain/member.ts';
import type { Kind, Page, Query, Reader, Row, Rows, Scope } from '../store.ts';
import { encodeCursor, type Plan, plan, type Range, upTo } from './range.ts';
import { SortedTree } from './sorted-tree.ts';
import type { State } from './state.ts';

/** Told what was read, so that a transaction can see later whether it still holds. */
export interface ReadObserver {
  row(kind: Kind, id: string): void;
  range(kind: Kind, range: Range): void;
}

const nobody: ReadObserver = { row: () => undefined, range: () => undefined };

function placesOf(state: State, at: { kind: Kind; bureau: BureauId; plan: Plan }): { start: number; end: number } {
  const tree = state.table(at.bureau, at.kind).tree(at.plan.order.name);
  const { range } = at.plan;
  return { start: tree.rank(range.before), end: tree.rank(row => !range.after(row)) };
}

/** Reads one state within one scope. */
export class StateReader implements Reader {
  protected state: State;
  protected readonly scope: Scope;
  readonly #observer: ReadObserver;

  constructor(state: State, scope: Scope, observer: ReadObserver = nobody) {
    this.state = state;
    this.scope = scope;
    this.#observer = observer;
  }

  async get<K extends Kind>(kind: K, id: string): Promise<Rows[K] | undefined> {
    return this.lookUp(kind, id) as Rows[K] | undefined;
  }

  async find<K extends Kind>(kind: K, query: Query<K>): Promise<Page<Rows[K]>> {
    const planned = plan(kind, query);
    const found = this.bureaus().flatMap(bureau => this.#stretch(bureau, kind, planned));
    const rows = this.#inOrder(found, planned).slice(0, planned.limit);
    const last = rows.at(-1);
    if (!last || found.length <= planned.limit) {
      this.#observer.range(kind, planned.range);
      return { rows: rows as Rows[K][] };
    }
    this.#observer.range(kind, upTo(planned, last));
    return { rows: rows as Rows[K][], cursor: encodeCursor(planned.order.keyOf(last)) };
  }

  async count<K extends Kind>(kind: K, query: Query<K>): Promise<number> {
    const planned = plan(kind, query);
    this.#observer.range(kind, planned.range);
    return this.bureaus().reduce((sum, bureau) => {
      const { start, end } = placesOf(this.state, { kind, bureau, plan: planned });
      return sum + Math.max(0, end - start);
    }, 0);
  }

  protected lookUp(kind: Kind, id: string): Row | undefined {
    this.#observer.row(kind, id);
    for (const bureau of this.bureaus()) {
      const row = this.state.table(bureau, kind).get(id);
      if (row) return row;
    }
    return undefined;
  }

  protected bureaus(): BureauId[] {
    return this.scope === 'system' ? this.state.bureaus() : [this.scope.bureau];
  }

  /** One bureau's share of a page, and one row more that shows whether there is another page. */
  #stretch(bureau: BureauId, kind: Kind, planned: Plan): Row[] {
    const { start, end } = placesOf(this.state, { kind, bureau, plan: planned });
    const tree = this.state.table(bureau, kind).tree(planned.order.name);
    const most = planned.limit + 1;
    return planned.descending ? tree.slice(Math.max(start, end - most), end).reverse() : tree.slice(start, Math.min(end, start + most));
  }

  /** The bureaus' shares, each sorted already, as one list. */
  #inOrder(rows: Row[], planned: Plan): Row[] {
    if (this.scope !== 'system') return rows;
    const sorted = SortedTree.from(rows, planned.order.against).slice(0, rows.length);
    return planned.descending ? sorted.reverse() : sorted;
  }
}
