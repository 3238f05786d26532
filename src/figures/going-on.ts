import { type LocalDate, yearOf } from '../domain/date.ts';
import type { Ledger } from '../domain/ledger.ts';
import { overlaps, type Period, samePeriod } from '../domain/period.ts';
import type { Question } from '../domain/question.ts';
import { aboutAnswer } from './about-answer.ts';
import { definitionOf } from './metric-definition.ts';
import type { QuestionParts, QuestionWords } from './question-parts.ts';
import { type QuestionReading, readingOf } from './question-reading.ts';
import { asksLaw, MAX_ELLIPSIS, ofRule } from './question-sounds.ts';
import { isYearToDate, yearToDate } from './read-period.ts';

/** 法规科呢, 上半年呢, 跟去年比呢, 明细, 怎么算的: the question before with what is new in this one. */
export function followUp(
  text: string,
  parsed: QuestionParts,
  { previous, today, bureau }: { previous: QuestionReading; today: LocalDate; bureau: QuestionWords['bureau'] },
): QuestionReading | null {
  const aboutIt = aboutAnswer(text, parsed, { previous, today });
  if (aboutIt) return aboutIt;
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
    /^(?:[那的呢吗吧是有也各？?\s]|加上|算上|比|跟|和|与|分别|多少|为[什啥]么?没有?|情况|怎么样|[多少差](?:了|出)?|几[家个场次条件])*$|呢[？?]?$|^(?:[^，]{0,8}[，,])?只[要留说看报讲列]|(?:[那这]一?[块项个方面]+|单独?|展开|细|具体)(?:再|也)?(?:说|讲|看|列)?(?:一?下)?[。]?$/.test(
      rest,
    );
  const isEach = /^(?:那|都)?(?:分别|各)(?:是|有|为)?(?:多少|几[家个场次条件])[？?]?$/.test(text);
  const isChosen = previous.choice.some(metric => text === metric || subject.metrics[0] === metric);
  const nth = parsed.nth ?? occasionBefore(text, previous.question);
  const isOccasion = nth !== undefined && !ofRule.test(text);
  const isBareName = isNamed && isNameOf(rest, subject.metrics, bureau);
  const isElliptical = isBareName || form !== null || against !== null || isOccasion || isOnlyNamed || isChosen || isEach;
  if (text.length > MAX_ELLIPSIS || !isElliptical) return null;
  const before = previous.question;
  const said = form ?? (isEach ? 'detail' : null);
  // 比9月多多少, of October: both, and what lies between them; 比去年呢, of last year: this year beside it.
  const beside =
    period !== null && parsed.earlier === null && /^(?:那|这)?[比跟和与]/.test(text) && !samePeriod(period, before.period) ? period : null;
  const isOfLastYear = against === 'last-year' && yearOf(before.period.to) < yearOf(today);
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
        : (said ??
          (against
            ? 'compare'
            : beside || ((before.form === 'future' || before.form === 'undated') && period) || (before.form === 'outstanding' && named.length > 0)
              ? 'total'
              : before.form)),
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

/** 再往前一回: the occasion before the one that was told. */
function occasionBefore(text: string, { nth }: Question): number | undefined {
  if (nth === undefined || nth === 1 || !/往前(?:面)?(?:数)?一[次回场]|前(?:面)?(?:那)?一[次回场]|再上一[次回场]/.test(text)) return undefined;
  return nth - 1;
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

/** 剩下的呢, after 规范性文件: of those, and of no other ledger that counts what is left. */
export function isRemainder(
  text: string,
  { subject, period, department }: QuestionParts,
  { previous, words }: { previous: QuestionReading; words: QuestionWords },
): boolean {
  if (!/^(?:那|还)?(?:剩|其余|余下).{0,4}$/.test(text) || period !== null || department !== null) return false;
  const ledgersOf = (metrics: readonly string[]): string[] => metrics.flatMap(metric => definitionOf(words.bureau, metric)?.ledger.id ?? []);
  const before = ledgersOf(previous.question.metrics);
  return before.length > 0 && !ledgersOf([...subject.metrics, ...subject.choice]).some(ledger => before.includes(ledger));
}
