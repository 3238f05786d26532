import { addDays, type LocalDate } from '../domain/date.ts';
import { counts, type Entry } from '../domain/entry.ts';
import { departmentOn, mergedInto } from '../domain/merger.ts';
import type { MetricKind, Quantity } from '../domain/quantity.ts';
import type { ReportLine, Total } from '../domain/total.ts';
import { valueIn } from '../language/convert-unit.ts';
import { entriesWith } from './entries-with.ts';
import { EARLY_DAYS, flowTotal } from './flow-total.ts';
import { knownTotal } from './known-totals.ts';
import { levelTotal } from './level-total.ts';
import { definitionOf } from './metric-definition.ts';
import { percent } from './percent.ts';
import { compare, linesOf } from './report-line.ts';
import type { TotalRequest } from './total-request.ts';

/** Counts one metric over a period. Pure: the same entries give the same total in whatever order they came. */
export function totalOf(entries: readonly Entry[], asked: TotalRequest): Total {
  const request = whileItWas(asked);
  const list = entriesWith(entries, request.metric);
  const definition = definitionOf(request.bureau, request.metric)?.definition;
  // A rate is made of other metrics, whose lists may have changed while its own did not.
  if (definition?.rate) return count(entries, list, request);
  return knownTotal(list, request, () => count(entries, list, request));
}

/** A 科室 that has ended is asked about up to its last day. */
function whileItWas(request: TotalRequest): TotalRequest {
  const { department, period, bureau } = request;
  const merged = bureau.departments.find(({ name }) => name === department)?.merged;
  if (!merged || period.to <= merged.until || period.from > merged.until) return request;
  return { ...request, period: { from: period.from, to: merged.until } };
}

function count(entries: readonly Entry[], list: readonly Entry[], request: TotalRequest): Total {
  const definition = definitionOf(request.bureau, request.metric)?.definition;
  // Nothing before the last days ahead of the period, where an earlier cumulative figure may end, can matter.
  const eve = addDays(request.period.from, -1 - EARLY_DAYS);
  const near = list.filter(entry => entry.period.to >= eve && entry.period.from <= request.period.to);
  const kind = kindOf(definition?.kind, kindsIn(near, request.metric));
  const lines = linesOf(
    near.filter(entry => concerns(entry, request)),
    request.metric,
  ).map(line => underSuccessor(upTo(line, request.today), request));
  if (kind === 'rate') return rateTotal(entries, request, lines);
  if (kind === 'level') return levelTotal(request, lines);
  return flowTotal(request, lines, definition?.units ?? []);
}

/** A 科室's own view is made of what it leads and what it supports, with that of the 科室 merged into it. */
function concerns({ department, supporting }: Entry, { department: asked = null, period, bureau }: TotalRequest): boolean {
  if (asked === null) return true;
  const names = mergedInto(asked, period.to, bureau.departments);
  return names.includes(department) || supporting.some(name => names.includes(name));
}

/** Over days that reach beyond a merger, the successor answers for both, and its running total covers both; asked for by name, the old 科室 stays itself. */
function underSuccessor(line: ReportLine, { department: asked, period, bureau }: TotalRequest): ReportLine {
  const named = (name: string): string => (name === asked ? name : departmentOn(name, period.to, bureau.departments));
  const department = named(line.department);
  return department === line.department ? line : { ...line, department, formerly: line.department, supporting: line.supporting.map(named) };
}

/** A period that is still running ends, for what has happened, today. */
function upTo(line: ReportLine, today: LocalDate): ReportLine {
  const { from, to } = line.interval;
  return from <= today && to > today ? { ...line, interval: { from, to: today } } : line;
}

/** In what kinds a metric was reported, by whomever. */
function kindsIn(entries: readonly Entry[], metric: string): Set<MetricKind> {
  const kinds = new Set<MetricKind>();
  for (const entry of entries) if (counts(entry)) for (const { name, kind } of entry.metrics) if (name === metric) kinds.add(kind);
  return kinds;
}

/** The defined kind, unless nothing was reported in that way. */
function kindOf(defined: MetricKind | undefined, kinds: ReadonlySet<MetricKind>): MetricKind {
  if (defined === 'rate' || (kinds.size > 0 && [...kinds].every(kind => kind === 'rate'))) return 'rate';
  if (defined === 'level') return kinds.size === 0 || kinds.has('level') || kinds.has('cumulative') ? 'level' : 'increment';
  if (!kinds.has('increment') && !kinds.has('cumulative') && kinds.has('level')) return 'level';
  return defined === undefined && kinds.has('level') && !kinds.has('cumulative') ? 'level' : 'increment';
}
/** 比率: recomputed from its counted parts over the same days, never averaged; else as it was stated, and marked so. */
function rateTotal(entries: readonly Entry[], request: TotalRequest, lines: readonly ReportLine[]): Total {
  const stated = levelTotal(request, lines);
  const parts = definitionOf(request.bureau, request.metric)?.definition.rate ?? null;
  if (parts) {
    const numerator = totalOf(entries, { ...request, metric: parts.numerator });
    const denominator = totalOf(entries, { ...request, metric: parts.denominator });
    const isYearly = definitionOf(request.bureau, parts.denominator)?.definition.kind === 'cumulative';
    const quantity = ratio(numerator, denominator, isYearly);
    if (quantity) {
      const used = [...new Set([...numerator.entries, ...denominator.entries])].sort(compare);
      return {
        ...stated,
        kind: 'rate',
        quantity,
        asOf: numerator.asOf,
        entries: used,
        missing: denominator.missing,
        awaiting: [...numerator.awaiting, ...denominator.awaiting],
        rate: { numerator, denominator },
      };
    }
    if (!stated.quantity) return { ...stated, kind: 'rate', rate: { numerator, denominator } };
  }
  return { ...stated, kind: 'rate', isStated: stated.quantity !== null };
}

/** Both must speak for the same days; a number handed out once a year (承办建议提案) stays good after its day. */
function ratio(numerator: Total, denominator: Total, isYearly: boolean): Quantity | null {
  if (!numerator.quantity || !denominator.quantity) return null;
  const top = valueIn(numerator.quantity, denominator.quantity.unit);
  const bottom = denominator.quantity.value;
  const sameDays = numerator.asOf === denominator.asOf || (isYearly && (numerator.asOf ?? '') >= (denominator.asOf ?? ''));
  if (top === null || bottom === null || bottom <= 0 || top > bottom || !sameDays) return null;
  const approximate = numerator.quantity.approximate || denominator.quantity.approximate ? 'about' : null;
  return { value: percent(top, bottom), unit: '%', approximate, raw: '' };
}
