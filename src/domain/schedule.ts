import type { Instant } from '../lib/clock.ts';
import { addDays, dateOf, instantAt, type LocalDate, lastDayOfMonth, makeDate, monthOf, type TimeOfDay, yearOf } from './date.ts';
import type { ReportKind } from './outline.ts';
import { contains, dayPeriod, halfPeriod, monthPeriod, type Period, quarterOf, quarterPeriod, weekOf, yearPeriod } from './period.ts';
import { nearestWorkday, type WorkdayCalendar } from './workday.ts';

/** 定时任务 — what is done when. */
export interface Schedule {
  id: string;
  task: 'remind' | 'confirm' | 'compile' | 'digest' | 'digest-update' | 'deadlines' | 'learning' | 'daily-law' | 'backup' | 'draft' | 'checkup';
  every: 'workday' | 'week' | 'month' | 'quarter' | 'half-year' | 'year';
  /** Week: ISO weekday 1–7. Month and longer: day counted from the start (1 first) or, negative, from the end (-1 last). */
  day: number;
  /** Year only: month 1–12. */
  month: number | null;
  time: TimeOfDay;
  /** On a day off: the workday before, the one after, not at all, or all the same. */
  onDayOff: 'before' | 'after' | 'skip' | 'same';
  /** After downtime: run every missed one, only the latest, or drop it once the next is due. */
  catchUp: 'all' | 'latest' | 'drop';
  /** Group id; null for all work groups or private. */
  group: string | null;
  /** Only these 科室, where the task is about 科室; absent for all that have no schedule of their own. */
  departments?: readonly string[];
  /** For `draft`: the report kind. */
  report: string | null;
}

/** 到期 — one time that a schedule falls due. */
export interface Due {
  dueAt: Instant;
  /** Names it once and for all, whatever day it was moved to: 2026-W47, 2026-11, 2026-Q4, 2026-H2, 2026, 2026-11-20. */
  period: string;
}

/** ISO 8601: the week that holds a year's first Thursday is its first. */
function weekKey(week: Period): string {
  const year = yearOf(addDays(week.from, 3));
  const first = weekOf(`${year}-01-04`).from;
  const number = (Date.parse(week.from) - Date.parse(first)) / (7 * 86_400_000) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}

function periodAround(every: Schedule['every'], date: LocalDate): Period {
  const year = yearOf(date);
  if (every === 'workday') return dayPeriod(date);
  if (every === 'week') return weekOf(date);
  if (every === 'month') return monthPeriod(year, monthOf(date));
  if (every === 'quarter') return quarterPeriod(year, quarterOf(date));
  if (every === 'half-year') return halfPeriod(year, monthOf(date) <= 6 ? 1 : 2);
  return yearPeriod(year);
}

/** The name of the period of this rhythm around a day: 2026-W47, 2026-11, 2026-Q4, 2026-H2, 2026, 2026-11-20. */
export function periodKey(every: Schedule['every'], date: LocalDate): string {
  const { from } = periodAround(every, date);
  const year = yearOf(from);
  if (every === 'workday') return from;
  if (every === 'week') return weekKey(weekOf(date));
  if (every === 'month') return from.slice(0, 7);
  if (every === 'quarter') return `${year}-Q${quarterOf(from)}`;
  if (every === 'half-year') return `${year}-H${monthOf(from) === 1 ? 1 : 2}`;
  return String(year);
}

/** The days that a period's name means; undefined when it names none. */
export function periodOfKey(key: string): Period | undefined {
  const match = /^(\d{4})(?:-(?:W(\d{2})|Q([1-4])|H([12])|(\d{2})(?:-(\d{2}))?))?$/.exec(key);
  if (!match) return undefined;
  const [, yearText, week, quarter, half, month, day] = match;
  const year = Number(yearText);
  if (week) return weekOf(addDays(`${year}-01-04`, (Number(week) - 1) * 7));
  if (quarter) return quarterPeriod(year, Number(quarter));
  if (half) return halfPeriod(year, Number(half));
  if (month && day) return makeDate(year, Number(month), Number(day)) ? dayPeriod(key) : undefined;
  if (month) return makeDate(year, Number(month), 1) ? monthPeriod(year, Number(month)) : undefined;
  return yearPeriod(year);
}

