import { addDays, dayOf, type LocalDate, lastDayOfMonth, makeDate, monthOf, weekdayOf, yearOf } from '../domain/date.ts';
import { dayPeriod, halfPeriod, monthPeriod, type Period, quarterOf, quarterPeriod, weekOf, yearPeriod } from '../domain/period.ts';
import type { WorkdayCalendar } from '../domain/workday.ts';
import { normaliseWidth } from './normalise.ts';
import { parseNumeral } from './numerals.ts';

/** 日期词的粗细 — how wide the words were: a day, a week … or `to-date` for 今年以来 and 截至. */
export type DateGrain = 'day' | 'range' | 'week' | 'ten-days' | 'month' | 'quarter' | 'half' | 'year' | 'to-date';

/** 日期词 — a date or period as it stands in a text, resolved against the day of sending. */
export interface DateMention {
  start: number;
  end: number;
  raw: string;
  period: Period;
  grain: DateGrain;
  /** 6月5日前, 月底前: a limit, not when it happened. */
  isDeadline: boolean;
  /** 截至, 今年以来, 1—9月: figures beside it run from the first of January. */
  cumulative: boolean;
}

/** What relative words are resolved against. */
export interface DateContext {
  today: LocalDate;
  calendar: WorkdayCalendar;
}

type Resolved = { period: Period; grain: DateGrain; cumulative?: boolean } | undefined;
type Resolver = (groups: (string | undefined)[], context: DateContext) => Resolved;

const numeral = '[0-9]{1,2}|[一二三四五六七八九十]{1,3}';
const weekdays: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7, 末: 6 };

function number(text: string | undefined): number {
  return parseNumeral(text ?? '') ?? Number.NaN;
}

/** A month and day without a year: this year's, unless that lies far ahead (December said in January is last year's). */
function nearestYear(month: number, day: number, today: LocalDate): LocalDate | undefined {
  const thisYear = makeDate(yearOf(today), month, day);
  if (thisYear !== undefined && thisYear <= addDays(today, 75)) return thisYear;
  return makeDate(yearOf(today) - 1, month, day);
}

function yearOfWord(word: string | undefined, today: LocalDate): number | undefined {
  if (word === undefined || word === '') return undefined;
  const year = /(\d{4})/.exec(word)?.[1];
  if (year !== undefined) return Number(year);
  return yearOf(today) - (/去|上/.test(word) ? 1 : 0);
}

function monthDay(year: number | undefined, month: number, day: number, today: LocalDate): LocalDate | undefined {
  return year === undefined ? nearestYear(month, day, today) : makeDate(year, month, day);
}

function between(from: LocalDate | undefined, to: LocalDate | undefined): Resolved {
  if (from === undefined || to === undefined || to < from) return undefined;
  return { period: { from, to }, grain: from === to ? 'day' : 'range' };
}

function single(date: LocalDate | undefined): Resolved {
  return date === undefined ? undefined : { period: dayPeriod(date), grain: 'day' };
}

/** A period that is still running ends, for what has happened, on the day of sending. */
function upTo(period: Period, today: LocalDate): Period {
  return period.to > today && period.from <= today ? { from: period.from, to: today } : period;
}

/** Monday to Friday, and a worked Saturday or Sunday (调休) of that week. */
export function workingWeekOf(date: LocalDate, calendar: WorkdayCalendar): Period {
  const monday = weekOf(date).from;
  let to = addDays(monday, 4);
  for (const extra of [5, 6]) if (calendar.isWorkday(addDays(monday, extra))) to = addDays(monday, extra);
  return { from: monday, to };
}

function monthOfWord(word: string, today: LocalDate): { year: number; month: number } {
  const first = `${today.slice(0, 8)}01`;
  if (/上/.test(word)) return { year: yearOf(addDays(first, -1)), month: monthOf(addDays(first, -1)) };
  if (/下/.test(word)) return { year: yearOf(addDays(first, 31)), month: monthOf(addDays(first, 31)) };
  return { year: yearOf(today), month: monthOf(today) };
}

/** A month by its number: this year's, or last year's when it has not begun. */
function yearForMonth(year: number | undefined, month: number, today: LocalDate): number {
  return year ?? (month > monthOf(today) + 2 ? yearOf(today) - 1 : yearOf(today));
}

