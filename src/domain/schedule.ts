import type { TimeOfDay } from './date.ts';

/** 定时任务 — what is done when. */
export interface Schedule {
  id: string;
  task: 'remind' | 'compile' | 'digest' | 'deadlines' | 'learning' | 'backup' | 'draft';
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
  /** For `draft`: the report kind. */
  report: string | null;
}
