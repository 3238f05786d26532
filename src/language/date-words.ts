import { addDays, dayOf, type LocalDate, lastDayOfMonth, makeDate, monthOf, weekdayOf, yearOf } from '../domain/date.ts';
import { dayPeriod, type Period, quarterOf, quarterPeriod } from '../domain/period.ts';
import { countedMonth, countedMonthOf } from '../domain/reporting-period.ts';
import type { WorkdayCalendar } from '../domain/workday.ts';
import type { DateContext, Resolved } from './date-mention.ts';
import { parseNumeral } from './numerals.ts';

/** One or two digits, or a Chinese numeral. */
export const numeral = '[0-9]{1,2}|[一二三四五六七八九十]{1,3}';
/** ISO weekdays by their Chinese character. */
export const weekdays: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7, 末: 6 };

/** A number of a rule group; NaN when there is none. */
export function number(text: string | undefined): number {
  return parseNumeral(text ?? '') ?? Number.NaN;
}

/** A month and day without a year: this year's, unless that lies far ahead (December said in January is last year's). */
export function nearestYear(month: number, day: number, today: LocalDate): LocalDate | undefined {
  const thisYear = makeDate(yearOf(today), month, day);
  if (thisYear !== undefined && thisYear <= addDays(today, 75)) return thisYear;
  return makeDate(yearOf(today) - 1, month, day);
}

/** 今年, 去年, 明年, 2025年 or 25年; undefined when no year was said. */
export function yearOfWord(word: string | undefined, today: LocalDate): number | undefined {
  if (word === undefined || word === '') return undefined;
  const year = /(\d{4}|\d{2})年?/.exec(word)?.[1];
  if (year !== undefined) return year.length === 2 ? 2000 + Number(year) : Number(year);
  return yearOf(today) + (/去|上/.test(word) ? -1 : /明|来/.test(word) ? 1 : 0);
}

/** A month and day, of a given year or of the nearest one. */
export function monthDay(year: number | undefined, month: number, day: number, today: LocalDate): LocalDate | undefined {
  return year === undefined ? nearestYear(month, day, today) : makeDate(year, month, day);
}

/** From one day to a later one. */
export function between(from: LocalDate | undefined, to: LocalDate | undefined): Resolved {
  if (from === undefined || to === undefined || to < from) return undefined;
  return { period: { from, to }, grain: from === to ? 'day' : 'range' };
}

/** One day. */
export function single(date: LocalDate | undefined): Resolved {
  return date === undefined ? undefined : { period: dayPeriod(date), grain: 'day' };
}

/** 十一月五号六号: days that follow one another, named one by one. */
export function daysInRow(year: number | undefined, month: number, days: readonly number[], today: LocalDate): Resolved {
  const [first = Number.NaN] = days;
  if (days.some((day, index) => day !== first + index)) return undefined;
  const resolved = between(monthDay(year, month, first, today), monthDay(year, month, first + days.length - 1, today));
  return resolved === undefined ? undefined : { ...resolved, days: days.length };
}

/** A period that is still running ends, for what has happened, on the day of sending. */
export function upTo(period: Period, today: LocalDate): Period {
  return period.to > today && period.from <= today ? { from: period.from, to: today } : period;
}

/** 本月, 上月, 下月. */
export function monthOfWord(word: string, { today, calendar }: DateContext): { year: number; month: number } {
  const running = countedMonthOf(today, calendar);
  const first = makeDate(running.year, running.month, 1) ?? today;
  if (/上/.test(word)) return { year: yearOf(addDays(first, -1)), month: monthOf(addDays(first, -1)) };
  if (/下/.test(word)) return { year: yearOf(addDays(first, 31)), month: monthOf(addDays(first, 31)) };
  return running;
}

/** A month by its number: this year's, or last year's when it has not begun. */
export function yearForMonth(year: number | undefined, month: number, today: LocalDate): number {
  return year ?? (month > monthOf(today) + 2 ? yearOf(today) - 1 : yearOf(today));
}

