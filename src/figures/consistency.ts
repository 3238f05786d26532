import type { Bureau } from '../bureau/bureau.ts';
import type { LocalDate } from '../domain/date.ts';
import { counts, type Entry } from '../domain/entry.ts';
import { formatPeriod, type Period } from '../domain/period.ts';
import { figureText } from '../wording/entry-line.ts';
import { totalOf } from './total.ts';

/** 前后对不上的数 — corrections, duplicates, sums that do not hold, and reports that overlap, each with its number. */
export interface Inconsistencies {
  corrected: string[];
  duplicates: string[];
  mismatches: string[];
  conflicts: string[];
  covered: string[];
}

export function inconsistenciesOf(
  entries: readonly Entry[],
  request: { period: Period; today: LocalDate; bureau: Pick<Bureau, 'ledgers' | 'departments'> },
): Inconsistencies {
  const metrics = [...new Set(entries.filter(counts).flatMap(entry => entry.metrics.map(metric => metric.name)))];
  const totals = metrics.map(metric => totalOf(entries, { ...request, metric }));
  const year = Number(request.today.slice(0, 4));
  return {
    corrected: entries.flatMap(entry => entry.history.filter(change => change.action === 'correct').map(change => `${entry.number} ${change.what}`)),
    duplicates: entries
      .filter(entry => entry.flags.includes('suspected-duplicate'))
      .map(
        entry =>
          `${entry.number} ${entry.metrics.map(metric => `${metric.name}${figureText(metric)}`).join('，')}（${counts(entry) ? '待确认，只计一次' : '已撤回'}）`,
      ),
    mismatches: entries
      .filter(entry => counts(entry))
      .flatMap(entry => entry.checks.filter(check => !check.holds).map(check => `${entry.number} ${check.text}`)),
    conflicts: totals.flatMap(total =>
      total.kind === 'increment'
        ? total.conflicts.map(
            line => `${line.number} ${formatPeriod(line.interval, year)}${total.metric}${figureText(line.quantity)}，与${line.by ?? '期限'}交叉`,
          )
        : [],
    ),
    covered: totals.flatMap(total =>
      total.lines
        .filter(line => line.verdict === 'covered' && line.kind === 'increment')
        .map(line => `${line.number} ${formatPeriod(line.interval, year)}${total.metric}${figureText(line.quantity)}，含在${line.by}`),
    ),
  };
}
