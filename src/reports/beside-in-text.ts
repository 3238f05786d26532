import type { Bureau } from '../bureau/bureau.ts';
import type { LocalDate } from '../domain/date.ts';
import type { Entry } from '../domain/entry.ts';
import type { Figure } from '../domain/outline.ts';
import type { Period } from '../domain/period.ts';
import { compareWithLastYear, type LastYear } from '../figures/compare.ts';
import { totalOf } from '../figures/total.ts';
import { formatNumber } from '../language/format-quantity.ts';
import { changePhrase, ownLedger, sizeOfChange } from '../wording/beside-last-year.ts';
import type { Total } from './total.ts';

/** 上年对比 — what stands in brackets behind a figure of this year, with the figures that it says. */
export interface Beside {
  text: string;
  figures: Figure[];
}

/** Null where last year has no figure for the very same days, or a 余, 近, 约 on either side allows no difference. */
export type BesideFor = (total: Total, period: Period) => Beside | null;

/** What last year's figures are looked up in; `entries` are those of both years. */
export interface BesideSources {
  bureau: Bureau;
  entries: readonly Entry[];
  today: LocalDate;
  lastYear: LastYear;
}

/** 正文带上年对比 — for outlines that want it: last year's figure over the same days, and the change in the right words. */
export function besideFor({ bureau, entries, today, lastYear }: BesideSources): BesideFor {
  return ({ metric, asOf, approximate }, period) => {
    const request = { metric, period, today, bureau };
    const comparison = approximate === null ? compareWithLastYear(totalOf(entries, request), { entries, request, lastYear }) : null;
    if (comparison?.basis !== 'same-period' || comparison.period.to !== asOf || comparison.difference === null) return null;
    const { before, current, difference, growth } = comparison;
    const own = totalOf(entries, { ...request, period: before.period, today: before.period.to });
    const isOwn = before.source === ownLedger;
    if (isOwn ? own.quantity?.approximate != null : lastYear(metric, before.period)?.isApproximate) return null;
    const rests = { approximate: null, asOf: before.period.to, entries: isOwn ? own.entries : [], ...(isOwn ? {} : { source: before.source }) };
    const lastYears: Figure = { ...rests, text: `${formatNumber(before.value)}${before.unit}`, metric, value: before.value, unit: before.unit };
    const said = {
      isRate: current.kind === 'rate',
      difference,
      growth,
      unit: current.quantity?.unit ?? '',
      lastYears: lastYears.text,
      period: before.period,
    };
    const size = sizeOfChange(said);
    const value = growth === null ? difference : growth;
    const change: Figure = { ...rests, text: size, metric: `${metric}同比`, value: Math.abs(value), unit: growth === null ? said.unit : '%' };
    return { text: changePhrase(said), figures: difference === 0 ? [] : said.isRate ? [change] : [lastYears, change] };
  };
}
