import type { Observance } from '../bureau/bureau.ts';
import { addDays, daysBetween, type LocalDate, yearOf } from '../domain/date.ts';
import { contains, type Period, weekOf } from '../domain/period.ts';
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

/** The day of its card: its first, or that of a one-day observance in the same week of it, so that both come in one message. */
function cardDayOf(period: Period, observances: readonly Observance[], calendar: WorkdayCalendar): LocalDate {
  const own = nearestWorkday(period.from, -1, calendar);
  if (period.from === period.to) return own;
  const inside = observances.flatMap(({ laws, datesIn }): LocalDate[] => {
    const day = datesIn(yearOf(period.from));
    const isOneDay = day.from === day.to && laws.length > 0;
    return isOneDay && contains(period, day) && contains(weekOf(own), day) ? [nearestWorkday(day.from, -1, calendar)] : [];
  });
  return inside.sort()[0] ?? own;
}

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
      const cardDay = cardDayOf(period, observances, calendar);
      if (noticeDay <= today && today < cardDay && one.daysLeft > 0) due.ahead.push(one);
      const isDelayed = today > cardDay && today <= addDays(cardDay, CARD_GRACE_DAYS) && today <= period.to;
      if (today === cardDay || isDelayed) due.today.push(one);
    }
  }
  return due;
}
