import type { Bureau } from '../bureau/bureau.ts';
import { addDays, dayOf, type LocalDate, lastDayOfMonth, makeDate, monthOf, yearOf } from '../domain/date.ts';
import { type Period, samePeriod, yearPeriod } from '../domain/period.ts';
import { readDates } from '../language/dates.ts';
import { parseNumeral } from '../language/numerals.ts';

/** The days that a question speaks about, where it says them; and the question without those words. */
export interface AskedPeriod {
  period: Period | null;
  rest: string;
}

/** Reads 今年以来, 上半年, 三季度, 上月, 近三个月, 3月到8月, 去年; never days that have not come. */
export function readPeriod(text: string, { today, bureau }: { today: LocalDate; bureau: Pick<Bureau, 'calendar'> }): AskedPeriod {
  const recent = /近([一二两三四五六七八九十\d]+)个?月/.exec(text);
  if (recent) return { period: lastMonths(parseNumeral(recent[1] ?? '') ?? 1, today), rest: text.replace(recent[0], '') };
  const mentions = readDates(text, { today, calendar: bureau.calendar }).filter(mention => mention.period.from <= today);
  if (mentions.length === 0) return { period: null, rest: text };
  const named = mentions.filter(mention => mention.grain !== 'day' || mentions.length === 1);
  const [first = mentions[0]] = [...named].sort((a, b) => narrowness(a.period) - narrowness(b.period));
  if (!first) return { period: null, rest: text };
  const rest = mentions.reduceRight((left, mention) => left.slice(0, mention.start) + left.slice(mention.end), text);
  // 今年三季度: the narrower of the two is meant.
  return { period: first.period, rest };
}

function narrowness({ from, to }: Period): number {
  return Date.parse(to) - Date.parse(from);
}

/** The running month and those before it, by whole months, as they are reported. */
function lastMonths(count: number, today: LocalDate): Period {
  let from = `${today.slice(0, 8)}01`;
  for (let left = count - 1; left > 0; left--) from = `${addDays(from, -1).slice(0, 8)}01`;
  return { from, to: today };
}

/** The whole month before the running one. */
export function lastMonth(today: LocalDate): Period {
  const to = addDays(`${today.slice(0, 8)}01`, -1);
  return { from: `${to.slice(0, 8)}01`, to };
}

/** From 1 January to today. */
export function yearToDate(today: LocalDate): Period {
  return { from: `${yearOf(today)}-01-01`, to: today };
}

export function isYearToDate(period: Period, today: LocalDate): boolean {
  return samePeriod(period, yearToDate(today));
}

/** The same days of the year before; the last day of a month stays the last. */
export function yearBefore({ from, to }: Period): Period {
  return { from: dayBefore(from), to: dayBefore(to) };
}

function dayBefore(date: LocalDate): LocalDate {
  const year = yearOf(date) - 1;
  const isLast = date === lastDayOfMonth(yearOf(date), monthOf(date));
  return (isLast ? undefined : makeDate(year, monthOf(date), dayOf(date))) ?? lastDayOfMonth(year, monthOf(date));
}

/** The period of the same length in months before this one: 上月, 上季度; null when it is not made of whole months. */
export function periodBefore({ from, to }: Period): Period | null {
  if (!from.endsWith('-01') || to !== lastDayOfMonth(yearOf(to), monthOf(to))) return null;
  const months = (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from) + 1;
  const end = addDays(from, -1);
  let start = `${end.slice(0, 8)}01`;
  for (let left = months - 1; left > 0; left--) start = `${addDays(start, -1).slice(0, 8)}01`;
  return { from: start, to: end };
}

/** The whole year in which a period ends. */
export function wholeYear(period: Period): Period {
  return yearPeriod(yearOf(period.to));
}
