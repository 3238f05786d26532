import { addDays, dayOf, type LocalDate, monthOf, yearOf } from '../domain/date.ts';
import { formatPeriod, type Period } from '../domain/period.ts';

/** 公文行文 — the connecting words of a draft, in one place, so that every section is written alike. */

/** Units that count events, so that a name without a verb of its own takes one: 开展集体学法12次. */
const eventUnits = new Set(['场', '次', '期', '场次', '轮', '批次']);
/** Names that begin with a verb, or that say what somebody did at an event, take none. */
const hasVerb =
  /^(?:走访|走进|收集|解决|化解|开展|举办|组织|发放|承办|办|出动|检查|整改|发现|兑现|清偿|制定|审查|审核|接|答复|公开|主动|受理|转办|参加|召开|推送|发布|悬挂|下达|争取|印发|修订|废止|清理|备案|旁听|联系|挂联|服务|培训|宣讲|报送|编|制作|惠及|帮助|协调|立案|正在|限期|当场|拟|完成|学习|现场|依申请|移送|监察|抽查|聘|出具|建立|党组|批示|负责人|主要负责人|述法|行政)/;
const isAttendance = /(?:上线|参会|阅读量|播放量|点击量|研究法治|来电|咨询)$/;
const isMeeting = /(?:会|会议|讲座|大讲堂)$/;

/** 开展, 召开 or nothing before the name of what was counted. */
function verbFor(metric: string, unit: string): string {
  if (!eventUnits.has(unit) || hasVerb.test(metric) || isAttendance.test(metric)) return '';
  return isMeeting.test(metric) ? '召开' : '开展';
}

/** One counted thing: 走访企业269家次, 开展集体学法12次. `name` is the metric's, or what is left of it behind the topic's. */
export function countedPhrase(name: string, unit: string, text: string): string {
  return `${verbFor(name, unit)}${name}${text}`;
}

/** A metric as prose has it: 发现问题 for 发现问题（执法）, whose bracket only tells ledgers apart. */
export function spokenName(metric: string): string {
  return metric.replace(/（[^）]{1,6}）$/, '');
}

/** 应考人数 for 学法考试应考人数 once 学法考试 has been said. */
export function shortName(name: string, topic: string): string {
  const metric = spokenName(name);
  const rest = metric.startsWith(topic) ? metric.slice(topic.length) : '';
  return rest.length >= 2 ? rest : metric;
}

/** How a report says one count: in the ledger's own words (公文写法), else with the metric's name. */
export function saidCount(
  ways: { say?: string | undefined; none?: string | undefined },
  count: { value: number | null; text: string },
  plain: string,
): string {
  if (count.value === 0 && ways.none !== undefined) return ways.none;
  return ways.say === undefined ? plain : ways.say.replace('{数}', count.text);
}

/** Before what is still open at the end of the days that a report covers. */
export const standing = '期末';

/** 住建 for 转办—住建, a part that is told behind its whole. */
export function partName(metric: string): string {
  return metric.replace(/^.+—/, '');
}

/** Whether a count says no more than that its one event took place: 开展政企恳谈会1场 behind 召开政企恳谈会. */
export function isMereEvent(unit: string, value: number | null): boolean {
  return value === 1 && eventUnits.has(unit);
}

/** 办理状态 worth saying: work that is not finished; what is finished is told as done. */
export function unfinished(progress: string | null, summary: string): string {
  const isHeld = /(?:召开|举办|举行|开展|组织|参加|参与|配合|检查)/.test(summary);
  const isOpen = progress !== null && /中$|待|正在|尚|未|拟/.test(progress) && progress.length <= 12 && !/\d/.test(progress);
  return isOpen && !isHeld ? `（${progress}）` : '';
}

/** A whole with its parts: 承办建议提案9件，其中承办代表建议4件、承办政协提案5件. */
export function withParts(whole: string, parts: readonly string[]): string {
  return parts.length > 0 ? `${whole}，其中${parts.join('、')}` : whole;
}

/** A rate with the parts that it was computed from: 问题办结率84%（152条/181条）. */
export function rateWithParts(
  rate: string,
  { numerator, denominator, beside }: { numerator: string; denominator: string; beside?: string | undefined },
): string {
  return `${rate}（${numerator}/${denominator}${beside === undefined ? '' : `，${beside}`}）`;
}

