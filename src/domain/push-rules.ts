import type { Instant } from '../lib/clock.ts';
import { addDays, dateOf, instantAt, type TimeOfDay, timeOf } from './date.ts';

/** 推送约束 — how much the bot may say by itself, over all features: few pushes are read, many are muted. */
export interface PushRules {
  /** 免打扰: a push that falls between these waits until it ends; usually over midnight. */
  quietFrom: TimeOfDay;
  quietTo: TimeOfDay;
  /** When what did not fit into a day is sent on the next workday. */
  mergedAt: TimeOfDay;
  groupPushesAWeek: number;
  nudgesAWeek: number;
  /** 有事则报: who has nothing need not answer (`optional`); or every 科室 is asked for an entry or 无 (`required`). */
  nilReports: 'optional' | 'required';
}

/** What holds for a bureau that says nothing else. */
export const usualPushRules: PushRules = {
  quietFrom: '22:00',
  quietTo: '07:30',
  mergedAt: '08:30',
  groupPushesAWeek: 2,
  nudgesAWeek: 1,
  nilReports: 'optional',
};

/** The moment itself, or the end of the quiet hours that it falls into. */
export function afterQuiet(at: Instant, { quietFrom, quietTo }: Pick<PushRules, 'quietFrom' | 'quietTo'>): Instant {
  const [time, today] = [timeOf(at), dateOf(at)];
  const overMidnight = quietFrom > quietTo;
  const isLate = time >= quietFrom && (overMidnight || time < quietTo);
  const isEarly = overMidnight && time < quietTo;
  if (isEarly) return instantAt(today, quietTo);
  if (!isLate) return at;
  return instantAt(overMidnight ? addDays(today, 1) : today, quietTo);
}
