import chineseDays from 'chinese-days';
import { addDays, type LocalDate, makeDate, monthOf, weekdayOf, yearOf } from '../domain/date.ts';
import { nearestWorkday } from '../domain/workday.ts';
import type { DateRule } from './date-rules.ts';
import { aroundFestival, between, duringFestival, number, single, weekdayInWeek, weekdays, weekOffset } from './date-words.ts';
import { lastWorkedDays, workingWeekOf } from './working-week.ts';

const few = '[两二三四五六七八九十]|[2-9]|10';
/** What is done for days on end. */
const goesOn = '[看跑走查检办发摆开见访去搞核摸排培下完清拆收接组出巡值宣劝抓建修测调进送帮]';
const lasted = '摆|办|开|讲|培训|检查|抽查|巡查|宣传|摆摊|值守|集训|活动|演练|走访|摸排|宣讲|忙活|忙|跑';

const lunarMonths: Record<string, number> = { 正: 1, 冬: 11, 腊: 12 };
const lunarDay = '初[一二三四五六七八九十]|十[一二三四五六七八九]|二十|廿[一二三四五六七八九]?|三十';

/** A day of the lunar calendar of this year, or of the last one where that is still to come. */
function lunar(month: string, day: string, today: LocalDate): LocalDate | undefined {
  const of = (year: number): LocalDate => {
    const [m, d] = [lunarMonths[month] ?? number(month), number(day.replace('初', ''))];
    return chineseDays.getSolarDateFromLunar(`${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`).date;
  };
  const date = of(yearOf(today));
  return date <= addDays(today, 75) ? date : of(yearOf(today) - 1);
}

/** The last Saturday and Sunday that have begun, or those of another week. */
function weekend(which: string | undefined, today: LocalDate): LocalDate {
  const saturday = addDays(today, 6 - weekdayOf(today) + 7 * weekOffset(which));
  return which === undefined && saturday > today ? addDays(saturday, -7) : saturday;
}

