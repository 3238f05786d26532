import type { Bureau } from '../bureau/bureau.ts';
import { dateOf } from '../domain/date.ts';
import { counts, type Entry, isAwaiting, type NilReport } from '../domain/entry.ts';
import { overlaps } from '../domain/period.ts';
import { type Question, type QuestionForm, wholeBureau } from '../domain/question.ts';
import { contentOf } from '../ledgers/reading/name-fit.ts';
import type { Instant } from '../lib/clock.ts';
import type { Reader } from '../store/store.ts';
import { awaitingNote } from '../wording/confirmation.ts';
import { alsoCalledSo, ambiguousMetric, fitsSeveral } from '../wording/figures.ts';
import { noRecordSays, recordsBehindSaid, recordsSaying } from '../wording/narrower.ts';
import { alsoAsked } from '../wording/not-counted.ts';
import { answer } from './answers/answers.ts';
import { type Answered, Desk } from './answers/desk.ts';
import { narrower } from './answers/narrower-answer.ts';
import type { LastYear } from './compare.ts';
import { entriesWith } from './entries-with.ts';
import { loadEntries } from './load-entries.ts';
import { definitionOf } from './metric-definition.ts';
import { questionText } from './question-text.ts';
import { readPeriod, yearBefore, yearToDate } from './read-period.ts';
import { mayGoOn, type QuestionReading, readQuestion, soundsRecorded } from './read-question.ts';
import { recordsMentioning } from './records-mentioning.ts';
import { reportedLedger } from './reported-ledger.ts';
import { tellingWords, wordsBeyond } from './words-beyond.ts';

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
}

/** 问数的答复. `topic` is the question in words that need nothing before it; keep it as the next `previous`. */
export interface FiguresAnswer extends Answered {
  topic: string;
  question: Question;
}

/** Answers a question about the ledgers; null when it is none, so that the law is searched instead. */
export async function answerQuestion(text: string, context: QuestionContext): Promise<FiguresAnswer | null> {
  const reading = await understood(text, context);
  if (!reading) return goesOn(text, context);
  const recorded = reading.question.form === 'unclear' ? await foundInRecords(text, context) : null;
  if (recorded) return recorded;
  const { question, choice, beside, about, unmatched, rest } = reading;
  const today = dateOf(context.at);
  const topic = topicOf(text, reading, context);
  const rows = await load(context.reader, question);
  const isReported = (metric: string): boolean => entriesWith(rows.entries, metric).some(counts);
  const known = choice.filter(isReported);
  // Of none of them anything was reported: that is the answer, and which of them was meant changes nothing.
  const fitting = known.length > 0 ? known : choice;
  // Month by month of two figures is more than a screen: that of which most was reported, and the other by its name.
  const [main, ...rivals] = longForms.has(question.form) ? mostReported(fitting, rows.entries) : fitting;
  const isTold = main !== undefined && fitting.length <= MOST_TOLD;
  const told = isTold && longForms.has(question.form) ? [main] : fitting;
  const asked = isTold ? { ...question, metrics: told } : reportedInstead(question, beside, isReported);
  const desk = new Desk(asked, { ...context, today, about, rest, isListed: !/多少|几/.test(text), ...rows });
  // Of several that fit the words, those that were ever reported are told while they are few.
  if (choice.length > 0 && !isTold) return { text: ambiguousMetric(choice, desk.scope), topic, question, totals: [] };
  const whole = answer(desk);
  const instead = whole.isNothing ? ((await foundInRecords(text, context)) ?? (await goesOn(text, context))) : null;
  if (instead) return instead;
  // A ledger that holds nothing at all was hardly meant.
  if (whole.isNothing && question.form === 'outstanding' && !holdsAnything(desk)) return null;
  const said = withAwaiting(mayBeNarrower.has(asked.form) ? narrower(desk, rest, whole) : whole, desk);
  const noted =
    isTold && fitting.length > 1
      ? { ...said, text: told.length > 1 ? `${fitsSeveral(told)}\n${said.text}` : `${said.text}\n> ${alsoCalledSo(rivals)}` }
      : said;
  const full = unmatched.length === 0 ? noted : { ...noted, text: `${noted.text}\n> ${alsoAsked(unmatched)}` };
  return { ...full, topic: asked === question ? topic : questionText(asked, context.bureau), question: asked };
}

function holdsAnything(desk: Desk): boolean {
  const ledgers = desk.ledger ? [desk.ledger.id] : desk.question.metrics.map(metric => definitionOf(desk.context.bureau, metric)?.ledger.id);
  return desk.counted().some(({ ledger }) => ledger !== null && ledgers.includes(ledger));
}

/** 给住建的转了几条, 宏远那条办好了吗: what no metric is named for, and a record may say; null where none does and nothing was asked that one could say. */
export async function answerFromRecords(text: string, context: QuestionContext): Promise<FiguresAnswer | null> {
  const found = (await ofOurs(text, context)) ?? (await foundInRecords(text, context)) ?? (await goesOn(text, { ...context, isOurs: true }));
  if (found || !soundsRecorded(text)) return found;
  const period = readPeriod(text, { today: dateOf(context.at), bureau: context.bureau }).period ?? yearToDate(dateOf(context.at));
  return listed(noRecordSays({ period, today: dateOf(context.at), department: null }), text, period);
}

