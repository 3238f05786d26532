import { addDays, lastDayOfMonth, makeDate, monthOf, weekdayOf, yearOf } from '../domain/date.ts';
import { halfPeriod, yearPeriod } from '../domain/period.ts';
import { countedMonth } from '../domain/reporting-period.ts';
import type { Resolver } from './date-mention.ts';
import {
  aroundFestival,
  beforeFestival,
  between,
  daysInRow,
  dayWordOffset,
  duringFestival,
  lastHoliday,
  lately,
  monthDay,
  monthOfWord,
  nearestYear,
  number,
  numeral,
  observances,
  partOfMonth,
  quarterOfWord,
  recentDay,
  single,
  upTo,
  weekdayInWeek,
  weekdays,
  weekOffset,
  yearForMonth,
  yearOfWord,
} from './date-words.ts';
import { workingWeekOf } from './working-week.ts';

/** 日期规则 — a way of writing a date, and what it means. */
export interface DateRule {
  pattern: RegExp;
  resolve: Resolver;
  /** The words say one day outright (2月30日); when there is no such day, nothing shorter in them is one either. */
  isOutright?: true;
}

const sep = '\\s?(?:至|到|[-—~－])\\s?';
const yearWord = '(?:((?:20)?\\d{2}年|今年|本年|去年|上年|明年|来年)的?)?';
const dayMark = '(?:日|号)';

