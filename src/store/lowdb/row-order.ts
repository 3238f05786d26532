import { type IndexDefinition, indexes, type Kind, type Row } from '../store.ts';
import type { Against } from './sorted-tree.ts';

/** A value that an index orders by; null sorts before numbers, numbers before strings, strings by code unit. */
export type KeyValue = string | number | null;

/** One index of one kind: how it orders rows. Ties are broken by bureau and id, so no two rows share a place. */
export interface RowOrder {
  name: string;
  /** Among the orders of its kind. */
  at: number;
  unique: boolean;
  /** How many declared fields lead the key. */
  fields: number;
  /** The row's whole key: the fields, then bureau and id. */
  keyOf(row: Row): KeyValue[];
  against: Against<Row>;
  /** Compares the row's key with a key of the same or a smaller length, as far as that goes. */
  compareTo(row: Row, key: readonly KeyValue[]): number;
}

function weight(value: KeyValue): number {
  return value === null ? 0 : typeof value === 'number' ? 1 : 2;
}

function compareValues(a: KeyValue, b: KeyValue): number {
  if (a === b) return 0;
  if (a === null || b === null || typeof a !== typeof b) return weight(a) - weight(b);
  return a < b ? -1 : 1;
}

type Fields = Record<string, unknown>;

function keyValue(value: unknown): KeyValue {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

/** Reads a dotted path of one or two names; this is the innermost loop of every commit. */
function fieldReader(path: string): (row: Row) => KeyValue {
  const [name = '', inner] = path.split('.');
  if (inner === undefined) return row => keyValue((row as unknown as Fields)[name]);
  return row => keyValue(((row as unknown as Fields)[name] as Fields | null | undefined)?.[inner]);
}

function rowOrder([name, definition]: [string, IndexDefinition], at: number): RowOrder {
  const readers = [...definition.fields, 'bureau', 'id'].map(fieldReader);
  const keyOf = (row: Row): KeyValue[] => readers.map(read => read(row));
  const compareTo = (row: Row, key: readonly KeyValue[]): number => {
    for (let at = 0; at < key.length; at++) {
      const order = compareValues(readers[at]?.(row) ?? null, key[at] ?? null);
      if (order !== 0) return order;
    }
    return 0;
  };
  const against: Against<Row> = row => {
    const key = keyOf(row);
    return other => compareTo(other, key);
  };
  return { name, at, unique: definition.unique, fields: definition.fields.length, keyOf, compareTo, against };
}

/** The index behind `take`: open rows by the time from which they are due. Not to be queried from outside. */
export const TAKE_INDEX = 'toTake';

function ordersOf(kind: Kind): readonly RowOrder[] {
  const definitions: Record<string, IndexDefinition> = { byId: { fields: ['id'], unique: true }, ...indexes[kind] };
  if (kind === 'claim' || kind === 'outbox' || kind === 'run') definitions[TAKE_INDEX] = { fields: ['state', 'dueAt'], unique: false };
  return Object.entries(definitions).map(rowOrder);
}

/** Every kind, in the order of the port. */
export const kinds = Object.keys(indexes) as Kind[];

/** Every kind's indexes; `byId` is the first. */
export const orderLists = Object.fromEntries(kinds.map(kind => [kind, ordersOf(kind)])) as Readonly<Record<Kind, readonly RowOrder[]>>;

/** The same by name. */
export const orders = Object.fromEntries(
  kinds.map(kind => [kind, new Map(orderLists[kind].map(order => [order.name, order]))]),
) as unknown as Readonly<Record<Kind, ReadonlyMap<string, RowOrder>>>;