function partOfMonth(year: number, month: number, part: string, today: LocalDate): Resolved {
  const day = (value: number): LocalDate => makeDate(year, month, value) ?? '';
  const last = lastDayOfMonth(year, month);
  if (part.startsWith('上')) return { period: upTo({ from: day(1), to: day(10) }, today), grain: 'ten-days' };
  if (part.startsWith('中')) return { period: upTo({ from: day(11), to: day(20) }, today), grain: 'ten-days' };
  if (part.startsWith('下')) return { period: upTo({ from: day(21), to: last }, today), grain: 'ten-days' };
  if (part === '初') return { period: upTo({ from: day(1), to: day(5) }, today), grain: 'range' };
  if (part === '底' || part === '末') return single(last);
  return { period: upTo(monthPeriod(year, month), today), grain: 'month' };
}

/** The last run of at least three days off that ended before `today`. */
function lastHoliday(today: LocalDate, calendar: WorkdayCalendar, minimum: number): Period | undefined {
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

function aroundFestival(name: string, side: string, context: DateContext): Resolved {
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

interface Rule {
  pattern: RegExp;
  resolve: Resolver;
}

const sep = '\\s?(?:至|到|[-—~－])\\s?';
const yearWord = '(?:((?:20)\\d{2}年|今年|本年|去年|上年)的?)?';
const dayMark = '(?:日|号)';

const rules: Rule[] = [
  {
    pattern: new RegExp(
      `(20\\d{2})(?:年|[-/.])(\\d{1,2})(?:月|[-/.])(\\d{1,2})(?:日|号)?${sep}(?:(20\\d{2})(?:年|[-/.]))?(?:(\\d{1,2})(?:月|[-/.]))?(\\d{1,2})(?:日|号)?(?![\\d个家人件条份万%])`,
      'g',
    ),
    resolve: ([, y, m, d, y2, m2, d2]) => between(makeDate(number(y), number(m), number(d)), makeDate(number(y2 ?? y), number(m2 ?? m), number(d2))),
  },
  {
    pattern: /(20\d{2})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})(?:日|号)?(?!\d)/g,
    resolve: ([, y, m, d]) => single(makeDate(number(y), number(m), number(d))),
  },
  {
    pattern: new RegExp(`${yearWord}(${numeral})月(${numeral})${dayMark}?${sep}(?:(${numeral})月(?:份)?)(${numeral})${dayMark}`, 'g'),
    resolve: ([, y, m, d, m2, d2], { today }) =>
      between(monthDay(yearOfWord(y, today), number(m), number(d), today), monthDay(yearOfWord(y, today), number(m2), number(d2), today)),
  },
  {
    pattern: new RegExp(`${yearWord}(${numeral})月(?:份)?(${numeral})${dayMark}?${sep}(${numeral})${dayMark}`, 'g'),
    resolve: ([, y, m, d, d2], { today }) =>
      between(monthDay(yearOfWord(y, today), number(m), number(d), today), monthDay(yearOfWord(y, today), number(m), number(d2), today)),
  },
  {
    pattern: new RegExp(`${yearWord}(${numeral})月(?:份)?(${numeral})${dayMark}`, 'g'),
    resolve: ([, y, m, d], { today }) => single(monthDay(yearOfWord(y, today), number(m), number(d), today)),
  },
  {
    pattern: new RegExp(
      `(?<![\\d.])(1[0-2]|0?[1-9])[./](3[01]|[12]\\d|0?[1-9])${sep}(1[0-2]|0?[1-9])[./](3[01]|[12]\\d|0?[1-9])${dayMark}?(?![\\d.%家个件条份万亿户次])`,
      'g',
    ),
    resolve: ([, m, d, m2, d2], { today }) => between(nearestYear(number(m), number(d), today), nearestYear(number(m2), number(d2), today)),
  },
  {
    pattern: new RegExp(
      `(?<![\\d.])(1[0-2]|0?[1-9])\\.(3[01]|[12]\\d|0?[1-9])${sep}(3[01]|[12]\\d|0?[1-9])${dayMark}?(?![\\d.%家个件条份万亿户次])`,
      'g',
    ),
    resolve: ([, m, d, d2], { today }) => between(nearestYear(number(m), number(d), today), nearestYear(number(m), number(d2), today)),
  },
  {
    pattern:
      /(?:(?<=^|[\s，。；、（【：\n在于是和]|[^\d.分率均数量到达为增长降])(?<![\d.]))(1[0-2]|0?[1-9])[.·/](3[01]|[12]\d|0?[1-9])(?:日|号)?(?![\d.%家个件条份万亿户次人名场分元倍吨])/g,
    resolve: ([, m, d], { today }) => single(nearestYear(number(m), number(d), today)),
  },
  {
    pattern: new RegExp(`(?<![\\d月.])(3[01]|[12]?\\d)(?:日|号)?${sep}(3[01]|[12]?\\d)(?:日|号)(?!楼|文|令|线|院)`, 'g'),
    resolve: ([, d, d2], { today }) => between(recentDay(number(d), today), recentDay(number(d2), today)),
  },
  {
    pattern: /(?<![\d月.第〕\]年])(3[01]|[12]?\d)(?:日|号)(?!楼|文|令|线|院|公告|提案|建议|库|厂)/g,
    resolve: ([, d], { today }) => single(recentDay(number(d), today)),
  },
  {
    pattern: new RegExp(`${yearWord}(${numeral})月?(?:份)?${sep}(${numeral})月(?:份)?(?!\\d|[一二三四五六七八九十]日)`, 'g'),
    resolve: ([, y, m, m2], { today }) => {
      const year = yearForMonth(yearOfWord(y, today), number(m2), today);
      const to = makeDate(year, number(m2), 1);
      const from = makeDate(year, number(m), 1);
      if (from === undefined || to === undefined || to < from) return undefined;
      return { period: upTo({ from, to: lastDayOfMonth(year, number(m2)) }, today), grain: 'range', cumulative: number(m) === 1 };
    },
  },
  {
    pattern: new RegExp(`${yearWord}(${numeral})月(?:份)?(?:的?(上旬|中旬|下旬|初|底|末|上半月|下半月))?(?!球|饼|嫂)`, 'g'),
    resolve: ([, y, m, part], { today }) => {
      const month = number(m);
      if (!(month >= 1 && month <= 12)) return undefined;
      return partOfMonth(yearForMonth(yearOfWord(y, today), month, today), month, part ?? '', today);
    },
  },
  {
    pattern: new RegExp(`(?:(${numeral})月|本月|这个月)的?第([一二三四五1-5])(?:周|个星期)`, 'g'),
    resolve: ([, m, nth], { today, calendar }) => {
      const month = m === undefined ? monthOf(today) : number(m);
      const first = makeDate(yearForMonth(undefined, month, today), month, 1);
      // The first week of a month is the one of its first Monday.
      const monday = first === undefined ? undefined : addDays(first, ((8 - weekdayOf(first)) % 7) + 7 * (number(nth) - 1));
      return monday === undefined ? undefined : { period: workingWeekOf(monday, calendar), grain: 'week' };
    },
  },
  {
    pattern: /(本月|这个月|这月|当月|上个?月|下个?月)的?(上旬|中旬|下旬|初|底|末)?/g,
    resolve: ([, word, part], { today }) => {
      const { year, month } = monthOfWord(word ?? '', today);
      return partOfMonth(year, month, part ?? '', today);
    },
  },
  { pattern: /月底|月末/g, resolve: (_, { today }) => single(lastDayOfMonth(yearOf(today), monthOf(today))) },
  { pattern: /年底|年末/g, resolve: (_, { today }) => single(`${yearOf(today)}-12-31`) },
  {
    pattern: /(大?上上|上|下下|下|本|这)?个?(?:周|星期|礼拜)([一二三四五六日天])(?!年|次|期|周)/g,
    resolve: ([, which, day], { today }) => single(weekdayInWeek(which, weekdays[day ?? ''] ?? 1, today)),
  },
  {
    pattern: /(上上|上|下下|下|本|这)(?:一|个)?(?:周|星期|礼拜)(?!年|期|[一二三四五六日天])/g,
    resolve: ([, which], { today, calendar }) => ({ period: workingWeekOf(addDays(today, 7 * weekOffset(which)), calendar), grain: 'week' }),
  },
  {
    pattern: /大前天|前天|前日|前儿|昨天|昨日|昨儿|昨晚|昨(?=[上下]午|晚)|今天|今日|今儿|今早|今(?=[上下]午|晨|晚)|明天|明日|明儿|后天|当日(?!办)/g,
    resolve: ([word], { today }) => single(addDays(today, dayWordOffset(word ?? ''))),
  },
  {
    pattern: /((?:20)\d{2}年|今年|去年|上年)?(?:第)?(一|二|三|四|[1-4]|前三|前两|前二|本|这|上)个?季度/g,
    resolve: ([, y, which], { today }) => quarterOfWord(yearOfWord(y, today), which ?? '', today),
  },
  {
    pattern: /((?:20)\d{2}年|今年|去年|上年)?(上|下)半年/g,
    resolve: ([, y, which], { today }) => ({
      period: upTo(halfPeriod(yearOfWord(y, today) ?? yearOf(today), which === '上' ? 1 : 2), today),
      grain: 'half',
      cumulative: which === '上',
    }),
  },
  {
    pattern: /(?:今年|年初|开年|入年|本年|新年|元旦)以来|今年(?:至今|到现在|到目前|来)|年初(?:至今|到现在)|开年至今/g,
    resolve: (_, { today }) => ({ period: { from: `${yearOf(today)}-01-01`, to: today }, grain: 'to-date', cumulative: true }),
  },
  {
    pattern:
      /(?<![比较同])(今年|本年度?|全年|去年|上年度?|上一年度?|20\d{2}年度?)(?!度?的?(?:以来|同期|相比|末|底|报告|总结|计划|规划|[^，。；]{0,10}(?:报告|清单|年报|统计|总结|要点|方案|计划|规划)))/g,
    resolve: ([, word], { today }) => {
      const year = yearOfWord(word === '全年' ? '今年' : word, today) ?? yearOf(today);
      return { period: upTo(yearPeriod(year), today), grain: 'year', cumulative: year === yearOf(today) };
    },
  },
  {
    pattern:
      /(国庆|五一|元旦|清明|十一|春节|年|端午|中秋|节|假期|长假|小长假)节?(?:假期|放假)?(前|后)(?:夕|的?(?:最后|第)一(?:天|个工作日)|上班第一天)?(?=[\s，,、：。；]|$|对|去|到|开|组|走|检|下|备|办|我|咱|搞|举|的)/g,
    resolve: ([, name, side], context) => aroundFestival(name ?? '', side ?? '', context),
  },
];

