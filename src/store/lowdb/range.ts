import { AppError } from '../../domain/errors.ts';
import type { Instant } from '../../lib/clock.ts';
import type { Kind, Query, Row, TakeableKind } from '../store.ts';
import { type KeyValue, kinds, orders, type RowOrder, TAKE_INDEX } from './row-order.ts';

/** The stretch of an index that a query means: rows that are neither before it nor after it. */
export interface Range {
  before(row: Row): boolean;
  after(row: Row): boolean;
}

/** A query, checked and with its defaults. */
export interface Plan {
  order: RowOrder;
  range: Range;
  descending: boolean;
  limit: number;
}

const DEFAULT_LIMIT = 1_000;
const MAX_LIMIT = 10_000;

function orderOf(kind: Kind, index: string): RowOrder {
  const order = orders[kind].get(index);
  if (!order) throw new AppError('internal', `“${kind}”没有名为“${index}”的索引。`);
  return order;
}

function rangeOf<K extends Kind>(order: RowOrder, query: Query<K>): Range {
  const equals = query.equals ?? [];
  const bounded = query.from !== undefined || query.to !== undefined;
  if (equals.length + (bounded ? 1 : 0) > order.fields) throw new AppError('internal', `索引“${order.name}”没有这么多字段。`);
  // A row whose next field is empty lies in no bounded range; it sorts before every number.
  const low = bounded ? [...equals, query.from ?? Number.NEGATIVE_INFINITY] : equals;
  const high = query.to !== undefined ? [...equals, query.to] : equals;
  return { before: row => order.compareTo(row, low) < 0, after: row => order.compareTo(row, high) > 0 };
}

/** Open rows that are due, for `take`. */
export function dueRange(kind: TakeableKind, due: Instant): Range {
  const order = orderOf(kind, TAKE_INDEX);
  return { before: row => order.compareTo(row, ['open']) < 0, after: row => order.compareTo(row, ['open', due]) > 0 };
}

/** An id is looked up as it is. */
const uniqueOrders = Object.fromEntries(
  kinds.map(kind => [kind, [...orders[kind].values()].filter(({ unique, name }) => unique && name !== 'byId')]),
) as Record<Kind, RowOrder[]>;

/** The places in unique indexes, ids apart, that a row takes up; one with an empty field takes up none. */
export function uniqueRanges(kind: Kind, row: Row): readonly { order: RowOrder; range: Range }[] {
  return uniqueOrders[kind].flatMap(order => {
    const key = order.keyOf(row).slice(0, order.fields);
    if (key.includes(null)) return [];
    return [{ order, range: { before: (other: Row) => order.compareTo(other, key) < 0, after: (other: Row) => order.compareTo(other, key) > 0 } }];
  });
}

/** The part of a range that comes after a row's place, in the direction of reading. */
function beyond(range: Range, place: { order: RowOrder; key: readonly KeyValue[]; descending: boolean }): Range {
  const { order, key, descending } = place;
  return descending
    ? { before: range.before, after: row => range.after(row) || order.compareTo(row, key) >= 0 }
    : { before: row => range.before(row) || order.compareTo(row, key) <= 0, after: range.after };
}

/** The part of a range that has been read when reading stopped at `last`. */
export function upTo(plan: Plan, last: Row): Range {
  const { range, descending } = plan;
  const place = plan.order.against(last);
  return descending ? { before: row => place(row) < 0, after: range.after } : { before: range.before, after: row => place(row) > 0 };
}

export function encodeCursor(key: readonly KeyValue[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

function decodeCursor(cursor: string, order: RowOrder): KeyValue[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(key) && key.length === order.fields + 2) return key;
  } catch {
    // Falls through: whatever is wrong with it, the answer is the same.
  }
  throw new AppError('usage', '翻页标记无效，请从第一页重新查询。');
}

/** Checks a query and turns it into a range of an index. */
export function plan<K extends Kind>(kind: K, query: Query<K>): Plan {
  const order = orderOf(kind, query.index);
  const descending = query.order === 'descending';
  const whole = rangeOf(order, query);
  const range = query.cursor === undefined ? whole : beyond(whole, { order, key: decodeCursor(query.cursor, order), descending });
  return { order, range, descending, limit: Math.min(MAX_LIMIT, Math.max(1, query.limit ?? DEFAULT_LIMIT)) };
}
