import type { Entry } from '../domain/entry.ts';
import type { Total } from '../domain/total.ts';
import { figureText } from './entry-line.ts';
import { detailList } from './explanation.ts';
import { formatTotal, periodText, type Scope } from './total-phrase.ts';

/** 记录里提到民爆的有2条. */
export function linesMentioning(about: string, metrics: readonly string[], scope: Scope): (entries: readonly Entry[]) => string {
  return entries =>
    [
      detailList(`${periodText(scope)}${scope.department ?? ''}记录里提到“${about}”的`, entries),
      `> 台账没有单独统计“${about}”的${metrics.map(metric => `“${metric}”`).join('、')}，请按上面的记录核对。要全部的数，请问“今年${metrics[0] ?? ''}多少”。`,
    ].join('\n');
}

/** 数据安全那场培训来了112人: added up from the records that say so; of `untold` they say no figure that could be. */
export function mentionedTotals(
  totals: readonly Total[],
  { about, untold, areChangesSaid = false }: { about: string; untold: readonly string[]; areChangesSaid?: boolean },
  scope: Scope,
): (entries: readonly Entry[]) => string {
  const figures = totals.map(total => `${total.metric}${formatTotal(total)}`).join('、');
  return entries =>
    [
      detailList(`${periodText(scope)}${scope.department ?? ''}提到“${about}”的${figures}`, entries, { areChangesSaid }),
      `> 只算记录原话里写明“${about}”的${entries.length}条；没写明的不在内。`,
      ...(untold.length > 0 ? [`> 其中没有单独记${untold.map(metric => `“${metric}”`).join('、')}，请按记录核对。`] : []),
    ].join('\n');
}

/** Of what was asked, what stands in none of them. */
export function noneMentions(about: string): string {
  return `没有记录提到“${about}”，上面只是说到其余部分的。`;
}

/** 双随机检查几次: no record says it; the figure of everything is offered and not told in its place. */
export function onlyWholeKnown(about: string, metrics: readonly string[], scope: Scope): string {
  return `**${periodText(scope)}没有记录提到“${about}”**，单说它有多少，台账里没有。要全部的数，请问“${periodText(scope)}${metrics[0] ?? ''}多少”。`;
}

/** Words that were hardly meant to narrow it: the figure is of everything. */
export function notMentioned(about: string): string {
  return `没有记录提到“${about}”，上面是全部的数，不是专指它的。`;
}

/** What no metric is named for: the records that say it, for the asker to read. */
export function recordsSaying(entries: readonly Entry[], scope: Scope, { areChangesSaid = false } = {}): string {
  return [
    detailList(`${periodText(scope)}的记录里说到的`, entries, { isStateSaid: true, areChangesSaid }),
    '> 台账没有单独统计您问的这一项，我不推算，请按记录核对。',
  ].join('\n');
}

/** 84%对不对: where that figure stands. */
export function recordsWithFigure(said: string, entries: readonly Entry[], scope: Scope): string {
  if (entries.length === 0)
    return `**${periodText(scope)}的记录里没有报过“${said}”这个数**；也可能是几条加出来的。请带上名称再问，如“走访企业怎么算的”。`;
  return [
    detailList(`${periodText(scope)}报过“${said}”的记录`, entries),
    '> 对不对以上面的原始记录为准；要看合计怎么来的，请带上名称再问“怎么算的”。',
  ].join('\n');
}

/** 交了没, after a figure: what the records behind it say. */
export function recordsBehindSaid(entries: readonly Entry[], scope: Scope): string {
  return [
    detailList(`${periodText(scope)}和上一问有关的记录`, entries, { isStateSaid: true }),
    '> 记录里写到的都在上面；没写到的我不推测，请问责任科室。',
  ].join('\n');
}

/** Telephone numbers and the like are masked before anything is written. */
export const notKept = '**台账里没有电话、证件号等个人信息**，登记时已经隐去。请直接问填报的科室。';

/** Asked after what was done, of which no record speaks; `about`: the words that none of them says. */
export function noRecordSays(scope: Scope, { about = [] }: { about?: readonly string[] } = {}): string {
  const what = about.length > 0 ? `提到“${about.join('、')}”` : '说到您问的这件事';
  return `**${periodText(scope)}台账里没有记录${what}**，不等于没有做，也不等于0。可请责任科室补报，或带上台账里的名称再问。`;
}

/** 其中原话写明安全手册的: what the narrower word stands for, beside the whole figure. */
export function spelledOut(alias: string, metric: string, entries: readonly Entry[]): string {
  const told = entries.slice(0, 4).map(({ number, metrics }) => {
    const own = metrics.filter(({ name }) => name === metric);
    return `${own.map(figureText).join('、')}〔${number}〕`;
  });
  return `其中原话写明“${alias}”的：${told.join('，')}${entries.length > 4 ? `等${entries.length}条` : ''}。`;
}
