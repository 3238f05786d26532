import { addDays, type LocalDate, makeDate, weekdayOf } from '../domain/date.ts';
import { monthPeriod, type Period } from '../domain/period.ts';
import type { ObservanceInFile } from './schema.ts';

/** The `nth` given weekday of a month. */
function nthWeekday(year: number, rule: { month: number; nth: number; weekday: number }): LocalDate {
  const { from } = monthPeriod(year, rule.month);
  return addDays(from, ((rule.weekday - weekdayOf(from) + 7) % 7) + (rule.nth - 1) * 7);
}

/** 29 February stands for 28 in other years. */
export function dayIn(year: number, monthDay: string): LocalDate {
  const [month, day] = [Number(monthDay.slice(0, 2)), Number(monthDay.slice(3))];
  return makeDate(year, month, day) ?? monthPeriod(year, month).to;
}

/** First and last day in a year of an observance as it is written: announced for that year, a day, a range, a month, or the nth weekday or week. */
export function observanceDays(rule: ObservanceInFile, year: number): Period {
  const announced = rule.years[String(year)];
  if (announced) return { from: announced[0], to: announced[1] };
  if (rule.on) return { from: dayIn(year, rule.on), to: dayIn(year, rule.on) };
  if (rule.month) return monthPeriod(year, rule.month);
  if (rule.nth) {
    const { weekday } = rule.nth;
    const first = nthWeekday(year, { ...rule.nth, weekday: weekday ?? 1 });
    // Without a weekday the whole week is meant, from its Monday to its Sunday.
    return { from: first, to: weekday === undefined ? addDays(first, 6) : first };
  }
  const [from, to] = [rule.from ?? '01-01', rule.to ?? '12-31'];
  return { from: dayIn(year, from), to: dayIn(to < from ? year + 1 : year, to) };
}
