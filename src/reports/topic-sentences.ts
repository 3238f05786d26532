import type { Bureau } from '../bureau/bureau.ts';
import type { Sentence } from '../domain/draft.ts';
import type { Entry } from '../domain/entry.ts';
import type { Figure } from '../domain/outline.ts';
import { formatPeriod } from '../domain/period.ts';
import {
  bareTopic,
  datedCounts,
  eventPhrase,
  eventsSentence,
  isMereEvent,
  joinCounts,
  monthlyPeriod,
  singleEventSentence,
  totalsSentence,
  unfinished,
} from '../wording/draft-prose.ts';
import { type Counting, type Phrase, phrasesFor } from './phrase.ts';
import { tellingSummary } from './telling-summary.ts';
import type { Topic } from './topics.ts';

/** What the sentences of a topic are made with. */
export interface TopicContext {
  counting: Counting;
  year: number;
  /** Names that no report carries. */
  names: readonly string[];
  departments: Bureau['departments'];
  /** The metrics that this topic tells; each metric is told once in a draft. */
  metrics: readonly string[];
}

/** As many single pieces of work as one topic tells; the totals stand for the rest. */
const toldEvents = 3;
/** Summaries that are looked at for them, so that fifty thousand entries cost no more than a few. */
const readSummaries = 60;

/** A sentence with the entries of its figures, each once, in their order. */
export function sentence(text: string, figures: Figure[], entries: readonly string[] = []): Sentence {
  return { text, figures, entries: [...new Set([...entries, ...figures.flatMap(figure => figure.entries)])], stale: null };
}

/** One sentence for all phrases that end on the same day, in the ledger's order: what was taken on before what came of it. */
function totalsSentences(phrases: readonly Phrase[], context: TopicContext): Sentence[] {
  const ends = [...new Set(phrases.map(phrase => phrase.until))];
  return ends.map(until => {
    const group = phrases.filter(phrase => phrase.until === until);
    const text = totalsSentence(joinCounts(group.map(phrase => phrase.text)), {
      until,
      year: context.year,
      together: group.length > 0 && isSum(group[0]),
    });
    return sentence(
      text,
      group.flatMap(phrase => phrase.figures),
    );
  });
}

/** 共 belongs before a sum of several records, not before a single one or a rate. */
function isSum(phrase: Phrase | undefined): boolean {
  const figure = phrase?.figures[0];
  return figure !== undefined && figure.entries.length > 1 && figure.unit !== '%';
}

interface Event {
  entry: Entry;
  summary: string;
}

function isInside(entry: Entry, context: Pick<TopicContext, 'counting'>): boolean {
  const { span } = context.counting;
  return span.from <= entry.period.from && entry.period.to <= span.to;
}

/** The pieces of work worth telling: on a single day, with figures of their own, late rather than early; told in the order of time. */
function eventsOf(topic: Topic, context: TopicContext, isBesideTotals: boolean): Event[] {
  const words = `${topic.name}${context.metrics.join('')}`;
  const weight = (entry: Entry): number => (entry.date === null ? 0 : 2) + Math.min(entry.metrics.length, 3);
  const candidates = topic.entries
    .map((entry, position) => ({ entry, position }))
    .filter(({ entry }) => isTellable(entry) && isInside(entry, context));
  candidates.sort((a, b) => weight(b.entry) - weight(a.entry) || b.position - a.position);
  const chosen: (Event & { position: number })[] = [];
  for (const { entry, position } of candidates.slice(0, readSummaries)) {
    const summary = tellingSummary(entry, {
      topicWords: words,
      names: context.names,
      departments: context.departments,
      leastNews: isBesideTotals ? 3 : 1,
    });
    if (summary === null || chosen.some(event => event.summary === summary)) continue;
    chosen.push({ entry, summary, position });
    if (chosen.length === toldEvents) break;
  }
  return chosen.sort((a, b) => a.position - b.position);
}

function isTellable(entry: Entry): boolean {
  return !entry.flags.includes('suspected-duplicate') && !entry.flags.includes('company-named') && !entry.flags.includes('needs-confirmation');
}

/** Work that is not finished says so: 起草普法责任清单（起草中）. */
function eventText({ entry, summary }: Event, year: number): string {
  const state = entry.progress !== null && summary.includes(entry.progress) ? '' : unfinished(entry.progress, summary);
  return eventPhrase(formatPeriod(entry.period, year), `${summary}${state}`);
}

/** Whether everything that a topic counts comes from its one entry, so that the entry's day is the day of the figures. */
function isOneEvent(topic: Topic, context: TopicContext): boolean {
  const [only] = topic.entries;
  if (!only || topic.entries.length > 1 || !isInside(only, context)) return false;
  return context.metrics.every(metric => context.counting.total(metric, context.counting.span)?.entries.every(id => id === only.id) ?? true);
}

/** Everything counted comes from one piece of work of known days, none of it a snapshot: its days say when, and no 截至 is needed. */
function datedSentence(entry: Entry, phrases: readonly Phrase[], context: TopicContext): Sentence | null {
  const { span } = context.counting;
  const isWhole = entry.period.from === span.from && entry.period.to === span.to;
  if (isWhole || phrases.length === 0 || entry.metrics.some(reading => reading.kind === 'cumulative' || reading.kind === 'level')) return null;
  const text = datedCounts(monthlyPeriod(entry.period, context.year), joinCounts(phrases.map(phrase => phrase.text)));
  return sentence(
    text,
    phrases.flatMap(phrase => phrase.figures),
  );
}

/** Totals, then single pieces of work; empty when neither can be told. */
export function topicSentences(topic: Topic, context: TopicContext): Sentence[] {
  const isAlone = isOneEvent(topic, context);
  const phrases = phrasesFor({ metrics: context.metrics, topic: topic.name, isOneEvent: isAlone }, context.counting);
  const events = eventsOf(topic, context, phrases.length > 0 && !isAlone);
  const [only] = events;
  if (only && isAlone) return [singleSentence(only, phrases, context.year)];
  const dated = isAlone && topic.entries[0] ? datedSentence(topic.entries[0], phrases, context) : null;
  const totals = dated ? [dated] : totalsSentences(phrases, context);
  const told = events.map(event => eventText(event, context.year));
  const ids = events.map(event => event.entry.id);
  if (told.length > 0) return [...totals, sentence(eventsSentence(told, totals.length > 0), [], ids)];
  return totals;
}

/** The day of the event says when its figures are from, so they need no 截至; that it took place need not be counted. */
function singleSentence(event: Event, phrases: readonly Phrase[], year: number): Sentence {
  const counts = phrases.filter(({ figures: [first, ...rest] }) => first && (rest.length > 0 || !isMereEvent(first.unit, first.value)));
  const text = singleEventSentence(eventText(event, year), joinCounts(counts.map(phrase => phrase.text)));
  return sentence(
    text,
    counts.flatMap(phrase => phrase.figures),
    [event.entry.id],
  );
}

/** That there was work of this kind, on which days: all that a heading can say when its records tell nothing in writing. */
export function bareSentences(topic: Topic, context: Pick<TopicContext, 'counting' | 'year'>): Sentence[] {
  const inside = topic.entries.filter(entry => isInside(entry, context));
  const [first] = inside;
  const last = inside.at(-1);
  if (!first || !last) return [];
  const period = { from: first.period.from, to: last.period.to };
  return [
    sentence(
      bareTopic(formatPeriod(period, context.year), topic.name),
      [],
      inside.map(entry => entry.id),
    ),
  ];
}
