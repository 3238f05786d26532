import { addDays, dayOf, daysBetween, type LocalDate, lastDayOfMonth, monthOf, yearOf } from '../domain/date.ts';
import { intersection, monthPeriod, overlaps, type Period } from '../domain/period.ts';
import type { ReportLine } from '../domain/total.ts';

/** Reports at least this long, or cumulative figures that come again, show that a 科室 reports this by periods and not by events. */
const PERIODIC_DAYS = 20;
const WEEKLY_DAYS = 4;
const WEEKLY_REPORTS = 3;
/** Nobody is late with a month in its first week. */
const GRACE_DAYS = 7;

/** Whether one 科室 reports a figure period after period, so that a month without it is a gap; events happen or do not. */
export function isPeriodic(lines: readonly ReportLine[]): boolean {
  const own = lines.filter(line => !line.isEvent);
  if (own.some(line => (line.kind === 'increment' && days(line) >= PERIODIC_DAYS) || isMonthEndFigure(line))) return true;
  const ends = own
    .filter(line => line.kind === 'cumulative')
    .map(line => line.interval.to)
    .sort();
  if (daysBetween(ends[0] ?? '', ends.at(-1) ?? '') >= PERIODIC_DAYS) return true;
  return own.filter(line => line.kind === 'increment' && days(line) >= WEEKLY_DAYS).length >= WEEKLY_REPORTS;
}

/** 截至10月底: a return for a period, and not the state of one matter. */
function isMonthEndFigure({ kind, interval }: ReportLine): boolean {
  return kind === 'cumulative' && dayOf(interval.to) >= 28 && interval.to === lastDayOfMonth(yearOf(interval.to), monthOf(interval.to));
}

function days({ interval }: ReportLine): number {
  return daysOf(interval);
}

function daysOf(period: Period | undefined): number {
  if (period === undefined) return 0;
  return period.from === period.to ? 1 : daysBetween(period.from, period.to) + 1;
}

/** 本周无 says nothing of the figure of a month that is over, unless weeks that make up most of it say so. */
export function monthsWithoutWork(nil: readonly Period[], today: LocalDate): Period[] {
  const inMonth = (month: Period): number => nil.reduce((sum, period) => sum + daysOf(intersection(period, month)), 0);
  const months = nil.flatMap(period => monthsIn(period));
  return months.filter(month => month.to >= today || inMonth(month) >= PERIODIC_DAYS);
}

/** Months between the first report and the end of what was asked about in which nothing was said, joined where they follow one another. */
export function missingMonths(reported: readonly Period[], { asked, today }: { asked: Period; today: LocalDate }): Period[] {
  const first = reported.reduce<LocalDate>((least, period) => (period.from < least ? period.from : least), '9999-12-31');
  const end = asked.to < today ? asked.to : today;
  const gaps: Period[] = [];
  for (const month of monthsIn({ from: first > asked.from ? first : asked.from, to: end })) {
    const isEarly = month.from <= today && today <= month.to && dayOf(today) <= GRACE_DAYS;
    if (isEarly || reported.some(period => overlaps(period, month))) continue;
    const last = gaps.at(-1);
    if (last && addDays(last.to, 1) === month.from) last.to = month.to;
    else gaps.push({ ...month });
  }
  return gaps.map(gap => intersection(gap, wholeMonths(asked)) ?? gap);
}

function monthsIn(period: Period): Period[] {
  const months: Period[] = [];
  for (let day = period.from; day <= period.to; ) {
    const month = monthPeriod(yearOf(day), monthOf(day));
    months.push(month);
    day = addDays(month.to, 1);
  }
  return months;
}

/** A gap is said in whole months, also in the month that is still running. */
function wholeMonths(period: Period): Period {
  return { from: `${period.from.slice(0, 8)}01`, to: lastDayOfMonth(yearOf(period.to), monthOf(period.to)) };
}
