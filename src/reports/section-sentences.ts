import type { Bureau } from '../bureau/bureau.ts';
import type { LocalDate } from '../domain/date.ts';
import type { Sentence } from '../domain/draft.ts';
import type { Entry } from '../domain/entry.ts';
import { ledTopic, withDatedSubject, withSubject } from '../wording/draft-prose.ts';
import { isListed, listedSentences } from './listed-sentences.ts';
import { planSection } from './material.ts';
import { chineseNumber } from './ordinals.ts';
import type { Counting } from './phrase.ts';
import { bareSentences, type TopicContext, topicSentences } from './topic-sentences.ts';
import { type MetricIndex, metricsOf, type Topic } from './topics.ts';

/** Which topic tells a metric, so that each is told once in a draft: the one whose ledger defines it, else the first that has it. */
export type MetricHomes = ReadonlyMap<string, Topic>;

export function homesOf(topics: readonly Topic[], index: MetricIndex): MetricHomes {
  const homes = new Map<string, Topic>();
  for (const topic of topics) {
    for (const metric of metricsOf(topic)) {
      const isDefinedHere = topic.ledger !== null && index.get(metric)?.ledger.id === topic.ledger.id;
      if (isDefinedHere || !homes.has(metric)) homes.set(metric, topic);
    }
  }
  return homes;
}

/** What the sentences of one heading are made with. */
export interface SectionContext {
  counting: Counting;
  names: readonly string[];
  departments: Bureau['departments'];
  year: number;
  homes: MetricHomes;
  asOf: LocalDate;
  /** Who did the work, where the reader would take it for somebody else's (全局 in a 述职); empty elsewhere. */
  subject: string;
  /** Ids of the entries that are told already by the matters that came of them. */
  toldAsCases: ReadonlySet<string>;
  /** Takes the entries that no sentence can tell. */
  untold: (entries: readonly Entry[]) => void;
}

/** A plan whose day has passed is no plan any more; one without a stated day stays. */
export function isOpenPlan(entry: Entry, asOf: LocalDate): boolean {
  return entry.period.to > asOf || (entry.deadline !== null && entry.deadline > asOf) || entry.flags.includes('date-inferred');
}

/** A topic with its sentences. */
interface Told {
  topic: Topic;
  sentences: Sentence[];
}

/** The sentences of one heading: topics with their totals, 一是 before each when there are several; then what is told one by one. */
export function sectionSentences(section: { entries: readonly Entry[]; topics: readonly Topic[] }, context: SectionContext): Sentence[] {
  const listed = section.entries.filter(entry => isListed(entry) && (entry.section !== planSection || isOpenPlan(entry, context.asOf)));
  const told = toldTopics(
    section.topics.filter(topic => !topic.entries.some(isListed)),
    context,
  );
  const subjected = saidOf(context.subject, told);
  const numbered = subjected.flatMap(({ topic, sentences }, position) =>
    withHead(told.length > 1 ? chineseNumber(position + 1) : null, topic, sentences),
  );
  return [...numbered, ...listedSentences(listed, context.names)];
}

/** Topics that can be told. Where none can, that there was such work; beside others an empty sentence says nothing and is left to the notes. */
function toldTopics(topics: readonly Topic[], context: SectionContext): Told[] {
  const isOpen = ({ topic, sentences }: Told): boolean => sentences.length > 0 || topic.entries.some(({ id }) => !context.toldAsCases.has(id));
  const all = topics.map(topic => ({ topic, sentences: topicSentences(topic, topicContext(topic, context)) })).filter(isOpen);
  const told = all.filter(({ sentences }) => sentences.length > 0);
  if (told.length === 0)
    return all.map(({ topic }) => ({ topic, sentences: bareSentences(topic, context) })).filter(({ sentences }) => sentences.length > 0);
  for (const { topic, sentences } of all) if (sentences.length === 0) context.untold(topic.entries);
  return told;
}

function topicContext(topic: Topic, context: SectionContext): TopicContext {
  const { counting, year, names, departments, homes } = context;
  return { counting, year, names, departments, metrics: metricsOf(topic).filter(metric => homes.get(metric) === topic) };
}

/** Says once in a paragraph who did the work, at the first topic that is not told by its day, else behind a day. */
function saidOf(subject: string, told: readonly Told[]): Told[] {
  if (subject === '') return [...told];
  const changed = (say: typeof withSubject): number =>
    told.findIndex(({ sentences: [one] }) => one !== undefined && say(subject, one.text) !== one.text);
  const plain = changed(withSubject);
  const say = plain >= 0 ? withSubject : withDatedSubject;
  const first = plain >= 0 ? plain : changed(withDatedSubject);
  return told.map(({ topic, sentences }, position) => {
    const [one, ...rest] = sentences;
    return position === first && one ? { topic, sentences: [{ ...one, text: say(subject, one.text) }, ...rest] } : { topic, sentences };
  });
}

function withHead(ordinal: string | null, { name, ledger }: Topic, sentences: readonly Sentence[]): Sentence[] {
  return sentences.map((sentence, place) =>
    place === 0 ? { ...sentence, text: ledTopic(ordinal, { name, lead: ledger?.lead }, sentence.text) } : sentence,
  );
}
