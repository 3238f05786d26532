import { addDays, type LocalDate, lastDayOfMonth, monthOf, weekdayOf, yearOf } from './date.ts';

/** 期次 — an inclusive range of calendar days in Asia/Shanghai. */
export interface Period {
  from: LocalDate;
  to: LocalDate;
}

export function dayPeriod(date: LocalDate): Period {
  return { from: date, to: date };
}

/** Monday to Sunday around `date`. */
export function weekOf(date: LocalDate): Period {
  const monday = addDays(date, 1 - weekdayOf(date));
  return { from: monday, to: addDays(monday, 6) };
}

export function monthPeriod(year: number, month: number): Period {
  const to = lastDayOfMonth(year, month);
  return { from: `${to.slice(0, 8)}01`, to };
}

/** Quarter 1–4. */
export function quarterPeriod(year: number, quarter: number): Period {
  return { from: monthPeriod(year, quarter * 3 - 2).from, to: monthPeriod(year, quarter * 3).to };
}

/** Half 1 or 2. */
export function halfPeriod(year: number, half: number): Period {
  return { from: monthPeriod(year, half * 6 - 5).from, to: monthPeriod(year, half * 6).to };
}

export function yearPeriod(year: number): Period {
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

export function quarterOf(date: LocalDate): number {
  return Math.ceil(monthOf(date) / 3);
}

export function contains(outer: Period, inner: Period): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

export function overlaps(a: Period, b: Period): boolean {
  return a.from <= b.to && b.from <= a.to;
}

/** The common days, or undefined when there are none. */
export function intersection(a: Period, b: Period): Period | undefined {
  const from = a.from > b.from ? a.from : b.from;
  const to = a.to < b.to ? a.to : b.to;
  return from <= to ? { from, to } : undefined;
}

export function samePeriod(a: Period, b: Period): boolean {
  return a.from === b.from && a.to === b.to;
}

function monthDay(date: LocalDate): string {
  return `${monthOf(date)}月${Number(date.slice(8))}日`;
}

/** The shortest plain Chinese: 11月16—20日, 10月, 三季度 stays 7—9月, 2026年. The year is said only when it is not `year`. */
export function formatPeriod(period: Period, year?: number): string {
  const fromYear = yearOf(period.from);
  const prefix = fromYear === year ? '' : `${fromYear}年`;
  if (samePeriod(period, yearPeriod(fromYear))) return `${fromYear}年`;
  if (fromYear !== yearOf(period.to)) return `${fromYear}年${monthDay(period.from)}—${yearOf(period.to)}年${monthDay(period.to)}`;
  const fromMonth = monthOf(period.from);
  const toMonth = monthOf(period.to);
  if (period.from.endsWith('-01') && period.to === lastDayOfMonth(fromYear, toMonth)) {
    return fromMonth === toMonth ? `${prefix}${fromMonth}月` : `${prefix}${fromMonth}—${toMonth}月`;
  }
  if (period.from === period.to) return `${prefix}${monthDay(period.from)}`;
  if (fromMonth === toMonth) return `${prefix}${fromMonth}月${Number(period.from.slice(8))}—${Number(period.to.slice(8))}日`;
  return `${prefix}${monthDay(period.from)}—${monthDay(period.to)}`;
}
