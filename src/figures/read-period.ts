import type { Bureau } from '../bureau/bureau.ts';
import { addDays, dayOf, type LocalDate, lastDayOfMonth, makeDate, monthOf, yearOf } from '../domain/date.ts';
import { overlaps, type Period, samePeriod, yearPeriod } from '../domain/period.ts';
import { countedMonth, countedMonthOf, type Reporting } from '../domain/reporting-period.ts';
import { readDates } from '../language/dates.ts';
import { openedBy, readOpenPeriod } from './open-period.ts';
import { occasionWords } from './read-occasion.ts';

/** The days that a question speaks about, where it says them; and the question without those words. */
export interface AskedPeriod {
  period: Period | null;
  /** The earlier of two periods that lie apart (一季度和二季度); null for one. */
  earlier: Period | null;
  /** Only days that have not come were named: the first of them. */
  future: Period | null;
  /** Days were named, but which they are cannot be told. */
  isUnread: boolean;
  rest: string;
}

/** Years to come that no date rule reads. */
const comingYears: Record<string, number> = { 明年: 1, 来年: 1, 下年度: 1, 后年: 2 };

/** Reads 今年以来, 上半年, 三季度, 上月, 近三个月, 3月到8月, 去年, 一季度和二季度, 9月以后; days that have not come are told apart. */
export function readPeriod(text: string, context: { today: LocalDate; bureau: Pick<Bureau, 'calendar'> }): AskedPeriod {
  const asked = periodIn(text, context);
  // 2月30日, 13月, 9999年: never a figure of other days instead.
  return leftOver.test(asked.rest) && asked.future === null ? { ...asked, period: null, earlier: null, isUnread: true } : asked;
}

const leavesOut = /(?:去掉|不含|不算|不包括|除[了去开]?|扣[除掉]|刨[去掉开]|减去|抛开)$/;
const edge = /^(?:份|初|底)?(?:[以之]后|过后|起|开始)/;
const leftOver = /\d+\s*年(?!报|度报)|\d+\s*月|零个?月|第?[五六七八九0-9]+季度/;

function periodIn(text: string, { today, bureau }: { today: LocalDate; bureau: Pick<Bureau, 'calendar'> }): AskedPeriod {
  const said = spelledOut(text, today);
  const none = { period: null, earlier: null, future: null, isUnread: false, rest: said };
  const open = readOpenPeriod(said, { today, bureau });
  if (open) return { ...none, period: open.period, isUnread: open.period === null, rest: said.replace(open.raw, '') };
  const all = readDates(said, { today, calendar: bureau.calendar });
  const mentions = withoutWholeYear(all.filter(mention => mention.period.from <= today));
  if (mentions.length === 0) return { ...none, future: all[0]?.period ?? comingYear(said, today) };
  // 不含10月: of the days that are left nobody can tell which are meant.
  if (mentions.some(mention => leavesOut.test(said.slice(0, mention.start)))) return { ...none, isUnread: true };
  const named = mentions.filter(mention => mention.grain !== 'day' || mentions.length === 1);
  const [only] = named;
  const opened = only && named.length === 1 ? openedBy(only, said, today) : null;
  if (opened && only) return { ...none, period: opened, rest: `${said.slice(0, only.start)}${said.slice(only.end).replace(edge, '')}` };
  const rest = all.reduceRight((left, mention) => left.slice(0, mention.start) + left.slice(mention.end), said);
  return {
    ...none,
    ...together(
      (named.length > 0 ? named : mentions.slice(0, 1)).map(mention => mention.period),
      said,
    ),
    rest,
  };
}

