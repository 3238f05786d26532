import { addDays, type LocalDate } from '../domain/date.ts';
import type { QuestionParts } from './question-parts.ts';
import { nothingNamed } from './subject/subject.ts';

/** 报了几条, 报了哪些, 材料齐了吗: what has been reported, whatever it is about. */
export const asksReported =
  /(?:上报|报送|填报|报|填|交|登记)(?:了|过|的|得)?(?:有|些)?(?:多少|几|哪些|什么|啥|没|吗|齐|情况|最[多少]|东西)|谁(?:都)?(?:上)?[报填交](?:了|过)|谁(?:上)?[报填交]的(?:啥|什么)(?!时)|(?:发|报|说|写|交|提)的(?:那|这|是|都|啥|什么|内容|数|东西)|(?:材料|台账|数据?|内容|信息)(?:都)?(?:报|交|填)?(?:齐|全|够)/;
/** Whoever it is that reports. */
export const everyDepartment = /(?:各|每个?|所有|全部|哪[个些几])(?:科室|部门|单位|股室|处室)|^谁|谁(?:上)?[报填交]/;

/** Somebody's or some 科室's reports as such, where no figure is named. */
export function isAboutReports(text: string, { department, reporter, period, subject }: QuestionParts): boolean {
  const isWhose = department !== null || reporter !== null || period !== null || everyDepartment.test(text);
  return (
    isWhose &&
    asksReported.test(text) &&
    !/谁(?:上)?[报填登记]+的(?!(?:啥|什么)(?!时))/.test(text) &&
    subject.metrics.length + subject.choice.length === 0
  );
}

/** 数据截至啥时候, 最新的数是哪天的: who reported last when. */
export const asksUpTo = /^(?:这些|现在|台账)?的?(?:数|数据|数字|台账)(?:是|都)?截[至止]到?(?:哪|几|什么|啥)|^最新的?(?:数|数据|一?条)/;

/** 陈立最近在忙什么, 最近报了啥: of work as such the last month is near enough, and said to be meant. */
export function ofLateDays(text: string, parsed: QuestionParts, today: LocalDate): QuestionParts | null {
  const isNamed = parsed.subject.metrics.length + parsed.subject.choice.length > 0;
  if (!parsed.isUnread || isNamed || !/最近|近期|近来|这几天|这两天/.test(text)) return null;
  if (parsed.form !== 'overview' && !asksReported.test(text)) return null;
  return { ...parsed, subject: nothingNamed, isUnread: false, period: { from: addDays(today, -29), to: today } };
}
