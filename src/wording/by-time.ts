import { monthOf, yearOf } from '../domain/date.ts';
import { quarterOf } from '../domain/period.ts';
import type { Total } from '../domain/total.ts';
import { formatNumber, formatQuantity } from '../language/format-quantity.ts';
import { basisLine, doubtLines } from './total-basis.ts';
import { formatTotal, headline, type Scope } from './total-phrase.ts';

const quarterNames = ['一季度', '二季度', '三季度', '四季度'];

function yearIn({ period }: Total, scope: Scope): string {
  return yearOf(period.from) === yearOf(scope.today) ? '' : `${yearOf(period.from)}年`;
}

/** 按季. */
export function byQuarterAnswer(total: Total, quarters: readonly Total[], scope: Scope): string {
  const name = (quarter: Total): string => `${yearIn(quarter, scope)}${quarterNames[quarterOf(quarter.period.from) - 1]}`;
  const lines = quarters.map(quarter => `- ${name(quarter)}：${quarter.quantity ? formatTotal(quarter) : '没有单独的记录'}`);
  return [headline(total, scope), ...lines, '> 跨季的累计数拆不开，那一季显示“没有单独的记录”。'].join('\n');
}

/** `最多：3月31家；最少：8月12家`, of the months with a figure of their own. */
export function extremesLine(months: readonly Total[], scope: Scope): string {
  const told = months.filter(month => typeof month.quantity?.value === 'number');
  const over = told.filter(month => !isRunning(month, scope));
  if (over.length < 2) return '有单月数的不足两个月，不作比较。';
  const lowest = Math.min(...over.map(amountOf));
  const highest = Math.max(...told.map(amountOf));
  if (lowest === highest) return '各月持平。';
  const running = months.find(month => isRunning(month, scope));
  return [
    `最多：${named(told, highest, scope)}`,
    `最少：${named(over, lowest, scope)}${running ? `（${monthOf(running.period.from)}月还没完，不算）` : ''}`,
    ...(told.length < months.length ? ['没有单月记录的月份没有比进去'] : []),
  ].join('；');
}

function isRunning({ period }: Total, { today }: Scope): boolean {
  return period.to >= today;
}

function amountOf({ quantity }: Total): number {
  return quantity?.value ?? 0;
}

function named(months: readonly Total[], value: number, scope: Scope): string {
  const same = months.filter(month => amountOf(month) === value);
  const [first] = same;
  const names = same.map(month => `${yearIn(month, scope)}${monthOf(month.period.from)}月`).join('、');
  return first?.quantity ? `${names}${same.length > 1 ? '各' : ''}${formatQuantity(first.quantity)}` : names;
}

/** 平均每月, 平均每季. */
export function averageAnswer(total: Total, { count, per }: { count: number; per: '月' | '季' }, scope: Scope): string {
  const { quantity, kind } = total;
  if (kind === 'rate' || kind === 'level') return [headline(total, scope), '这是时点数或比率，不能平均。'].join('\n');
  const name = per === '月' ? '月' : '季度';
  return [
    headline(total, scope),
    typeof quantity?.value === 'number'
      ? `平均每${name}**${meanText(quantity.value / count, quantity)}**（按${count}个整${name}算，没完的不算）`
      : '没有确数，不算平均。',
    basisLine(total, scope),
    ...doubtLines(total, scope, {}),
  ]
    .filter(line => line !== '')
    .join('\n');
}

/** Below ten one digit more, or little is left of it. */
function meanText(mean: number, { unit, approximate }: { unit: string; approximate: unknown }): string {
  const rounded = Number(mean.toFixed(mean < 10 ? 2 : 1));
  return `${approximate ? '约' : ''}${formatNumber(rounded)}${unit}`;
}

/** 平均每场76.7人次, out of both totals; said where the ledgers cannot tell. */
export function meanAnswer(total: Total, divisor: Total | null, { per, scope }: { per: string; scope: Scope }): string {
  const [whole, parts] = [total.quantity, divisor?.quantity];
  const isEven = divisor !== null && divisor.asOf === total.asOf;
  const basis = [basisLine(total, scope), ...doubtLines(total, scope, {})].filter(line => line !== '');
  if (typeof whole?.value !== 'number' || !parts?.value || !isEven || total.kind === 'rate' || total.kind !== divisor?.kind)
    return [headline(total, scope), `台账里没有能对上的“每${per}”，不算平均。`, ...basis].join('\n');
  const approximate = whole.approximate ?? parts.approximate;
  return [
    headline(total, scope),
    `平均每${per}**${meanText(whole.value / parts.value, { unit: whole.unit, approximate })}**（${formatTotal(total)}÷${formatQuantity(parts)}）`,
    ...basis,
  ].join('\n');
}

export const noWholeMonth = '这段时间里没有一个完整的月或季度，不算平均。直接问总数即可，如“本月走访企业多少”。';