/** 上旬, 中旬, 下旬, 月初, 月底, or the whole month so far. */
export function partOfMonth(year: number, month: number, part: string, { today, calendar }: DateContext): Resolved {
  const day = (value: number): LocalDate => makeDate(year, month, value) ?? '';
  const last = lastDayOfMonth(year, month);
  if (part.startsWith('上')) return { period: upTo({ from: day(1), to: day(10) }, today), grain: 'ten-days' };
  if (part.startsWith('中')) return { period: upTo({ from: day(11), to: day(20) }, today), grain: 'ten-days' };
  if (part.startsWith('下')) return { period: upTo({ from: day(21), to: last }, today), grain: 'ten-days' };
  if (part === '初') return { period: upTo({ from: day(1), to: day(5) }, today), grain: 'range' };
  if (part === '底' || part === '末') return single(last);
  return { period: upTo(countedMonth(year, month, calendar), today), grain: 'month' };
}

/** The last run of at least three days off that ended before `today`. */
export function lastHoliday(today: LocalDate, calendar: WorkdayCalendar, minimum: number): Period | undefined {
  let day = addDays(today, -1);
  for (let steps = 0; steps < 400; steps++, day = addDays(day, -1)) {
    if (calendar.isWorkday(day)) continue;
    let from = day;
    while (!calendar.isWorkday(addDays(from, -1)) && steps < 420) from = addDays(from, -1);
    if (addDays(from, minimum - 1) <= day) return { from, to: day };
    day = from;
  }
  return undefined;
}

const festivalDays: Record<string, [number, number]> = { 国庆: [10, 1], 十一: [10, 1], 五一: [5, 1], 元旦: [1, 1], 清明: [4, 4] };

/** 国庆前, 节后第一天: the worked day beside a holiday. */
export function aroundFestival(name: string, side: string, context: DateContext): Resolved {
  const { today, calendar } = context;
  const fixed = festivalDays[name.replace('节', '')];
  const day = fixed === undefined ? undefined : nearestYear(fixed[0], fixed[1], today);
  const holiday = day === undefined ? lastHoliday(today, calendar, /春节|年/.test(name) ? 6 : 3) : { from: day, to: day };
  // A calendar without holidays still knows that the first day after them is the day of which somebody speaks.
  if (holiday === undefined) return side === '后' ? single(today) : undefined;
  const step = side === '前' ? -1 : 1;
  let edge = addDays(step < 0 ? holiday.from : holiday.to, step);
  for (let guard = 0; guard < 30 && !calendar.isWorkday(edge); guard++) edge = addDays(edge, step);
  return single(edge);
}

/** The day before the first day of a holiday, whether it was worked or not. */
export function beforeFestival(name: string, context: DateContext): Resolved {
  const holiday = duringFestival(name, context);
  return holiday === undefined ? undefined : single(addDays(holiday.period.from, -1));
}

/** Days that carry their date in their name, as month and day. */
export const observances: Record<string, [number, number]> = {
  消费者权益日: [3, 15],
  国家安全教育日: [4, 15],
  世界地球日: [4, 22],
  知识产权日: [4, 26],
  世界环境日: [6, 5],
  国际禁毒日: [6, 26],
  七一: [7, 1],
  八一: [8, 1],
  全国生态日: [8, 15],
  国家宪法日: [12, 4],
};

/** A day of the last fortnight; undefined when it lies further back or ahead, because then it only names the occasion. */
export function lately(day: [number, number] | undefined, today: LocalDate): Resolved {
  const date = day === undefined ? undefined : nearestYear(day[0], day[1], today);
  return date !== undefined && date <= today && date >= addDays(today, -14) ? single(date) : undefined;
}

