import { highlightsAnswer } from '../../wording/highlights.ts';
import { overviewOf } from '../overview.ts';
import type { Answered, Desk } from './desk.ts';

/** 今年有哪些亮点，写一段 — the work that counts most, in prose, each with its records; what shines among it people decide. */
export function highlights(desk: Desk): Answered {
  const items = overviewOf(desk.context.entries, desk.request);
  return { text: highlightsAnswer(items, desk.scope), totals: [] };
}
