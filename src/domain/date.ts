import type { Instant } from '../lib/clock.ts';

/** 日期 — a calendar day in Asia/Shanghai, `YYYY-MM-DD`. Compares as a string. */
export type LocalDate = string;

/** 时刻 — a time of day in Asia/Shanghai, `HH:MM`. */
export type TimeOfDay = string;

const DAY_MS = 86_400_000;
/** China has kept UTC+8 without summer time since 1991, so a constant is exact for every date that a bureau reports. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

export function dateOf(instant: Instant): LocalDate {
  return new Date(instant + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

export function timeOf(instant: Instant): TimeOfDay {
  return new Date(instant + SHANGHAI_OFFSET_MS).toISOString().slice(11, 16);
}

/** ISO 8601 with offset: `2026-11-20T16:42:00+08:00`. */
export function formatInstant(instant: Instant): string {
  return `${new Date(instant + SHANGHAI_OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}

/** Reads ISO 8601; without an offset it is Asia/Shanghai wall time; a bare date is its midnight. Undefined when it is not a time. */
export function parseInstant(text: string): Instant | undefined {
  const bare = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00` : text.replace(' ', 'T');
  // Date.parse would read 30 February as 2 March.
  if (!isDate(bare.slice(0, 10))) return undefined;
  const parsed = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/i.test(bare) ? bare : `${bare}+08:00`);
  return Number.isNaN(parsed) ? undefined : parsed;
}

export function instantAt(date: LocalDate, time: TimeOfDay = '00:00'): Instant {
  return Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}+08:00`);
}

export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && addDays(text, 0) === text;
}

/** Undefined when there is no such day (2026-02-30). Month 1–12. */
export function makeDate(year: number, month: number, day: number): LocalDate | undefined {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isDate(text) ? text : undefined;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(midnight) ? '' : new Date(midnight + days * DAY_MS).toISOString().slice(0, 10);
}

/** The same day of the month `months` later, or that month's last day (31 August + 6 → 28 February). */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  return makeDate(year, month, dayOf(date)) ?? lastDayOfMonth(year, month);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** ISO weekday: 1 Monday … 7 Sunday. */
export function weekdayOf(date: LocalDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

/** 1–12. */
export function monthOf(date: LocalDate): number {
  return Number(date.slice(5, 7));
}

export function dayOf(date: LocalDate): number {
  return Number(date.slice(8, 10));
}

export function lastDayOfMonth(year: number, month: number): LocalDate {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
