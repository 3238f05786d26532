import { addDays, type LocalDate } from '../domain/date.ts';
import { type Period, weekOf } from '../domain/period.ts';
import { ownWeekOf } from '../domain/reporting-period.ts';
import type { WorkdayCalendar } from '../domain/workday.ts';

/** Monday to Friday, and a worked Saturday or Sunday (调休) of that week; the bureau's own week where it ends on another day. */
export function workingWeekOf(date: LocalDate, calendar: WorkdayCalendar): Period {
  const own = ownWeekOf(date, calendar);
  if (own !== undefined) return own;
  const monday = weekOf(date).from;
  let to = addDays(monday, 4);
  for (const extra of [5, 6]) if (calendar.isWorkday(addDays(monday, extra))) to = addDays(monday, extra);
  return { from: monday, to };
}
