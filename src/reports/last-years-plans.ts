import type { Bureau } from '../bureau/bureau.ts';
import { counts, type Entry } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Period } from '../domain/period.ts';
import type { Corpus } from '../knowledge/corpus.ts';
import { readQuantities } from '../language/quantities.ts';
import { matchMetric } from './match-metric.ts';
import { publishedReports } from './published-figures.ts';
import type { Total, TotalFor } from './total.ts';

/** 上年计划 — one thing that last year's report said would be done this year. */
export interface Plan {
  text: string;
  /** The report that says so. */
  source: string;
}

/** 计划落实 — what this year's records say to it. */
export interface PlanFollowUp extends Plan {
  /** 全年不少于12场 with what it has come to; null where the plan counts nothing that a ledger counts. */
  target: { metric: string; value: number; unit: string; now: Total | null } | null;
  /** Numbers of this year's records of the same kind of work. */
  records: string[];
}

const planHeading = /下一?步|打算|计划|安排|思路/;
const ordinal = /^[一二三四五六七八九十]{1,3}(?:是|要)/;

/** 一是……二是…… one by one, without their numbers. */
function itemsOf(text: string): string[] {
  return text
    .split(/(?<=。)(?=[一二三四五六七八九十]{1,3}(?:是|要))|\n+/)
    .map(item => item.trim())
    .filter(item => ordinal.test(item) || item.length > 12)
    .filter(item => /。$/.test(item))
    .map(item => item.replace(ordinal, '').replace(/。$/, ''));
}

/** What the report on the year before `year` planned for it, from the corpus; empty when there is no such report. */
export function plansFor(corpus: Corpus, reader: string, year: number): Plan[] {
  return publishedReports(corpus, reader, year - 1).flatMap(document =>
    corpus
      .provisions(document.id)
      .filter(provision => provision.path.some(heading => planHeading.test(heading)))
      .flatMap(provision => itemsOf(provision.text).map(text => ({ text, source: document.title }))),
  );
}

/** Ledgers that the words of a plan name: the more of their keywords, the surer; one short word says nothing. */
function ledgersOf(text: string, bureau: Bureau): Ledger[] {
  const scored = bureau.ledgers.map(ledger => {
    const words = ledger.keywords.filter(keyword => keyword.length > 1 && text.includes(keyword));
    return { ledger, score: words.reduce((sum, word) => sum + word.length - 1, 0) };
  });
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return best < 2 ? [] : scored.filter(({ score }) => score === best).map(({ ledger }) => ledger);
}

function targetOf(text: string, { bureau, total, period }: FollowUpRequest): PlanFollowUp['target'] {
  for (const { quantity, start, end } of readQuantities(text)) {
    if (quantity.value === null || quantity.unit === '') continue;
    const before = /[^，。；]*$/.exec(text.slice(0, start))?.[0] ?? '';
    const found = matchMetric({ before, after: text.slice(end, end + 10), around: text, unit: quantity.unit, ledger: null }, bureau);
    if (found) return { metric: found.metric.name, value: quantity.value, unit: quantity.unit, now: total(found.metric.name, period) };
  }
  return null;
}

/** What this year's records are asked. */
export interface FollowUpRequest {
  bureau: Bureau;
  period: Period;
  entries: readonly Entry[];
  total: TotalFor;
}

/** Looks for what became of each plan: its target beside this year's total, the records of the same work. Whether it is done, a person decides. */
export function followUp(plans: readonly Plan[], request: FollowUpRequest): PlanFollowUp[] {
  const { bureau, period, entries } = request;
  return plans.map(plan => {
    const target = targetOf(plan.text, request);
    const ledgers = new Set(ledgersOf(plan.text, bureau).map(({ id }) => id));
    const records = entries.filter(
      entry => counts(entry) && entry.ledger !== null && ledgers.has(entry.ledger) && entry.period.to >= period.from && entry.period.to <= period.to,
    );
    return { ...plan, target, records: records.map(({ number }) => number) };
  });
}

/** 尚未兑现 — plans without any record of this year, and targets not reached. */
export function isOpenPromise({ target, records }: PlanFollowUp): boolean {
  if (target) return target.now?.value == null || target.now.value < target.value;
  return records.length === 0;
}