/** `day` counted from the start or the end of `period`, and never outside it (31 in a short month is its last day). */
function dayWithin(period: Period, day: number): LocalDate {
  const wanted = day > 0 ? addDays(period.from, day - 1) : addDays(period.to, day + 1);
  if (wanted > period.to) return period.to;
  return wanted < period.from ? period.from : wanted;
}

/** The day that the schedule names in a period, before days off are looked at. */
export function nominalDay(schedule: Pick<Schedule, 'every' | 'day' | 'month'>, period: Period): LocalDate {
  if (schedule.every !== 'year' || schedule.month === null) return dayWithin(period, schedule.day);
  const year = yearOf(period.from);
  return dayWithin({ from: monthPeriod(year, schedule.month).from, to: lastDayOfMonth(year, schedule.month) }, schedule.day);
}

/** A week keeps its run inside itself, on whichever side has a workday; one without any workday has nothing to run for. */
function movedWithinWeek(day: LocalDate, direction: 1 | -1, calendar: WorkdayCalendar): LocalDate | undefined {
  const week = weekOf(day);
  const choices = [nearestWorkday(day, direction, calendar), nearestWorkday(day, direction === 1 ? -1 : 1, calendar)];
  return choices.find(choice => contains(week, dayPeriod(choice)));
}

function dayOfRun(schedule: Schedule, period: Period, calendar: WorkdayCalendar): LocalDate | undefined {
  const day = nominalDay(schedule, period);
  if (calendar.isWorkday(day)) return day;
  if (schedule.every === 'workday' || schedule.onDayOff === 'skip') return undefined;
  if (schedule.onDayOff === 'same') return day;
  const direction = schedule.onDayOff === 'after' ? 1 : -1;
  return schedule.every === 'week' ? movedWithinWeek(day, direction, calendar) : nearestWorkday(day, direction, calendar);
}

/** No run of official days off is as long as this, so a moved day stays within reach. */
const longestMoveDays = 14;

/** Every time after `after` and up to `until` at which the schedule falls due, in order. */
export function dueBetween(schedule: Schedule, after: Instant, until: Instant, calendar: WorkdayCalendar): Due[] {
  if (until <= after) return [];
  const dues: Due[] = [];
  const lastDay = addDays(dateOf(until), longestMoveDays);
  let period = periodAround(schedule.every, addDays(dateOf(after), -longestMoveDays));
  while (period.from <= lastDay) {
    const day = dayOfRun(schedule, period, calendar);
    const dueAt = day === undefined ? undefined : instantAt(day, schedule.time);
    if (dueAt !== undefined && dueAt > after && dueAt <= until) dues.push({ dueAt, period: periodKey(schedule.every, period.from) });
    period = periodAround(schedule.every, addDays(period.to, 1));
  }
  return dues.sort((a, b) => a.dueAt - b.dueAt);
}

/** What is still run of the dues that passed while the program was down, and what is dropped (and said to be). */
export function afterDowntime(schedule: Pick<Schedule, 'catchUp'>, dues: readonly Due[], now: Instant): { run: Due[]; dropped: Due[] } {
  const missed = dues.filter(due => due.dueAt <= now);
  if (schedule.catchUp === 'all') return { run: missed, dropped: [] };
  // A missed run is too late exactly when the next one is due as well, so for both other rules the last one stands for the rest.
  return { run: missed.slice(-1), dropped: missed.slice(0, -1) };
}

/** The days that a report of this kind covers when it is made on `date`: the half-year report made on 25 June is the first half's. */
export function reportPeriod(kind: ReportKind, date: LocalDate): Period {
  if (kind === 'week' || kind === 'month' || kind === 'quarter' || kind === 'half-year') return periodAround(kind, date);
  return yearPeriod(yearOf(date));
}
