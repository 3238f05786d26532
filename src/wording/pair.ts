import type { Quantity } from '../domain/quantity.ts';
import type { Total } from '../domain/total.ts';
import { formatNumber, formatQuantity } from '../language/format-quantity.ts';
import { basisLine, doubtLines } from './total-basis.ts';
import { headline, periodText, type Scope, scopeText } from './total-phrase.ts';

/** 两个时段放在一起 — each figure with its basis, then the difference; nothing is said of a reason. */
export function pairAnswer(
  { before, after, change }: { before: Total; after: Total; change: { difference: number; unit: string; growth: number | null } | null },
  scope: Scope,
): string {
  const names = [after, before].map(({ period }) => periodText({ period, today: scope.today })).join('比');
  return [
    ...said(before, scope),
    ...said(after, scope),
    change ? `${names}：${changeText(change, after.kind === 'rate')}` : '有一个时段没有可比的数，不作比较。',
  ]
    .filter(line => line !== '')
    .join('\n');
}

/** 合计呢 — each figure with its basis, then what they are together. */
export function pairSum({ before, after, sum }: { before: Total; after: Total; sum: Quantity | null }, scope: Scope): string {
  const names = [before, after].map(({ period }) => periodText({ period, today: scope.today })).join('与');
  const together = sum
    ? `**${names}相加：${formatQuantity(sum)}**，中间的时段不在内。`
    : before.quantity && after.quantity
      ? `${names}的数不能相加，不作合计。`
      : '有一个时段没有数，不作合计。';
  return [...said(before, scope), ...said(after, scope), together].filter(line => line !== '').join('\n');
}

function said(total: Total, scope: Scope): string[] {
  const own = { ...scope, period: total.period };
  if (!total.quantity) return [`**${scopeText(own)}还没有收集到“${total.metric}”的记录**，不等于0。`];
  return [headline(total, own), basisLine(total, own), ...doubtLines(total, own, {})];
}

function changeText({ difference, unit, growth }: { difference: number; unit: string; growth: number | null }, isRate: boolean): string {
  if (difference === 0) return '持平';
  const size = formatNumber(Math.abs(difference));
  if (isRate) return `${difference > 0 ? '提高' : '降低'}${size}个百分点`;
  const share = growth === null ? '' : `，${growth > 0 ? '增长' : '下降'}${formatNumber(Math.abs(growth))}%`;
  return `${difference > 0 ? '增加' : '减少'}${size}${unit}${share}`;
}
