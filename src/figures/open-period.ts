import type { Bureau } from '../bureau/bureau.ts';
import { addDays, daysBetween, type LocalDate, lastDayOfMonth, monthOf, yearOf } from '../domain/date.ts';
import { monthPeriod, type Period, quarterOf, quarterPeriod, yearPeriod } from '../domain/period.ts';
import { countedWeekOf } from '../domain/reporting-period.ts';
import type { DateMention } from '../language/date-mention.ts';
import { readDates } from '../language/dates.ts';
import { parseNumeral } from '../language/numerals.ts';

/** Days that a question counts from or up to: 9月以后, 国庆以前, 年初到9月底, 最近两周. `period` is null where the words name days that nobody can tell. */
export interface OpenPeriod {
  period: Period | null;
  raw: string;
}

interface Context {
  today: LocalDate;
  bureau: Pick<Bureau, 'calendar'>;
}

type Rule = readonly [RegExp, (match: RegExpExecArray, context: Context) => Period | null];

const number = '([零一二两三四五六七八九十\\d]{1,3})';
const festival = '(国庆|十一|五一|元旦|清明|春节|端午|中秋)(?:节)?(?:小?长?假)?';

/** The first that fits decides. */
const rules: readonly Rule[] = [
  [/(?:最?近|过去|这)半年(?:以?来|内)?|半年以?来/, (_, { today }) => lastMonths(6, today)],
  [new RegExp(`(?:最?近|过去|这)${number}个?季度?(?:以?来)?`), ([, count], { today }) => lastMonths(3 * numeral(count), today)],
  [new RegExp(`(?:最?近|过去|这)${number}个?月(?:以?来|内)?`), ([, count], { today }) => lastMonths(numeral(count), today)],
  [new RegExp(`(?:最?近|过去)${number}个?(?:周|星期|礼拜)(?:以?来|内)?`), ([, count], context) => lastWeeks(numeral(count), context)],
  [new RegExp(`(?:最?近|过去)${number}[天日](?:以?来|内)?`), ([, count], { today }) => ({ from: addDays(today, 1 - numeral(count)), to: today })],
  [/上上个?月/, (_, { today }) => monthsBefore(1, addDays(firstOfMonth(today), -1))],
  [/上上个?季度?/, (_, { today }) => quarterBefore(quarterBefore(today).from)],
  [/大前年|前年/, ([said], { today }) => yearPeriod(yearOf(today) - (said === '前年' ? 2 : 3))],
  [/(?:最?近|过去)一?年(?:以?来|内)?/, (_, { today }) => lastMonths(12, today)],
  [new RegExp(`(?<!上)[前头]${number}个月`), ([, count], { today }) => firstMonths(numeral(count), today)],
  [new RegExp(`上${number}个月`), ([, count], { today }) => monthsBefore(numeral(count), today)],
  [new RegExp(`${festival}(?:过?[以之]?后|以来|到现在|至今)`), ([, name], context) => after(holidayOf(name, context), context)],
  [
    /(?:过[完了]年|(?<![\d今去前明后每几半一二两三四五六七八九十])年后)(?:[以之]后|以来|到现在|至今)?(?!续)/,
    (_, context) => after(holidayOf('春节', context), context),
  ],
  [new RegExp(`${festival}[以之]?前`), ([, name], context) => before(holidayOf(name, context)?.from)],
  [
    /(?:从|自)?(?:今年)?年初(?:开始)?(?:到|至|—|-)((?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}[日号]|份?底?|初)|上个?月底?|[一二三四]季度末?)/,
    ([, end], context) => upTo(end, context),
  ],
  // 春节到上个月: from a day that the calendar alone does not tell.
  [/(?:春节|清明|五一|十一|端午|中秋|国庆|元旦|[年节]后)[^，。]{0,2}[到至](?:上个?月|\d{1,2}月)/, () => null],
  [
    /(?:截[至止]?到?|(?<=^|[，,。；;\s])[到至]|(?<![月日号季度年周初底节起始半旬期假后]|从[^，。]*)[到至](?=上个?月底))(上个?月底?)(?:为止)?/,
    ([, end], context) => upTo(end, context),
  ],
  [/(?<![月日号季度底初份截止])(?:到|至)(\d{1,2}月\d{1,2}[日号]|\d{1,2}月底)(?:为止|前)?/, ([, end], context) => upTo(end, context)],
  [
    /(?:春节|清明|五一|十一|端午|中秋|国庆|元旦|[过年]节|长假|假期|暑假|寒假|节)[以之]?[前后]|暑假|寒假|(?:最近|近期|近来)|[这前上头近]几个?[天周月个]|这两天|前(?:段|阵)(?:时间|子)/,
    () => null,
  ],
];

