import { addDays, type LocalDate, yearOf } from '../domain/date.ts';
import type { Ledger } from '../domain/ledger.ts';
import { overlaps, type Period, samePeriod } from '../domain/period.ts';
import type { Question } from '../domain/question.ts';
import { inSameLedger } from './find-subject.ts';
import { definitionOf } from './metric-definition.ts';
import type { QuestionParts, QuestionWords } from './question-parts.ts';
import { type QuestionReading, readingOf } from './question-reading.ts';
import { asksLaw, asksQuantity, MAX_ELLIPSIS, ofRule } from './question-sounds.ts';
import { questionText } from './question-text.ts';
import { isYearToDate, periodBefore, yearToDate } from './read-period.ts';
import { wordsBeyond } from './words-beyond.ts';

/** 法规科呢, 上半年呢, 跟去年比呢, 明细, 怎么算的: the question before with what is new in this one. */
export function followUp(
  text: string,
  parsed: QuestionParts,
  { previous, today, bureau }: { previous: QuestionReading; today: LocalDate; bureau: QuestionWords['bureau'] },
): QuestionReading | null {
  const { form, against, period, department, reporter, subject, rest } = parsed;
  const named = subject.metrics.length > 0 ? subject.metrics : subject.choice.length <= FEW ? subject.choice : [];
  const isNamed =
    period !== null ||
    parsed.isUnread ||
    department !== null ||
    parsed.among.length + parsed.without.length > 0 ||
    reporter !== null ||
    named.length > 0;
  const isOnlyNamed =
    isNamed &&
    /^(?:[那的呢吗是有也各？?\s]|加上|算上|比|跟|和|与|分别|多少|情况|怎么样|[多少差](?:了|出)?|几[家个场次条件])*$|呢[？?]?$|(?:[那这]一?[块项个方面]+|单独?|展开|细|具体)(?:再|也)?(?:说|讲|看|列)?(?:一?下)?[。]?$/.test(
      rest,
    );
  const isDoubted = doubts.test(text);
  const isEach = /^(?:那|都)?(?:分别|各)(?:是|有|为)?(?:多少|几[家个场次条件])[？?]?$/.test(text);
  const isChosen = previous.choice.some(metric => text === metric || subject.metrics[0] === metric);
  const nth = parsed.nth ?? occasionBefore(text, previous.question);
  const monthBefore = /^那?(?:再|更)(?:上|前)(?:一)?个?(?:月|季度?)呢?[？?]?$/.test(text) ? periodBefore(previous.question.period) : null;
  if (monthBefore) return { ...aboutBefore(previous), question: { ...previous.question, period: monthBefore, earlier: null } };
  const isOccasion = nth !== undefined && !ofRule.test(text);
  const isBareName = isNamed && isNameOf(rest, subject.metrics, bureau);
  const isElliptical =
    isBareName || asksSum.test(text) || form !== null || against !== null || isOccasion || isOnlyNamed || isChosen || isDoubted || isEach;
  if (text.length > MAX_ELLIPSIS || !isElliptical) return null;
  const before = previous.question;
  if (form === 'included') return { ...aboutBefore(previous), question: { ...before, form, ...(period ? { within: period } : {}) } };
  // 周婷不是也报了4个吗: whoever is named in a doubt is not asked about.
  if (isDoubted && (form === null || form === 'explain')) return { ...aboutBefore(previous), question: { ...before, form: 'explain' } };
  const said = form ?? (isEach ? 'detail' : null);
  // 比9月多多少, of October: both, and what lies between them; 比去年呢, of last year: this year beside it.
  const beside =
    period !== null && parsed.earlier === null && /^(?:那|这)?[比跟和与]/.test(text) && !samePeriod(period, before.period) ? period : null;
  const isOfLastYear = against === 'last-year' && yearOf(before.period.to) < yearOf(today);
  // 合计呢: of both that stood side by side, where nothing lies between them; else of the year.
  if (asksSum.test(text)) return { ...aboutBefore(previous), question: sumOf(before, today) };
  // 加上10月呢: up to there.
  const more = period !== null && /^(?:那|要是|如果)?(?:再)?(?:加上|算上|连上?|包括)/.test(text) ? { from: before.period.from, to: period.to } : null;
  const days = more
    ? { period: more, earlier: null }
    : beside
      ? pairOf(beside, before.period)
      : { period: isOfLastYear ? yearToDate(today) : period, earlier: parsed.earlier };
  const isPlaced = department !== null || parsed.among.length + parsed.without.length > 0;
  const changed: Question = {
    ...before,
    form: parsed.isUnread
      ? 'undated'
      : isOccasion
        ? before.form === 'reported'
          ? 'reported'
          : 'occasion'
        : (said ?? (against ? 'compare' : beside || ((before.form === 'future' || before.form === 'undated') && period) ? 'total' : before.form)),
    against: against ?? (said === 'explain' || said === 'detail' ? before.against : null),
    period: days.period ?? (against === 'last-period' && isYearToDate(before.period, today) ? parsed.lastMonth : before.period),
    earlier: days.period ? days.earlier : before.earlier,
    ...(nth === undefined ? {} : { nth }),
    ...(isPlaced ? { department, among: parsed.among, without: parsed.without } : {}),
    target: parsed.target ?? before.target,
    per: parsed.per ?? before.per,
    // 法规科呢, after a person, means the whole 科室.
    reporter: reporter ?? (isPlaced ? null : before.reporter),
    ...(named.length > 0 ? { metrics: named, ledger: subject.ledger?.id ?? null } : {}),
  };
  return {
    question: changed,
    choice: [],
    isFollowUp: true,
    about: before.form,
    unmatched: [],
    beside: [],
    rest: named.length > 0 ? rest : previous.rest,
  };
}

