import { addDays, type LocalDate } from '../domain/date.ts';
import { type Period, weekOf } from '../domain/period.ts';
import { ownWeekOf } from '../domain/reporting-period.ts';
import { type WorkdayCalendar, workedSpan } from '../domain/workday.ts';

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