/** The first such words of a question; null where there are none. */
export function readOpenPeriod(text: string, context: Context): OpenPeriod | null {
  for (const [pattern, periodOf] of rules) {
    const match = pattern.exec(text);
    if (!match) continue;
    const period = periodOf(match, context);
    // 近0个月, 过去999天: nobody counts so.
    const isSane = period !== null && period.from <= period.to && daysBetween(period.from, period.to) <= 2 * 366;
    return { period: isSane ? period : null, raw: match[0] };
  }
  return null;
}

/** 9月以后, 上周五之前: the days that were named, as an edge of those that are meant; null where they are meant themselves. */
export function openedBy({ period, end, isDeadline }: DateMention, text: string, today: LocalDate): Period | null {
  const following = text.slice(end);
  if (/^(?:份|初|底)?(?:[以之]后|过后|起|开始)/.test(following)) return { from: period.from, to: today };
  if (!isDeadline) return null;
  // 9月30日前 reaches to that day, 9月以前 to the end of August.
  const to = period.from === period.to ? period.to : addDays(period.from, -1);
  return { from: `${yearOf(to)}-01-01`, to: to < today ? to : today };
}

function numeral(words: string | undefined): number {
  return parseNumeral(words ?? '') ?? 0;
}

/** The running month and those before it, by whole months, as they are reported. */
function lastMonths(count: number, today: LocalDate): Period | null {
  if (count < 1) return null;
  let from = firstOfMonth(today);
  for (let left = count - 1; left > 0; left--) from = firstOfMonth(addDays(from, -1));
  return { from, to: today };
}

/** 上两个月: as many whole months before the running one. */
function monthsBefore(count: number, today: LocalDate): Period | null {
  return lastMonths(count, addDays(firstOfMonth(today), -1));
}

function quarterBefore(date: LocalDate): Period {
  const eve = addDays(quarterPeriod(yearOf(date), quarterOf(date)).from, -1);
  return quarterPeriod(yearOf(eve), quarterOf(eve));
}

/** 前十个月: of this year. */
function firstMonths(count: number, today: LocalDate): Period | null {
  if (count < 1 || count > 12) return null;
  const { to } = monthPeriod(yearOf(today), count);
  return { from: `${yearOf(today)}-01-01`, to: to < today ? to : today };
}

/** The running week and those before it, as the bureau counts its weeks. */
function lastWeeks(count: number, { today, bureau }: Context): Period {
  return { from: addDays(countedWeekOf(today, bureau.calendar).from, -7 * (count - 1)), to: today };
}

function firstOfMonth(date: LocalDate): LocalDate {
  return `${date.slice(0, 8)}01`;
}

/** The days off of the holiday that last began. */
function holidayOf(name: string | undefined, context: Context): Period | null {
  return only(`${name === '十一' ? '国庆' : name}期间`, context);
}

function only(words: string | undefined, { today, bureau }: Context): Period | null {
  return readDates(words ?? '', { today, calendar: bureau.calendar })[0]?.period ?? null;
}

function after(period: Period | null, { today }: Context): Period | null {
  return period ? { from: addDays(period.to, 1), to: today } : null;
}

/** From the year's beginning to the day before. */
function before(date: LocalDate | undefined): Period | null {
  if (date === undefined) return null;
  const to = addDays(date, -1);
  return { from: `${yearOf(to)}-01-01`, to };
}

/** From the year's beginning to the last of the days named: 年初到9月底, 9月30日前. */
function upTo(words: string | undefined, context: Context): Period | null {
  const named = only(words, context);
  if (!named) return null;
  const isMonth = /^[^日号]*月份?$/.test(words ?? '');
  const to = isMonth ? lastDayOfMonth(yearOf(named.from), monthOf(named.from)) : named.to;
  return { from: `${yearOf(to)}-01-01`, to: to < context.today ? to : context.today };
}
