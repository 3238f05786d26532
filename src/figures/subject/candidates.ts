import type { Ledger, MetricDefinition } from '../../domain/ledger.ts';
import { sameUnit } from '../../ledgers/find-metric.ts';
import { fitsUnit } from './asked-unit.ts';
import { isNamedAround, isNamedBy, likeness, namedApart, shared } from './said-name.ts';

/** A metric that a clause may ask for. */
export interface Candidate {
  metric: MetricDefinition;
  ledger: Ledger;
  score: number;
  /** Characters of the words that named it. */
  length: number;
}

interface CandidateContext {
  clause: string;
  unit: string | null;
  whole: string;
  generic: ReadonlySet<string>;
}

/** The metric as a candidate, weighed by how much of it was said; none where nothing was. */
export function candidate({ metric, ledger }: Pick<Candidate, 'metric' | 'ledger'>, { clause, unit, whole, generic }: CandidateContext): Candidate[] {
  const names = [metric.name, ...metric.aliases];
  const forms = names.filter(form => isNamedBy(form, clause, generic) || isNamedAround(form, clause));
  // The verb and its object say more than the object with whose it is: 收…问题, 企业问题.
  const length = Math.max(0, ...forms.map(form => form.length), ...names.map(form => namedApart(form, clause))) || likeness(metric.name, clause);
  if (length === 0) return [];
  const isUnit = unit === null ? 0 : metric.units.includes(unit) ? 10 : metric.units.some(each => sameUnit(each, unit)) ? 7 : -20;
  // 多少家企业 says no more of 企业培训 than of any other.
  const said = new Set(forms.filter(form => generic.has(form)));
  const exact = clause.includes(metric.name) ? 4 : 0;
  const context =
    shared(`${metric.name}`, whole) * 3 + (ledger.name.length > 1 && whole.includes(ledger.name) ? 3 : 0) + shared(ledger.name, whole, said) * 2;
  const isPart = metric.partOf === null && metric.kind !== 'rate' ? 1.5 : 0;
  return [{ metric, ledger, length, score: length * 10 + isUnit + exact + context + isPart }];
}

/** Best first, one for each metric name; what does not fit the unit only where nothing else is named. */
export function best(candidates: readonly Candidate[]): Candidate[] {
  const sorted = [...candidates].sort((a, b) => b.score - a.score);
  return sorted.filter((each, index) => sorted.findIndex(other => other.metric.name === each.metric.name) === index);
}

/** 今年培训了多少人: the words name the event, the unit another figure of its ledger. */
export function byUnit({ metric, ledger, length }: Pick<Candidate, 'metric' | 'ledger' | 'length'>, unit: string | null): MetricDefinition {
  const fits = (each: MetricDefinition): boolean => unit === null || fitsUnit(each, unit);
  // 持证执法人员有几个: whatever is named in full is counted by 个, too.
  if (unit === '个' && length >= metric.name.length) return metric;
  return fits(metric) ? metric : (ledger.metrics.find(each => each.kind !== 'rate' && each.partOf === null && fits(each)) ?? metric);
}