/** A figure with last year's behind it: 走访企业269家次（上年同期244家次，增长10.2%）. */
export function besideFigure(text: string, beside: string | undefined): string {
  return beside === undefined ? text : `${text}（${beside}）`;
}

/** Joins the counted things of one sentence; behind a 其中 a stronger stop keeps parts with their whole, a rate stays with what it is of. */
export function joinCounts(phrases: readonly string[]): string {
  return phrases.reduce((said, phrase, position) => {
    const before = phrases[position - 1];
    return before === undefined ? phrase : `${said}${before.includes('其中') && !/%(?:（[^）]*）)?$/.test(phrase) ? '；' : '，'}${phrase}`;
  }, '');
}

/** 10月底, 9月14日. */
function shortUntil(date: LocalDate, year: number): string {
  const isMonthEnd = addDays(date, 1).endsWith('-01');
  return `${yearOf(date) === year ? '' : `${yearOf(date)}年`}${monthOf(date)}月${isMonthEnd ? '底' : `${dayOf(date)}日`}`;
}

/** The totals of a topic as a sentence. The report says its 截至 once at its head; figures that end before it say so behind them. */
export function totalsSentence(counts: string, place: { until: LocalDate | null; year: number; together: boolean }): string {
  const { until, year, together } = place;
  return until === null ? `${together ? '共' : ''}${counts}。` : `${counts}（截至${shortUntil(until, year)}）。`;
}

/** Counts that all come from one piece of work are told for its days: 5月应考45人，实考45人。 */
export function datedCounts(when: string, counts: string): string {
  return `${when}${counts}。`;
}

/** 5月 for a month that was reported before it was over. */
export function monthlyPeriod(period: Period, year: number): string {
  const { from, to } = period;
  const isMonth = from.endsWith('-01') && from.slice(0, 7) === to.slice(0, 7) && dayOf(to) >= 25;
  return isMonth && yearOf(from) === year ? `${monthOf(from)}月` : formatPeriod(period, year);
}

/** Puts who did it (全局) in front of a count; a dated event needs nobody. */
export function withSubject(subject: string, text: string): string {
  return /^\d/.test(text) ? text : `${subject}${text}`;
}

/** Where every sentence of a heading is dated, behind the day: 3月6日全局走访企业12家; not where somebody is named already. */
export function withDatedSubject(subject: string, text: string): string {
  const [, when = '', rest = ''] = /^((?:\d+月)?[\d—月日]+[月日])(.+)$/s.exec(text) ?? [];
  return when === '' || /全局|党组|[科室股中心]{1,2}(?:联合|举办|组织|开展|会同)/.test(rest) ? text : `${when}${subject}${rest}`;
}

/** In a report in the first person, the bureau's work is the bureau's. */
export const wholeBureau = '全局';

/** What was done when: 其中，1月6日学习……；8月5日学习……。 */
export function eventsSentence(events: readonly string[], afterTotals: boolean): string {
  return `${afterTotals ? '其中，' : ''}${events.join('；')}。`;
}

/** One event with its day, so that nobody has to ask when: 3月15日开展…… */
export function eventPhrase(when: string, summary: string): string {
  return /^\d{1,2}月/.test(summary) ? summary : `${when}${summary}`;
}

/** The only piece of work of a topic with its figures: 3月15日开展反诈宣传，发放宣传资料1000余份。 */
export function singleEventSentence(event: string, counts: string): string {
  return counts === '' ? `${event}。` : `${event}，${counts}。`;
}

/** 领句 — 走访服务企业。走访企业269家次……; where the sentence begins with the topic's own words it needs none. `ordinal` is null for the only topic of a heading. */
export function ledTopic(ordinal: string | null, topic: { name: string; lead: string | undefined }, text: string): string {
  const plain = text.replace(/^共/, '');
  const dated = /^(?:\d+月(?:\d+(?:—\d+)?日)?(?:—(?:\d+月)?\d+日)?)?/.exec(plain)?.[0].length ?? 0;
  const head = plain.slice(dated, dated + topic.name.length + (dated > 0 ? 8 : 3));
  const saysItself =
    topic.lead === undefined ? dated === 0 && head.includes(topic.name) : head.includes(topic.name) || head.startsWith(topic.lead.slice(0, 2));
  if (saysItself) return ordinal === null ? text : `${ordinal}是${plain}`;
  if (topic.lead !== undefined) return `${ordinal === null ? '' : `${ordinal}是`}${topic.lead}。${text}`;
  return ordinal === null ? text : `${ordinal}是${topic.name}方面，${text}`;
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
  return `${when}开展${name}相关工作。`;
}

