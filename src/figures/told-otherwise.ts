import { dateOf, type LocalDate } from '../domain/date.ts';
import { type Question, wholeBureau } from '../domain/question.ts';
import type { ReleasedFigure } from '../domain/release.ts';
import type { Instant } from '../lib/clock.ts';
import { nothingToldOtherwise, placedMetric, toldBefore, toldTheSame } from '../wording/releases.ts';
import { Desk } from './answers/desk.ts';
import { questionText } from './question-text.ts';
import { readPeriod, yearToDate } from './read-period.ts';
import { changeFrom, isSameFigure, releasedFigures, spanOf, type Told, toldTo } from './releases.ts';
import { findSubject } from './subject/find-subject.ts';
import { type FiguresAnswer, loadFor, type QuestionContext, understood } from './understand.ts';

const earlier = '(?:上个?(?:[次回周月]|星期|礼拜)|前[天些几阵][天次]?|昨天|早上|上午|刚才|刚刚|之前|以前|先前|原来|那天|\\d+月\\d+[日号])';
const differs = '(?:不一样|不同|不一致|对不上|不符|不是这个|有出入|变了|[多少]了(?!多少|几))';
const patterns = [
  new RegExp(`${earlier}[^，。？?]{0,4}[说报讲答诉给发][^。？?]{0,10}${differs}`),
  new RegExp(`${differs}[^。？?]{0,8}${earlier}[^，。？?]{0,4}[说报讲答诉给发]`),
  new RegExp(
    `(?:不是|明明|怎么)?${earlier}(?:你|小法)?(?:不是|明明)?(?:说|报|讲|告诉)(?:我|的|过|了|是)*\\s?\\d[\\d.]*[^，。？?\\d]{0,3}(?:吗|啊|么|嘛|[，,？?]|$)`,
  ),
];

const soundsAsked = /为(?:什么|啥|何)|怎么|咋|[?？]|[吗么嘛][。！]?$/;
/** 刚才报的走访多了2家，改成3家 corrects, and 比上个月报的 compares. */
const tellsChange = /改[成为]|应该?[是为]|更正|比上个?(?:月|季度?)/;

/** 为什么和上周说的不一样, 上次不是说238吗: a figure is doubted because another was told before. */
export function asksWhyOther(text: string): boolean {
  return soundsAsked.test(text) && !tellsChange.test(text) && patterns.some(pattern => pattern.test(text));
}

/** 前后说法 — why a figure is not what the asker was told before, out of what was told; null where that was not asked, or nobody knows who asks. */
export async function toldOtherwise(text: string, context: QuestionContext): Promise<FiguresAnswer | null> {
  const { asker, bureau, at, reader } = context;
  if (asker === undefined || !asksWhyOther(text)) return null;
  const today = dateOf(at);
  const { period } = readPeriod(new RegExp(earlier).exec(text)?.[0] ?? '', { today, bureau });
  const told = await toldTo(reader, asker);
  const question = await questionMeant(text, context);
  const figures = question ? (await figuresNow(question, context)).map(figure => ({ at: null, figure })) : lastOfEach(told);
  const until = period !== null && period.to < today ? period.to : today;
  const lines: string[] = [];
  for (const { at, figure } of figures) {
    const line = await compared(figure, told, { context, until, at });
    if (line.isOther || question) lines.push(line.text);
  }
  const topic = question ? questionText(question, bureau) : (context.previous ?? text);
  const said = lines.slice(0, MOST_TOLD).join('\n');
  return {
    text: said === '' ? nothingToldOtherwise : said,
    totals: [],
    topic,
    question: { ...(question ?? wholeBureau([], yearToDate(today))), form: 'explain' },
  };
}

const MOST_TOLD = 5;

const saidEarlier = new RegExp(
  `[和跟与同比]?${earlier}[^，。？?]{0,4}?(?:告诉|[说报讲答给发])(?:我|的|过|了|是|那个)*(?:\\s?\\d[\\d.]*[家户条个件项份场次人名笔起]?)?`,
);
const wondering = new RegExp(`为(?:什么|啥|何)|怎么|不是|明明|现在|你|小法|[吗啊么嘛呢]|${differs}`, 'g');

/** 走访为什么和上周说的不一样; without a name, what was asked before. */
async function questionMeant(text: string, context: QuestionContext): Promise<Question | null> {
  const named = text
    .replace(saidEarlier, ' ')
    .replace(wondering, ' ')
    .replace(/[和跟与同比的，,？?。\s]+(?=\s|$)|^[和跟与同比的，,\s]+|\s/g, '');
  const asOurs = { ...context, previous: null, isOurs: true };
  const listed = named === '' ? null : await understood(named, asOurs);
  // What was only reported is looked for where it is asked how much of it there is.
  const own = named === '' || listed?.question.metrics.length ? listed : await understood(`${named}多少`, asOurs);
  if (own && own.question.metrics.length > 0) return { ...own.question, form: 'total', earlier: null };
  const { metrics } = findSubject(named, context.bureau);
  if (metrics.length > 0) return wholeBureau(metrics, yearToDate(dateOf(context.at)));
  const before = context.previous ? await understood(context.previous, { ...context, previous: null }) : null;
  return before && before.question.metrics.length > 0 ? before.question : null;
}

async function figuresNow(question: Question, context: QuestionContext): Promise<ReleasedFigure[]> {
  const today = dateOf(context.at);
  const desk = new Desk(question, { ...context, today, about: null, isListed: false, ...(await loadFor(context.reader, question)) });
  const totals = question.metrics.map(metric => desk.total(metric));
  return releasedFigures(totals, question, today);
}

/** Each figure as it was told last. */
function lastOfEach(told: readonly Told[]): Told[] {
  return told.filter(({ figure }, index) => told.findIndex(other => other.figure.key === figure.key) === index);
}

/** The latest time until then, or ever, that it was told otherwise, and what has come between. */
async function compared(
  now: ReleasedFigure,
  told: readonly Told[],
  { context, until, at }: { context: QuestionContext; until: LocalDate; at: Instant | null },
): Promise<{ text: string; isOther: boolean }> {
  const today = dateOf(context.at);
  const all = told.filter(({ figure }) => figure.key === now.key);
  const then = all.filter(({ at }) => dateOf(at) <= until);
  const before = then.length > 0 ? then : all;
  const other = before.find(({ figure }) => !isSameFigure(figure, now));
  const { period, place } = spanOf(now, today);
  const metric = placedMetric(now.metric, { period, place }, today);
  if (other) {
    const change = { ...(await changeFrom(context.reader, other, now)), metric };
    return { text: toldBefore(change, today, { nowOn: at }).replace(/^> /, ''), isOther: true };
  }
  return { text: toldTheSame({ metric, now: now.text, asOf: now.asOf, before: before[0]?.at ?? null }, today), isOther: false };
}
