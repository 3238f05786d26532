import type { Bureau } from '../bureau/bureau.ts';
import { dateOf } from '../domain/date.ts';
import type { Entry, NilReport } from '../domain/entry.ts';
import type { Question } from '../domain/question.ts';
import { lexiconOf } from '../ledgers/reading/lexicon.ts';
import { contentOf } from '../ledgers/reading/name-fit.ts';
import type { KnownNames } from '../ledgers/reading/naming/known-names.ts';
import type { Instant } from '../lib/clock.ts';
import type { Reader } from '../store/store.ts';
import type { Answered } from './answers/desk.ts';
import type { LastYear } from './compare.ts';
import { inWordsOf } from './in-words-of.ts';
import { loadEntries } from './load-entries.ts';
import { definitionOf } from './metric-definition.ts';
import { namesInUse } from './names-in-use.ts';
import type { QuestionReading } from './question-reading.ts';
import { yearBefore } from './read-period.ts';
import { readQuestion } from './read-question.ts';
import { reportedLedger } from './reported-ledger.ts';

/** Where a question is asked. */
export interface QuestionContext {
  bureau: Bureau;
  reader: Reader;
  at: Instant;
  /** The `topic` of the asker's last answer, for 怎么算的, 明细 and 法规科呢. */
  previous?: string | null;
  /** The law has no answer to it. */
  isOurs?: boolean;
  /** Figures of last year that are in no ledger. */
  lastYear?: LastYear;
  /** Ids of entries that live on as cases, which are listed by themselves. */
  followed?: ReadonlySet<string>;
  /** Id of who asks, for what was told to this person before. */
  asker?: string;
}

/** 问数的答复. `topic` is the question in words that need nothing before it; keep it as the next `previous`. */
export interface FiguresAnswer extends Answered {
  topic: string;
  question: Question;
}

/** What the files define is looked for first, then what was only reported, under the words used for it; asked by its full name, that comes first. */
export async function understood(text: string, context: QuestionContext): Promise<QuestionReading | null> {
  const reading = readQuestion(text, context);
  const isKnown = reading !== null && reading.question.form !== 'unclear';
  const goesOn = isKnown && !reading.isFollowUp ? null : await aboutReported(text, context);
  if (goesOn) return goesOn;
  const hasMetric = isKnown && reading.question.metrics.length > 0;
  if (!asksHowMuch.test(text) || (isKnown && reading.choice.length === 0 && !hasMetric)) return reading;
  if (hasMetric && !saysMore(text, reading.question.metrics, context.bureau)) return reading;
  return (
    (await asReported(text, context)) ??
    (await asReported(await inKeptWords(text, context), context)) ??
    (isKnown ? reading : inListedWords(text, context)) ??
    reading
  );
}

/** A question about what was only reported, under the words used for it. */
async function asReported(text: string | null, context: QuestionContext): Promise<QuestionReading | null> {
  const { bureau, reader, at } = context;
  const ledger = text === null ? null : await reportedLedger(reader, text, dateOf(at));
  return text === null || ledger === null ? null : readQuestion(text, { ...context, bureau: { ...bureau, ledgers: [ledger] } });
}

/** 塔吊看了几台 in the words that such figures were kept under. */
async function inKeptWords(text: string, { reader, at }: QuestionContext): Promise<string | null> {
  return inWordsOf(text, namesNear(text, await namesInUse(reader, dateOf(at))));
}

/** 看了多少座矿山 in the words of a listed metric that were not said. */
function inListedWords(text: string, context: QuestionContext): QuestionReading | null {
  const meant = inWordsOf(text, namesNear(text, lexiconOf(context.bureau).known));
  const reading = meant === null ? null : readQuestion(meant, context);
  return reading && reading.question.metrics.length > 0 ? reading : null;
}

function namesNear(text: string, names: KnownNames): string[] {
  return names.near([text], () => true).map(({ name }) => name);
}

/** 怎么算的, 明细 and 那昨天呢 after a figure that was only reported are about that figure, and not about the listed one that its name has a word of. */
async function aboutReported(text: string, context: QuestionContext): Promise<QuestionReading | null> {
  const { previous, bureau, reader, at } = context;
  const before = previous ? await understood(previous, { ...context, previous: null }) : null;
  const ledger = before?.question.metrics.some(metric => definitionOf(bureau, metric) === undefined)
    ? await reportedLedger(reader, previous ?? '', dateOf(at))
    : null;
  const reading = ledger && readQuestion(text, { ...context, bureau: { ...bureau, ledgers: [ledger] } });
  return reading?.isFollowUp ? reading : null;
}

/** 调解集体讨薪多少起: more is said than 调解, which names a metric. */
function saysMore(text: string, metrics: readonly string[], { ledgers }: Bureau): boolean {
  const defined = ledgers.flatMap(ledger => ledger.metrics).filter(({ name }) => metrics.includes(name));
  const words = defined.flatMap(({ name, aliases }) => [name, ...aliases]).sort((a, b) => b.length - a.length);
  const said = words.find(word => text.includes(word));
  return (
    said !== undefined &&
    contentOf(
      text
        .replace(said, ' ')
        .replace(askingWords, ' ')
        .replace(/[^一-龥]/g, ' '),
    ).length >= 2
  );
}

const askingWords =
  /今年|去年|上半年|下半年|本[月周年季]|上[月周年季]|[一二三四]季度|截至|到目前|多少|几|一共|总共|总数|合计|累计|情况|数据|[家个起件条次场份人户万元亿吗呢了的]/g;

const asksHowMuch = /多少|几|总数|合计|累计|[对相同环]比|比较|比(?=$|[？?。呢])|按[月季]/;

/** This year's entries with last year's, of which 同比 is made. */
export async function loadFor(reader: Reader, { period, earlier }: Question): Promise<{ entries: Entry[]; nilReports: NilReport[] }> {
  return loadEntries(reader, { from: yearBefore(earlier ?? period).from, to: period.to });
}
