import type { Bureau } from '../bureau/bureau.ts';
import { addDays, type LocalDate } from '../domain/date.ts';
import type { Entry, NilReport } from '../domain/entry.ts';
import { formatPeriod } from '../domain/period.ts';
import type { Total as Counted } from '../domain/total.ts';
import { totalOf } from '../figures/total.ts';
import { formatQuantity } from '../language/format-quantity.ts';
import { remarkList } from '../wording/draft-prose.ts';
import type { Remark, Total, TotalFor } from './total.ts';

function remarksOf(counted: Counted): Remark[] {
  const { metric, mixedUnits, conflicts, missing, isStated, lines, period } = counted;
  const early = lines.filter(({ verdict, interval }) => verdict === 'subtracted' && interval.to !== addDays(period.from, -1));
  const year = Number(counted.period.to.slice(0, 4));
  const remark = (reason: Remark['reason'], items: readonly string[]): Remark[] =>
    items.length > 0 ? [{ reason, metric, detail: remarkList(items) }] : [];
  return [
    ...remark('mixed-units', mixedUnits.length > 1 ? mixedUnits : []),
    ...remark('conflict', [...new Set(conflicts.map(line => line.number))]),
    ...remark(
      'missing',
      missing.map(gap => `${gap.department}${formatPeriod(gap.period, year)}`),
    ),
    ...remark(
      'early-base',
      early.map(({ interval, number }) => `${formatPeriod(interval, year)}累计（${number}）`),
    ),
    ...(isStated ? [{ reason: 'stated-rate' as const, metric, detail: '' }] : []),
  ];
}

function printed(counted: Counted): Total | null {
  const { metric, quantity, asOf, entries, rate, kind, isStated } = counted;
  if (!quantity || asOf === null) return null;
  const numerator = rate ? printed(rate.numerator) : null;
  const denominator = rate ? printed(rate.denominator) : null;
  const parts = numerator && denominator ? { numerator, denominator } : null;
  const { value, unit, approximate } = quantity;
  return {
    metric,
    text: formatQuantity(quantity),
    value,
    unit,
    approximate,
    asOf,
    entries,
    isRate: kind === 'rate',
    isStated,
    parts,
    remarks: remarksOf(counted),
  };
}

/** Totals over one state of the entries, each counted once. `today` bounds what can have happened. */
export function countForReport(
  entries: readonly Entry[],
  context: { bureau: Bureau; today: LocalDate; nilReports?: readonly NilReport[] },
): TotalFor {
  const known = new Map<string, Total | null>();
  return (metric, period) => {
    const key = `${metric} ${period.from} ${period.to}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const total = printed(totalOf(entries, { ...context, metric, period }));
    known.set(key, total);
    return total;
  };
}
