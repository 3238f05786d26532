import type { Entry } from '../domain/entry.ts';
import type { Total } from '../domain/total.ts';
import type { TotalRequest } from './total-request.ts';

const totals = new WeakMap<readonly Entry[], Map<string, Total>>();
/** A list is asked in a few ways a day; yesterday's answers need not stay. */
const MOST_REQUESTS = 64;

const identities = new WeakMap<object, number>();
let lastIdentity = 0;

function identityOf(thing: object | undefined): number {
  if (thing === undefined) return 0;
  const known = identities.get(thing);
  if (known !== undefined) return known;
  identities.set(thing, ++lastIdentity);
  return lastIdentity;
}

function keyOf({ metric, period, today, bureau, department = null, nilReports }: TotalRequest): string {
  // An empty list of nil reports is made anew by every reader and says nothing.
  const about = [bureau.ledgers, bureau.departments, nilReports?.length ? nilReports : undefined].map(identityOf);
  return [metric, period.from, period.to, today, department ?? '', ...about].join('|');
}

/** 已知的合计 — a total over the very same list of entries is not counted again. `list` is never changed once it is read. */
export function knownTotal(list: readonly Entry[], request: TotalRequest, count: () => Total): Total {
  const known = totals.get(list) ?? new Map<string, Total>();
  totals.set(list, known);
  const key = keyOf(request);
  const before = known.get(key);
  if (before) return before;
  if (known.size >= MOST_REQUESTS) known.clear();
  const total = count();
  known.set(key, total);
  return total;
}
