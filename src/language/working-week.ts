import { addDays, type LocalDate, weekdayOf } from '../domain/date.ts';
import { type Period, weekOf } from '../domain/period.ts';
import { ownWeekOf } from '../domain/reporting-period.ts';
import { addWorkdays, type WorkdayCalendar, workedSpan } from '../domain/workday.ts';
import type { DateContext, Resolved } from './date-mention.ts';

/** Monday to the last worked day of that week, a Saturday or Sunday that is worked (调休) included; the bureau's own week where it ends on another day. */
export function workingWeekOf(date: LocalDate, calendar: WorkdayCalendar): Period {
  const own = ownWeekOf(date, calendar);
  if (own !== undefined) return own;
  const monday = weekOf(date).from;
  let to = addDays(monday, 4);
  for (const extra of [5, 6]) if (calendar.isWorkday(addDays(monday, extra))) to = addDays(monday, extra);
  // 本周 said before a holiday reaches into neither the next month nor the next year.
  return { from: monday, to: workedSpan({ from: monday, to }, calendar).to };
}

/** What was done in the week, told on its Thursday, was done by then; on Friday the week is told whole. */
export function weekSoFar(week: Period, { today, calendar }: DateContext): Period {
  const isThisWeek = week.from <= today && today <= addDays(week.from, 6);
  if (!isThisWeek || ownWeekOf(today, calendar) !== undefined) return week;
  return weekdayOf(today) < 5 || today > week.to ? { from: week.from, to: today } : week;
}

/** The last days up to today: worked ones where today is worked. */
export function lastWorkedDays(count: number, { today, calendar }: DateContext): Resolved {
  const from = calendar.isWorkday(today) ? addWorkdays(today, 1 - count, calendar) : addDays(today, 1 - count);
  return { period: { from, to: today }, grain: 'range' };
}
