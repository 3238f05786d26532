import type { Instant } from '../lib/clock.ts';
import type { LocalDate } from './date.ts';
import { addDays } from './date.ts';
import type { BureauId } from './member.ts';
import { contains, dayPeriod, type Period } from './period.ts';
import type { WorkdayCalendar } from './workday.ts';

/** 不在岗、免报 — days on which a member is away or a 科室 need not report. Why is nobody's business and is not kept. */
export interface Absence {
  bureau: BureauId;
  /** `member:wenjing:2026-11-23`. */
  id: string;
  version: number;
  /** A member's id or a 科室's full name. */
  subject: { member: string } | { department: string };
  period: Period;
  saidBy: { id: string; name: string };
  saidAt: Instant;
}

/** Whether a day is one of these days. */
export function isWithin(periods: readonly Period[], date: LocalDate): boolean {
  return periods.some(period => contains(period, dayPeriod(date)));
}

/** Whether every worked day of `period` lies in one of these; false where nobody works in it anyway. */
export function coverWork(periods: readonly Period[], period: Period, calendar: WorkdayCalendar): boolean {
  let worked = 0;
  for (let day = period.from; periods.length > 0 && day <= period.to; day = addDays(day, 1)) {
    if (!calendar.isWorkday(day)) continue;
    if (!isWithin(periods, day)) return false;
    worked++;
  }
  return worked > 0;
}