/** Between which days of the year the holiday falls, and how many days off it has at least. */
const festivalWindows: Record<string, { from: string; to: string; least: number }> = {
  元旦: { from: '01-01', to: '01-01', least: 1 },
  春节: { from: '01-20', to: '02-24', least: 6 },
  清明: { from: '04-04', to: '04-05', least: 1 },
  五一: { from: '05-01', to: '05-01', least: 1 },
  端午: { from: '05-28', to: '06-28', least: 3 },
  中秋: { from: '09-07', to: '10-08', least: 3 },
  国庆: { from: '10-01', to: '10-01', least: 1 },
};

/** 春节期间: its days off, this year's when it has begun, else last year's; undefined when the calendar does not know them. */
export function duringFestival(name: string, { today, calendar }: DateContext): Resolved {
  const window = festivalWindows[name];
  if (window === undefined) return undefined;
  for (const year of [yearOf(today), yearOf(today) - 1]) {
    for (let day = `${year}-${window.from}`; day <= `${year}-${window.to}`; day = addDays(day, 1)) {
      const off = daysOffAround(day, calendar);
      if (off !== undefined && addDays(off.from, window.least - 1) <= off.to && off.from <= today)
        return { period: upTo(off, today), grain: 'range' };
    }
  }
  return undefined;
}

function daysOffAround(day: LocalDate, calendar: WorkdayCalendar): Period | undefined {
  if (calendar.isWorkday(day)) return undefined;
  let from = day;
  let to = day;
  for (let guard = 0; guard < 15 && !calendar.isWorkday(addDays(from, -1)); guard++) from = addDays(from, -1);
  for (let guard = 0; guard < 15 && !calendar.isWorkday(addDays(to, 1)); guard++) to = addDays(to, 1);
  return { from, to };
}

/** 8号: this month when it is not far ahead, else last month. */
export function recentDay(day: number, today: LocalDate): LocalDate | undefined {
  const thisMonth = makeDate(yearOf(today), monthOf(today), day);
  if (thisMonth !== undefined && day <= dayOf(today) + 7) return thisMonth;
  const before = addDays(`${today.slice(0, 8)}01`, -1);
  return makeDate(yearOf(before), monthOf(before), day) ?? thisMonth;
}

/** How many weeks 上, 上上, 下 lie away. */
export function weekOffset(which: string | undefined): number {
  if (which === undefined) return 0;
  if (which.startsWith('大上上')) return -3;
  return { 上上: -2, 上: -1, 下: 1, 下下: 2 }[which] ?? 0;
}

/** 周三 said on Tuesday is last week's: work that is reported has happened. */
export function weekdayInWeek(which: string | undefined, weekday: number, today: LocalDate): LocalDate {
  const monday = addDays(today, 1 - weekdayOf(today));
  const date = addDays(monday, 7 * weekOffset(which) + weekday - 1);
  return which === undefined && date > today ? addDays(date, -7) : date;
}

/** How many days 昨天, 前天, 明天 lie away. */
export function dayWordOffset(word: string): number {
  if (word.startsWith('大前')) return -3;
  return { 前: -2, 昨: -1, 今: 0, 当: 0, 明: 1, 后: 2 }[word.charAt(0)] ?? 0;
}

/** 三季度, 前三季度, 本季度. */
export function quarterOfWord(year: number | undefined, which: string, today: LocalDate): Resolved {
  if (which.startsWith('前')) {
    const to = which === '前三' ? 3 : 2;
    const inYear = year ?? yearOf(today);
    return { period: upTo({ from: `${inYear}-01-01`, to: quarterPeriod(inYear, to).to }, today), grain: 'range', cumulative: true };
  }
  const current = quarterOf(today);
  const named = which === '本' || which === '这' ? current : which === '上' ? current - 1 : number(which);
  const inYear = year ?? (named === 0 || named > current + 1 ? yearOf(today) - 1 : yearOf(today));
  return { period: upTo(quarterPeriod(inYear, named === 0 ? 4 : named), today), grain: 'quarter' };
}
