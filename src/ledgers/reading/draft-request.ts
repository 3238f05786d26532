import { addDays, yearOf } from '../../domain/date.ts';
import { halfPeriod, monthPeriod, type Period, quarterPeriod, weekOf, yearPeriod } from '../../domain/period.ts';
import type { DateContext } from '../../language/date-mention.ts';

const kinds: readonly (readonly [RegExp, string])[] = [
  [/述职|述法/, 'duty'],
  [/半年/, 'half-year'],
  [/季度|季报/, 'quarter'],
  [/月(度|报|小结|总结)|本月|上个?月|(?<!\d)(1[0-2]|[1-9])月/, 'month'],
  [/周(报|小结|汇总|总结)|本周|上周|这周|一周/, 'week'],
  [/总结/, 'summary'],
];

const quarters = '一二三四';

/** The days that the words ask for. Without a year, what is written in January and February is about the year before; a half-year report is then its second half, else the first. */
function periodFor(kind: string, text: string, { today }: DateContext): Period {
  const isWritingSeason = today.slice(5) <= '02-29' && !text.includes('今年');
  const said = Number(/(20\d{2})\s*年?/.exec(text)?.[1] ?? (/去年|上年/.test(text) ? yearOf(today) - 1 : 0));
  const year = said || yearOf(today) - Number(isWritingSeason);
  const month = Number(today.slice(5, 7));
  switch (kind) {
    case 'half-year':
      return halfPeriod(year, /下半年/.test(text) || (isWritingSeason && !/上半年/.test(text)) ? 2 : 1);
    case 'quarter': {
      const named = quarters.indexOf(/([一二三四])季度/.exec(text)?.[1] ?? '?') + 1;
      const running = Math.ceil(month / 3);
      if (named) return quarterPeriod(said || yearOf(today), named);
      return /上个?季度/.test(text) && running === 1
        ? quarterPeriod(yearOf(today) - 1, 4)
        : quarterPeriod(yearOf(today), running - Number(/上个?季度/.test(text)));
    }
    case 'month': {
      const named = Number(/(?<!\d)(1[0-2]|[1-9])月/.exec(text)?.[1] ?? 0);
      if (named) return monthPeriod(said || yearOf(today), named);
      return /上个?月/.test(text) && month === 1
        ? monthPeriod(yearOf(today) - 1, 12)
        : monthPeriod(yearOf(today), month - Number(/上个?月/.test(text)));
    }
    case 'week':
      return weekOf(text.includes('上周') ? addDays(today, -7) : today);
    default:
      return yearPeriod(year);
  }
}

/** Which report over which days is asked for; the period is whole, even while it is still running. */
export function draftRequestOf(text: string, context: DateContext): { kind: string; period: Period } {
  const kind = kinds.find(([words]) => words.test(text))?.[1] ?? 'annual';
  return { kind, period: periodFor(kind, text, context) };
}
