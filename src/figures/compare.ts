import { addDays, monthOf, yearOf } from '../domain/date.ts';
import type { Entry } from '../domain/entry.ts';
import { monthPeriod, type Period } from '../domain/period.ts';
import type { Comparison, Total } from '../domain/total.ts';
import { valueIn } from '../language/convert-unit.ts';
import { addUp, canAdd } from './add-up.ts';
import { definitionOf, partsOf } from './metric-definition.ts';
import { percent } from './percent.ts';
import { periodBefore, wholeYear, yearBefore } from './read-period.ts';
import { totalOf } from './total.ts';
import type { TotalRequest } from './total-request.ts';

/** 上年数 — a figure of last year from elsewhere (last year's report, a baseline), with where it stands. */
export type LastYear = (metric: string, period: Period) => { value: number; unit: string; source: string; isApproximate?: true } | null;

interface CompareContext {
  entries: readonly Entry[];
  request: TotalRequest;
  lastYear?: LastYear | undefined;
}

/** 同比: over the same days of last year, or months before where only those are known; else beside the whole of last year, without growth. */
export function compareWithLastYear(total: Total, context: CompareContext): Comparison | null {
  if (!total.quantity || total.asOf === null) return null;
  for (const to of comparableEnds(total)) {
    const period = { from: total.period.from, to };
    const current = to === total.asOf ? total : totalOf(context.entries, { ...context.request, period });
    const before = current.asOf === to || to === total.asOf ? figureOf(total.metric, yearBefore(period), context) : null;
    if (before && current.quantity) return comparison(current, { basis: 'same-period', period, before, context });
  }
  const year = wholeYear(yearBefore(total.period));
  const before = figureOf(total.metric, year, context);
  return before ? comparison(total, { basis: 'whole-year', period: total.period, before, context }) : null;
}

/** 环比: beside the months before, when the period is whole months. */
export function compareWithLastPeriod(total: Total, context: CompareContext): Comparison | null {
  const period = periodBefore(total.period);
  if (!period || !total.quantity) return null;
  const before = totalOf(context.entries, { ...context.request, period });
  if (before.quantity?.value === undefined || before.quantity.value === null) return null;
  const figure = { value: before.quantity.value, unit: before.quantity.unit, period, source: '台账' };
  return comparison(total, { basis: 'last-period', period: total.period, before: figure, context });
}

/** The 截至 itself, then the ends of the months before it. */
function comparableEnds({ asOf, period }: Total): string[] {
  const ends = asOf === null ? [] : [asOf];
  let month = asOf === null ? period : monthPeriod(yearOf(asOf), monthOf(asOf));
  for (;;) {
    const end = addDays(month.from, -1);
    if (end < period.from) return ends;
    ends.push(end);
    month = monthPeriod(yearOf(end), monthOf(end));
  }
}

/** From last year's entries where they reach the end of the period, else from the given source. */
function figureOf(metric: string, period: Period, { entries, request, lastYear }: CompareContext): Comparison['before'] | null {
  const own = totalOf(entries, { ...request, metric, period, today: period.to });
  const value = own.quantity?.value ?? null;
  if (own.quantity && value !== null && own.asOf === period.to) return { value, unit: own.quantity.unit, period, source: '去年台账' };
  const given = request.department ? null : (lastYear?.(metric, period) ?? null);
  return given ? { ...given, period } : null;
}

function comparison(
  current: Total,
  { basis, period, before, context }: { basis: Comparison['basis']; period: Period; before: Comparison['before']; context: CompareContext },
): Comparison | null {
  const value = current.quantity?.value ?? null;
  const unit = current.quantity?.unit ?? '';
  if (value === null || !canAdd(unit, before.unit, definitionOf(context.request.bureau, current.metric)?.definition.units ?? [])) return null;
  const base = valueIn(before, unit);
  if (base === null) return null;
  // 承办建议提案 is handed out once a year and may be compared; a running sum may not.
  const isYearly = definitionOf(context.request.bureau, current.metric)?.definition.kind === 'cumulative';
  const difference = basis === 'whole-year' && !isYearly ? null : subtract(value, unit, before);
  const isRate = current.kind === 'rate';
  const growth = isRate || basis === 'whole-year' || difference === null || !base ? null : percent(difference, base);
  return { basis, period, current, before, difference, growth, parts: partsBeside(current, before.period, context) };
}

function subtract(value: number, unit: string, before: { value: number; unit: string }): number {
  const quantity = (amount: number, of: string) => ({ quantity: { value: amount, unit: of, approximate: null, raw: '' } });
  return addUp([quantity(value, unit), quantity(-before.value, before.unit)], unit).value ?? 0;
}

function partsBeside({ metric, period }: Total, lastPeriod: Period, context: CompareContext): Comparison['parts'] {
  return partsOf(context.request.bureau, metric).flatMap(part => {
    const before = figureOf(part.name, lastPeriod, context);
    const current = totalOf(context.entries, { ...context.request, metric: part.name, period }).quantity;
    const last = before && current ? valueIn(before, current.unit) : null;
    return last !== null && typeof current?.value === 'number' ? [{ metric: part.name, current: current.value, before: last }] : [];
  });
}
