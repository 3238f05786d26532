import { Conflict } from '../../src/domain/errors.ts';
import { Mutex } from '../../src/lib/mutex.ts';
import { type IndexDefinition, indexes, type Kind, type Query, type Reader, type Rows, type Transaction } from '../../src/store/store.ts';

type AnyRow = Rows[Kind];

/** A store without a disk for tests of features: the same rules of indexes, versions and all-or-nothing as the real ones. */
export class MemoryStore {
  #rows = new Map<string, AnyRow>();
  readonly #mutex = new Mutex();

  read<T>(scope: { bureau: string }, work: (reader: Reader) => Promise<T>): Promise<T> {
    return work(new MemoryTransaction(new Map(this.#rows), scope.bureau));
  }

  write<T>(scope: { bureau: string }, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.#mutex.run(async () => {
      const rows = new Map(this.#rows);
      const result = await work(new MemoryTransaction(rows, scope.bureau));
      this.#rows = rows;
      return result;
    });
  }
}

function fieldOf(row: AnyRow, path: string): string | number {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], row) as string | number;
}

function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right !== undefined && left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

class MemoryTransaction implements Transaction {
  readonly #rows: Map<string, AnyRow>;
  readonly #bureau: string;

  constructor(rows: Map<string, AnyRow>, bureau: string) {
    this.#rows = rows;
    this.#bureau = bureau;
  }

  #key(kind: Kind, id: string): string {
    return JSON.stringify([kind, this.#bureau, id]);
  }

  #all<K extends Kind>(kind: K): Rows[K][] {
    const prefix = JSON.stringify([kind, this.#bureau]).slice(0, -1);
    return [...this.#rows].filter(([key]) => key.startsWith(`${prefix},`)).map(([, row]) => row as Rows[K]);
  }

  async get<K extends Kind>(kind: K, id: string): Promise<Rows[K] | undefined> {
    const row = this.#rows.get(this.#key(kind, id));
    return row && (structuredClone(row) as Rows[K]);
  }

  #matching<K extends Kind>(kind: K, query: Query<K>): Rows[K][] {
    const fields = query.index === 'byId' ? ['id'] : fieldsOf(kind, query.index);
    const equals = query.equals ?? [];
    const next = fields[equals.length];
    const rows = this.#all(kind).filter(row => equals.every((value, index) => fieldOf(row, fields[index] ?? '') === value));
    const ranged = next === undefined ? rows : rows.filter(row => isBetween(fieldOf(row, next), query));
    const sorted = ranged.sort((a, b) =>
      compare(
        [...fields, 'id'].map(field => fieldOf(a, field)),
        [...fields, 'id'].map(field => fieldOf(b, field)),
      ),
    );
    return query.order === 'descending' ? sorted.reverse() : sorted;
  }

  async find<K extends Kind>(kind: K, query: Query<K>): Promise<{ rows: Rows[K][]; cursor?: string }> {
    const start = Number(query.cursor ?? 0);
    const end = start + (query.limit ?? 1_000);
    const all = this.#matching(kind, query);
    return { rows: structuredClone(all.slice(start, end)), ...(end < all.length ? { cursor: String(end) } : {}) };
  }

  async count<K extends Kind>(kind: K, query: Query<K>): Promise<number> {
    return this.#matching(kind, query).length;
  }

  async insert<K extends Kind>(kind: K, row: Rows[K]): Promise<boolean> {
    if (this.#rows.has(this.#key(kind, row.id)) || this.#isTaken(kind, row)) return false;
    this.#rows.set(this.#key(kind, row.id), structuredClone(row));
    return true;
  }

  #isTaken<K extends Kind>(kind: K, row: Rows[K]): boolean {
    const unique = (Object.values(indexes[kind]) as IndexDefinition[]).filter(index => index.unique);
    return unique.some(index =>
      this.#all(kind).some(other => other.id !== row.id && index.fields.every(field => fieldOf(other, field) === fieldOf(row, field))),
    );
  }

  async replace<K extends Kind>(kind: K, row: Rows[K]): Promise<void> {
    const current = this.#rows.get(this.#key(kind, row.id));
    if (current?.version !== row.version) throw new Conflict(kind, row.id);
    this.#rows.set(this.#key(kind, row.id), { ...structuredClone(row), version: row.version + 1 });
  }

  async remove(kind: Kind, id: string, version: number): Promise<void> {
    if (this.#rows.get(this.#key(kind, id))?.version !== version) throw new Conflict(kind, id);
    this.#rows.delete(this.#key(kind, id));
  }

  async take(): Promise<never> {
    throw new Error('MemoryStore has no workers: take is not supported');
  }

  async spend(): Promise<never> {
    throw new Error('MemoryStore has no budgets: spend is not supported');
  }
}

function fieldsOf(kind: Kind, index: string): readonly string[] {
  const definition = (indexes[kind] as Record<string, IndexDefinition>)[index];
  if (!definition) throw new Error(`no index ${kind}.${index}`);
  return definition.fields;
}

function isBetween(value: string | number, { from, to }: { from?: string | number; to?: string | number }): boolean {
  return (from === undefined || value >= from) && (to === undefined || value <= to);
}
