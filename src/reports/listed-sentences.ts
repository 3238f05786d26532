import type { Sentence } from '../domain/draft.ts';
import type { Entry } from '../domain/entry.ts';
import type { Figure } from '../domain/outline.ts';
import { formatQuantity } from '../language/format-quantity.ts';
import { namesSomebody } from '../language/names-in-text.ts';
import { readQuantities } from '../language/quantities.ts';
import { countedPhrase, listedItem, planPhrase, withParts } from '../wording/draft-prose.ts';
import { planSection } from './material.ts';
import { chineseNumber } from './ordinals.ts';
import { sentence } from './topic-sentences.ts';

/** The section of shortcomings; with plans, the only ones written entry by entry. */
export const gapSection = 'GAP';

/** Shortcomings and plans are told one by one, never summed: they are somebody's words. */
export function isListed(entry: Entry): boolean {
  return entry.section === gapSection || entry.section === planSection;
}

/** Said in passing, these words add nothing to a written shortcoming. */
const fillers = /还是|比较|有点|有些|确实|其实|感觉|咱们?|我们|一下|目前/g;

/** The words of a shortcoming or plan that a report may carry: without lead-ins, names and spoken closings. */
function listedText(entry: Entry, names: readonly string[]): string {
  const text = entry.summary
    .replace(/^(?:存在)?(?:的)?(?:问题|不足|短板|下一?步(?:打算|安排|计划|工作)?|计划|打算)[：:，,]\s*/, '')
    .replace(fillers, '')
    .replace(/[吧哈呢啊哦。；;！!，,\s]+$/, '');
  if (entry.flags.includes('company-named') || namesSomebody(text, names)) return entry.category;
  return hasReadings(entry) ? withoutFigures(text) || entry.category : text;
}

/** A shortcoming's figures are told as they were read, not as they were spoken. */
function hasReadings(entry: Entry): boolean {
  return entry.section !== planSection && entry.metrics.some(reading => reading.value !== null);
}

function withoutFigures(text: string): string {
  const clauses = text.split(/[，,；;]/).filter(clause => readQuantities(clause).length === 0);
  return clauses.join('，');
}

function readingFigures(entry: Entry): { phrases: string[]; figures: Figure[] } {
  const readings = entry.metrics.filter(reading => reading.value !== null);
  const toText = (reading: (typeof readings)[number]): string => formatQuantity(reading);
  const figures = readings.map(reading => ({
    text: toText(reading),
    metric: reading.name,
    value: reading.value,
    unit: reading.unit,
    approximate: reading.approximate,
    asOf: (reading.period ?? entry.period).to,
    entries: [entry.id],
  }));
  const isPart = (name: string | null): boolean => readings.some(reading => reading.name === name);
  const phrases = readings
    .filter(reading => !isPart(reading.partOf))
    .map(whole => {
      const parts = readings.filter(part => part.partOf === whole.name).map(part => `${part.name}${toText(part)}`);
      return withParts(countedPhrase(whole.name, whole.unit, toText(whole)), parts);
    });
  return { phrases, figures };
}

/** Figures said in the words themselves (明年走访300家) lead back to the entry like any other. */
function wordedFigures(text: string, entry: Entry): Figure[] {
  return readQuantities(text).map(({ quantity, start, end }) => ({
    text: text.slice(start, end),
    metric: entry.metrics.find(reading => reading.raw === quantity.raw)?.name ?? entry.category,
    value: quantity.value,
    unit: quantity.unit,
    approximate: quantity.approximate,
    asOf: entry.period.to,
    entries: [entry.id],
  }));
}

function listed(entry: Entry, ordinal: string | null, names: readonly string[]): Sentence {
  const text = listedText(entry, names);
  const worded = wordedFigures(text, entry);
  const readings = worded.length > 0 || entry.section === planSection ? { phrases: [], figures: [] } : readingFigures(entry);
  const body = entry.section === planSection ? planPhrase(text, entry.deadline) : [text, ...readings.phrases].join('，');
  return sentence(listedItem(ordinal, body), [...worded, ...readings.figures], [entry.id]);
}

/** One sentence for each shortcoming or plan; the same words said twice are written once, with both entries. */
export function listedSentences(entries: readonly Entry[], names: readonly string[]): Sentence[] {
  const byText = new Map<string, Entry[]>();
  for (const entry of entries) {
    const text = listedText(entry, names);
    byText.set(text, [...(byText.get(text) ?? []), entry]);
  }
  const groups = [...byText.values()];
  return groups.flatMap((group, position) => {
    const [first] = group;
    if (!first) return [];
    const made = listed(first, groups.length > 1 ? chineseNumber(position + 1) : null, names);
    return [{ ...made, entries: group.map(entry => entry.id) }];
  });
}
