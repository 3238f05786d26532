import type { Bureau } from '../bureau/bureau.ts';
import { yearOf } from '../domain/date.ts';
import type { Draft } from '../domain/draft.ts';
import type { Entry } from '../domain/entry.ts';
import type { Period } from '../domain/period.ts';
import type { Comparison } from '../domain/total.ts';
import { compareWithLastYear, type LastYear } from '../figures/compare.ts';
import { totalOf } from '../figures/total.ts';
import { ownLedger } from '../wording/beside-last-year.ts';

/** 同期对照 — one figure of a draft beside last year's. */
export interface BesideLastYear {
  metric: string;
  comparison: Comparison;
  /** 余, 近, 约 on either side: no difference is taken. */
  isApproximate: boolean;
}

/** What both years are counted from. `entries` reach back to the first day of last year. */
export interface BesideRequest {
  bureau: Bureau;
  entries: readonly Entry[];
  lastYear: LastYear;
}

/** Each metric that a draft prints, once, in its order, beside the same days of last year from the ledger, else from last year's report; those that last year does not have are left out. */
export function besideLastYear(draft: Draft, { bureau, entries, lastYear }: BesideRequest): BesideLastYear[] {
  const figures = draft.sections.flatMap(section =>
    section.paragraphs.flatMap(paragraph => paragraph.sentences.flatMap(sentence => sentence.figures)),
  );
  const metrics = [...new Set(figures.map(figure => figure.metric))];
  const period: Period = { from: draft.period.from, to: draft.asOf < draft.period.to ? draft.asOf : draft.period.to };
  return metrics.flatMap(metric => {
    const request = { metric, period, today: draft.asOf, bureau };
    const total = totalOf(entries, request);
    const comparison = compareWithLastYear(total, { entries, request, lastYear });
    if (!comparison) return [];
    const own = totalOf(entries, { ...request, period: comparison.before.period, today: comparison.before.period.to });
    const isBeforeRough =
      comparison.before.source === ownLedger ? own.quantity?.approximate != null : lastYear(metric, comparison.before.period)?.isApproximate === true;
    return [{ metric, comparison, isApproximate: isBeforeRough || comparison.current.quantity?.approximate != null }];
  });
}

/** Last year's figures begin here. */
export function firstDayOfLastYear(draft: Pick<Draft, 'period'>): string {
  return `${yearOf(draft.period.to) - 1}-01-01`;
}
