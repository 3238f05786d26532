import { dateOf } from '../domain/date.ts';
import { counts, type Entry, type MetricReading } from '../domain/entry.ts';
import { overlaps } from '../domain/period.ts';
import { type Question, wholeBureau } from '../domain/question.ts';
import { sameUnit } from '../ledgers/find-metric.ts';
import { noneMentions, noRecordSays, notKept, recordsBehindSaid, recordsSaying, recordsWithFigure } from '../wording/narrower.ts';
import { Desk } from './answers/desk.ts';
import { totals } from './answers/total-answer.ts';
import { entriesWith } from './entries-with.ts';
import { loadEntries } from './load-entries.ts';
import { definitionOf } from './metric-definition.ts';
import { mayGoOn } from './question-sounds.ts';
import { questionText } from './question-text.ts';
import { readPeriod, yearToDate } from './read-period.ts';
import { recordsMentioning } from './records-mentioning.ts';
import { findSubject } from './subject/find-subject.ts';
import { type FiguresAnswer, loadFor, type QuestionContext, understood } from './understand.ts';
import { tellingWords, wordsBeyond } from './words-beyond.ts';

/** The records that say most of what a question names; null where none does. */
export async function foundInRecords(text: string, context: QuestionContext): Promise<FiguresAnswer | null> {
  const { found, period } = await recordsFor(text, context);
  const areChangesSaid = /[补改]|更正/.test(text);
  if (found.length === 0) return named(text, context);
  return listed(recordsSaying(found, { period, today: dateOf(context.at), department: null }, { areChangesSaid }), text, period);
}

/** 4月去经开区发的小本子: not most of it, but a word that only few records say; what none of them says is told, too. */
async function named(text: string, { bureau, reader, at }: QuestionContext): Promise<FiguresAnswer | null> {
  const today = dateOf(at);
  const said = readPeriod(text, { today, bureau });
  const period = said.period ?? yearToDate(today);
  const { entries } = await loadEntries(reader, period);
  const counted = entries.filter(entry => counts(entry) && overlaps(entry.period, period));
  const words = tellingWords(said.rest);
  const [word] = words.filter(each => each.length >= TELLING && counted.some(({ raw }) => raw.includes(each)));
  const found = word === undefined ? [] : counted.filter(({ raw }) => raw.includes(word));
  if (word === undefined || found.length > FEW_BEHIND) return null;
  const unsaid = words.filter(each => each !== word);
  const scope = { period, today, department: null };
  return listed([recordsSaying(found, scope), ...(unsaid.length > 0 ? [`> ${noneMentions(unsaid.join('、'))}`] : [])].join('\n'), text, period);
}

/** So many characters are a name rather than a word. */
const TELLING = 3;

/** 罚款交了没: the records of the one figure that was named. */
export async function ofSubject(text: string, context: QuestionContext): Promise<FiguresAnswer | null> {
  const today = dateOf(context.at);
  const { rest, period } = readPeriod(text, { today, bureau: context.bureau });
  const [metric, ...more] = findSubject(rest, context.bureau).metrics;
  if (metric === undefined || more.length > 0 || !mayGoOn(text).may || /怎么|包[括含]/.test(text)) return null;
  // 有没有反映用地问题: none of them says it.
  const defined = definitionOf(context.bureau, metric);
  if (defined && wordsBeyond(rest, [defined]).length > 0) return null;
  const days = period ?? yearToDate(today);
  const { entries } = await loadEntries(context.reader, days);
  const own = entriesWith(entries, metric).filter(entry => counts(entry) && overlaps(entry.period, days));
  if (own.length === 0) return null;
  return listed(recordsSaying(own.slice(-MOST_BEHIND), { period: days, today, department: null }), text, days);
}

/** 84%对不对, 238是哪来的: the records that say that figure; null where none was said or doubted. */
export async function withFigure(text: string, context: QuestionContext): Promise<FiguresAnswer | null> {
  const said = figureSaid(text);
  if (said === undefined || !doubtsFigure.test(text)) return null;
  const today = dateOf(context.at);
  const period = yearToDate(today);
  const value = Number.parseFloat(said.replace(/[,，]/g, ''));
  const unit = said.replace(/[\d.,，\s]/g, '');
  // 1.3万阅读 is 13000.
  const inFull = unit === '万' ? value * 10_000 : unit === '亿' ? value * 100_000_000 : null;
  const isSaid = (metric: MetricReading): boolean =>
    (metric.value === value && (unit === '' || sameUnit(metric.unit, unit) || metric.unit === `${unit}元`)) ||
    (inFull !== null && metric.value === inFull);
  const { entries } = await loadEntries(context.reader, period);
  const found = entries.filter(entry => counts(entry) && entry.metrics.some(isSaid));
  return listed(recordsWithFigure(said, found, { period, today, department: null }), context.previous ?? text, period);
}

/** 90 of 10月那个90是哪来的: no day, and rather one with a unit. */
function figureSaid(text: string): string | undefined {
  const figures = [...text.matchAll(/\d[\d,，]*(?:\.\d+)?(?![\d.]|\s?[年月日号季])\s?(?:%|[万亿]?元|[万亿]|[家户条个件项份场次人名笔起篇本册]?)/g)];
  const said = figures.map(([figure]) => figure.trim());
  return said.find(figure => /\D$/.test(figure)) ?? said[0];
}

