import type { Bureau } from '../bureau/bureau.ts';
import { type Case, stateOf } from '../domain/case.ts';
import { type LocalDate, monthOf, yearOf } from '../domain/date.ts';
import { counts, type Entry } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Outline } from '../domain/outline.ts';
import { monthPeriod, overlaps, type Period, yearPeriod } from '../domain/period.ts';
import type { LastYear } from '../figures/compare.ts';
import { flattenSections } from './material.ts';
import type { TotalFor } from './total.ts';

/** A case that nobody has closed, without its title, which may name a company. */
export interface OpenCase {
  number: number;
  /** 状态, in words. */
  state: string;
}

/** 材料缺口 — something that a report needs and the year does not have yet, and whom to ask. */
export interface CoverageGap {
  /** Null when no reporting 科室 answers for it. */
  department: string | null;
  kind: 'months-without' | 'rate-without-parts' | 'wanted' | 'not-this-year' | 'cases-open';
  /** The metric that is meant; the kind of the cases. */
  metric: string;
  /** Months without a session; the parts of a rate; the heading that has to tell it; what last year had, with its source; the numbers and states of cases. */
  detail: { months: number[] } | { cases: OpenCase[] } | { parts: string[] } | { heading: string } | { lastYear: string; source: string };
}

/** What coverage is looked up in. `entries` reach back to the beginning of the year. */
export interface CoverageRequest {
  bureau: Bureau;
  period: Period;
  asOf: LocalDate;
  entries: readonly Entry[];
  total: TotalFor;
  lastYear: LastYear;
  /** Of the draft, for the metrics that its headings have to tell. */
  outline?: Outline | undefined;
  /** Cases that nobody has closed, in their order. */
  openCases?: readonly Case[];
}

/** 集体学法 is expected every month: a report that counts sessions is asked for the months without one. */
const monthly: ReadonlySet<string> = new Set(['集体学法']);

function monthsWithout(metric: string, { entries, period, asOf }: CoverageRequest): number[] {
  const told = entries.filter(entry => counts(entry) && entry.metrics.some(reading => reading.name === metric));
  const months = Array.from({ length: 12 }, (_, at) => monthPeriod(yearOf(period.to), at + 1));
  return months
    .filter(month => month.from >= period.from && month.to <= asOf && !told.some(entry => overlaps(entry.period, month)))
    .map(month => monthOf(month.from));
}

function ledgerGaps(ledger: Ledger, request: CoverageRequest): Omit<CoverageGap, 'department'>[] {
  const { period, asOf, total, lastYear } = request;
  const span = { from: period.from, to: asOf };
  const before = yearPeriod(yearOf(period.to) - 1);
  const headings = new Map(flattenSections(request.outline?.sections ?? []).flatMap(one => one.metrics.map(name => [name, one.heading] as const)));
  return ledger.metrics.flatMap((metric): Omit<CoverageGap, 'department'>[] => {
    const found = total(metric.name, span);
    const months = monthly.has(metric.name) ? monthsWithout(metric.name, request) : [];
    if (months.length > 0) return [{ kind: 'months-without', metric: metric.name, detail: { months } }];
    if (metric.rate && found?.isStated) {
      const parts = [metric.rate.numerator, metric.rate.denominator].filter(part => total(part, span) === null);
      return [{ kind: 'rate-without-parts', metric: metric.name, detail: { parts } }];
    }
    const heading = found === null ? headings.get(metric.name) : undefined;
    if (heading !== undefined) return [{ kind: 'wanted', metric: metric.name, detail: { heading } }];
    // What is only a part of something is asked for with its whole.
    const last = found === null && metric.rate === null && metric.partOf === null ? lastYear(metric.name, before) : null;
    return last === null || last.value === 0
      ? []
      : [{ kind: 'not-this-year', metric: metric.name, detail: { lastYear: `${last.value}${last.unit}`, source: last.source } }];
  });
}

/** 没有结果的事项, by the 科室 that handles them and by kind; oldest number first. */
function caseGaps({ bureau, openCases = [], asOf }: CoverageRequest): CoverageGap[] {
  const begun = openCases.filter(({ steps }) => (steps[0]?.on ?? '') <= asOf);
  const groups = new Map<string, CoverageGap & { detail: { cases: OpenCase[] } }>();
  for (const one of begun) {
    const kind = bureau.cases.find(({ id }) => id === one.kind);
    if (!kind) continue;
    const department = one.handler ?? one.department;
    const key = `${department} ${kind.id}`;
    const group = groups.get(key) ?? { department, kind: 'cases-open', metric: kind.name, detail: { cases: [] } };
    group.detail.cases.push({ number: one.number, state: stateOf(kind, one.state)?.name ?? one.state });
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Who answers for a metric of this ledger: the first reporting 科室 of the ledger, else of its section. */
export function departmentOf(ledger: Ledger, { departments, sections }: Pick<Bureau, 'departments' | 'sections'>): string | null {
  const ofSection = sections.find(({ id }) => id === ledger.section)?.departments ?? [];
  const reporting = new Set(departments.filter(({ reports }) => reports).map(({ name }) => name));
  return [...ledger.departments, ...ofSection].find(name => reporting.has(name)) ?? null;
}

/** 材料对照 — months without a study session, rates without their parts, figures that last year had and this year lacks, cases without a result; by 科室 in the bureau's order. */
export function coverageGaps(request: CoverageRequest): CoverageGap[] {
  const order = request.bureau.departments.filter(department => department.reports).map(department => department.name);
  const gaps = request.bureau.ledgers.flatMap(ledger => {
    const department = departmentOf(ledger, request.bureau);
    return ledgerGaps(ledger, request).map(gap => ({ department, ...gap }));
  });
  const place = ({ department }: CoverageGap): number =>
    department !== null && order.includes(department) ? order.indexOf(department) : order.length;
  const isFirst = (gap: CoverageGap, at: number): boolean => gaps.findIndex(one => one.kind === gap.kind && one.metric === gap.metric) === at;
  return [...gaps.filter(isFirst), ...caseGaps(request)].sort((a, b) => place(a) - place(b));
}
