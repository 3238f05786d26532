import type { Bureau } from '../bureau/bureau.ts';
import { dateOf, dayOf, type LocalDate, monthOf, yearOf } from '../domain/date.ts';
import type { Draft, Sentence } from '../domain/draft.ts';
import type { Entry } from '../domain/entry.ts';
import type { Figure } from '../domain/outline.ts';
import type { Quantity } from '../domain/quantity.ts';
import { readQuantities } from '../language/quantities.ts';
import { spokenName } from '../wording/draft-prose.ts';

/** What a draft's numbers, dates and document names are matched against. */
export interface GateSources {
  bureau: Pick<Bureau, 'validity'>;
  entries: readonly Entry[];
  /** Whether the corpus has a document of this title. */
  knowsTitle: (title: string) => boolean;
}

/** Units that count no work: days and hours of a date or a time-limit. */
const timeUnits = /^(?:年|月|日|天|点|时|分钟|小时|周|岁|个月|季度)$/;
/** 三个层面, 四项机制: numbers of speech. */
const ofSpeech = /^(?:层面|方面|环节|机制|阶段|维度|要求|全会|全体会议|原则|关键|体系)/;
const dated = /(?:(20\d{2})年)?(\d{1,2})月(\d{1,2})[日号]?/g;
const yearNamed = /(20\d{2})年/g;
const title = /《([^《》]{2,60})》/g;

interface Gate extends GateSources {
  draft: Draft;
  byId: ReadonlyMap<string, Entry>;
  /** Every figure of the draft, for words that an editor moved to another place. */
  figures: readonly Figure[];
}

function isSame(figure: Pick<Quantity, 'value' | 'unit'>, quantity: Quantity): boolean {
  return figure.value !== null && figure.value === quantity.value && (figure.unit === quantity.unit || quantity.unit === '' || figure.unit === '');
}

/** Blanks out what holds numbers that are no figures: titles, names in quotation marks, dates. */
function withoutNames(text: string): string {
  const blank = (found: string): string => '　'.repeat(found.length);
  return text
    .replace(/《[^《》]*》|“[^“”]{1,24}”|〔[^〔〕]*〕/g, blank)
    .replace(/(?:20\d{2}年)?(?:\d{1,2}[—~-])?\d{1,2}月(?:\d{1,2}(?:[—~-]\d{1,2})?[日号])?|20\d{2}(?:—20\d{2})?年/g, blank);
}

function entriesOf(sentence: Sentence, { byId }: Gate): Entry[] {
  return [...sentence.entries, ...sentence.figures.flatMap(figure => figure.entries)].flatMap(id => byId.get(id) ?? []);
}

function hasFigure(quantity: Quantity, printed: string, { sentence, gate }: Place): boolean {
  if (sentence.figures.some(figure => isSame(figure, quantity) || figure.text.includes(printed))) return true;
  const moved = gate.figures.some(figure => isSame(figure, quantity) && sentence.text.includes(spokenName(figure.metric)));
  return moved || entriesOf(sentence, gate).some(entry => entry.metrics.some(reading => isSame(reading, quantity)) || entry.raw.includes(printed));
}

/** A sentence with what it is checked in. */
interface Place {
  sentence: Sentence;
  gate: Gate;
}

function unmatchedNumbers(place: Place): string[] {
  const { text } = place.sentence;
  const plain = withoutNames(text);
  return readQuantities(plain).flatMap(({ quantity, start, end }) => {
    const printed = text.slice(start, end);
    const isOrdinal = /第$/.test(plain.slice(0, start));
    const isWord = quantity.unit === '' && !/\d/.test(printed);
    if (timeUnits.test(quantity.unit) || isOrdinal || isWord || ofSpeech.test(plain.slice(end))) return [];
    return hasFigure(quantity, printed, place) ? [] : [printed];
  });
}

function daysOf(entry: Entry): LocalDate[] {
  return [entry.period.from, entry.period.to, entry.date, entry.deadline].filter(date => date !== null);
}

function unmatchedDates({ sentence, gate }: Place): string[] {
  const { draft } = gate;
  if (!/\d[月年]/.test(sentence.text)) return [];
  const reportYear = yearOf(draft.period.to);
  const bounds = [draft.asOf, draft.period.from, draft.period.to, dateOf(draft.compiledAt), ...sentence.figures.map(figure => figure.asOf)];
  const text = sentence.text.replace(title, found => '　'.repeat(found.length));
  const entries = entriesOf(sentence, gate);
  const known = [...bounds, ...entries.flatMap(daysOf)];
  const dates = [...text.matchAll(dated)].flatMap(([printed, year, month, day]) => {
    const isKnown = known.some(
      date => monthOf(date) === Number(month) && dayOf(date) === Number(day) && (year === undefined || yearOf(date) === Number(year)),
    );
    return isKnown || (printed.length > 3 && entries.some(entry => entry.raw.includes(printed))) ? [] : [printed];
  });
  const years = [...text.matchAll(yearNamed)].flatMap(([printed, year]) => (Math.abs(Number(year) - reportYear) <= 1 ? [] : [printed]));
  return [...dates, ...years.filter(year => !dates.some(date => date.startsWith(year)))];
}

function unmatchedTitles({ sentence, gate }: Place): string[] {
  const { bureau, knowsTitle, entries } = gate;
  return [...sentence.text.matchAll(title)].flatMap(([printed, named = '']) => {
    const name = named.replace(/^中华人民共和国/, '');
    const isKnown = knowsTitle(name) || bureau.validity.some(fact => fact.title === name);
    return isKnown || entries.some(entry => entry.raw.includes(name) || entry.source.text.includes(name)) ? [] : [printed];
  });
}

function checked(sentence: Sentence, gate: Gate): Sentence {
  const place = { sentence, gate };
  const unmatched = [...new Set([...unmatchedNumbers(place), ...unmatchedDates(place), ...unmatchedTitles(place)])];
  const { unmatched: before = [], ...rest } = sentence;
  if (before.join() === unmatched.join()) return sentence;
  return unmatched.length > 0 ? { ...rest, unmatched } : rest;
}

/** 数字关 — marks in every sentence the numbers, dates and names of documents that none of its records, no total and no text of the corpus says. The same draft when nothing changed. */
export function gateDraft(draft: Draft, sources: GateSources): Draft {
  const figures = draft.sections.flatMap(section =>
    section.paragraphs.flatMap(paragraph => paragraph.sentences.flatMap(sentence => sentence.figures)),
  );
  const gate: Gate = { ...sources, draft, figures, byId: new Map(sources.entries.map(entry => [entry.id, entry])) };
  let changed = false;
  const check = (sentence: Sentence): Sentence => {
    const now = checked(sentence, gate);
    if (now !== sentence) changed = true;
    return now;
  };
  const sections = draft.sections.map(section => ({
    ...section,
    paragraphs: section.paragraphs.map(paragraph =>
      paragraph.origin === 'placeholder' ? paragraph : { ...paragraph, sentences: paragraph.sentences.map(check) },
    ),
  }));
  return changed ? { ...draft, sections } : draft;
}
