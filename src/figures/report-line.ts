import { type LocalDate, yearOf } from '../domain/date.ts';
import { type Entry, isAwaiting, type MetricReading, stands } from '../domain/entry.ts';
import type { Period } from '../domain/period.ts';
import type { ReportLine } from '../domain/total.ts';

/** All figures of this name in entries that count, or will once the head of their 科室 confirms them. */
export function linesOf(entries: readonly Entry[], metric: string): ReportLine[] {
  return entries.filter(stands).flatMap(entry => entry.metrics.filter(reading => reading.name === metric).map(reading => lineOf(entry, reading)));
}

function lineOf(entry: Entry, reading: MetricReading): ReportLine {
  const period = reading.period ?? entry.period;
  const { value, unit, approximate, raw, min, max, kind } = reading;
  return {
    entryId: entry.id,
    number: entry.number,
    department: entry.department,
    supporting: entry.supporting,
    reporter: entry.reporter.name,
    submittedAt: entry.submittedAt,
    messageId: `${entry.source.platform}:${entry.source.messageId}`,
    kind,
    quantity: { value, unit, approximate, raw, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) },
    interval: kind === 'cumulative' ? sinceNewYear(period.to) : period,
    isEvent: kind === 'increment' && entry.metrics.some(each => each.inferred && each.kind === 'increment'),
    isSuspectedDuplicate: entry.flags.includes('suspected-duplicate'),
    isUnsettled: isUnsettled(entry, reading),
    isAwaiting: isAwaiting(entry),
    summary: entry.summary,
    section: entry.section,
  };
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

export function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : Number(a > b);
}

/** Earlier submitted first; the same moment by number, so that the order is total. */
export function compareIds(a: ReportLine, b: ReportLine): number {
  return a.submittedAt - b.submittedAt || compare(a.entryId.length, b.entryId.length) || compare(a.entryId, b.entryId);
}
