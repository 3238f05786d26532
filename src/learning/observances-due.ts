import type { Observance } from '../bureau/bureau.ts';
import { addDays, daysBetween, type LocalDate, yearOf } from '../domain/date.ts';
import type { Period } from '../domain/period.ts';
import { nearestWorkday, type WorkdayCalendar } from '../domain/workday.ts';

/** 将至或当日的普法节点. */
export interface DueObservance {
  observance: Observance;
  period: Period;
  /** Calendar days until its first day; 0 or less when it has come. */
  daysLeft: number;
}

/** How many days a card that downtime delayed is still sent, while the observance lasts. */
const CARD_GRACE_DAYS = 2;

/** What on a workday is to be prepared (`ahead`) and what has come (`today`); what falls on a day off is done on the workday before. */
export function observancesDue(
  observances: readonly Observance[],
  today: LocalDate,
  calendar: WorkdayCalendar,
): { ahead: DueObservance[]; today: DueObservance[] } {
  const due = { ahead: [] as DueObservance[], today: [] as DueObservance[] };
  for (const observance of observances) {
    for (const year of [yearOf(today), yearOf(today) + 1]) {
      const period = observance.datesIn(year);
      const one = { observance, period, daysLeft: daysBetween(today, period.from) };
      const noticeDay = nearestWorkday(addDays(period.from, -observance.leadDays), -1, calendar);
      const cardDay = nearestWorkday(period.from, -1, calendar);
      if (noticeDay <= today && today < cardDay) due.ahead.push(one);
      const isDelayed = today > cardDay && today <= addDays(cardDay, CARD_GRACE_DAYS) && today <= period.to;
      if (today === cardDay || isDelayed) due.today.push(one);
    }
  }
  return due;
}
