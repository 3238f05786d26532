import type { MetricReading } from '../../domain/entry.ts';
import type { Quantity } from '../../domain/quantity.ts';
import { unitClassOf } from '../../language/units.ts';
import { candidatesFor } from './candidates.ts';
import type { Collected, Context } from './collected-figure.ts';
import type { FigureWindow } from './figure-window.ts';
import { stripFillers } from './filler-words.ts';
import { defined } from './known-figure.ts';
import type { TimedClause } from './timed-clause.ts';

/** Words that set a figure beside another: 同比, 较上年, 比上月多. */
export const comparison =
  /[比较][^一-龥A-Za-z\d]+(?:[多少增减升降涨高低快慢]|提高|提升|下降)|同比|环比|较上年|较去年|比上年|比去年|较同期|比同期|同期|[比较](?:上次|上回|上期|之前|以前|原来|前期|往年|年初|去年底|上年末)/;

export const earlierYear = /(?:去年|上年)(?:同期[^，。；]{0,16}|(?:全年)?[^，。；]{0,6})$/;

/** 去年同期18家，增长22%: how much more, and no figure of its own. */
export function isBareGrowth({ unit }: Quantity, { left }: FigureWindow): boolean {
  return unitClassOf(unit) === 'rate' && /^(?:增长|下降|增幅|降幅|提升|提高|上升|降低)了?$/.test(stripFillers(left));
}

/** 去年全年走访288家, with nothing of this year beside it, is last year's own figure and no comparison. */
export function isAllAboutLastYear(before: string, collected: readonly Collected[]): boolean {
  return collected.length === 0 && /^\s*(?:去年|上年度?)(?:全年|一年)?/.test(before) && !/同期|比|较|[是为]$/.test(before);
}

/** 同比增加9个 is kept as a rate: it is never added to anything. A bare figure of last year is no figure of this one. */
export function readComparison(
  quantity: Quantity,
  window: FigureWindow,
  previous: Collected | undefined,
  timed: TimedClause,
  context: Context,
): Collected[] {
  // 同比+8.1%: a sign says it as well.
  const isSigned = /[+]\s*$/.test(window.left) || (quantity.value ?? 0) < 0;
  const change = isSigned || /增|多|减|少|降|升|提高|下滑|涨/.test(window.left) || /增|减|降|升/.test(window.right);
  if (!change) return [];
  const known = candidatesFor(quantity, window, context).find(
    ({ metric, ledger }) => ledger === context.ledger && metric.kind === 'rate' && /同比|环比|增/.test(metric.name),
  );
  if (known !== undefined) return [{ reading: defined(quantity, known, timed, context), window }];
  const basis = /环比|[比较]上月/.test(window.left)
    ? '环比'
    : /同比|同期|去年|上年/.test(timed.clause.text)
      ? '同比'
      : isBareGrowth(quantity, window)
        ? ''
        : '较前期';
  const isRate = unitClassOf(quantity.unit) === 'rate';
  const down = /减|少|降|下滑/.test(window.left);
  const said = isBareGrowth(quantity, window) ? '' : stripFillers(window.left.split(comparison)[0] ?? '');
  const name = `${said.length >= 2 ? said.slice(-12) : (previous?.reading.name ?? '')}${basis}${down ? (isRate ? '下降' : '减量') : isRate ? '增长' : '增量'}`;
  return [{ reading: { ...quantity, name, kind: 'rate', isNew: true, inferred: false, partOf: null }, window }];
}

/** A figure that only says how much more or less than before. */
export function isComparison({ kind, isNew, name }: MetricReading): boolean {
  return kind === 'rate' && isNew && /(?:同比|环比|较前期)(?:增|减|下?降)/.test(name);
}
