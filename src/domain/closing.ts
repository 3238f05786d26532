import type { Instant } from '../lib/clock.ts';
import type { LocalDate } from './date.ts';
import type { BureauId } from './member.ts';
import { contains, dayPeriod, type Period } from './period.ts';

/** 封账 — a period whose figures stand: what comes later for it needs a reason. */
export interface Closing {
  bureau: BureauId;
  /** `2026-10-01:2026-10-31`. */
  id: string;
  version: number;
  period: Period;
  state: 'closed' | 'open';
  /** Who closed and opened it, in order; never rewritten. */
  history: { action: 'close' | 'reopen'; by: { id: string; name: string }; at: Instant }[];
}

/** The closing that a day falls into; undefined when its books are open. */
export function closingOf(closings: readonly Closing[], date: LocalDate): Closing | undefined {
  return closings.find(closing => closing.state === 'closed' && contains(closing.period, dayPeriod(date)));
}

/** When and by whom it was closed last. */
export function closedBy({ history }: Closing): Closing['history'][number] | undefined {
  return history.findLast(step => step.action === 'close');
}
