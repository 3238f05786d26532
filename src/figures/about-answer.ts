import { addDays, type LocalDate } from '../domain/date.ts';
import { overlaps } from '../domain/period.ts';
import type { Question } from '../domain/question.ts';
import type { QuestionParts } from './question-parts.ts';
import type { QuestionReading } from './question-reading.ts';
import { MAX_ELLIPSIS } from './question-sounds.ts';
import { isYearToDate, periodBefore } from './read-period.ts';

/** 就这些, 10月的算进去了吗, 合计呢, 再上个月呢: about the very answer that was given; null where something else is asked. */
export function aboutAnswer(
  text: string,
  { form, period }: QuestionParts,
  { previous, today }: { previous: QuestionReading; today: LocalDate },
): QuestionReading | null {
  const before = previous.question;
  const asking = (changes: Partial<Question>): QuestionReading => ({
    ...previous,
    question: { ...before, ...changes },
    choice: [],
    isFollowUp: true,
    about: before.form,
    unmatched: [],
    beside: [],
  });
  if (text.length > MAX_ELLIPSIS) return null;
  const spanBefore = asksBefore.test(text) ? periodBefore(before.period) : null;
  if (spanBefore) return asking({ period: spanBefore, earlier: null });
  if (form === 'included') return asking({ form, ...(period ? { within: period } : {}) });
  // 周婷不是也报了4个吗: whoever is named in a doubt is not asked about.
  if (doubts.test(text) && (form === null || form === 'explain')) return asking({ form: 'explain' });
  return asksSum.test(text) ? asking(sumOf(before, today)) : null;
}

/** 再上个月呢, 再上一个季度. */
const asksBefore = /^那?(?:再|更)(?:上|前)(?:一)?个?(?:月|季度?)呢?[？?]?$/;

/** 不一样, 就这些, 是六个月整的数吗, 原来报的多少, 谁改的: how it was counted is what can be said to that. */
const doubts =
  /^为(?:什么|啥|何)|怎么(?:回事|变了|不一样)|不一样|就(?:这些|这么[多点几])|[整全]的?数?[吗么][？?]?$|^.{0,4}不是.{0,8}[报说记](?:了|过).{0,6}[吗么嘛]|(?:谁|哪一?天|什么时候|啥时候|几号)(?:又|给|后来)?(?:改|补|更正)(?:报)?[的了过]|改过(?:没|吗)|原来[报说记写填]的|重不重|有没有重|是不是要?加|(?:准|对)(?:不[准对]|吗)[？?]?$|确定吗|没错吧/;

/** 合计呢, 加起来多少. */
const asksSum = /^(?:那|呢|是|有|的)*(?:一共|总共|合计|加起来|总数|总的)(?:呢|是|有|多少|几[家户个条件场次份人笔起])*[？?]?$/;

/** Of both that stood side by side, as one span where nothing lies between them. */
function sumOf(before: Question, today: LocalDate): Question {
  const { period, earlier } = before;
  // Of one quarter alone nobody can tell what else is meant.
  if (!earlier) return { ...before, form: isYearToDate(period, today) ? 'total' : 'undated' };
  // 今年和3月: the wider holds the other.
  if (overlaps(earlier, period)) return { ...before, form: 'total', earlier: null };
  const isJoined = addDays(earlier.to, 1) === period.from;
  if (!isJoined) return { ...before, form: 'total', isSummed: true };
  return { ...before, form: 'total', period: { from: earlier.from, to: period.to }, earlier: null };
}