const doubtsFigure =
  /(?:怎么|哪儿?里?)(?:来|得|算)|对不对|对吗|准不准|准吗|谁[报说填发办搞]的|什么时候的|谁(?:上)?报|(?:是|在)(?:哪|什么|啥)|那[次场家回].{0,8}(?:哪|什么|啥)|名单|出处|什么时候[报说]的|是[真对]的吗|[算报登记]重|[还清付交]了没|重复|是不是|现在还?剩|还剩[下了]?(?:多少|几)/;

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
export async function goesOn(text: string, context: QuestionContext): Promise<FiguresAnswer | null> {
  const { previous, at, isOurs = false } = context;
  const { may, isBare } = mayGoOn(text);
  if (!previous || !(isOurs ? may : isBare)) return null;
  // 7月那场在哪, of the trainings: that month's.
  const said = readPeriod(text, { today: dateOf(at), bureau: context.bureau });
  const { behind, period } = await recordsBehind(previous, context, said.period);
  const words = tellingWords(said.rest);
  const saying = words.length === 0 ? behind : behind.filter(entry => saysAnyOf(entry, words));
  // 缺考几个, of the one exam: its record is all there is to be said.
  const isOne = behind.length <= FEW_BEHIND && (said.period ? /[几哪谁啥]|多少|什么/ : /几|多少/).test(text);
  const told = saying.length === 0 && isBare && isOne ? behind : saying;
  if (told.length === 0) return null;
  return listed(recordsBehindSaid(told.slice(-MOST_BEHIND), { period, today: dateOf(at), department: null }), previous, period);
}

const MOST_BEHIND = 5;
const FEW_BEHIND = 2;

function saysAnyOf({ raw, summary, progress }: Entry, words: readonly string[]): boolean {
  const said = `${raw} ${summary} ${progress ?? ''}`;
  return words.some(word => Array.from({ length: word.length - 1 }, (_, index) => word.slice(index, index + 2)).some(pair => said.includes(pair)));
}

/** What an answer was about: the records of its figures' ledgers, or those that were listed. */
async function recordsBehind(
  previous: string,
  context: QuestionContext,
  days: Question['period'] | null,
): Promise<{ behind: readonly Entry[]; period: Question['period'] }> {
  const alone = { ...context, previous: null };
  const reading = await understood(previous, alone);
  const listedBefore = reading && reading.question.form !== 'unclear' ? null : await recordsFor(previous, alone);
  const isOfThem = (entry: Entry): boolean => days === null || overlaps(entry.period, days);
  if (!reading || listedBefore)
    return { behind: (listedBefore?.found ?? []).filter(isOfThem), period: days ?? listedBefore?.period ?? yearToDate(dateOf(context.at)) };
  const { question, rest } = reading;
  const desk = new Desk(question, {
    ...context,
    today: dateOf(context.at),
    about: null,
    isListed: true,
    ...(await loadFor(context.reader, question)),
  });
  const ledgers = question.metrics.flatMap(metric => definitionOf(context.bureau, metric)?.ledger.id ?? []);
  const used = new Set(question.metrics.flatMap(metric => desk.total(metric).entries));
  const carries = ({ metrics }: Entry): boolean => metrics.some(({ name }) => question.metrics.includes(name));
  const near = desk
    .counted()
    .filter(isOfThem)
    .filter(entry => used.has(entry.id) || carries(entry) || (entry.ledger !== null && ledgers.includes(entry.ledger)));
  const narrowed = recordsMentioning(rest, near);
  return { behind: narrowed.length > 0 ? narrowed : near, period: days ?? question.period };
}

function listed(told: string, topic: string, period: Question['period']): FiguresAnswer {
  return { text: told, totals: [], topic, question: { ...wholeBureau([], period), form: 'list' } };
}

/** 联系人手机号给我: no record keeps it. */
export function asksPersonal(text: string, { at, previous }: QuestionContext): FiguresAnswer | null {
  return personal.test(text) ? listed(notKept, previous ?? text, yearToDate(dateOf(at))) : null;
}

const personal =
  /(?<!热线|[接打来]|咨询|援助|监督|投诉|举报|服务|值班)(?:手机|电话|联系方式|身份证|微信|住址)(?:号码?)?(?:给我|发我|是?(?:多少(?![个条件次通])|几号|什么|啥)|呢|发一下)|(?:手机号|联系方式|身份证号|电话号码)[^，。]{0,4}$/;

/** 没转办的几条, of which no record speaks: what was done is no answer to it. */
export function nothingUndone(text: string, { bureau, at, previous }: QuestionContext): FiguresAnswer {
  const today = dateOf(at);
  const period = readPeriod(text, { today, bureau }).period ?? yearToDate(today);
  return listed(noRecordSays({ period, today, department: null }), previous ?? text, period);
}

/** Asked after what was done, of which no record speaks; what was named and is counted is told as such, and never in the place of what was said beyond it. */
export async function nothingRecorded(text: string, context: QuestionContext): Promise<FiguresAnswer> {
  const { bureau, at, previous } = context;
  const today = dateOf(at);
  const said = readPeriod(text, { today, bureau });
  const period = said.period ?? yearToDate(today);
  const { metrics } = findSubject(said.rest, bureau);
  const beyond = wordsBeyond(
    said.rest,
    metrics.flatMap(metric => definitionOf(bureau, metric) ?? []),
  );
  const counted = metrics.length > 0 && beyond.length === 0 ? await figuresOf(metrics, period, context) : null;
  if (counted) return counted;
  // What was talked about before still is: 那场在哪办的 may follow.
  return listed(noRecordSays({ period, today, department: null }, { about: metrics.length > 0 ? beyond : [] }), previous ?? text, period);
}

/** 年报交上去了没: what there is of the figures that were named, of those days. */
async function figuresOf(metrics: string[], period: Question['period'], context: QuestionContext): Promise<FiguresAnswer> {
  const question = wholeBureau(metrics, period);
  const desk = new Desk(question, {
    ...context,
    today: dateOf(context.at),
    about: null,
    isListed: true,
    ...(await loadFor(context.reader, question)),
  });
  return { ...totals(desk), topic: questionText(question, context.bureau), question };
}
