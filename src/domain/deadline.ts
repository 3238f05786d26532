import type { LocalDate } from './date.ts';
import { addWorkdays, nearestWorkday, type WorkdayCalendar } from './workday.ts';

/** 到期提醒档 — `before-10`, `before-3`, `before-1` workdays ahead, `after` on the first workday past it. */
export type DeadlineStage = `before-${number}` | 'after';

/** How long the reminder of the first workday after is still worth sending when the program was down then. */
const LATE_WORKDAYS = 5;

/** Which reminder of a deadline stands on a day, and since when; null: none does (yet, or any more). */
export function stageOn(
  deadline: LocalDate,
  today: LocalDate,
  { reminders, calendar }: { reminders: readonly number[]; calendar: WorkdayCalendar },
): { stage: DeadlineStage; since: LocalDate } | null {
  const after = addWorkdays(deadline, 1, calendar);
  if (today >= after) return today <= addWorkdays(after, LATE_WORKDAYS, calendar) ? { stage: 'after', since: after } : null;
  // A last day that nobody works is done by the workday before it.
  const lastWorkday = nearestWorkday(deadline, -1, calendar);
  const begun = reminders.map(days => ({ stage: `before-${days}` as const, since: addWorkdays(lastWorkday, -days, calendar) }));
  return begun.filter(({ since }) => since <= today).sort((a, b) => b.since.localeCompare(a.since))[0] ?? null;
}

/** Workdays from `today` to a later day, that day included when it is worked. */
export function workdaysLeft(today: LocalDate, deadline: LocalDate, calendar: WorkdayCalendar): number {
  let left = 0;
  for (let day = addWorkdays(today, 1, calendar); day <= deadline && left < 60; day = addWorkdays(day, 1, calendar)) left++;
  return left;
}