/** Days as they are said and not written: how many, or of which occasion. */
export const spokenDateRules: DateRule[] = [
  {
    // 三天跑了6个村: the days up to the one on which it is told.
    pattern: new RegExp(
      `(?<=^|[，。；：、\\s])(?:这|连续|连着|前后|历时|一连|用了|花了)?(${few})天(?:时间|里|内|下来|共|一共|总共)?，?(?=${goesOn}了?)`,
      'g',
    ),
    resolve: ([, count], context) => lastWorkedDays(number(count), context),
  },
  {
    // 咨询点摆了两天, 开展联合检查5天.
    pattern: new RegExp(`(?<=(?:${lasted})了?)(${few})天(?=[，。；\\s]|$)`, 'g'),
    resolve: ([, count], context) => lastWorkedDays(number(count), context),
  },
  {
    // 五一5天, 春节七天.
    pattern: /(国庆|五一|元旦|清明|春节|端午|中秋)(?:节|假期|小?长假)?(?:这|的)?\s?(?:[2-9]|[两三五七八])天/g,
    resolve: ([, name], context) => duringFestival(name ?? '', context),
  },
  {
    pattern: /高考(?:期间|这[两三]天)/g,
    // 7 June and the two days after it, everywhere.
    resolve: (_, { today }) => {
      const first = makeDate(yearOf(today) - (monthOf(today) < 6 ? 1 : 0), 6, 7);
      return first === undefined ? undefined : between(first, addDays(first, 2));
    },
  },
  {
    // 周三四, 下周一二, 周六周日.
    pattern: /(上上|上|下下|下|本|这)?个?(?:周|星期|礼拜)([一二三四五六])(?:周|星期|礼拜)?([二三四五六日天])(?![一-龥]?[次年期])/g,
    resolve: ([, which, first, last], { today }) => {
      const [a, b] = [weekdays[first ?? ''] ?? 0, weekdays[last ?? ''] ?? 0];
      const to = weekdayInWeek(which, b, today);
      return b === a + 1 ? between(addDays(to, -1), to) : undefined;
    },
  },
  {
    pattern: /(上上|上|下下|下|本|这)?个?(?:周末|双休日?)(?!课堂|集市|大讲堂|学校|[一-龥]{0,2}音乐)/g,
    resolve: ([, which], { today }) => {
      const saturday = weekend(which, today);
      const sunday = addDays(saturday, 1);
      return between(saturday, sunday > today && saturday <= today ? today : sunday);
    },
  },
  {
    // 节后首周, 假后第一周: the first worked week after a holiday, as far as it is over.
    pattern: /(国庆|五一|元旦|清明|春节|端午|中秋|节|假|年)(?:节|假期?)?后(?:的?[首头]一?|第一个?|这)(?:周|星期)/g,
    resolve: ([, name], context) => {
      const day = aroundFestival(name === '假' ? '节' : (name ?? ''), '后', context)?.period.from;
      if (day === undefined) return undefined;
      // A worked Sunday behind a holiday belongs to the week that follows.
      const week = workingWeekOf(addDays(day, weekdayOf(day) > 5 ? 2 : 0), context.calendar);
      return { period: { from: day > week.from ? day : week.from, to: week.to }, grain: 'week' };
    },
  },
  {
    // 清明假期前一周.
    pattern: /(国庆|五一|元旦|清明|春节|端午|中秋|节)(?:节|假期)*前(?:的?一|最后一?个?)(?:周|星期)/g,
    resolve: ([, name], context) => {
      const day = aroundFestival(name ?? '', '前', context);
      return day === undefined ? undefined : { period: workingWeekOf(day.period.to, context.calendar), grain: 'week' };
    },
  },
  {
    // 520那天.
    pattern: /(?<![\d.])([1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:那天|当天|当日)/g,
    resolve: ([, month, day], { today }) => single(nearest(number(month), number(day), today)),
  },
  {
    pattern: /昨(?=[发办查去跑开走接收检组下跟给])/g,
    resolve: (_, { today }) => single(addDays(today, -1)),
  },
  {
    // 昨晚到今早, 昨夜至今晨.
    pattern: /昨[晚夜天日](?:上|间|里)?[到至](?:今(?:早|晨|天早上|天凌晨|天上午)|凌晨)/g,
    resolve: (_, { today }) => between(addDays(today, -1), today),
  },
  {
    // 昨今两天, 前昨两天.
    pattern: /(昨天?今天?|前天?昨天?|昨前|今昨)(?:两|二)天/g,
    resolve: ([, which], { today }) =>
      /前/.test(which ?? '') ? between(addDays(today, -2), addDays(today, -1)) : between(addDays(today, -1), today),
  },
  {
    // 月头几天, 这个月头.
    pattern: /(?:本月|这个?月|当月)?月?(?<=月)头(?:上?几天|几日)?/g,
    resolve: (_, { today }) => between(`${today.slice(0, 8)}01`, [today, `${today.slice(0, 8)}05`].sort()[0]),
  },
  {
    pattern: /(?<![\d一二三四五六七八九十]月的?)(?:本月|这个?月)?上半月/g,
    resolve: (_, { today }) => between(`${today.slice(0, 8)}01`, [today, `${today.slice(0, 8)}15`].sort()[0]),
  },
  {
    // 前三周, 本月前两周: the first weeks of the month.
    pattern: /(?:本月|这个?月)?(?<![目之以日])前([两二三])个?(?:周|星期)(?![岁])/g,
    resolve: ([, count], { today, calendar }) => {
      const first = `${today.slice(0, 8)}01`;
      const { to } = workingWeekOf(addDays(nearestWorkday(first, 1, calendar), 7 * (number(count) - 1)), calendar);
      return between(first, to < today ? to : today);
    },
  },
  {
    // 近半个月, 最近一周, 近两个月.
    pattern:
      /(?:最近|近|过去|这)(半个月|一个月|一周|一个星期|两周|两个星期|两个月|三个月)(?:来|以来|里|内)?|(?<=^|[，。；\s])(半个月|一个月|一周|两个月|三个月)以?来/g,
    resolve: ([, recent, past], { today }) => between(addDays(today, 1 - (spans[recent ?? past ?? ''] ?? 7)), today),
  },
  {
    // 正月初十、十一两天, 腊月廿三.
    pattern: new RegExp(`(正|冬|腊)月(${lunarDay})(?:[、和到至](${lunarDay}))?(?:两天)?`, 'g'),
    resolve: ([, month, first, last], { today }) => {
      const from = lunar(month ?? '', first ?? '', today);
      return last === undefined ? single(from) : between(from, lunar(month ?? '', last, today));
    },
  },
];

const spans: Record<string, number> = { 半个月: 15, 一个月: 30, 一周: 7, 一个星期: 7, 两周: 14, 两个星期: 14, 两个月: 60, 三个月: 90 };

function nearest(month: number, day: number, today: LocalDate): LocalDate | undefined {
  const date = makeDate(yearOf(today), month, day);
  return date !== undefined && date > today ? makeDate(yearOf(today) - 1, month, day) : date;
}