/** 〔待补：科室〕 — a heading without material says whom to ask, and invents nothing. */
export function placeholderText(departments: readonly string[], wanted: readonly string[], isShort: boolean): string {
  const whom = departments.length > 0 ? departments.join('、') : '责任科室未定';
  if (isShort) return `〔待补：${whom}〕本期没有记录；确无新增的，删去本部分。`;
  const what = wanted.length > 0 ? `，请补报${wanted.slice(0, 6).join('、')}${wanted.length > 6 ? '等' : ''}情况` : '，请补报';
  return `〔待补：${whom}〕本部分没有记录${what}。`;
}

/** The line that every draft carries until a person has read it. */
const draftMark = '初稿 · 智能辅助起草，须人工审核';

/** The line at the head of each page: a final has none, only its properties say how it was made. */
export const pageMarks = { draft: draftMark, review: '送审稿 · 智能辅助起草，须人工审核', final: '' } as const;

/** What the properties of a Word file say of how it was made. */
export function madeBy(state: keyof typeof pageMarks, signedBy: string): string {
  return state === 'final' ? `智能辅助起草，${signedBy}审核定稿` : pageMarks[state];
}

/** 起草说明: what was left out and why. */
export const notes = {
  companies: (count: number, numbers: string): string => `${count}条记录涉及企业名称，正文未写企业名，只计入累计数（${numbers}）。`,
  unplaced: (count: number, numbers: string): string => `${count}条记录不属于本提纲的任何部分，未写入正文（${numbers}）。`,
  untold: (count: number, numbers: string): string =>
    `${count}条记录的说法不能直接写进公文，也没有可累计的数字，未写入正文，请看原话后补写（${numbers}）。`,
  masked: (count: number, numbers: string): string => `${count}条记录的数字被遮盖（**），未计数、未推测，请向填报人核实（${numbers}）。`,
  pastPlans: (count: number, numbers: string): string => `${count}条工作安排已过约定日期，未写入下步安排，请核对是否完成（${numbers}）。`,
};

/** 起草说明 about figures, one line for all figures with the same remark. */
export const remarkNotes = {
  'mixed-units': (metrics: string, detail: string): string => `${metrics}：${detail}混报，未去重，请统一口径。`,
  conflict: (metrics: string, detail: string): string => `${metrics}：记录${detail}与其他记录时间交叉或已被更新，未计入，请核对。`,
  missing: (metrics: string, detail: string): string => `${metrics}：缺报${detail}。`,
  'stated-rate': (metrics: string): string => `${metrics}：只有填报的比率，没有分子分母可核，请核实后再定稿。`,
  'partial-rate': (metrics: string, detail: string): string => `${metrics}：填报的比率只说${detail}，不能代表全期，未写入正文。`,
  outdated: (metrics: string, detail: string): string => `${metrics}：是${detail}的数，其后同一事项已有新数，未写入正文，请报新数。`,
  'early-base': (metrics: string, detail: string): string =>
    `${metrics}：期初没有截至前一天的累计数，减去的是${detail}，期前几天的数含在内，请核对。`,
  'part-exceeds': (metrics: string, detail: string): string => `${metrics}：大于“${detail}”，正文未写成“其中”，请核对口径。`,
} as const;

/** “走访企业”“收集问题” — the figures that a remark is about; a long list is cut with its count. */
export function quotedMetrics(metrics: readonly string[]): string {
  const shown = metrics
    .slice(0, 6)
    .map(metric => `“${metric}”`)
    .join('');
  return metrics.length > 6 ? `${shown}等${metrics.length}项` : shown;
}

/** A list of gaps or numbers inside a remark. */
export function remarkList(items: readonly string[]): string {
  return `${items.slice(0, 8).join('、')}${items.length > 8 ? '等' : ''}`;
}

export const caseUnit = '件';

/** 跟踪办理企业诉求3件，已办结2件。 */
export function casesTold(kind: string, all: number, closed: number): string {
  const done = closed === 0 ? '' : closed === all && all > 1 ? `，已全部办结` : `，已办结${closed}${caseUnit}`;
  return `跟踪办理${kind}${all}${caseUnit}${done}。`;
}
