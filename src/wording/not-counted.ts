import { yearOf } from '../domain/date.ts';
import { formatPeriod, type Period } from '../domain/period.ts';
import type { QuestionForm } from '../domain/question.ts';

/** A question about days that have not come. */
export function notYet(metrics: readonly string[], period: Period, today: string): string {
  const what = metrics.length > 0 ? `“${metrics.join('、')}”` : '数';
  return `**${formatPeriod(period, yearOf(today))}还没有到**，台账只记已经做了的事，没有那时的${what}。计划安排请问责任科室。`;
}

/** A question about the ledgers whose figure is in none of them. */
export const notInLedgers = [
  '**没有对上台账里的哪一项**，我不推测。可以这样问：',
  '- 今年走访了多少企业　按科室看走访企业',
  '- 本周各科室报了哪些　企业服务科今年主要做了什么',
  '- 还没办完的有哪些　有没有前后对不上的数',
].join('\n');

/** A second question in the same breath that no metric fits. */
export function alsoAsked(clauses: readonly string[]): string {
  return `没有对上${clauses.map(clause => `“${clause.trim()}”`).join('、')}是台账里的哪一项，请带上名称单独问。`;
}

/** Days were named that nobody can tell. */
export const undated =
  '**没读懂您说的是哪几天**，没有给数，免得按错的时段算。\n请写明日期再问一次，如“9月1日到10月31日走访企业多少”；一次可以问一段，或并排两段。';

const methods: Partial<Record<QuestionForm, string>> = {
  open: '**未办结的是这样列的**\n- 报过总数和办结数的，按“总数－办结数”推算，标明为推算数\n- 报过未办结数的，取最近一次上报，标明日期\n- 写了办理状态、没有写明办结的条目，逐条列出\n是否已办结由责任科室确认。',
  outstanding:
    '**剩余数是这样算的**\n- 报过总数和办结数的，按“总数－办结数”推算，两数须截至同一天\n- 报过未办结数的，取最近一次上报，不相加\n推算数请责任科室核对。',
  consistency: '**是这样核对的**\n- 分项之和与合计是否相等\n- 时段交叉、前后说法不同的同一指标\n- 更正过的、疑似重复的，按编号列出',
  overview:
    '**概况是这样汇总的**\n- 按台账归类，次数少的逐条列，多的按指标合计\n- 累计数与单期数不重复加，缺报的月份另行标出\n要看某一项怎么算的，请带上名称，如“走访企业多少”，再回“怎么算的”。',
  reported: '**是这样列的**\n- 按条目所说的工作日期落在这段时间的计，已撤回的不计\n- 科室按固定顺序',
};

/** 怎么算的, after an answer that states no single figure. */
export function methodOf(form: QuestionForm | null): string {
  return (form && methods[form]) ?? notInLedgers;
}
