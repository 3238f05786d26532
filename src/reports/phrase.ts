import { daysBetween, type LocalDate } from '../domain/date.ts';
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

/** Figures reported week by week may end a few days before the report does without misleading anybody. */
const quietDays = 7;

/** A total that rests on a snapshot (累计, 存量), or ends well before the report, must say its own 截至. */
function endOf(total: Total, counting: Counting): LocalDate | null {
  if (total.asOf >= counting.span.to) return null;
  if (total.parts) return endOf(total.parts.denominator, counting);
  return daysBetween(total.asOf, counting.span.to) > quietDays || isSnapshot(total, counting) ? total.asOf : null;
}

function isSnapshot(total: Total, counting: Counting): boolean {
  const readings = total.entries
    .flatMap(id => counting.entries.get(id) ?? [])
    .filter(entry => entry.period.to >= total.asOf)
    .flatMap(entry => entry.metrics);
  return readings.some(reading => reading.name === total.metric && reading.kind !== 'increment');
}

interface Counted {
  metric: string;
  total: Total;
  whole: string | null;
  until: LocalDate | null;
}

/** A rate is told with what it was computed from, unless that has just been told. */
function ratePhrase({ metric, total, until }: Counted, told: ReadonlySet<string>): Phrase {
  const plain = `${metric}${total.text}`;
  const { parts } = total;
  if (!parts || (told.has(parts.numerator.metric) && told.has(parts.denominator.metric))) return { text: plain, figures: [toFigure(total)], until };
  const text = rateWithParts(plain, parts.numerator.text, parts.denominator.text);
  return { text, figures: [total, parts.numerator, parts.denominator].map(toFigure), until };
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
  const figures = [whole, ...parts].map(counted => toFigure(counted.total));
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
    return total ? [{ metric, total, whole: wholeOf(metric, total, counting), until: endOf(total, counting) }] : [];
  });
  for (const remark of all.flatMap(counted => counted.total.remarks)) counting.note(remark);
  const amounts = all.filter(counted => !counted.total.isRate);
  const phrases = amountPhrases(amounts, counting);
  const told = new Set(amounts.map(counted => counted.metric));
  const rates = all.filter(counted => counted.total.isRate);
  return [...phrases, ...rates.map(counted => ratePhrase(counted, told))];
}
