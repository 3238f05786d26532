import type { Period } from '../../domain/period.ts';
import type { Quantity } from '../../domain/quantity.ts';
import type { Total } from '../../domain/total.ts';
import { movedAnswer } from '../../wording/moved.ts';
import { pairAnswer, pairSum } from '../../wording/pair.ts';
import { addUp, canAdd, mixOf } from '../add-up.ts';
import { changeBetween } from '../change-between.ts';
import { definitionOf } from '../metric-definition.ts';
import { movedFigures } from '../moved-figures.ts';
import type { Answered, Desk } from './desk.ts';

/** 一季度和二季度 — each by itself, then what lies between them. */
export function pair(desk: Desk, earlier: Period): Answered {
  const pairs = desk.question.metrics.map(metric => ({ before: desk.total(metric, earlier), after: desk.total(metric) }));
  const accepted = (metric: string): readonly string[] => definitionOf(desk.context.bureau, metric)?.definition.units ?? [];
  const text = pairs.map(({ before, after }) =>
    desk.question.isSummed
      ? pairSum({ before, after, sum: sumOf(before, after, accepted(after.metric)) }, desk.scope)
      : pairAnswer({ before, after, change: changeBetween(before, after, accepted(after.metric)) }, desk.scope),
  );
  return {
    text: text.join('\n\n'),
    totals: pairs.map(({ after }) => after),
    beside: [{ question: { ...desk.question, period: earlier, earlier: null }, totals: pairs.map(({ before }) => before) }],
  };
}

/** Null where the two count in different units, or are no sums themselves: rates, levels. */
function sumOf({ quantity: one }: Total, { quantity: other, kind }: Total, accepted: readonly string[]): Quantity | null {
  if (!one || !other || kind !== 'increment' || !canAdd(one.unit, other.unit, accepted)) return null;
  const { unit } = mixOf([one.unit, other.unit], accepted);
  return addUp([{ quantity: one }, { quantity: other }], unit);
}

/** 改了截至哪些数变了 — the year up to two 截至: every figure that is not the same at both. */
export function moved(desk: Desk): Answered {
  const { period, earlier, metrics } = desk.question;
  const from = earlier?.to ?? period.from;
  const figures = movedFigures(desk.context.entries, { ...desk.request, from, to: period.to, metrics });
  return { text: movedAnswer(figures, { ...desk.scope, from, to: period.to }), totals: figures.figures.map(({ after }) => after) };
}