/** Figures that fit the same words are told one below the other while they are so few. */
const FEW = 2;

/** 不一样, 就这些, 是六个月整的数吗, 原来报的多少, 谁改的: how it was counted is what can be said to that. */
const doubts =
  /^为(?:什么|啥|何)|怎么(?:回事|变了|不一样)|不一样|就(?:这些|这么[多点几])|[整全]的?数?[吗么][？?]?$|^.{0,4}不是.{0,8}[报说记](?:了|过).{0,6}[吗么嘛]|谁改的|改过(?:没|吗)|原来[报说记写填]的|重不重|有没有重|是不是要?加|(?:准|对)(?:不[准对]|吗)[？?]?$|确定吗|没错吧/;

/** 合计呢, 加起来多少. */
const asksSum = /^(?:那|呢|是|有|的)*(?:一共|总共|合计|加起来|总数|总的)(?:呢|是|有|多少|几[家户个条件场次份人笔起])*[？?]?$/;

function sumOf(before: Question, today: LocalDate): Question {
  const { period, earlier } = before;
  // Of one quarter alone nobody can tell what else is meant.
  if (!earlier) return { ...before, form: isYearToDate(period, today) ? 'total' : 'undated' };
  if (overlaps(earlier, period)) return { ...before, form: 'total', earlier: null };
  const isJoined = addDays(earlier.to, 1) === period.from;
  return { ...before, form: 'total', period: isJoined ? { from: earlier.from, to: period.to } : yearToDate(today), earlier: null };
}

/** 再往前一回: the occasion before the one that was told. */
function occasionBefore(text: string, { nth }: Question): number | undefined {
  if (nth === undefined || nth === 1 || !/往前(?:面)?(?:数)?一[次回场]|前(?:面)?(?:那)?一[次回场]|再上一[次回场]/.test(text)) return undefined;
  return nth - 1;
}

function aboutBefore(previous: QuestionReading): QuestionReading {
  return { ...previous, choice: [], isFollowUp: true, about: previous.question.form, unmatched: [], beside: [] };
}

/** 几家企业, 来了多少人: words that are in the names of many figures. */
const namesAnybody =
  /^(?:那|来了?|去了?|有|一共|总共|共|都|参加的?)*(?:几|多少)[家户个名位]?的?(?:企业|公司|单位|人|问题)(?:参加|来|到|去)?(?:了|的)?[？?]?$/;

function inFullOfEvent([metric]: readonly string[], before: string, { ledgers }: QuestionWords['bureau']): string | null {
  const event = ledgers.find(({ metrics }) => metrics.some(({ name }) => name === before));
  const isShared = ledgers.some(other => other !== event && other.metrics.some(({ name }) => name === metric));
  return event && metric !== undefined && isShared && event.eventMetric !== null ? `${event.name}${metric}多少` : null;
}

function readingInFull(rest: string, previous: QuestionReading): QuestionReading {
  return {
    ...previous,
    question: { ...previous.question, form: 'total', ledger: null },
    choice: [],
    isFollowUp: false,
    unmatched: [],
    beside: [],
    rest,
  };
}

