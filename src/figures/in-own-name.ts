import type { QuestionContext } from './understand.ts';

/** 我今年走访了多少家, 惠企资金我报了几次: what I did; 给我 and 我要 speak of nobody's work. */
const mine =
  /(?<![给帮让跟报发向对])我(?:自己|本人)?(?=今年|本[月周年]|这个?[月周]|上个?[月周]|去年|[上下]半年|[一二三四]季度|\d{1,2}月|都?[报填登走跑办开]|检查|组织|收集)/;
/** 我们科上半年走访多少. */
const ourDepartment = /(?:我们?|咱们?)(?:自己)?(?:科室?|中心|股|处室?)(?![长员])/;

/** 我, 我们科 as whoever asks is called; the same text for those who have nothing to report, and where nobody knows who asks. */
export function inOwnName(text: string, { asker, bureau }: Pick<QuestionContext, 'asker' | 'bureau'>): string {
  const member = bureau.members.find(({ id }) => id === asker);
  const isReporting = bureau.departments.some(({ name, reports }) => name === member?.department && reports);
  return member && isReporting ? text.replace(ourDepartment, member.department).replace(mine, member.name) : text;
}
