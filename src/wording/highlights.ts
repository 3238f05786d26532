import { yearOf } from '../domain/date.ts';
import type { Total } from '../domain/total.ts';
import { numbersText } from './entry-line.ts';
import type { OverviewBlock } from './overview.ts';
import { dayText, formatTotal, periodText, privateLine, type Scope, spanOf } from './total-phrase.ts';

/** What one screen takes. */
const MOST_BLOCKS = 8;
const MOST_FIGURES = 3;

/** 能写进亮点的 — one paragraph of figures with the days they speak for, then the records behind it. */
export function highlightsAnswer(blocks: readonly OverviewBlock[], scope: Scope): string {
  const said = blocks
    .map(block => ({ text: clauseOf(block, scope), numbers: numbersOf(block) }))
    .filter(({ text }) => text !== '')
    .slice(0, MOST_BLOCKS);
  const title = `${periodText(scope)}${scope.department ?? ''}能写进亮点的`;
  if (said.length === 0) return `**${title}**\n还没有带数字的记录，不编写。`;
  const asOf = dayText(scope.today < scope.period.to ? scope.today : scope.period.to, yearOf(scope.today));
  return [
    `**${title}**（截至${asOf}）`,
    `${said.map(({ text }) => text).join('；')}。`,
    `依据：${numbersText(said.flatMap(({ numbers }) => numbers).map(number => ({ number })))}`,
    '> 只列台账里有数的，不评价、不排序；哪些算亮点请您定。要报告里的成段文字，说“写一段优化营商环境”。',
  ].join('\n');
}

function clauseOf({ name, count, totals, entries }: OverviewBlock, scope: Scope): string {
  const figures = [...(count?.quantity ? [count] : []), ...totals.filter(total => total.quantity !== null && !total.isStated)].slice(0, MOST_FIGURES);
  if (figures.length > 0) return `${name}：${figures.map(total => figureSaid(total, scope)).join('，')}`;
  return entries.some(({ metrics }) => metrics.length > 0) ? entries.slice(0, 1).map(privateLine).join('') : '';
}

function figureSaid(total: Total, scope: Scope): string {
  return `${total.metric}${formatTotal(total)}（${spanOf(total, scope)}）`;
}

function numbersOf({ count, totals, entries }: OverviewBlock): string[] {
  const lines = [...(count ? [count] : []), ...totals].flatMap(total => total.lines.filter(({ verdict }) => verdict === 'counted'));
  return [...new Set([...lines.map(({ number }) => number), ...entries.map(({ number }) => number)])];
}
