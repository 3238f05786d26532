import { type LocalDate, yearOf } from '../domain/date.ts';
import { type Entry, isAwaiting, type MetricReading, stands } from '../domain/entry.ts';
import type { Period } from '../domain/period.ts';
import type { ReportLine, SettledLine, Verdict } from '../domain/total.ts';

/** All figures of this name in entries that count, or will once the head of their 科室 confirms them. */
export function linesOf(entries: readonly Entry[], metric: string): ReportLine[] {
  return entries.filter(stands).flatMap(entry => entry.metrics.filter(reading => reading.name === metric).map(reading => lineOf(entry, reading)));
}

/** With room for its verdict, so that `settled` need not make it anew. */
function lineOf(entry: Entry, reading: MetricReading): SettledLine {
  const period = reading.period ?? entry.period;
  const { value, unit, approximate, raw, min, max, kind } = reading;
  return {
    ...(reading.saidAs !== undefined && reading.saidAs !== reading.name ? { saidAs: reading.saidAs } : {}),
    entryId: entry.id,
    number: entry.number,
    department: entry.department,
    supporting: entry.supporting,
    reporter: entry.reporter.name,
    submittedAt: entry.submittedAt,
    messageId: `${entry.source.platform}:${entry.source.messageId}`,
    kind,
    quantity:
      min === undefined && max === undefined
        ? { value, unit, approximate, raw }
        : { value, unit, approximate, raw, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) },
    interval: kind === 'cumulative' ? sinceNewYear(period.to) : period,
    isEvent: kind === 'increment' && entry.metrics.some(each => each.inferred && each.kind === 'increment'),
    isSuspectedDuplicate: entry.flags.includes('suspected-duplicate'),
    isUnsettled: isUnsettled(entry, reading),
    isAwaiting: isAwaiting(entry),
    summary: entry.summary,
    section: entry.section,
    verdict: 'counted',
    by: null,
  };
}

/** The line with what became of it, written onto the line itself: it was made for this one count, and copying a year of them costs more than counting. */
export function settled(line: ReportLine, verdict: Verdict, by: string | null): SettledLine {
  return Object.assign(line, { verdict, by });
}

function sinceNewYear(to: LocalDate): Period {
  return { from: `${yearOf(to)}-01-01`, to };
}

/** Without a definite value; or its entry awaits confirmation and no other figure of it is the reason. */
function isUnsettled(entry: Entry, reading: MetricReading): boolean {
  if (reading.value === null || reading.approximate === 'range') return true;
  return entry.flags.includes('needs-confirmation') && entry.metrics.every(each => each.value !== null && each.approximate !== 'range');
}

/** In the order in which things happened; never in the order in which they were told. */
export function byTime(a: ReportLine, b: ReportLine): number {
  return compare(a.interval.from, b.interval.from) || compare(a.interval.to, b.interval.to) || compareIds(a, b);
}

/** Sorted by `order`, of which the first day decides before all else: a year has few days and many reports, so the days are sorted and then each day's own. */
export function sortedByDay<L extends Pick<ReportLine, 'interval'>>(lines: readonly L[], order: (a: L, b: L) => number): L[] {
  const days = new Map<LocalDate, L[]>();
  for (const line of lines) {
    const day = days.get(line.interval.from);
    if (day) day.push(line);
    else days.set(line.interval.from, [line]);
  }
  return [...days.keys()].sort(compare).flatMap(day => days.get(day)?.sort(order) ?? []);
}

export function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : Number(a > b);
}

/** Earlier submitted first; the same moment by number, so that the order is total. */
export function compareIds(a: ReportLine, b: ReportLine): number {
  return a.submittedAt - b.submittedAt || compare(a.entryId.length, b.entryId.length) || compare(a.entryId, b.entryId);
}
