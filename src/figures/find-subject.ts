import type { Bureau } from '../bureau/bureau.ts';
import type { Ledger, MetricDefinition } from '../domain/ledger.ts';
import { sameUnit } from '../ledgers/find-metric.ts';

/** 问的是什么 — metrics, one for each clause; the ledger where only its name was said; or the choice that the asker must make. */
export interface Subject {
  metrics: string[];
  ledger: Ledger | null;
  /** Metrics between which the words do not decide. */
  choice: string[];
}

interface Candidate {
  metric: MetricDefinition;
  ledger: Ledger;
  score: number;
  /** Characters of the words that named it. */
  length: number;
}

/** A single character names nothing; 问题 and 企业 name too much to stand alone against longer words. */
const MIN_LENGTH = 2;
/** Two metrics this close are asked about. */
const CLOSE = 1;

/** Finds what a question counts, by the names and aliases of the bureau's files, the unit asked for, and the words around it. */
export function findSubject(text: string, bureau: Pick<Bureau, 'ledgers'>): Subject {
  const clauses = text.split(/[，,、；;。？?！!\n]|以及|还有(?=.{0,6}(?:多少|几))/).filter(clause => clause.trim() !== '');
  const found: Subject[] = [];
  for (const clause of clauses) {
    const subject = inClause(clause, bureau.ledgers, text);
    const before = found.flatMap(each => each.metrics).at(-1);
    found.push(isEmpty(subject) && before !== undefined ? inSameLedger(clause, before, bureau.ledgers) : subject);
  }
  const metrics = [...new Set(found.flatMap(subject => subject.metrics))];
  const ledger = found.find(subject => subject.ledger !== null)?.ledger ?? null;
  return { metrics, ledger, choice: metrics.length === 0 ? (found.find(subject => subject.choice.length > 0)?.choice ?? []) : [] };
}

const nothing: Subject = { metrics: [], ledger: null, choice: [] };

function isEmpty({ metrics, ledger, choice }: Subject): boolean {
  return metrics.length === 0 && ledger === null && choice.length === 0;
}

/** 执法检查多少次，罚了没有; 培训几场，来了多少人: the second half means the same ledger, by its unit or by a telling character. */
function inSameLedger(clause: string, before: string, ledgers: readonly Ledger[]): Subject {
  const ledger = ledgers.find(each => each.metrics.some(metric => metric.name === before));
  if (!ledger) return nothing;
  const unit = askedUnit(clause);
  const others = ledger.metrics.filter(metric => metric.name !== before && metric.kind !== 'rate');
  if (unit !== null)
    return {
      ...nothing,
      metrics: others
        .filter(metric => metric.units.some(each => sameUnit(each, unit)))
        .slice(0, 1)
        .map(metric => metric.name),
    };
  const telling = [...clause.replace(/[了没有多少几吗呢啊的是不都又还也]/g, '')];
  return {
    ...nothing,
    metrics: others
      .filter(metric => !metric.name.startsWith('不') && telling.some(character => metric.name.includes(character)))
      .slice(0, 2)
      .map(metric => metric.name),
  };
}

function inClause(clause: string, ledgers: readonly Ledger[], whole: string): Subject {
  const unit = askedUnit(clause);
  const named = namedLedger(clause, ledgers);
  const candidates = best(ledgers.flatMap(ledger => ledger.metrics.flatMap(metric => candidate(clause, { metric, ledger, unit, whole }))));
  const [first] = candidates;
  if (named && (!first || named.length > first.length)) return byLedger(named.ledger, unit);
  if (!first) return nothing;
  const rivals = candidates.filter(other => first.score - other.score <= CLOSE && other.length === first.length);
  if (rivals.length > 1) return { metrics: [], ledger: null, choice: rivals.map(other => other.metric.name) };
  return { ...nothing, metrics: [first.metric.name] };
}

/** 多少家, 几场, 多少人次. */
function askedUnit(clause: string): string | null {
  return /(?:多少|几)(亿元|万元|人次|家次|户次|场次|元|[家户个条件项份本册篇块场次期人名位笔起宗批])/.exec(clause)?.[1] ?? null;
}

function candidate(
  clause: string,
  { metric, ledger, unit, whole }: { metric: MetricDefinition; ledger: Ledger; unit: string | null; whole: string },
): Candidate[] {
  const forms = [metric.name, ...metric.aliases].filter(form => form.length >= MIN_LENGTH && clause.includes(form));
  const length = Math.max(0, ...forms.map(form => form.length));
  if (length === 0) return [];
  const isUnit = unit === null ? 0 : metric.units.some(each => sameUnit(each, unit)) ? 8 : -20;
  const exact = clause.includes(metric.name) ? 4 : 0;
  const context = shared(`${metric.name}`, whole) * 3 + (ledger.name.length > 1 && whole.includes(ledger.name) ? 3 : 0) + shared(ledger.name, whole);
  const isPart = metric.partOf === null && metric.kind !== 'rate' ? 1.5 : 0;
  const isMain = ledger.metrics[0] === metric || ledger.eventMetric === metric.name ? 1.5 : 0;
  return [{ metric, ledger, length, score: length * 10 + isUnit + exact + context + isPart + isMain }];
}

/** How many pairs of characters of `words` stand in `text`. */
function shared(words: string, text: string): number {
  let count = 0;
  for (let index = 0; index + 1 < words.length; index++) if (text.includes(words.slice(index, index + 2))) count++;
  return count;
}

/** Best first, one for each metric name; what does not fit the unit only where nothing else is named. */
function best(candidates: readonly Candidate[]): Candidate[] {
  const sorted = [...candidates].sort((a, b) => b.score - a.score);
  return sorted.filter((each, index) => sorted.findIndex(other => other.metric.name === each.metric.name) === index);
}

function namedLedger(clause: string, ledgers: readonly Ledger[]): { ledger: Ledger; length: number } | undefined {
  const found = ledgers.flatMap(ledger => {
    const forms = [ledger.name, ...ledger.keywords].filter(form => form.length >= MIN_LENGTH && clause.includes(form));
    return forms.length === 0 ? [] : [{ ledger, length: Math.max(...forms.map(form => form.length)) + (clause.includes(ledger.name) ? 0.5 : 0) }];
  });
  return found.sort((a, b) => b.length - a.length)[0];
}

/** Named by its ledger, its other figures are told too; not where the ledger is called as its metric. */
function byLedger(ledger: Ledger, unit: string | null): Subject {
  const metrics = mainMetrics(ledger, unit);
  return { metrics, ledger: metrics[0] === ledger.name ? null : ledger, choice: [] };
}

/** What stands for a whole ledger: the metric of the unit asked for, else its event, else its first. */
function mainMetrics(ledger: Ledger, unit: string | null): string[] {
  const byUnit = unit === null ? undefined : ledger.metrics.find(metric => metric.kind !== 'rate' && metric.units.some(each => sameUnit(each, unit)));
  const main = byUnit?.name ?? ledger.eventMetric ?? ledger.metrics[0]?.name;
  return main === undefined ? [] : [main];
}
