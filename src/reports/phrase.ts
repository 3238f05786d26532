import { daysBetween, type LocalDate } from '../domain/date.ts';
import type { Entry } from '../domain/entry.ts';
import type { Figure } from '../domain/outline.ts';
import { formatPeriod, type Period } from '../domain/period.ts';
import {
  besideFigure,
  countedPhrase,
  partName,
  rateWithParts,
  saidCount,
  shortName,
  spokenName,
  standing,
  withParts,
} from '../wording/draft-prose.ts';
import type { Beside, BesideFor } from './beside-in-text.ts';
import type { MetricIndex } from './topics.ts';
import { type Remark, type Total, type TotalFor, toFigure } from './total.ts';

/** What phrases are made with: the totals of the period, and the entries behind them. */
export interface Counting {
  total: TotalFor;
  span: Period;
  entries: ReadonlyMap<string, Entry>;
  metrics: MetricIndex;
  /** What of last year stands behind a figure; absent where the outline wants none. */
  beside?: BesideFor | undefined;
  /** Takes what a person should know about a figure. */
  remark: (remark: Remark) => void;
}

/** 计数短语 — 承办建议提案9件，其中承办代表建议4件 — with its figures, and the day where they end when that is before the report does. */
export interface Phrase {
  text: string;
  figures: Figure[];
  until: LocalDate | null;
}

/** The metric that this one is a part of: by definition, or for an undefined one by the words of its entries. */
function wholeOf(metric: string, total: Total, counting: Counting): string | null {
  const defined = counting.metrics.get(metric)?.metric;
  if (defined) return defined.partOf;
  const said = new Set(total.entries.map(id => counting.entries.get(id)?.metrics.find(reading => reading.name === metric)?.partOf ?? null));
  // Only when every entry says the same: 线上旁听 of 旁听, never of two different wholes.
  return said.size === 1 ? ([...said][0] ?? null) : null;
}

/** Figures reported week by week may end a few days before the report does without misleading anybody. */
const quietDays = 7;

/** A total that rests on a snapshot (累计, 存量), or ends well before the report, must say its own 截至. */
function endOf(total: Total, counting: Counting): LocalDate | null {
  if (total.asOf >= counting.span.to) return null;
  if (total.parts) return endOf(total.parts.numerator, counting);
  return daysBetween(total.asOf, counting.span.to) > quietDays || isSnapshot(total, counting) ? total.asOf : null;
}

function isSnapshot(total: Total, counting: Counting): boolean {
  return total.entries.some(id => {
    const entry = counting.entries.get(id);
    if (!entry || entry.period.to < total.asOf) return false;
    return entry.metrics.some(reading => reading.name === total.metric && reading.kind !== 'increment');
  });
}

interface Counted {
  metric: string;
  total: Total;
  whole: string | null;
  until: LocalDate | null;
}

/** Names of one topic: the first count says it in full, later ones may leave out the topic's name. */
interface Naming {
  topic: string;
  isFirst: boolean;
  metrics: MetricIndex;
  /** Metrics of the topic that are told; 已解决 alone would not say what of. */
  told: ReadonlySet<string>;
  beside: (total: Total) => Beside | null;
}

function nameOf(metric: string, { topic, isFirst }: Naming): string {
  return isFirst ? spokenName(metric) : shortName(metric, topic);
}

/** In the ledger's own words, unless the metric stands here without its ledger or without the whole that it is a part of. */
function said({ metric, total }: Counted, plain: string, { topic, metrics, told }: Naming): string {
  const defined = metrics.get(metric);
  const isAtHome = defined?.ledger.name === topic;
  const lacksWhole = defined?.metric.partOf != null && !told.has(defined.metric.partOf);
  return saidCount(isAtHome && !lacksWhole ? (defined?.metric ?? {}) : {}, total, plain);
}

/** A rate is told with what it was computed from, unless that has just been told. */
function ratePhrase(counted: Counted, told: ReadonlySet<string>, naming: Naming): Phrase {
  const { metric, total, until } = counted;
  const plain = said(counted, `${nameOf(metric, naming)}${total.text}`, naming);
  const { parts } = total;
  const beside = naming.beside(total);
  const further = beside?.figures ?? [];
  if (!parts || (told.has(parts.numerator.metric) && told.has(parts.denominator.metric)))
    return { text: besideFigure(plain, beside?.text), figures: [toFigure(total), ...further], until };
  const text = rateWithParts(plain, { numerator: parts.numerator.text, denominator: parts.denominator.text, beside: beside?.text });
  return { text, figures: [...[total, parts.numerator, parts.denominator].map(toFigure), ...further], until };
}

/** A part is told with its whole when both are counted to the same day, in the same unit, and it is not the bigger one. */
function isPartOf(part: Counted, whole: Counted): boolean {
  return part !== whole && part.whole === whole.metric && part.until === whole.until && part.total.unit === whole.total.unit && !exceeds(part, whole);
}

function exceeds(part: Counted, whole: Counted): boolean {
  return part.total.value !== null && whole.total.value !== null && part.total.value > whole.total.value;
}

function remarkExcess(amounts: readonly Counted[], counting: Counting): void {
  for (const part of amounts) {
    const whole = amounts.find(other => other !== part && other.metric === part.whole && other.total.unit === part.total.unit);
    if (whole && exceeds(part, whole)) counting.remark({ reason: 'part-exceeds', metric: part.metric, detail: whole.metric });
  }
}

