import { dateOf } from '../domain/date.ts';
import { counts, type Entry, isAwaiting } from '../domain/entry.ts';
import type { Question, QuestionForm } from '../domain/question.ts';
import { awaitingNote } from '../wording/confirmation.ts';
import { alsoCalledSo, ambiguousMetric, fitsSeveral } from '../wording/figures.ts';
import { alsoAsked } from '../wording/not-counted.ts';
import { asksPersonal, foundInRecords, goesOn, nothingRecorded, nothingUndone, ofSubject, withFigure } from './answer-from-records.ts';
import { answer } from './answers/answers.ts';
import { type Answered, Desk } from './answers/desk.ts';
import { narrower, ofOwnWords } from './answers/narrower-answer.ts';
import { entriesWith } from './entries-with.ts';
import { howLong } from './how-long.ts';
import { inOwnName } from './in-own-name.ts';
import { definitionOf } from './metric-definition.ts';
import { namedOccasions } from './named-occasions.ts';
import type { QuestionReading } from './question-reading.ts';
import { soundsRecorded } from './question-sounds.ts';
import { questionText } from './question-text.ts';
import { twoOccasions } from './read-occasion.ts';
import { readQuestion } from './read-question.ts';
import { toldOtherwise } from './told-otherwise.ts';
import { type FiguresAnswer, loadFor, type QuestionContext, understood } from './understand.ts';
import { asksUndone } from './undone.ts';
import { wordsBeyond } from './words-beyond.ts';

/** Answers a question about the ledgers; null when it is none, so that the law is searched instead. */
export async function answerQuestion(said: string, context: QuestionContext): Promise<FiguresAnswer | null> {
  const text = inOwnName(said, context);
  const both = twoOccasions(text) ?? twoPeople(text, context.bureau.members);
  if (both) return oneAfterAnother(both, context);
  const otherwise = await toldOtherwise(text, context);
  if (otherwise) return otherwise;
  const reading = await understood(text, context);
  if (!reading) return goesOn(text, context);
  const recorded = reading.question.form === 'unclear' ? (asksPersonal(text, context) ?? (await foundInRecords(text, context))) : null;
  if (recorded) return recorded;
  const { question, choice, beside, about, unmatched, rest } = reading;
  if (countsDone.has(question.form) && asksUndone(text, question.metrics, context.bureau))
    return (await foundInRecords(text, context)) ?? (await ofSubject(text, context)) ?? nothingUndone(text, context);
  const occasions = await namedOccasions(text, question.metrics, context);
  if (occasions) return occasions;
  const today = dateOf(context.at);
  const topic = topicOf(text, reading, context);
  const rows = await loadFor(context.reader, question);
  const isReported = (metric: string): boolean => entriesWith(rows.entries, metric).some(counts);
  const known = choice.filter(isReported);
  // Of none of them anything was reported: that is the answer, and which of them was meant changes nothing.
  const fitting = known.length > 0 ? known : choice;
  // Month by month of two figures is more than a screen: that of which most was reported, and the other by its name.
  const [main, ...rivals] = longForms.has(question.form) ? mostReported(fitting, rows.entries) : fitting;
  const isTold = main !== undefined && fitting.length <= MOST_TOLD;
  const told = isTold && longForms.has(question.form) ? [main] : fitting;
  const asked = isTold ? { ...question, metrics: told } : reportedInstead(question, beside, isReported);
  const desk = new Desk(asked, {
    ...context,
    today,
    about,
    rest,
    isListed: !/多少|几|最(?!近)|截[至止]/.test(text),
    isMoreMeant: meansMore.test(text),
    ...rows,
  });
  // Of several that fit the words, those that were ever reported are told while they are few.
  if (choice.length > 0 && !isTold) return { text: ambiguousMetric(fitting, desk.scope), topic, question, totals: [] };
  const matter = asked.form === 'outstanding' ? await ofOneMatter(text, reading, context) : null;
  if (matter) return matter;
  const whole = answer(desk);
  const instead = whole.isNothing ? ((await foundInRecords(text, context)) ?? (await goesOn(text, context))) : null;
  if (instead) return instead;
  // A ledger that holds nothing at all was hardly meant.
  if (whole.isNothing && question.form === 'outstanding' && !holdsAnything(desk)) return null;
  const isNarrowed = mayBeNarrower.has(asked.form) || asked.form === 'explain';
  const meant = isNarrowed ? narrower(desk, rest, whole) : asked.form === 'overview' ? ofOwnWords(desk, rest, whole) : whole;
  const answered = withAwaiting(meant, desk);
  const noted =
    isTold && fitting.length > 1
      ? { ...answered, text: told.length > 1 ? `${fitsSeveral(told)}\n${answered.text}` : `${answered.text}\n> ${alsoCalledSo(rivals)}` }
      : answered;
  const full = unmatched.length === 0 ? noted : { ...noted, text: `${noted.text}\n> ${alsoAsked(unmatched)}` };
  return { ...full, topic: asked === question ? topic : questionText(asked, context.bureau), question: asked };
}

/** Forms that tell how much was done. */
const countsDone: ReadonlySet<QuestionForm> = new Set(['total', 'compare', 'difference', 'share', 'by-month', 'by-quarter', 'average']);

