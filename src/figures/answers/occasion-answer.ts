import { fewerOccasions, noSingleOccasion, occasionAnswer } from '../../wording/occasion.ts';
import { definitionOf } from '../metric-definition.ts';
import { nthOf, occasionsOf } from '../occasions.ts';
import { wordsBeyond } from '../words-beyond.ts';
import type { Answered, Desk } from './desk.ts';
import { mentions } from './narrower-answer.ts';

/** 最近一次是什么时候, 第二场在哪 — the record of that occasion. */
export function occasion(desk: Desk): Answered {
  const [metric = ''] = desk.question.metrics;
  const nth = desk.question.nth ?? -1;
  const defined = definitionOf(desk.context.bureau, metric);
  // 最近一次培训来了多少人: the training is what takes place, the people are what it is told with.
  const event = defined?.ledger.eventMetric ?? metric;
  const words = defined ? wordsBeyond(desk.context.rest ?? '', [defined]) : [];
  const entries = desk.counted();
  const narrower = entries.filter(entry => words.some(word => mentions(entry, word)));
  const own = occasionsOf(entries, entries.some(entry => entry.metrics.some(({ name }) => name === event)) ? event : metric);
  const meant = own.filter(entry => narrower.includes(entry));
  const occasions = meant.length > 0 ? meant : own;
  const told = { name: event, of: occasions.length };
  if (occasions.length === 0) {
    const latest = entries.filter(entry => entry.metrics.some(({ name }) => name === event || name === metric)).at(-1);
    return latest
      ? { text: noSingleOccasion(event, latest, desk.scope), totals: [] }
      : { text: desk.nothing(desk.total(event)), totals: [], isNothing: true };
  }
  const found = nthOf(occasions, nth);
  return { text: found ? occasionAnswer(found, { nth, ...told }, desk.scope) : fewerOccasions(nth, told, desk.scope), totals: [] };
}
