import { addDays, type LocalDate } from '../domain/date.ts';
import type { Entry } from '../domain/entry.ts';
import type { Period } from '../domain/period.ts';
import type { DigestChange } from '../wording/digest.ts';
import { changeBetween } from './change-between.ts';
import { compareWithLastYear, type LastYear } from './compare.ts';
import { definitionOf } from './metric-definition.ts';
import { totalOf } from './total.ts';
import type { TotalRequest } from './total-request.ts';

/** What a digest's total is compared within. */
export interface ChangeContext {
  entries: readonly Entry[];
  /** Of the week's own 科室. */
  week: { entries: readonly Entry[]; period: Period };
  bureau: TotalRequest['bureau'];
  today: LocalDate;
  lastYear?: LastYear | undefined;
}

/** 增减 — beside the same days of last year where they are known, else the week beside the week before; null where neither is, or where a figure is only about. */
export function changeOf(metric: string, year: Period, context: ChangeContext): DigestChange | null {
  const { entries, week, bureau, today, lastYear } = context;
  const total = totalOf(entries, { metric, period: year, today, bureau });
  if (total.quantity?.approximate != null) return null;
  const beside = compareWithLastYear(total, { entries, request: { metric, period: year, today, bureau }, lastYear });
  if (beside?.basis === 'same-period' && beside.difference !== null) {
    const { period, difference, growth, current } = beside;
    const until = period.to === total.asOf ? null : period.to;
    return { than: 'last-year', until, difference, unit: current.quantity?.unit ?? '', growth };
  }
  const before = { from: addDays(week.period.from, -7), to: addDays(week.period.to, -7) };
  const [then, now] = [before, week.period].map(period => totalOf(week.entries, { metric, period, today, bureau }));
  if (!then || !now || then.quantity?.approximate != null || now.quantity?.approximate != null) return null;
  const change = changeBetween(then, now, definitionOf(bureau, metric)?.definition.units ?? []);
  return change && { than: 'week-before', difference: change.difference, unit: change.unit };
}