/** 专精特新那场来了多少人, 人数也加一下, 查出问题没: another figure of the ledger that was talked about, by its unit or by what it is called. */
export function ofSameLedger(
  text: string,
  { subject, period, department, among, without, reporter, form, against, rest }: QuestionParts,
  { previous, words }: { previous: QuestionReading; words: QuestionWords },
): QuestionReading | null {
  const [before] = previous.question.metrics;
  const isPlaced = period !== null || department !== null || among.length + without.length > 0 || reporter !== null || against !== null;
  const isOther = text.length > MAX_ELLIPSIS || (form !== null && form !== 'list') || isPlaced;
  if (before === undefined || isOther || asksLaw.test(text)) return null;
  if (subject.metrics.length + subject.choice.length > 0 && !/[那这][次场回批]/.test(text) && !namesAnybody.test(text)) return null;
  const goesToNext = /呢[？?]?$/.test(text);
  if (!asksQuantity.test(text) && !goesToNext && !/没有?[？?]?$|也|加|率/.test(text)) return null;
  const found = inSameLedger(rest, before, words.bureau.ledgers).metrics;
  const said = [...rest.replace(/[那的呢？?\s]/g, '')];
  // 政协呢, after 代表建议: every letter of it stands in the name.
  const metrics = goesToNext ? found.filter(name => said.length > 1 && said.every(letter => name.includes(letter))).slice(0, 1) : found;
  if (metrics.length === 0 || /哪|谁/.test(text)) return null;
  // 几家企业, after the banks of a talk: of companies that are counted elsewhere, too, those at that talk.
  const inFull = inFullOfEvent(metrics, before, words.bureau);
  if (inFull !== null) {
    const full = { ...readingInFull(inFull, previous), rest: inFull, inFull };
    return { ...full, question: { ...full.question, metrics } };
  }
  // 最近一场呢, 来了多少人: that one's, which its record says.
  const asOccasion = previous.question.nth === undefined ? 'total' : 'occasion';
  const question: Question = { ...previous.question, form: asOccasion, metrics, ledger: null };
  // 民法典活动几场, then 多少人: of those, and not of all.
  const about = definitionOf(words.bureau, before);
  const narrower = about ? wordsBeyond(previous.rest, [about]).join('') : '';
  return {
    ...previous,
    question,
    choice: [],
    isFollowUp: false,
    unmatched: [],
    beside: [],
    rest: `${narrower}${rest}`,
    inFull: questionText(question, words.bureau, narrower),
  };
}

/** 满意率, with nothing else: what one of these is called. */
function isNameOf(rest: string, metrics: readonly string[], bureau: QuestionWords['bureau']): boolean {
  const plain = rest.replace(/[那的呢？?\s]/g, '');
  return metrics.some(metric => {
    const definition = definitionOf(bureau, metric)?.definition;
    return definition !== undefined && [definition.name, ...definition.aliases].includes(plain);
  });
}

function pairOf(one: Period, other: Period): { earlier: Period; period: Period } {
  // 上半年, then 比一季度多几个: one within the other.
  if (overlaps(one, other)) return { earlier: one, period: other };
  return one.to < other.from ? { earlier: one, period: other } : { earlier: other, period: one };
}

/** 最近一场呢, then 来了多少企业: of that one, which its record says. */
export function ofSameOccasion(text: string, { period, department, nth }: QuestionParts, previous: QuestionReading): QuestionReading | null {
  const isOther = text.length > MAX_ELLIPSIS || period !== null || department !== null || nth !== undefined;
  if (previous.question.nth === undefined || isOther || asksLaw.test(text)) return null;
  return /^(?:那|一共|总共|共|都)?(?:来|到|去|有|参加|覆盖|签|发)(?:了|过|的)?(?:多少|几)/.test(text) ? { ...previous, isFollowUp: true } : null;
}

/** 代表建议几件, then 政协提案比它多几件. */
export function besideIt(
  text: string,
  parsed: QuestionParts,
  { previous, today }: { previous: QuestionReading; today: LocalDate },
): QuestionReading | null {
  const [one, ...more] = parsed.subject.metrics;
  const [other] = previous.question.metrics;
  if (!/比(?:它|[这那前上][个面者])/.test(text) || one === undefined || other === undefined || more.length > 0 || one === other) return null;
  return readingOf({ ...parsed, subject: { ...parsed.subject, metrics: [one, other] } }, today, 'difference');
}

/** 恳谈会开了几次, then 企业提了几个问题: at those talks, though questions are collected elsewhere, too: the words that say so. */
export function inFullOf(
  text: string,
  asked: QuestionReading,
  { parsed, previous, words }: { parsed: QuestionParts; previous: QuestionReading; words: QuestionWords },
): string | null {
  const [metric] = asked.question.metrics;
  const event = eventOf(previous, words.bureau);
  const isOther = text.length > MAX_ELLIPSIS || parsed.period !== null || parsed.department !== null || parsed.form !== null;
  if (metric === undefined || asked.question.metrics.length > 1 || !event || isOther || text.includes(event.name)) return null;
  const defined = definitionOf(words.bureau, metric);
  const isOfEvent = event.metrics.some(({ name }) => name === metric || name === defined?.definition.partOf);
  if (!defined || defined.ledger.id === event.id || !isOfEvent) return null;
  return `${event.name}${metric}多少`;
}

/** What takes place, where the question before was about that. */
function eventOf({ question: { metrics }, rest }: QuestionReading, { ledgers }: QuestionWords['bureau']): Ledger | undefined {
  const takesPlace = ({ eventMetric, metrics: own }: Ledger): boolean => own.some(({ name, units }) => name === eventMetric && units.includes('场'));
  return ledgers.filter(takesPlace).find(({ eventMetric, name }) => metrics[0] === eventMetric || rest.includes(name));
}