/** Every way of writing a date or period, the more exact ones first. */
export const dateRules: DateRule[] = [
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
    isOutright: true,
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
    pattern: new RegExp(
      `${yearWord}(${numeral})月(?:份)?(${numeral})(?:${dayMark}[、和及]?|[、和及])(${numeral})${dayMark}(?:[、和及]?(${numeral})${dayMark})?`,
      'g',
    ),
    resolve: ([, y, m, ...days], { today }) => daysInRow(yearOfWord(y, today), number(m), days.filter(day => day !== undefined).map(number), today),
  },
  {
    pattern: new RegExp(`${yearWord}(${numeral})月(?:份)?(${numeral})${dayMark}`, 'g'),
    resolve: ([, y, m, d], { today }) => single(monthDay(yearOfWord(y, today), number(m), number(d), today)),
    isOutright: true,
  },
  {
    pattern: new RegExp(
      `(?<![\\d.])(1[0-2]|0?[1-9])[./](3[01]|[12]\\d|0?[1-9])${sep}(1[0-2]|0?[1-9])[./](3[01]|[12]\\d|0?[1-9])${dayMark}?(?![\\d.%家个件条份十百千万亿户次])`,
      'g',
    ),
    resolve: ([, m, d, m2, d2], { today }) => between(nearestYear(number(m), number(d), today), nearestYear(number(m2), number(d2), today)),
  },
  {
    pattern: new RegExp(
      `(?<![\\d.])(1[0-2]|0?[1-9])\\.(3[01]|[12]\\d|0?[1-9])${sep}(3[01]|[12]\\d|0?[1-9])${dayMark}?(?![\\d.%家个件条份十百千万亿户次])`,
      'g',
    ),
    resolve: ([, m, d, d2], { today }) => between(nearestYear(number(m), number(d), today), nearestYear(number(m), number(d2), today)),
  },
  {
    pattern:
      /(?:(?<=^|[\s，。；、（【：\n在于是和]|[^\d.分之率均数量到达为增长降])(?<![\d.]))(1[0-2]|0?[1-9])[.·/](3[01]|[12]\d|0?[1-9])(?:日|号)?(?! (?:公[里斤顷]|[万亿]|吨|米|亩|元|千[瓦克米]|立方|平|升|小时|倍|分))(?![\d.%A-Za-z家个件条份十百千万亿户次人名场分元倍吨座处台栋亩套所张辆批米公千平斤克升小天年岁度级页字吨])/g,
    resolve: ([, m, d], { today }) => single(nearestYear(number(m), number(d), today)),
  },
  {
    pattern: new RegExp(`(?<![\\d月.])(3[01]|[12]?\\d)(?:日|号)?${sep}(3[01]|[12]?\\d)(?:日|号)(?!楼|文|令|线|院)`, 'g'),
    resolve: ([, d, d2], { today }) => between(recentDay(number(d), today), recentDay(number(d2), today)),
  },
  {
    pattern: /(?<![\d月.第〕\]年路街巷弄])(3[01]|[12]?\d)(?:日|号)(?!内|之内|以内|楼|文|令|线|院|公告|提案|建议|库|厂)/g,
    resolve: ([, d], { today }) => single(recentDay(number(d), today)),
  },
  {
    pattern: new RegExp(`${yearWord}(${numeral})月?(?:份)?${sep}(${numeral})月(?:份)?(?!\\d|[一二三四五六七八九十]日)`, 'g'),
    resolve: ([, y, m, m2], { today, calendar }) => {
      const year = yearForMonth(yearOfWord(y, today), number(m2), today);
      if (makeDate(year, number(m), 1) === undefined || makeDate(year, number(m2), 1) === undefined || number(m2) < number(m)) return undefined;
      const { from } = countedMonth(year, number(m), calendar);
      const { to } = countedMonth(year, number(m2), calendar);
      return { period: upTo({ from, to }, today), grain: 'range', cumulative: number(m) === 1 };
    },
  },
  {
    pattern: new RegExp(
      `${yearWord}(${numeral})月(?:份)?(?:的?(上旬|中旬|下旬|初|底|末|上半月|下半月))?(?!球|饼|嫂|[一-龥]{0,4}(?:宣传月|活动月|安全月|服务月|集中月))`,
      'g',
    ),
    resolve: ([, y, m, part], context) => {
      const { today } = context;
      const month = number(m);
      if (!(month >= 1 && month <= 12)) return undefined;
      return partOfMonth(yearForMonth(yearOfWord(y, today), month, today), month, part ?? '', context);
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
    resolve: ([, word, part], context) => {
      const { year, month } = monthOfWord(word ?? '', context);
      return partOfMonth(year, month, part ?? '', context);
    },
  },
  {
    pattern: /(?:本月|这个?月|当月)(3[01]|[12]?\d)(?:日|号)/g,
    resolve: ([, day], { today }) => single(makeDate(yearOf(today), monthOf(today), number(day))),
  },
  { pattern: /(?<![\d.])(?:1[3-9]|[2-9]\d)月(?![\d龄])/g, resolve: () => undefined, isOutright: true },
  {
    pattern: /(?<![本上下这个正冬腊\d一二三四五六七八九十])月初/g,
    resolve: (_, context) => partOfMonth(yearOf(context.today), monthOf(context.today), '初', context),
  },
  {
    pattern: /(国庆|五一|元旦|清明|春节|端午|中秋)(?:节)?(?:[、和与暨]?(国庆|中秋)(?:节)?)?(?:双节)?(?:小?长?假)?(?:期间|假期|放假(?:期间)?)/g,
    resolve: ([, name, second], context) => duringFestival(second === '国庆' ? second : (name ?? ''), context),
  },
  {
    pattern: new RegExp(`(${Object.keys(observances).join('|')})(?!前|后|[^，。；]{0,4}(?:方案|通知|计划))`, 'g'),
    resolve: ([, name], { today }) => lately(observances[name ?? ''], today),
  },
  {
    pattern: /(?:节假日|节日|假日|假期|长假|双节)期间/g,
    resolve: (_, { today, calendar }) => {
      const period = lastHoliday(today, calendar, 3);
      return period === undefined ? undefined : { period, grain: 'range' };
    },
  },
  {
    pattern: /(?<![一-龥])(?:这|近|最近)两天/g,
    resolve: (_, { today }) => between(addDays(today, -1), today),
  },
  { pattern: /(?:月底|月末)(?!了)/g, resolve: (_, { today }) => single(lastDayOfMonth(yearOf(today), monthOf(today))) },
  { pattern: /(?:年底|年末)(?!了)/g, resolve: (_, { today }) => single(`${yearOf(today)}-12-31`) },
  {
    pattern: /(大?上上|上|下下|下|本|这)?个?(?:周|星期|礼拜)([一二三四五六日天])(?!年|次|期|周)/g,
    resolve: ([, which, day], { today }) => single(weekdayInWeek(which, weekdays[day ?? ''] ?? 1, today)),
  },
  {
    pattern: /(上上|上|下下|下|本|这)(?:一|个)?(?:周|星期|礼拜)(?!年|期|那[批些个]|[一二三四五六日天末])/g,
    resolve: ([, which], { today, calendar }) => ({ period: workingWeekOf(addDays(today, 7 * weekOffset(which)), calendar), grain: 'week' }),
  },
  {
    // 【平安办一周工作】, 周报 at the head: the week in which it is sent.
    pattern: /一周(?=工作|情况|小结|动态|主要)|(?<=^[^，。；\n]{0,10})周报(?=[\s：】]|接龙|$)/g,
    resolve: (_, { today, calendar }) => ({ period: workingWeekOf(today, calendar), grain: 'week' }),
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
    pattern: new RegExp(`(?:今年|本年)?的?前(${numeral})个月`, 'g'),
    // 前三个月 in a report are those of the year, as far as they are over.
    resolve: ([, count], { today }) =>
      number(count) < monthOf(today) && number(count) >= 2
        ? { period: { from: `${yearOf(today)}-01-01`, to: lastDayOfMonth(yearOf(today), number(count)) }, grain: 'range', cumulative: true }
        : undefined,
  },
  {
    pattern: /(?<=^|[，。；：\s])一年来(?!临)/g,
    resolve: (_, { today }) => {
      const year = monthOf(today) <= 2 ? yearOf(today) - 1 : yearOf(today);
      return { period: upTo(yearPeriod(year), today), grain: 'to-date', cumulative: year === yearOf(today) };
    },
  },
  {
    pattern:
      /(?<![比较同]|[查翻调抽评阅审看补]了?)(今年|本年度?|全年|去年|上年度?|上一年度?|20\d{2}年度?)(?!度?的?(?:第[一二三四五六七八九十\d]|头一|首[轮批场次期]|[^，。；\d]{2,8}第[一二三四五六七八九十\d]{1,2}[批轮期次场]|以来|同期|相比|末|底|报告|总结|计划|规划|[^，。；]{0,10}(?:报告|清单|年报|统计|总结|要点|方案|计划|规划)))/g,
    resolve: ([, word], { today }) => {
      const year = yearOfWord(word === '全年' ? '今年' : word, today) ?? yearOf(today);
      return { period: upTo(yearPeriod(year), today), grain: 'year', cumulative: year === yearOf(today) };
    },
  },
  {
    // 截至五一前注册: up to the day before the holiday.
    pattern: /(?<=截[至止]到?)(国庆|五一|元旦|清明|春节|端午|中秋)(?:节)?前/g,
    resolve: ([, name], context) => beforeFestival(name ?? '', context),
  },
  {
    pattern:
      /(国庆|五一|元旦|清明|十一|春节|年|端午|中秋|节|假期|长假|小长假)节?(?:假期|放假)?(前|后)(?:夕|的?(?:最后|第)一(?:天|个工作日)|上班第一天)?(?=[\s，,、：。；]|$|对|去|到|开(?![复工市学业])|组|走|检|查|巡|排|执|发|拆|下|备|办|我|咱|搞|举|的|法|普|宣|集|安|全|各|送|进)/g,
    resolve: ([, name, side], context) => aroundFestival(name ?? '', side ?? '', context),
  },
];
