import { monthOf, yearOf } from '../../domain/date.ts';
import { halfPeriod, monthPeriod, type Period, quarterOf, quarterPeriod, yearPeriod } from '../../domain/period.ts';
import type { DateContext } from '../../language/date-mention.ts';
import { readDates } from '../../language/dates.ts';
import { workingWeekOf } from '../../language/working-week.ts';

const kinds: [RegExp, string][] = [
  [/述职|述法/, 'duty'],
  [/半年|上半年|下半年/, 'half-year'],
  [/季报|季度/, 'quarter'],
  [/月报|本月|上个?月|\d月|月度/, 'month'],
  [/周报|本周|这周|上周|一周/, 'week'],
  [/总结/, 'summary'],
  [/年报|年度|全年|今年|年终/, 'annual'],
];

function wholePeriod(kind: string, context: DateContext): Period | null {
  const year = yearOf(context.today);
  switch (kind) {
    case 'half-year':
      return halfPeriod(year, monthOf(context.today) <= 7 ? 1 : 2);
    case 'quarter':
      return quarterPeriod(year, quarterOf(context.today));
    case 'month':
      return monthPeriod(year, monthOf(context.today));
    case 'week':
      return workingWeekOf(context.today, context.calendar);
    default:
      return null;
  }
}

/** Which report over which days is asked for; the period is whole, even while it is still running. */
export function draftRequestOf(text: string, context: DateContext): { kind: string; period: Period | null } {
  const kind = kinds.find(([words]) => words.test(text))?.[1] ?? 'annual';
  const mention = readDates(text, context).find(date => !date.isDeadline);
  if (mention === undefined) return { kind, period: wholePeriod(kind, context) };
  const { period, grain } = mention;
  if (grain === 'half') return { kind, period: halfPeriod(yearOf(period.from), monthOf(period.from) <= 6 ? 1 : 2) };
  if (grain === 'quarter') return { kind, period: quarterPeriod(yearOf(period.from), quarterOf(period.from)) };
  if (grain === 'month') return { kind, period: monthPeriod(yearOf(period.from), monthOf(period.from)) };
  return { kind, period: grain === 'year' ? yearPeriod(yearOf(period.from)) : period };
}
