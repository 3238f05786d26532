import { dayOf, type LocalDate, monthOf, yearOf } from '../domain/date.ts';

/** 公文行文 — the connecting words of a draft, in one place, so that every section is written alike. */

/** Unit or name that makes a count an event: 开展集体学法12次. */
const eventUnits = new Set(['场', '次', '期', '场次', '轮', '批次']);
const startsWithVerb =
  /^(?:走访|走进|收集|解决|化解|开展|举办|组织|发放|承办|办复|办结|办理|出动|检查|整改|发现|兑现|清偿|制定|审查|审核|接听|答复|公开|主动|受理|转办|参加|召开|推送|发布|悬挂|下达|争取|印发|修订|废止|清理|备案|旁听|联系|挂联|服务|培训|宣讲|报送|编印|制作|惠及|帮助|协调|立案|正在|限期|当场|拟|完成|学习|现场|依申请|移送|监察|抽查|聘请|出具|建立)/;

/** 开展 for an event whose name has no verb of its own, else nothing. */
export function verbFor(metric: string, unit: string): string {
  return eventUnits.has(unit) && !startsWithVerb.test(metric) ? '开展' : '';
}

/** One counted thing: 走访企业269家次, 开展集体学法12次. */
export function countedPhrase(metric: string, unit: string, text: string): string {
  return `${verbFor(metric, unit)}${metric}${text}`;
}

/** A whole with its parts: 承办建议提案9件，其中承办代表建议4件、承办政协提案5件. */
export function withParts(whole: string, parts: readonly string[]): string {
  return parts.length > 0 ? `${whole}，其中${parts.join('、')}` : whole;
}

/** A rate with the parts that it was computed from: 问题办结率84%（152条/181条）. */
export function rateWithParts(rate: string, numerator: string, denominator: string): string {
  return `${rate}（${numerator}/${denominator}）`;
}

/** Joins the counted things of one sentence; with a 其中 among them the stronger stop keeps parts with their whole. */
export function joinCounts(phrases: readonly string[]): string {
  return phrases.join(phrases.some(phrase => phrase.includes('其中')) ? '；' : '，');
}

/** The totals of a topic as a sentence. `until` is said only where the figures end before the report does. */
export function totalsSentence(counts: string, place: { until: LocalDate | null; year: number; together: boolean }): string {
  const { until, year, together } = place;
  if (until === null) return `${together ? '共' : ''}${counts}。`;
  return `截至${yearOf(until) === year ? '' : `${yearOf(until)}年`}${monthOf(until)}月${dayOf(until)}日，${counts}。`;
}

/** What was done when: 其中，1月6日学习……；8月5日学习……。 */
export function eventsSentence(events: readonly string[], afterTotals: boolean): string {
  return `${afterTotals ? '其中，' : ''}${events.join('；')}。`;
}

/** One event with its day, so that nobody has to ask when: 3月15日开展…… */
export function eventPhrase(when: string, summary: string): string {
  return `${when}${summary}`;
}

/** The only piece of work of a topic with its figures: 3月15日开展反诈宣传，发放宣传资料1000余份。 */
export function singleEventSentence(event: string, counts: string): string {
  return `${event}，${counts}。`;
}

/** The head of one of several topics: 一是企业走访方面， */
export function topicHead(ordinal: string, name: string): string {
  return `${ordinal}是${name}方面，`;
}

/** One shortcoming or plan of several, or the only one. */
export function listedItem(ordinal: string | null, text: string): string {
  return `${ordinal === null ? '' : `${ordinal}是`}${text}。`;
}

/** A plan with the day by which it is to be done. */
export function planPhrase(text: string, deadline: LocalDate | null): string {
  return deadline === null ? text : `${text}（${monthOf(deadline)}月${dayOf(deadline)}日前）`;
}

/** A topic that has entries but neither totals nor anything tellable in words. */
export function bareTopic(when: string, name: string): string {
  return `${when}，开展${name}相关工作。`;
}

/** 〔待补：科室〕 — a heading without material says whom to ask, and invents nothing. */
export function placeholderText(departments: readonly string[], wanted: readonly string[]): string {
  const whom = departments.length > 0 ? departments.join('、') : '责任科室未定';
  const what = wanted.length > 0 ? `，请补报${wanted.slice(0, 6).join('、')}${wanted.length > 6 ? '等' : ''}情况` : '，请补报';
  return `〔待补：${whom}〕本部分没有记录${what}。`;
}

/** The line that every draft carries until a person has read it. */
export const draftMark = '初稿 · 智能辅助起草，须人工审核';

/** 起草说明: what was left out and why. */
export const notes = {
  companies: (count: number, numbers: string): string => `${count}条记录涉及企业名称，正文未写企业名，只计入累计数（${numbers}）。`,
  unplaced: (count: number, numbers: string): string => `${count}条记录不属于本提纲的任何部分，未写入正文（${numbers}）。`,
  masked: (count: number, numbers: string): string => `${count}条记录的数字被遮盖（**），未计数、未推测，请向填报人核实（${numbers}）。`,
  pastPlans: (count: number, numbers: string): string => `${count}条工作安排已过约定日期，未写入下步安排，请核对是否完成（${numbers}）。`,
  partExceeds: (part: string, whole: string): string => `“${part}”大于“${whole}”，正文未写成“其中”，请核对口径。`,
};

/** What stands behind a total and a person should know before signing. */
export const totalRemarks = {
  mixedUnits: (metric: string, units: readonly string[]): string => `“${metric}”${units.join('、')}混报，未去重，请统一口径。`,
  conflicts: (metric: string, numbers: readonly string[]): string =>
    `“${metric}”有${numbers.length}条记录与其他记录交叉或被更新，未计入（${numbers.slice(0, 8).join('、')}${numbers.length > 8 ? '等' : ''}）。`,
  missing: (metric: string, gaps: readonly string[]): string => `“${metric}”缺报：${gaps.slice(0, 6).join('、')}${gaps.length > 6 ? '等' : ''}。`,
  statedRate: (metric: string): string => `“${metric}”只有填报的比率，没有分子分母可核，请核实后再定稿。`,
};
