import type { Bureau } from '../bureau/bureau.ts';
import { addDays, dayOf, type LocalDate, lastDayOfMonth, makeDate, monthOf, yearOf } from '../domain/date.ts';
import { overlaps, type Period, samePeriod, yearPeriod } from '../domain/period.ts';
import { countedMonth, countedMonthOf, type Reporting } from '../domain/reporting-period.ts';
import { readDates } from '../language/dates.ts';
import { parseNumeral } from '../language/numerals.ts';

/** The days that a question speaks about, where it says them; and the question without those words. */
export interface AskedPeriod {
  period: Period | null;
  /** The earlier of two periods that lie apart (一季度和二季度); null for one. */
  earlier: Period | null;
  /** Only days that have not come were named: the first of them. */
  future: Period | null;
  rest: string;
}

/** Years to come that no date rule reads. */
const comingYears: Record<string, number> = { 明年: 1, 来年: 1, 下年度: 1, 后年: 2 };

/** Reads 今年以来, 上半年, 三季度, 上月, 近三个月, 3月到8月, 去年, 一季度和二季度; days that have not come are told apart. */
export function readPeriod(text: string, { today, bureau }: { today: LocalDate; bureau: Pick<Bureau, 'calendar'> }): AskedPeriod {
  const recent = /近([一二两三四五六七八九十\d]+)个?月/.exec(text);
  const none = { period: null, earlier: null, future: null, rest: text };
  if (recent) return { ...none, period: lastMonths(parseNumeral(recent[1] ?? '') ?? 1, today), rest: text.replace(recent[0], '') };
  const all = readDates(text, { today, calendar: bureau.calendar });
  const mentions = withoutWholeYear(all.filter(mention => mention.period.from <= today));
  if (mentions.length === 0) return { ...none, future: all[0]?.period ?? comingYear(text, today) };
  const named = mentions.filter(mention => mention.grain !== 'day' || mentions.length === 1);
  const [first = mentions[0]] = [...named].sort((a, b) => narrowness(a.period) - narrowness(b.period));
  if (!first) return none;
  const rest = all.reduceRight((left, mention) => left.slice(0, mention.start) + left.slice(mention.end), text);
  const [before, after] = apart(named.map(mention => mention.period));
  if (before && after) return { ...none, period: after, earlier: before, rest };
  // 今年三季度: the narrower of the two is meant.
  return { ...none, period: first.period, rest };
}

/** 截至由10月31日改到11月20日: the earlier and the later 截至; of one day alone, from it to today, or to it from the month's end before it. */
export function readCutOffs(text: string, { today, calendar }: { today: LocalDate; calendar: Bureau['calendar'] }): Period | null {
  const said = readDates(text, { today, calendar }).map(({ period }) => (period.to < today ? period.to : today));
  const [one, other] = [...new Set(said)].sort();
  if (one === undefined) return null;
  if (other !== undefined) return { from: one, to: other };
  return one === today ? { from: addDays(`${one.slice(0, 8)}01`, -1), to: one } : { from: one, to: today };
}

/** 去年全年: 全年 by itself is this year's, behind another period it only says that all of it is meant. */
function withoutWholeYear<M extends { raw: string }>(mentions: readonly M[]): M[] {
  const others = mentions.filter(mention => mention.raw !== '全年');
  return others.length > 0 ? others : [...mentions];
}

function comingYear(text: string, today: LocalDate): Period | null {
  const word = Object.keys(comingYears).find(each => text.includes(each));
  return word === undefined ? null : yearPeriod(yearOf(today) + (comingYears[word] ?? 0));
}

/** Exactly two periods that share no day, in order of time; nothing else is a pair. */
function apart(periods: readonly Period[]): [Period, Period] | [] {
  const [one, other, ...more] = periods;
  if (!one || !other || more.length > 0 || overlaps(one, other)) return [];
  return one.from < other.from ? [one, other] : [other, one];
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
export function lastMonth(today: LocalDate, calendar: Reporting): Period {
  const running = countedMonthOf(today, calendar);
  const before = countedMonthOf(addDays(countedMonth(running.year, running.month, calendar).from, -1), calendar);
  return countedMonth(before.year, before.month, calendar);
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