function recentDay(day: number, today: LocalDate): LocalDate | undefined {
  const thisMonth = makeDate(yearOf(today), monthOf(today), day);
  if (thisMonth !== undefined && day <= dayOf(today) + 7) return thisMonth;
  const before = addDays(`${today.slice(0, 8)}01`, -1);
  return makeDate(yearOf(before), monthOf(before), day) ?? thisMonth;
}

function weekOffset(which: string | undefined): number {
  if (which === undefined) return 0;
  if (which.startsWith('大上上')) return -3;
  return { 上上: -2, 上: -1, 下: 1, 下下: 2 }[which] ?? 0;
}

/** 周三 said on Tuesday is last week's: work that is reported has happened. */
function weekdayInWeek(which: string | undefined, weekday: number, today: LocalDate): LocalDate {
  const monday = addDays(today, 1 - weekdayOf(today));
  const date = addDays(monday, 7 * weekOffset(which) + weekday - 1);
  return which === undefined && date > today ? addDays(date, -7) : date;
}

function dayWordOffset(word: string): number {
  if (word.startsWith('大前')) return -3;
  return { 前: -2, 昨: -1, 今: 0, 当: 0, 明: 1, 后: 2 }[word.charAt(0)] ?? 0;
}

function quarterOfWord(year: number | undefined, which: string, today: LocalDate): Resolved {
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

interface Span extends DateMention {
  order: number;
}

function matchRules(text: string, context: DateContext): Span[] {
  const spans: Span[] = [];
  rules.forEach((rule, order) => {
    for (const match of text.matchAll(rule.pattern)) {
      const resolved = rule.resolve([...match], context);
      if (resolved === undefined) continue;
      const end = match.index + match[0].length;
      spans.push({
        start: match.index,
        end,
        raw: match[0],
        period: resolved.period,
        grain: resolved.grain,
        isDeadline: false,
        cumulative: resolved.cumulative ?? false,
        order,
      });
    }
  });
  return spans.sort((a, b) => a.start - b.start || b.end - a.end || a.order - b.order);
}

/** Longest first: a span inside or across an earlier one is dropped. */
function withoutOverlaps(spans: Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of spans) if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  return kept;
}