/** 公平竞争审查情况, 转办的有哪些: the ledgers' own, where every word is a metric's and something was reported. */
async function ofOurs(text: string, context: QuestionContext): Promise<FiguresAnswer | null> {
  const reading = readQuestion(text, { ...context, isOurs: true });
  const defined = reading?.question.metrics.flatMap(metric => definitionOf(context.bureau, metric) ?? []) ?? [];
  if (!reading || defined.length === 0 || wordsBeyond(reading.rest, defined).length > 0) return null;
  const said = await answerQuestion(text, { ...context, isOurs: true });
  return said?.totals.some(({ quantity }) => quantity) ? said : null;
}

async function foundInRecords(text: string, context: QuestionContext): Promise<FiguresAnswer | null> {
  const { found, period } = await recordsFor(text, context);
  const areChangesSaid = /[补改]|更正/.test(text);
  return found.length === 0
    ? null
    : listed(recordsSaying(found, { period, today: dateOf(context.at), department: null }, { areChangesSaid }), text, period);
}

async function recordsFor(text: string, { bureau, reader, at }: QuestionContext): Promise<{ found: Entry[]; period: Question['period'] }> {
  const today = dateOf(at);
  const said = readPeriod(text, { today, bureau });
  const period = said.period ?? yearToDate(today);
  const { entries } = await loadEntries(reader, period);
  const found = recordsMentioning(
    said.rest,
    entries.filter(entry => overlaps(entry.period, period)),
  );
  return { found, period };
}

/** 交了没, 没定的呢, 哪天复查的: the records behind the last answer, of those that say one of the words where there is one. */
async function goesOn(text: string, context: QuestionContext): Promise<FiguresAnswer | null> {
  const { previous, at, isOurs = false } = context;
  const { may, isBare } = mayGoOn(text);
  if (!previous || !(isOurs ? may : isBare)) return null;
  const { behind, period } = await recordsBehind(previous, context);
  const words = tellingWords(text);
  const told = words.length === 0 ? behind : behind.filter(entry => saysAnyOf(entry, words));
  if (told.length === 0) return null;
  return listed(recordsBehindSaid(told.slice(-MOST_BEHIND), { period, today: dateOf(at), department: null }), previous, period);
}

const MOST_BEHIND = 5;

function saysAnyOf({ raw, summary, progress }: Entry, words: readonly string[]): boolean {
  const said = `${raw} ${summary} ${progress ?? ''}`;
  return words.some(word => Array.from({ length: word.length - 1 }, (_, index) => word.slice(index, index + 2)).some(pair => said.includes(pair)));
}

/** What an answer was about: the records of its figures' ledgers, or those that were listed. */
async function recordsBehind(previous: string, context: QuestionContext): Promise<{ behind: readonly Entry[]; period: Question['period'] }> {
  const alone = { ...context, previous: null };
  const reading = await understood(previous, alone);
  const listedBefore = reading && reading.question.form !== 'unclear' ? null : await recordsFor(previous, alone);
  if (!reading || listedBefore) return { behind: listedBefore?.found ?? [], period: listedBefore?.period ?? yearToDate(dateOf(context.at)) };
  const { question, rest } = reading;
  const desk = new Desk(question, { ...context, today: dateOf(context.at), about: null, isListed: true, ...(await load(context.reader, question)) });
  const ledgers = question.metrics.flatMap(metric => definitionOf(context.bureau, metric)?.ledger.id ?? []);
  const used = new Set(question.metrics.flatMap(metric => desk.total(metric).entries));
  const carries = ({ metrics }: Entry): boolean => metrics.some(({ name }) => question.metrics.includes(name));
  const near = desk.counted().filter(entry => used.has(entry.id) || carries(entry) || (entry.ledger !== null && ledgers.includes(entry.ledger)));
  const narrowed = recordsMentioning(rest, near);
  return { behind: narrowed.length > 0 ? narrowed : near, period: question.period };
}

function listed(told: string, topic: string, period: Question['period']): FiguresAnswer {
  return { text: told, totals: [], topic, question: { ...wholeBureau([], period), form: 'list' } };
}

/** Forms of many lines. */
const longForms: ReadonlySet<QuestionForm> = new Set(['by-month', 'by-quarter', 'chart', 'extremes', 'average', 'by-department', 'occasion']);

function mostReported(metrics: readonly string[], entries: readonly Entry[]): string[] {
  return [...metrics].sort((a, b) => entriesWith(entries, b).length - entriesWith(entries, a).length);
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
function topicOf(text: string, { question, isFollowUp, inFull, rest }: QuestionReading, { previous, bureau }: QuestionContext): string {
  const isAboutPrevious = question.form === 'explain' || question.form === 'detail';
  if (isAboutPrevious && previous) return previous;
  if (!isFollowUp) return inFull ?? text;
  const defined = question.metrics.flatMap(metric => definitionOf(bureau, metric) ?? []);
  return questionText(question, bureau, defined.length === 0 ? '' : wordsBeyond(rest, defined).join(''));
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
