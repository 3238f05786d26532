import { addDays, type LocalDate } from './date.ts';
import type { Period } from './period.ts';
import type { Reporting } from './reporting-period.ts';

/** 工作日历 — which days are worked in China, 调休 Saturdays and Sundays included. */
export interface WorkdayCalendar extends Reporting {
  isWorkday(date: LocalDate): boolean;
  /** False for a year whose holidays are not known: then weekdays are assumed to be worked, and whoever shows a date says so. */
  covers(year: number): boolean;
}

/** The day itself when it is worked, else the next worked one after it (`direction` 1) or before it (-1). */
export function nearestWorkday(date: LocalDate, direction: 1 | -1, calendar: WorkdayCalendar): LocalDate {
  let day = date;
  // The longest run of days off is under two weeks; the bound only guards against a calendar without workdays.
  for (let step = 0; step < 60 && !calendar.isWorkday(day); step++) day = addDays(day, direction);
  return day;
}

/** `count` workdays after (or, negative, before) `date`, which itself does not count. */
export function addWorkdays(date: LocalDate, count: number, calendar: WorkdayCalendar): LocalDate {
  const direction = count < 0 ? -1 : 1;
  let day = date;
  for (let left = Math.abs(count); left > 0; left--) day = nearestWorkday(addDays(day, direction), direction, calendar);
  return day;
}

/** The first to the last worked day of a period, as people say it (11月16—20日); the whole period when nobody works in it. */
export function workedSpan(period: Period, calendar: WorkdayCalendar): Period {
  const from = nearestWorkday(period.from, 1, calendar);
  const to = nearestWorkday(period.to, -1, calendar);
  return from <= to ? { from, to } : period;
}
