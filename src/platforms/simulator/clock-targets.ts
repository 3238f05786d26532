import { addDays, dateOf, instantAt, type LocalDate, lastDayOfMonth, monthOf, type TimeOfDay, weekdayOf, yearOf } from '../../domain/date.ts';
import { nearestWorkday, type WorkdayCalendar } from '../../domain/workday.ts';
import type { Instant } from '../../lib/clock.ts';

/** 拨钟去处 — a moment that the clock can be moved to in one press. */
export interface ClockTarget {
  id: string;
  label: string;
  at: Instant;
}

/** The first of these days whose time is still to come. */
function firstAfter(now: Instant, days: LocalDate[], time: TimeOfDay): Instant {
  const instants = days.map(day => instantAt(day, time));
  return instants.find(instant => instant > now) ?? Math.max(...instants);
}

/** The moments at which something happens in a bureau's life, from `now` on. */
export function clockTargets(now: Instant, calendar: WorkdayCalendar): ClockTarget[] {
  const today = dateOf(now);
  const friday = addDays(today, 5 - weekdayOf(today));
  const nextWorkday = nearestWorkday(addDays(today, 1), 1, calendar);
  const year = yearOf(today);
  const monthEnd = lastDayOfMonth(year, monthOf(today));
  const nextMonthEnd = lastDayOfMonth(yearOf(addDays(monthEnd, 1)), monthOf(addDays(monthEnd, 1)));
  return [
    { id: 'next-workday', label: '下个工作日9:00', at: instantAt(nextWorkday, '09:00') },
    { id: 'friday', label: '到周五16:00', at: firstAfter(now, [friday, addDays(friday, 7)], '16:00') },
    { id: 'month-end', label: '到月底18:00', at: firstAfter(now, [monthEnd, nextMonthEnd], '18:00') },
    { id: 'year-end', label: '到年底18:00', at: firstAfter(now, [`${year}-12-31`, `${year + 1}-12-31`], '18:00') },
  ];
}
