import type { LocalDate } from '../domain/date.ts';
import type { Period } from '../domain/period.ts';
import type { WorkdayCalendar } from '../domain/workday.ts';

/** 日期词的粗细 — how wide the words were: a day, a week … or `to-date` for 今年以来 and 截至. */
export type DateGrain = 'day' | 'range' | 'week' | 'ten-days' | 'month' | 'quarter' | 'half' | 'year' | 'to-date';

/** 日期词 — a date or period as it stands in a text, resolved against the day of sending. */
export interface DateMention {
  start: number;
  end: number;
  raw: string;
  period: Period;
  grain: DateGrain;
  /** 6月5日前, 月底前: a limit, not when it happened. */
  isDeadline: boolean;
  /** 截至, 今年以来, 1—9月: figures beside it run from the first of January. */
  cumulative: boolean;
  /** 前天和昨天: how many days were named one by one; 各 then counts once for each. */
  days?: number;
}

/** What relative words are resolved against. */
export interface DateContext {
  today: LocalDate;
  calendar: WorkdayCalendar;
}

/** What the words of one rule come to; undefined when there is no such day. */
export type Resolved = { period: Period; grain: DateGrain; cumulative?: boolean; days?: number } | undefined;
/** Turns the groups of a rule's match into days. */
export type Resolver = (groups: (string | undefined)[], context: DateContext) => Resolved;
