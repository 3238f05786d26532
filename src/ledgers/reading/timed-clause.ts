import type { Period } from '../../domain/period.ts';
import type { MetricKind } from '../../domain/quantity.ts';
import type { Clause } from './clauses.ts';

/** 有时间的分句 — a clause with the period that holds for it. */
export interface TimedClause {
  clause: Clause;
  period: Period;
  /** Figures run from the first of January. */
  cumulative: boolean;
  /** The plan of which this says how much is done. */
  planned?: Clause;
}

/** What a figure of this clause is, for a metric that is usually of the given kind. */
export function kindOf(definedKind: MetricKind, timed: TimedClause): MetricKind {
  if (definedKind === 'level' || definedKind === 'rate') return definedKind;
  if (timed.cumulative) return 'cumulative';
  if (definedKind === 'increment') return 'increment';
  // A figure that is usually reported as a running total is one, unless its own week or month was named.
  return timed.clause.dates.some(date => ['week', 'month', 'ten-days', 'quarter', 'range'].includes(date.grain)) ? 'increment' : 'cumulative';
}
