import type { Period } from '../../domain/period.ts';
import { movedAnswer } from '../../wording/moved.ts';
import { pairAnswer } from '../../wording/pair.ts';
import { changeBetween } from '../change-between.ts';
import { definitionOf } from '../metric-definition.ts';
import { movedFigures } from '../moved-figures.ts';
import type { Answered, Desk } from './desk.ts';

/** 一季度和二季度 — each by itself, then what lies between them. */
export function pair(desk: Desk, earlier: Period): Answered {
  const pairs = desk.question.metrics.map(metric => ({ before: desk.total(metric, earlier), after: desk.total(metric) }));
  const accepted = (metric: string): readonly string[] => definitionOf(desk.context.bureau, metric)?.definition.units ?? [];
  const text = pairs.map(({ before, after }) =>
    pairAnswer({ before, after, change: changeBetween(before, after, accepted(after.metric)) }, desk.scope),
  );
  return {
    text: text.join('\n\n'),
    totals: pairs.map(({ after }) => after),
    beside: [{ question: { ...desk.question, period: earlier, earlier: null }, totals: pairs.map(({ before }) => before) }],
  };
}

/** 改了截至哪些数变了 — the year up to two 截至: every figure that is not the same at both. */
export function moved(desk: Desk): Answered {
  const { period, earlier, metrics } = desk.question;
  const from = earlier?.to ?? period.from;
  const figures = movedFigures(desk.context.entries, { ...desk.request, from, to: period.to, metrics });
  return { text: movedAnswer(figures, { ...desk.scope, from, to: period.to }), totals: figures.figures.map(({ after }) => after) };
}