/** 上周三至昨天, 周一到周三, 9月1日至今: two mentions joined by a word for “to” are one range. */
function joinRanges(mentions: Span[], text: string, today: LocalDate): Span[] {
  const joined: Span[] = [];
  for (const mention of mentions) {
    const previous = joined.at(-1);
    const gap = previous === undefined ? '' : text.slice(previous.end, mention.start);
    const forward = previous !== undefined && mention.period.to >= previous.period.from;
    if (previous !== undefined && forward && /^\s?(?:至|到|[-—~])\s?$/.test(gap)) {
      previous.period = { from: previous.period.from, to: mention.period.to };
      previous.end = mention.end;
      previous.raw = text.slice(previous.start, mention.end);
      previous.grain = 'range';
    } else joined.push(mention);
  }
  for (const mention of joined) {
    const rest = /^(?:至今|到现在|到目前|以来)/.exec(text.slice(mention.end, mention.end + 4));
    if (rest === null || mention.grain === 'to-date') continue;
    mention.period = { from: mention.period.from, to: today };
    mention.end += rest[0].length;
    mention.grain = 'range';
    mention.cumulative = mention.period.from.endsWith('-01-01');
  }
  return joined;
}

/** 截至9月底, 截止目前: the figures beside it run from the first of January of that year. */
function readCutOffs(mentions: Span[], text: string, today: LocalDate): Span[] {
  for (const mention of mentions) {
    const before = /截[至止](?:到|至|于)?\s?$/.exec(text.slice(Math.max(0, mention.start - 4), mention.start));
    if (before === null) continue;
    mention.start -= before[0].length;
    mention.raw = text.slice(mention.start, mention.end);
    const to = mention.period.to > today && mention.grain !== 'day' ? today : mention.period.to;
    mention.period = { from: `${yearOf(to)}-01-01`, to };
    mention.grain = 'to-date';
    mention.cumulative = true;
  }
  for (const match of text.matchAll(/截[至止](?:到|至)?(?:目前|现在|当前|日前|今)|(?<=^|[，。；\s])(?:目前为止|到目前为止)/g)) {
    const end = match.index + match[0].length;
    if (mentions.some(mention => mention.start < end && match.index < mention.end)) continue;
    const period = { from: `${yearOf(today)}-01-01`, to: today };
    mentions.push({ start: match.index, end, raw: match[0], period, grain: 'to-date', isDeadline: false, cumulative: true, order: 0 });
  }
  return mentions.sort((a, b) => a.start - b.start);
}

function markDeadlines(mentions: Span[], text: string): Span[] {
  for (const mention of mentions) {
    const after = text.slice(mention.end, mention.end + 3);
    const limit = /^(?:之前|以前|前(?!三|两|天|往|来|期|后))/.exec(after);
    if (limit === null || mention.raw.endsWith('前') || mention.raw.startsWith('截')) continue;
    mention.isDeadline = true;
    mention.end += limit[0].length;
  }
  return mentions;
}

/** Finds dates and periods in a text and resolves them against the day on which it was sent. */
export function readDates(text: string, context: DateContext): DateMention[] {
  const plain = normaliseWidth(text);
  const found = withoutOverlaps(matchRules(plain, context));
  const ranges = joinRanges(found, plain, context.today);
  const mentions = markDeadlines(readCutOffs(ranges, plain, context.today), plain);
  return mentions.map(({ order: _, ...mention }) => mention);
}

const alwaysWorking: WorkdayCalendar = { isWorkday: date => weekdayOf(date) < 6, covers: () => false };

/** Where the dates of a text stand, when it does not matter which days they are. */
export function dateSpans(text: string): { start: number; end: number }[] {
  return readDates(text, { today: '2026-07-01', calendar: alwaysWorking });
}
