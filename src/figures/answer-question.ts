import type { Bureau } from '../bureau/bureau.ts';
import { dateOf } from '../domain/date.ts';
import { counts, type Entry, isAwaiting, type NilReport } from '../domain/entry.ts';
import { overlaps } from '../domain/period.ts';
import { type Question, type QuestionForm, wholeBureau } from '../domain/question.ts';
import { contentOf } from '../ledgers/reading/name-fit.ts';
import type { Instant } from '../lib/clock.ts';
import type { Reader } from '../store/store.ts';
import { awaitingNote } from '../wording/confirmation.ts';
import { ambiguousMetric, fitsSeveral } from '../wording/figures.ts';
import { noRecordSays, recordsSaying } from '../wording/narrower.ts';
import { alsoAsked } from '../wording/not-counted.ts';
import { answer } from './answers/answers.ts';
import { type Answered, Desk } from './answers/desk.ts';
import { narrower } from './answers/narrower-answer.ts';
import type { LastYear } from './compare.ts';
import { entriesWith } from './entries-with.ts';
import { loadEntries } from './load-entries.ts';
import { questionText } from './question-text.ts';
import { readPeriod, yearBefore, yearToDate } from './read-period.ts';
import { type QuestionReading, readQuestion, soundsRecorded } from './read-question.ts';
import { recordsMentioning } from './records-mentioning.ts';
import { reportedLedger } from './reported-ledger.ts';

/** Where a question is asked. */
export interface QuestionContext {
  bureau: Bureau;
  reader: Reader;
  at: Instant;
  /** The `topic` of the asker's last answer, for 怎么算的, 明细 and 法规科呢. */
  previous?: string | null;
  /** Figures of last year that are in no ledger. */
  lastYear?: LastYear;
  /** Ids of entries that live on as cases, which are listed by themselves. */
  followed?: ReadonlySet<string>;
}

/** 问数的答复. `topic` is the question in words that need nothing before it; keep it as the next `previous`. */
export interface FiguresAnswer extends Answered {
  topic: string;
  question: Question;
}

/** Answers a question about the ledgers; null when it is none, so that the law is searched instead. */
export async function answerQuestion(text: string, context: QuestionContext): Promise<FiguresAnswer | null> {
  const reading = await understood(text, context);
  if (!reading) return null;
  const recorded = reading.question.form === 'unclear' ? await foundInRecords(text, context) : null;
  if (recorded) return recorded;
  const { question, choice, beside, about, unmatched, isFollowUp, rest } = reading;
  const today = dateOf(context.at);
  const topic = topicOf(text, reading, context);
  const rows = await load(context.reader, question);
  const isReported = (metric: string): boolean => entriesWith(rows.entries, metric).some(counts);
  const known = choice.filter(isReported);
  // Of none of them anything was reported: that is the answer, and which of them was meant changes nothing.
  const fitting = known.length > 0 ? known : choice;
  const isTold = fitting.length > 0 && fitting.length <= MOST_TOLD;
  const asked = isTold ? { ...question, metrics: fitting } : reportedInstead(question, beside, isReported);
  const desk = new Desk(asked, { ...context, today, about, isListed: !/多少|几/.test(text), ...rows });
  // Of several that fit the words, those that were ever reported are told while they are few.
  if (choice.length > 0 && !isTold) return { text: ambiguousMetric(choice, desk.scope), topic, question, totals: [] };
  const whole = answer(desk);
  const instead = whole.isNothing ? await foundInRecords(text, context) : null;
  if (instead) return instead;
  const told = withAwaiting(mayBeNarrower.has(asked.form) && !isFollowUp ? narrower(desk, rest, whole) : whole, desk);
  const noted = isTold && fitting.length > 1 ? { ...told, text: `${fitsSeveral(fitting)}\n${told.text}` } : told;
  const full = unmatched.length === 0 ? noted : { ...noted, text: `${noted.text}\n> ${alsoAsked(unmatched)}` };
  return { ...full, topic: asked === question ? topic : questionText(asked, context.bureau), question: asked };
}

