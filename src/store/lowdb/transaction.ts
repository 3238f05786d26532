import { AppError, Conflict } from '../../domain/errors.ts';
import type { BureauId } from '../../domain/member.ts';
import type { Instant } from '../../lib/clock.ts';
import type { BudgetRow, Kind, Row, Rows, Scope, TakeableKind, TakeableRow, Transaction } from '../store.ts';
import { frozenCopy } from './frozen.ts';
import { dueRange, type Range, uniqueRanges } from './range.ts';
import { TAKE_INDEX } from './row-order.ts';
import { Edit } from './sorted-tree.ts';
import type { Change, State } from './state.ts';
import { StateReader } from './state-reader.ts';

/** What one run of a transaction has read. */
class ReadSet {
  readonly #rows = new Map<Kind, Set<string>>();
  readonly #ranges: { kind: Kind; range: Range }[] = [];

  row(kind: Kind, id: string): void {
    const ids = this.#rows.get(kind);
    if (ids) ids.add(id);
    else this.#rows.set(kind, new Set([id]));
  }

  range(kind: Kind, range: Range): void {
    this.#ranges.push({ kind, range });
  }

  /** Whether the change would have been seen by any of the reads: the row itself, or its coming into, leaving or changing within a range. */
  sees(change: Change): boolean {
    return [change.before, change.after].some(
      row =>
        row !== undefined &&
        (this.#rows.get(change.kind)?.has(row.id) ||
          this.#ranges.some(({ kind, range }) => kind === change.kind && !range.before(row) && !range.after(row))),
    );
  }
}

/** A budget that is spent in scope `system` belongs to nobody's bureau. */
const SYSTEM_BUREAU = 'system';

/** One run of a transaction over its own copy-on-write state; what it did is `changes`, what it relied on is asked with `conflictsWith`. */
export class StateTransaction extends StateReader implements Transaction {
  readonly #reads: ReadSet;
  readonly #changes: Change[] = [];
  readonly #edit = new Edit();
  #isOver = false;

  constructor(state: State, scope: Scope) {
    const reads = new ReadSet();
    super(state, scope, reads);
    this.#reads = reads;
  }

  get changes(): readonly Change[] {
    return this.#changes;
  }

  get result(): State {
    return this.state;
  }

  /** Nothing may be done with it from now on: a write after the end would be lost silently. */
  end(): void {
    this.#isOver = true;
  }

  /** Whether what this run read would have been different after these changes of others; another bureau's rows are never read in a bureau's scope. */
  conflictsWith(changes: readonly Change[]): Change | undefined {
    return changes.find(change => this.#mayRead(change) && this.#reads.sees(change));
  }

  async insert<K extends Kind>(kind: K, row: Rows[K]): Promise<boolean> {
    this.#mayWrite(row.bureau);
    const after: Row = frozenCopy(row.version === 1 ? row : { ...row, version: 1 });
    // Seeing that the places are free is a read, too.
    this.#reads.row(kind, row.id);
    const table = this.state.table(row.bureau, kind);
    const clash = table.clash(after);
    if (clash) {
      this.#reads.row(kind, clash.id);
      return false;
    }
    this.#readUniquePlaces(kind, after);
    this.#apply({ kind, before: undefined, after });
    return true;
  }

  async replace<K extends Kind>(kind: K, row: Rows[K]): Promise<void> {
    this.#mayWrite(row.bureau);
    this.#reads.row(kind, row.id);
    const table = this.state.table(row.bureau, kind);
    const before = table.get(row.id);
    if (!before || before.version !== row.version) throw new Conflict(kind, row.id);
    const after: Row = frozenCopy({ ...row, version: row.version + 1 });
    if (table.clash(after, before)) throw new Conflict(kind, row.id);
    this.#readUniquePlaces(kind, after);
    this.#apply({ kind, before, after });
  }

  async remove(kind: Kind, id: string, version: number): Promise<void> {
    const before = this.lookUp(kind, id);
    if (before?.version !== version) throw new Conflict(kind, id);
    this.#apply({ kind, before, after: undefined });
  }

  async take<K extends TakeableKind>(kind: K, due: Instant, limit: number, leaseUntil: Instant): Promise<Rows[K][]> {
    const candidates = this.bureaus().flatMap(bureau => this.#dueRows(kind, bureau, due));
    this.#reads.range(kind, dueRange(kind, due));
    const oldest = candidates
      .filter(row => row.leasedUntil <= due)
      .sort((a, b) => a.dueAt - b.dueAt)
      .slice(0, limit);
    return oldest.map(before => {
      const after = frozenCopy({ ...before, leasedUntil: leaseUntil, version: before.version + 1 });
      this.#apply({ kind, before, after });
      return after as Rows[K];
    });
  }

  async spend(budget: string, amount: number, limit: number): Promise<boolean> {
    const bureau = this.scope === 'system' ? SYSTEM_BUREAU : this.scope.bureau;
    this.#reads.row('budget', budget);
    const row = this.state.table(bureau, 'budget').get(budget) as BudgetRow | undefined;
    const spent = (row?.spent ?? 0) + amount;
    if (spent > limit) return false;
    const after: BudgetRow = frozenCopy({ bureau, id: budget, version: (row?.version ?? 0) + 1, spent });
    this.#apply({ kind: 'budget', before: row, after });
    return true;
  }

  #dueRows(kind: TakeableKind, bureau: BureauId, due: Instant): TakeableRow[] {
    const tree = this.state.table(bureau, kind).tree(TAKE_INDEX);
    const range = dueRange(kind, due);
    return tree.slice(
      tree.rank(range.before),
      tree.rank(row => !range.after(row)),
    ) as TakeableRow[];
  }

  #readUniquePlaces(kind: Kind, row: Row): void {
    for (const { range } of uniqueRanges(kind, row)) this.#reads.range(kind, range);
  }

  #apply(change: Change): void {
    if (this.#isOver) throw new AppError('internal', '事务已经结束，不能再写入。');
    this.state = this.state.with(change, this.#edit);
    this.#changes.push(change);
  }

  #mayRead(change: Change): boolean {
    return this.scope === 'system' || (change.after ?? change.before)?.bureau === this.scope.bureau;
  }

  #mayWrite(bureau: BureauId): void {
    if (this.scope !== 'system' && bureau !== this.scope.bureau) {
      throw new AppError('not-permitted', `不能在“${this.scope.bureau}”的范围内写入“${bureau}”的记录。`);
    }
    if (!bureau) throw new AppError('internal', '记录没有写明所属单位。');
  }
}