/** 周婷不是也报了4个吗, 撤回的算了吗. */
const meansMore = /不是.{0,8}[报说记填]|[还也].{0,2}[报说记填]了|报的[^，。]{0,12}算了?(?:没|吗)|撤回|撤销|作废|删/;

/** 缺焊工那家后来解决了吗: one matter that a record tells of, not all that is open. */
async function ofOneMatter(text: string, { question, rest }: QuestionReading, context: QuestionContext): Promise<FiguresAnswer | null> {
  const defined = question.metrics.flatMap(metric => definitionOf(context.bureau, metric) ?? []);
  if (defined.length === 0 || wordsBeyond(rest, defined).length === 0) return null;
  return foundInRecords(text, context);
}

/** 李敏和王磊各走访多少: one after the other. */
function twoPeople(text: string, members: QuestionContext['bureau']['members']): [string, string] | null {
  const [one, other, ...more] = members.map(({ name }) => name).filter(name => name.length > 1 && text.includes(name));
  if (one === undefined || other === undefined || more.length > 0) return null;
  const pair = [`${one}和${other}`, `${other}和${one}`, `${one}、${other}`, `${other}、${one}`, `${one}跟${other}`, `${other}跟${one}`].find(said =>
    text.includes(said),
  );
  const ofOne = (name: string): string => text.replace(pair ?? '', name).replace(/各自?|分别/g, '');
  return pair === undefined || !/各|分别/.test(text) ? null : [ofOne(one), ofOne(other)];
}

/** 头一场啥时候，最近一场呢. */
async function oneAfterAnother([one, other]: readonly [string, string], context: QuestionContext): Promise<FiguresAnswer | null> {
  const first = await answerQuestion(one, context);
  const second = first && (await answerQuestion(other, { ...context, previous: first.topic }));
  return second ? { ...second, text: `${first.text}\n\n${second.text}` } : first;
}

function holdsAnything(desk: Desk): boolean {
  const ledgers = desk.ledger ? [desk.ledger.id] : desk.question.metrics.map(metric => definitionOf(desk.context.bureau, metric)?.ledger.id);
  return desk.counted().some(({ ledger }) => ledger !== null && ledgers.includes(ledger));
}

/** 给住建的转了几条, 宏远那条办好了吗: what no metric is named for, and a record may say; null where none does and nothing was asked that one could say. */
export async function answerFromRecords(text: string, context: QuestionContext): Promise<FiguresAnswer | null> {
  const found =
    asksPersonal(text, context) ??
    (await howLong(text, context)) ??
    (await withFigure(text, context)) ??
    (await namedOccasions(text, [], context)) ??
    (await ofOurs(text, context)) ??
    (await foundInRecords(text, context)) ??
    (await goesOn(text, { ...context, isOurs: true }));
  return (
    found ??
    (await ofSubject(text, context)) ??
    (await neverReported(text, context)) ??
    (soundsRecorded(text) ? await nothingRecorded(text, context) : null)
  );
}

/** 复议有没有: what a metric is named for and nobody ever reported. */
async function neverReported(text: string, context: QuestionContext): Promise<FiguresAnswer | null> {
  const said = /有没有|有吗|几|多少/.test(text) ? await ofOurs(text, context, { isReported: false }) : null;
  return said?.isNothing || said?.totals.some(({ quantity }) => !quantity) ? said : null;
}

/** 公平竞争审查情况, 转办的有哪些: the ledgers' own, where every word is a metric's and something was reported. */
async function ofOurs(text: string, context: QuestionContext, { isReported = true } = {}): Promise<FiguresAnswer | null> {
  const reading = readQuestion(text, { ...context, isOurs: true });
  const defined = reading?.question.metrics.flatMap(metric => definitionOf(context.bureau, metric) ?? []) ?? [];
  if (!reading || defined.length === 0 || wordsBeyond(reading.rest, defined).length > 0) return null;
  const said = await answerQuestion(text, { ...context, isOurs: true });
  const hasWork = said?.question.form === 'overview' && said.isEmpty === false;
  return said && (!isReported || hasWork || said.totals.some(({ quantity }) => quantity))
    ? { ...said, topic: questionText(said.question, context.bureau) }
    : null;
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

const leavesTopic: ReadonlySet<QuestionForm> = new Set(['explain', 'detail', 'included', 'approximate']);

/** 怎么算的 and 明细 leave what is talked about as it was. */
function topicOf(text: string, { question, isFollowUp, inFull, rest }: QuestionReading, { previous, bureau }: QuestionContext): string {
  const isAboutPrevious = leavesTopic.has(question.form);
  if (isAboutPrevious && previous) return previous;
  if (!isFollowUp) return inFull ?? text;
  const defined = question.metrics.flatMap(metric => definitionOf(bureau, metric) ?? []);
  return questionText(question, bureau, defined.length === 0 ? '' : wordsBeyond(rest, defined).join(''));
}

/** A list says what it leaves out until a head says yes; a figure says it line by line. */
function withAwaiting(answered: Answered, desk: Desk): Answered {
  const isList = desk.question.metrics.length === 0 && !answered.totals.some(({ awaiting }) => awaiting.length > 0);
  const awaiting = isList ? desk.inPeriod().filter(isAwaiting) : [];
  return awaiting.length === 0 ? answered : { ...answered, text: `${answered.text}\n> ${awaitingNote(awaiting)}` };
}