/** 给住建的转了几条, 宏远那条办好了吗: what no metric is named for, and a record may say; null where none does and nothing was asked that one could say. */
export async function answerFromRecords(text: string, context: QuestionContext): Promise<FiguresAnswer | null> {
  const found = await foundInRecords(text, context);
  if (found || !soundsRecorded(text)) return found;
  const period = readPeriod(text, { today: dateOf(context.at), bureau: context.bureau }).period ?? yearToDate(dateOf(context.at));
  return listed(noRecordSays({ period, today: dateOf(context.at), department: null }), text, period);
}

async function foundInRecords(text: string, { bureau, reader, at }: QuestionContext): Promise<FiguresAnswer | null> {
  const today = dateOf(at);
  const said = readPeriod(text, { today, bureau });
  const period = said.period ?? yearToDate(today);
  const { entries } = await loadEntries(reader, period);
  const found = recordsMentioning(
    said.rest,
    entries.filter(entry => overlaps(entry.period, period)),
  );
  return found.length === 0 ? null : listed(recordsSaying(found, { period, today, department: null }), text, period);
}

function listed(told: string, topic: string, period: Question['period']): FiguresAnswer {
  return { text: told, totals: [], topic, question: { ...wholeBureau([], period), form: 'list' } };
}

/** So many figures that the same words name are told one below the other; of more it is asked which. */
const MOST_TOLD = 2;

/** Forms in which one figure is told that a question may mean only a part of. */
const mayBeNarrower: ReadonlySet<QuestionForm> = new Set(['total', 'detail', 'list']);

/** 普法资料: where nothing was ever reported of what the words name best, the next best of which something was. */
function reportedInstead(question: Question, beside: readonly string[], isReported: (metric: string) => boolean): Question {
  const [named] = question.metrics;
  if (named === undefined || beside.length === 0 || isReported(named)) return question;
  const next = beside.find(isReported);
  return next === undefined ? question : { ...question, metrics: [next], ledger: null };
}

/** 怎么算的 and 明细 leave what is talked about as it was. */
function topicOf(text: string, { question, isFollowUp }: QuestionReading, { previous, bureau }: QuestionContext): string {
  const isAboutPrevious = question.form === 'explain' || question.form === 'detail';
  if (isAboutPrevious && previous) return previous;
  return isFollowUp ? questionText(question, bureau) : text;
}

/** What the files define is looked for first, then what was only reported, under the words used for it; asked by its full name, that comes first. */
async function understood(text: string, context: QuestionContext): Promise<QuestionReading | null> {
  const reading = readQuestion(text, context);
  const isKnown = reading !== null && reading.question.form !== 'unclear';
  if (!asksHowMuch.test(text) || (isKnown && !saysMore(text, reading.question.metrics, context.bureau))) return reading;
  const ledger = await reportedLedger(context.reader, text, dateOf(context.at));
  if (!ledger) return reading;
  return readQuestion(text, { ...context, bureau: { ...context.bureau, ledgers: [ledger] } }) ?? reading;
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

const asksHowMuch = /多少|几|总数|合计|累计/;

/** This year's entries with last year's, of which 同比 is made. */
async function load(reader: Reader, { period, earlier }: Question): Promise<{ entries: Entry[]; nilReports: NilReport[] }> {
  return loadEntries(reader, { from: yearBefore(earlier ?? period).from, to: period.to });
}

/** A list says what it leaves out until a head says yes; a figure says it line by line. */
function withAwaiting(answered: Answered, desk: Desk): Answered {
  const isList = desk.question.metrics.length === 0 && !answered.totals.some(({ awaiting }) => awaiting.length > 0);
  const awaiting = isList ? desk.inPeriod().filter(isAwaiting) : [];
  return awaiting.length === 0 ? answered : { ...answered, text: `${answered.text}\n> ${awaitingNote(awaiting)}` };
}
