import { dateOf } from '../domain/date.ts';
import type { Entry } from '../domain/entry.ts';
import { formatPeriod, type Period } from '../domain/period.ts';
import { limited, monthDay, privateLine, type Scope, scopeText } from './total-phrase.ts';

/** What one 科室 has reported. */
interface ReportedText {
  department: string;
  entries: readonly Entry[];
  nilReports: number;
}

/** In a list of all 科室 each shows this many. */
const SHOWN_EACH = 3;

/** 报了哪些、报了多少条 — by 科室 in fixed order. `missing`: figures that a 科室 reports period after period and has not yet. */
export function reportedAnswer(
  all: readonly ReportedText[],
  { scope, missing, isListed }: { scope: Scope; missing: readonly { metric: string; department: string; period: Period }[]; isListed: boolean },
): string {
  const [only] = all;
  const who = scope.reporter ?? scope.department;
  if (!only || all.every(({ entries, nilReports }) => entries.length + nilReports === 0))
    return `**${scopeText({ ...scope, reporter: null, department: null })}${who ?? '各科室'}还没有登记过条目**，不等于没有工作。`;
  const lines = all.length === 1 || who !== null ? all.flatMap(inFull) : all.map(each => inShort(each, isListed));
  const gaps = missing.map(({ metric, department, period }) => `${department}${formatPeriod(period, Number(scope.today.slice(0, 4)))}“${metric}”`);
  return [
    `**${scopeText({ ...scope, reporter: null, department: null })}${who ?? '各科室'}已登记的**（截至${monthDay(scope.today < scope.period.to ? scope.today : scope.period.to)}）`,
    ...lines,
    gaps.length > 0 ? `按期应报还没见到：${gaps.slice(0, 6).join('、')}${gaps.length > 6 ? `等${gaps.length}项` : ''}` : '',
    who === null ? '按科室固定顺序列出，只说明登记情况，不作比较。' : '是否报齐请科室联络员核对；写报告还缺什么，回“还缺什么”。',
  ]
    .filter(line => line !== '')
    .join('\n');
}

function countText({ entries, nilReports }: ReportedText): string {
  const last = entries.at(-1);
  const counted = last ? `${entries.length}条，最近一条${monthDay(dateOf(last.submittedAt))}报` : '没有条目';
  return nilReports > 0 ? `${counted}；报过${nilReports}次“无新增”` : counted;
}

function inShort(reported: ReportedText, isListed: boolean): string {
  const { department, entries } = reported;
  const more = entries.length > SHOWN_EACH ? `；等${entries.length}条` : '';
  const list = isListed && entries.length > 0 ? `：${entries.slice(-SHOWN_EACH).map(lineOf).join('；')}${more}` : '';
  return `- ${department}：${countText(reported)}${list}`;
}

function inFull(reported: ReportedText): string[] {
  return [`${reported.department}${countText(reported)}`, ...limited(reported.entries.map(entry => `- ${lineOf(entry)}`))];
}

function lineOf(entry: Entry): string {
  return `${privateLine(entry)}〔${entry.number} ${entry.reporter.name}〕`;
}