/** 3、4、5月 is three months; 后半年 is what the other words call 下半年; 二月初累计 reaches back to the New Year. */
function spelledOut(text: string, today: LocalDate): string {
  // 上个月比上上个月: open words are read one at a time, a month by its date as often as it is said.
  const before = addDays(`${addDays(`${today.slice(0, 8)}01`, -1).slice(0, 8)}01`, -1);
  const isPair = /(?<!上)上个?月/.test(text) && /上上个?月/.test(text);
  const plain = (isPair ? text.replace(/上上个?月/, `${yearOf(before)}年${monthOf(before)}月`) : text)
    .replace(/^那?(?:现在|目前|眼下)呢/, '今年呢')
    .replace(/(?:第?一|1)季?度?[到至—-]第?([二三四])季度/g, '前$1季度')
    .replace(/第?([二三])季?度?[到至—-]第?([三四])季度/g, (_, one: string, last: string) => `${one === '二' ? 4 : 7}月到${last === '三' ? 9 : 12}月`)
    .replace(/(\d{1,2}月\d{1,2})(?=[那这的]|$|[，,。？?\s])/g, '$1日')
    .replace(/前半年/g, '上半年')
    .replace(/后半年|后[两二]个?季度/g, '下半年')
    .replace(/后三个?季度/g, '4月到12月')
    .replace(/([一二三四五六七八九])[、，,]?([二三四五六七八九十])[、，,]?([三四五六七八九十])(?:这|共)?三个月(?:份)?/g, '$1月、$2月、$3月')
    .replace(/([一二三四五六七八九])[、，,]?([二三四五六七八九十])(?:这|共)?两个月(?:份)?/g, '$1月、$2月')
    .replace(/仨(?=月)/g, '三个')
    .replace(/俩(?=月)/g, '两个')
    .replace(/(?<![近去这前上头后第每各])([两二三])个季度/g, '前$1季度')
    .replace(/(月份?的?)(?:当|单|整)个?月/g, '$1')
    .replace(occasionWords, '')
    .replace(/[一二三四](?=[、，,和]?[二三四](?:[、，,和]?[三四])?个?季度)/g, quarter => `${quarter}季度、`)
    .replace(/季度、[、，,和]/g, '季度、')
    .replace(/开始(?=[到至])/g, '')
    .replace(/(?<![\d到至—-])(\d{1,2}|[一二三四五六七八九十]{1,2})(月[初底末])(?=累计)/, '年初到$1$2');
  return plain.replace(/(?<![\d.])(?:\d{1,2}[、，,]){1,10}\d{1,2}月/g, list => list.replace(/(\d)(?=[、，,])/g, '$1月'));
}

/** One period, a pair that lies apart, or what joins without a gap; of one within the other (今年三季度) the narrower is meant. */
function together(periods: readonly Period[], text: string): Pick<AskedPeriod, 'period' | 'earlier' | 'isUnread'> {
  const [before, after] = apart(periods);
  const joined = joinedUp(periods);
  if (joined && (periods.length > 2 || /加起来|相加|合计|总共|一共|总的|共计/.test(text))) return { period: joined, earlier: null, isUnread: false };
  if (before && after) return { period: after, earlier: before, isUnread: false };
  // 上半年和前三季度差多少, 三季度占前三季度多少: one within the other, and both are meant.
  const isShare = /占.*(?:多少|几|比)/.test(text);
  const [one, other, ...more] = [...periods].sort((a, b) => (isShare ? narrowness(b) - narrowness(a) : a.to < b.to ? -1 : 1));
  if (
    one &&
    other &&
    more.length === 0 &&
    !samePeriod(one, other) &&
    /占.*(?:多少|几|比)|差多少|相差|对比|相比|比.{0,10}[多少高低](?:了|出)?(?:多少|几)|哪个?[多少高低]/.test(text)
  )
    return { period: other, earlier: one, isUnread: false };
  const [first] = [...periods].sort((a, b) => narrowness(a) - narrowness(b));
  const isScattered = periods.length > 2 && !joined && !periods.some(one => periods.some(other => one !== other && overlaps(one, other)));
  return { period: isScattered ? null : (first ?? null), earlier: null, isUnread: isScattered };
}

/** The whole of periods that follow one another day by day; null where there is a gap or an overlap. */
function joinedUp(periods: readonly Period[]): Period | null {
  const sorted = [...periods].sort((a, b) => (a.from < b.from ? -1 : 1));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last || sorted.length < 2) return null;
  const isJoined = sorted.every((period, index) => index === 0 || addDays(sorted[index - 1]?.to ?? period.to, 1) === period.from);
  return isJoined ? { from: first.from, to: last.to } : null;
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

/** From 1 January to today; in January and February from that of the year before, of which people still speak. */
export function yearsSpokenOf(today: LocalDate): Period {
  const year = yearOf(today) - (monthOf(today) <= 2 ? 1 : 0);
  return { from: `${year}-01-01`, to: today };
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

/** The year in which a period ends, up to today. */
export function overTheYear(period: Period, today: LocalDate): Period {
  const { from, to } = yearPeriod(yearOf(period.to));
  return { from, to: to < today ? to : today };
}

/** The whole year in which a period ends. */
export function wholeYear(period: Period): Period {
  return yearPeriod(yearOf(period.to));
}
