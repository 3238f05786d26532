import type { Total } from '../domain/total.ts';
import { formatNumber } from '../language/format-quantity.ts';
import { fixedOrder } from './figures.ts';
import { basisLine, doubtLines } from './total-basis.ts';
import { asOfText, formatTotal, headline, type Scope, scopeText, totalPhrase } from './total-phrase.ts';

/** 科室并列 — each in its own view. */
export function sideBySideAnswer(metric: string, views: readonly { department: string; total: Total }[], scope: Scope): string {
  const lines = views.map(({ department, total }) =>
    total.quantity ? `- ${department}：${formatTotal(total)}（${asOfText(total, scope)}）` : `- ${department}：没有收集到记录，不等于0`,
  );
  const joint = views.some(({ total }) => total.supported.length > 0) ? ['含配合其他科室的，相加会大于全局数。'] : [];
  return [`**${scopeText({ ...scope, department: null })}${metric}**`, ...lines, ...joint, fixedOrder].join('\n');
}

/** 占比. */
export function shareAnswer({ part, whole }: { part: Total; whole: Total }, scopes: { part: Scope; whole: Scope }): string {
  const [top, bottom] = [part.quantity, whole.quantity];
  if (!top) return `**${scopeText(scopes.part)}还没有收集到“${part.metric}”的记录**，不等于0，不算占比。`;
  const isCertain =
    top.value !== null &&
    bottom?.value &&
    bottom.unit === top.unit &&
    part.kind !== 'rate' &&
    (part.kind !== 'level' || (whole.kind === 'level' && part.asOf === whole.asOf));
  const of = `${scopeText(scopes.whole)}${totalPhrase(whole, { scope: scopes.whole, asOf: null })}`;
  const percent = isCertain ? Number(((100 * (top.value ?? 0)) / (bottom.value ?? 1)).toFixed(1)) : null;
  const isRough = top.approximate !== null || bottom?.approximate;
  return [
    headline(part, scopes.part),
    percent === null ? `${of}；两个数不能相除，不算占比。` : `占${of}的**${isRough ? '约' : ''}${formatNumber(percent)}%**`,
    basisLine(part, scopes.part),
    ...doubtLines(part, scopes.part, {}),
  ]
    .filter(line => line !== '')
    .join('\n');
}

/** 政协提案比代表建议多1件; said to be nothing where the two cannot be set against each other. */
export function differenceLine(one: Total, other: Total, change: { difference: number; unit: string } | null): string {
  if (!change || one.kind !== other.kind) return '> 两个数单位或性质不同，不相减。';
  if (change.difference === 0) return `> ${one.metric}和${other.metric}一样多。`;
  const dates = one.asOf === other.asOf ? '' : '（两数截至的日子不同）';
  return `> ${one.metric}比${other.metric}${change.difference > 0 ? '多' : '少'}${formatNumber(Math.abs(change.difference))}${change.unit}${dates}。`;
}

/** 比目标. */
export function targetAnswer({ quantity }: Total, target: number | null, isLastYears = false): string {
  if (target === null) return '> 台账只记做了多少，没有记目标数。带上目标再问一次，如“走访企业目标300家差多少”。';
  const goal = `${formatNumber(target)}${quantity?.unit ?? ''}`;
  if (typeof quantity?.value !== 'number' || quantity.approximate !== null) return `> 记的是概数，和${goal}差多少说不准。`;
  const difference = Number((quantity.value - target).toFixed(4));
  if (difference === 0) return `> 正好${goal}。`;
  if (difference > 0) return `> 已超过${goal}，多${formatNumber(difference)}${quantity.unit}。`;
  const done = target > 0 ? `，完成${formatNumber(Number(((100 * quantity.value) / target).toFixed(1)))}%` : '';
  return `> 离${isLastYears ? '去年的' : '您说的'}${goal}还差${formatNumber(-difference)}${quantity.unit}${done}。`;
}
