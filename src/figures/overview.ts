import type { Bureau } from '../bureau/bureau.ts';
import { addDays, daysBetween } from '../domain/date.ts';
import { counts, type Entry } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { mergedInto } from '../domain/merger.ts';
import { overlaps } from '../domain/period.ts';
import type { Total } from '../domain/total.ts';
import { totalOf } from './total.ts';
import type { TotalRequest } from './total-request.ts';

/** 概况的一项 — one kind of work: events one by one while they are few, counted work by its totals. */
export interface OverviewItem {
  name: string;
  count: Total | null;
  totals: Total[];
  entries: Entry[];
}

/** More events than this are counted instead of listed. */
const MAX_EVENTS = 4;
const TOTAL_DAYS = 20;

type OverviewRequest = Omit<TotalRequest, 'metric' | 'department'> & { department: string | null; ledgers?: readonly Ledger[] };

/** Whether one of these 科室 leads or supports it; null: everybody's. */
export function isOf({ department, supporting }: Entry, names: readonly string[] | null): boolean {
  return names === null || names.includes(department) || supporting.some(name => names.includes(name));
}

/** What was done in a period, by ledger in the order of the bureau's files; joint work of a 科室 is told in its own view too. */
export function overviewOf(entries: readonly Entry[], request: OverviewRequest): OverviewItem[] {
  const { department, period, bureau, ledgers = bureau.ledgers } = request;
  const mine = entries.filter(
    entry =>
      counts(entry) &&
      overlaps(entry.period, period) &&
      isOf(entry, department === null ? null : mergedInto(department, period.to, bureau.departments)),
  );
  const told = new Set<string>();
  const groups = [...ledgers.map(ledger => group(ledger.id, ledger, mine)), ...(request.ledgers ? [] : otherGroups(mine, bureau))];
  return groups
    .filter(({ entries: rows }) => rows.length > 0)
    .map(item => itemOf(item, { ...request, all: entries, told }))
    .filter(({ count, totals, entries: events }) => count !== null || totals.length + events.length > 0);
}

interface Group {
  name: string;
  ledger: Ledger | null;
  entries: Entry[];
}

function group(id: string, ledger: Ledger, entries: readonly Entry[]): Group {
  return { name: ledger.name, ledger, entries: entries.filter(entry => entry.ledger === id) };
}

/** Work that no ledger takes, by its category. */
function otherGroups(entries: readonly Entry[], { ledgers }: Pick<Bureau, 'ledgers'>): Group[] {
  const others = entries.filter(entry => !ledgers.some(ledger => ledger.id === entry.ledger));
  return [...new Set(others.map(entry => entry.category))].map(name => ({
    name,
    ledger: null,
    entries: others.filter(entry => entry.category === name),
  }));
}

function itemOf(
  { name, ledger, entries }: Group,
  { all, told, ...request }: OverviewRequest & { all: readonly Entry[]; told: Set<string> },
): OverviewItem {
  const total = (metric: string): Total => totalOf(all, { ...request, metric });
  const event = ledger?.eventMetric ?? null;
  const counted = event !== null && entries.length > 1 ? total(event) : null;
  const count = counted?.quantity ? counted : null;
  if (entries.length <= MAX_EVENTS && entries.every(isSingle)) return { name, count, totals: [], entries: [...entries].sort(byDay) };
  const names = metricNames(ledger, entries).filter(metric => metric !== event && !told.has(metric));
  for (const metric of names) told.add(metric);
  // 收集问题 that only talks told of in these days is no work of the visits.
  const own = new Set(entries.map(({ id }) => id));
  return { name, count, totals: names.map(total).filter(each => each.quantity !== null && each.entries.some(id => own.has(id))), entries: [] };
}

/** One event, or some days of work: told by itself. */
function isSingle(entry: Entry): boolean {
  const isLong = daysBetween(entry.period.from, entry.period.to) + 1 >= TOTAL_DAYS;
  return !isLong && entry.metrics.every(metric => metric.kind !== 'cumulative');
}

function metricNames(ledger: Ledger | null, entries: readonly Entry[]): string[] {
  const used = new Set(entries.flatMap(entry => entry.metrics.map(metric => metric.name)));
  const defined = (ledger?.metrics ?? []).map(metric => metric.name).filter(name => used.has(name));
  return [...defined, ...[...used].filter(name => !defined.includes(name))];
}

function byDay(a: Entry, b: Entry): number {
  return daysBetween(b.period.from, a.period.from) || a.submittedAt - b.submittedAt;
}

/** Entries of a 科室 in the months in which a figure is missing, of the same section: what there is instead. */
export function relatedOf(entries: readonly Entry[], total: Total, section: string): Entry[] {
  return total.missing.flatMap(({ department, period }) =>
    entries.filter(
      entry =>
        counts(entry) &&
        entry.department === department &&
        entry.section === section &&
        entry.metrics.length > 0 &&
        overlaps(entry.period, period) &&
        entry.period.from > addDays(period.from, -1) &&
        !entry.metrics.some(metric => metric.name === total.metric),
    ),
  );
}
