import type { LocalDate } from '../domain/date.ts';
import type { Entry } from '../domain/entry.ts';
import type { Figure } from '../domain/outline.ts';
import type { Period } from '../domain/period.ts';
import { countedPhrase, notes, rateWithParts, withParts } from '../wording/draft-prose.ts';
import type { MetricIndex } from './topics.ts';
import { type Total, type TotalFor, toFigure } from './total.ts';

/** What phrases are made with: the totals of the period, and the entries behind them. */
export interface Counting {
  total: TotalFor;
  span: Period;
  entries: ReadonlyMap<string, Entry>;
  metrics: MetricIndex;
  /** Takes what a person should know about a figure. */
  note: (text: string) => void;
}

/** 计数短语 — 承办建议提案9件，其中承办代表建议4件 — with its figures, and the day where they end when that is before the report does. */
export interface Phrase {
  text: string;
  figures: Figure[];
  until: LocalDate | null;
}

/** The metric that this one is a part of, by definition or by the words of an entry. */
function wholeOf(metric: string, total: Total, counting: Counting): string | null {
  const defined = counting.metrics.get(metric)?.metric.partOf;
  if (defined) return defined;
  const said = new Set(total.entries.map(id => counting.entries.get(id)?.metrics.find(reading => reading.name === metric)?.partOf ?? null));
  // Only when every entry says the same: 线上旁听 of 旁听, never of two different wholes.
  return said.size === 1 ? ([...said][0] ?? null) : null;
}

/** A total that rests on a snapshot (累计, 存量) says nothing about later days, so the phrase must say its own 截至. */
function endOf(metric: string, total: Total, counting: Counting): LocalDate | null {
  let latest: { to: LocalDate; isSnapshot: boolean } | null = null;
  for (const id of total.entries) {
    const entry = counting.entries.get(id);
    for (const reading of entry?.metrics ?? []) {
      if (!entry || reading.name !== metric) continue;
      const to = (reading.period ?? entry.period).to;
      if (!latest || to > latest.to) latest = { to, isSnapshot: reading.kind !== 'increment' };
    }
  }
  return latest?.isSnapshot && latest.to < counting.span.to ? latest.to : null;
}

interface Counted {
  metric: string;
  total: Total;
  whole: string | null;
  until: LocalDate | null;
}

function ratePhrase(counted: Counted, told: ReadonlySet<string>, counting: Counting): Phrase {
  const { metric, total } = counted;
  const plain = `${metric}${total.text}`;
  const figures = [toFigure(metric, total)];
  const rate = counting.metrics.get(metric)?.metric.rate;
  const numerator = rate ? counting.total(rate.numerator, counting.span) : null;
  const denominator = rate ? counting.total(rate.denominator, counting.span) : null;
  if (!rate || !numerator || !denominator) {
    counting.note(notes.rateWithoutParts(metric));
    return { text: plain, figures, until: counted.until };
  }
  const until = endOf(rate.numerator, numerator, counting);
  if (told.has(rate.numerator) && told.has(rate.denominator)) return { text: plain, figures, until };
  const parts = [toFigure(rate.numerator, numerator), toFigure(rate.denominator, denominator)];
  return { text: rateWithParts(plain, numerator.text, denominator.text), figures: [...figures, ...parts], until };
}

function isRate(metric: string, counting: Counting): boolean {
  return counting.metrics.get(metric)?.metric.kind === 'rate' || /[率比]$/.test(metric);
}

function exceeds(part: Counted, whole: Counted): boolean {
  return part.total.value !== null && whole.total.value !== null && part.total.unit === whole.total.unit && part.total.value > whole.total.value;
}

/** A part is told with its whole when both are counted to the same day and it is not the bigger one. */
function partsOf(whole: Counted, all: readonly Counted[], counting: Counting): Counted[] {
  const parts = all.filter(counted => counted.whole === whole.metric && counted.until === whole.until && counted !== whole);
  const sound = parts.filter(part => !exceeds(part, whole));
  for (const part of parts) if (exceeds(part, whole)) counting.note(notes.partExceeds(part.metric, whole.metric));
  return sound;
}

function countPhrase(whole: Counted, parts: readonly Counted[]): Phrase {
  const say = (counted: Counted): string => countedPhrase(counted.metric, counted.total.unit, counted.total.text);
  const figures = [whole, ...parts].map(counted => toFigure(counted.metric, counted.total));
  const partTexts = parts.map(part => `${part.metric}${part.total.text}`);
  return { text: withParts(say(whole), partTexts), figures, until: whole.until };
}

function hasWhole(counted: Counted, amounts: readonly Counted[]): boolean {
  return amounts.some(other => other !== counted && other.metric === counted.whole && other.until === counted.until && !exceeds(counted, other));
}

/** Wholes first, each with its parts; a part of a part stands by itself afterwards, so that nothing is lost. */
function amountPhrases(amounts: readonly Counted[], counting: Counting): Phrase[] {
  const placed = new Set<Counted>();
  const phrases: Phrase[] = [];
  const place = (counted: Counted): void => {
    if (placed.has(counted)) return;
    const parts = partsOf(counted, amounts, counting).filter(part => !placed.has(part));
    for (const item of [counted, ...parts]) placed.add(item);
    phrases.push(countPhrase(counted, parts));
  };
  for (const counted of amounts) if (!hasWhole(counted, amounts)) place(counted);
  for (const counted of amounts) place(counted);
  return phrases;
}

/** The counted things of one topic, wholes with their parts, rates after what they are computed from. */
export function phrasesFor(metrics: readonly string[], counting: Counting): Phrase[] {
  const all = metrics.flatMap((metric): Counted[] => {
    const total = counting.total(metric, counting.span);
    return total ? [{ metric, total, whole: wholeOf(metric, total, counting), until: endOf(metric, total, counting) }] : [];
  });
  const amounts = all.filter(counted => !isRate(counted.metric, counting));
  const phrases = amountPhrases(amounts, counting);
  const told = new Set(amounts.map(counted => counted.metric));
  const rates = all.filter(counted => isRate(counted.metric, counting));
  return [...phrases, ...rates.map(counted => ratePhrase(counted, told, counting))];
}
