import { addDays, type LocalDate, makeDate, monthOf, weekdayOf, yearOf } from './date.ts';
import { monthPeriod, type Period, weekOf } from './period.ts';

/** 统计期 — how a bureau counts: a week that ends on the day of its 例会, a month that begins on the 26th. */
export interface ReportingPeriods {
  /** 1 Monday … 7 Sunday, which is the calendar's own week. */
  weekEndsOn: number;
  /** 1 is the calendar's own month; 26: October runs from 26 September to 25 October. January begins on the 1st, December ends on the 31st. */
  monthStartsOn: number;
}

/** A calendar that may know how its bureau counts. */
export interface Reporting {
  reporting?: ReportingPeriods;
}

/** The bureau's own week around a day; undefined where it is the calendar's. */
export function ownWeekOf(date: LocalDate, { reporting }: Reporting): Period | undefined {
  if (reporting === undefined || reporting.weekEndsOn === 7) return undefined;
  const to = addDays(date, (reporting.weekEndsOn - weekdayOf(date) + 7) % 7);
  return { from: addDays(to, -6), to };
}

/** The week in which a day is counted: the bureau's own, else Monday to Sunday. */
export function countedWeekOf(date: LocalDate, calendar: Reporting): Period {
  return ownWeekOf(date, calendar) ?? weekOf(date);
}

/** The days that are counted as a month. */
export function countedMonth(year: number, month: number, { reporting }: Reporting): Period {
  const whole = monthPeriod(year, month);
  const start = reporting?.monthStartsOn ?? 1;
  if (start === 1) return whole;
  const from = month === 1 ? whole.from : (makeDate(year, month - 1, start) ?? whole.from);
  const to = month === 12 ? whole.to : addDays(makeDate(year, month, start) ?? whole.to, -1);
  return { from, to };
}

/** The month in which a day is counted: on 28 September, where months begin on the 26th, October. */
export function countedMonthOf(date: LocalDate, calendar: Reporting): { year: number; month: number } {
  const year = yearOf(date);
  const month = monthOf(date);
  return date > countedMonth(year, month, calendar).to ? { year, month: month + 1 } : { year, month };
}