function countPhrase(whole: Counted, parts: readonly Counted[], naming: Naming): Phrase {
  const beside = naming.beside(whole.total);
  const figures = [...[whole, ...parts].map(counted => toFigure(counted.total)), ...(beside?.figures ?? [])];
  const partTexts = parts.map(part => said(part, `${partName(shortName(part.metric, naming.topic))}${part.total.text}`, naming));
  const defined = naming.metrics.get(whole.metric)?.metric;
  // Beside what came in during these days, what stands open at their end is another count.
  const stands = defined?.kind === 'level' && defined.partOf !== null && naming.told.has(defined.partOf) ? standing : '';
  const text = `${stands}${said(whole, countedPhrase(nameOf(whole.metric, naming), whole.total.unit, whole.total.text), naming)}`;
  return { text: withParts(besideFigure(text, beside?.text), partTexts), figures, until: whole.until };
}

/** A standing number (在办, 正在协调) of an earlier day beside newer figures of the same whole would contradict them: it is left out, with a remark. */
function withoutOutdated(all: readonly Counted[], counting: Counting): Counted[] {
  const isLevel = (counted: Counted): boolean => counting.metrics.get(counted.metric)?.metric.kind === 'level';
  const isNewer = (other: Counted, than: Counted): boolean =>
    other !== than &&
    !isLevel(other) &&
    !other.total.isRate &&
    (other.whole === than.whole || other.metric === than.whole) &&
    other.total.asOf > than.total.asOf;
  return all.filter(counted => {
    const isOutdated = counted.whole !== null && isLevel(counted) && all.some(other => isNewer(other, counted));
    if (isOutdated) {
      const day = { from: counted.total.asOf, to: counted.total.asOf };
      counting.remark({ reason: 'outdated', metric: counted.metric, detail: formatPeriod(day, Number(counting.span.to.slice(0, 4))) });
    }
    return !isOutdated;
  });
}

/** Wholes first, each with its parts; a part of a part stands by itself afterwards, so that nothing is lost. */
function amountPhrases(amounts: readonly Counted[], naming: Omit<Naming, 'isFirst'>): Phrase[] {
  const placed = new Set<Counted>();
  const phrases: Phrase[] = [];
  const place = (counted: Counted): void => {
    if (placed.has(counted)) return;
    const parts = amounts.filter(other => isPartOf(other, counted) && !placed.has(other));
    for (const item of [counted, ...parts]) placed.add(item);
    phrases.push(countPhrase(counted, parts, { ...naming, isFirst: phrases.length === 0 }));
  };
  for (const counted of amounts) if (!amounts.some(other => isPartOf(counted, other))) place(counted);
  for (const counted of amounts) place(counted);
  return phrases;
}

/** A rate that somebody stated for other days says nothing about these: it is told for its own days, or in a report from New Year beside a cumulative figure. */
function isPartialRate(total: Total, counting: Counting): boolean {
  if (!total.isStated) return false;
  const entry = counting.entries.get(total.entries.find(id => counting.entries.has(id)) ?? '');
  if (!entry) return false;
  const reading = entry.metrics.find(one => one.name === total.metric);
  const { from } = reading?.period ?? entry.period;
  const isYearToDate = counting.span.from.endsWith('-01-01') && entry.metrics.some(one => one.kind === 'cumulative');
  return from !== counting.span.from && !(isYearToDate && from > counting.span.from);
}

function remarkAbout(all: readonly Counted[], counting: Counting): void {
  // What is said of a whole (缺报, 口径) holds for its parts and its rate too, and is said once.
  const told = new Set(all.map(counted => counted.metric));
  for (const { whole, total } of all) {
    const follows = (whole !== null && told.has(whole)) || (total.parts !== null && told.has(total.parts.denominator.metric));
    for (const remark of total.remarks) if (!follows || remark.reason === 'stated-rate') counting.remark(remark);
  }
}

/** What is counted under one topic. `isOneEvent`: all of it comes from a single event, whose day the sentence says. */
export interface PhraseRequest {
  metrics: readonly string[];
  topic: string;
  isOneEvent: boolean;
}

/** The counted things of one topic, wholes with their parts, rates after what they are computed from. */
export function phrasesFor({ metrics, topic, isOneEvent }: PhraseRequest, counting: Counting): Phrase[] {
  const found = metrics.flatMap((metric): Counted[] => {
    const total = counting.total(metric, counting.span);
    if (!total) return [];
    if (!isOneEvent && isPartialRate(total, counting)) {
      const day = counting.entries.get(total.entries[0] ?? '')?.period;
      counting.remark({ reason: 'partial-rate', metric, detail: day ? formatPeriod(day, Number(counting.span.to.slice(0, 4))) : total.asOf });
      return [];
    }
    return [{ metric, total, whole: wholeOf(metric, total, counting), until: endOf(total, counting) }];
  });
  remarkAbout(found, counting);
  const all = withoutOutdated(found, counting);
  const amounts = all.filter(counted => !counted.total.isRate);
  remarkExcess(amounts, counting);
  const told = new Set(amounts.map(counted => counted.metric));
  // What came to pass on one day has no last year; what somebody summed up for the year has.
  const beside = (total: Total): Beside | null =>
    isOneEvent && !isSnapshot(total, counting) ? null : (counting.beside?.(total, counting.span) ?? null);
  const naming = { topic, metrics: counting.metrics, told, beside };
  const phrases = amountPhrases(amounts, naming);
  const rates = all.filter(counted => counted.total.isRate);
  return [...phrases, ...rates.map((counted, position) => ratePhrase(counted, told, { ...naming, isFirst: phrases.length === 0 && position === 0 }))];
}
