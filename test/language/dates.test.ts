import { describe, expect, it } from 'vitest';
import type { WorkdayCalendar } from '../../src/domain/workday.ts';
import { findDates, readDates } from '../../src/language/dates.ts';
import { workingWeekOf } from '../../src/language/working-week.ts';

/** The holidays that these rows touch: 1 May 2026, 国庆 1—7 October off, Saturday 10 October and Sunday 20 September worked, 1 January 2027. */
const daysOff = new Set(['2026-05-01', '2027-01-01', '2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07']);
const worked = new Set(['2026-09-20', '2026-10-10']);
const calendar: WorkdayCalendar = {
  isWorkday: date => worked.has(date) || (!daysOff.has(date) && ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())),
  covers: () => true,
};

/** What the words mean when sent on Friday, 20 November 2026 (or another day). */
function read(text: string, today = '2026-11-20'): string {
  return readDates(text, { today, calendar })
    .map(({ period, isDeadline, cumulative }) => {
      const days = period.from === period.to ? period.from : `${period.from}..${period.to}`;
      return `${isDeadline ? '限' : ''}${days}${cumulative ? ' 累计' : ''}`;
    })
    .join('；');
}

describe('days', () => {
  it.each([
    ['今天', '2026-11-20'],
    ['昨儿下午', '2026-11-19'],
    ['前天', '2026-11-18'],
    ['周三', '2026-11-18'],
    ['本周三', '2026-11-18'],
    ['上周三', '2026-11-11'],
    ['上上周五', '2026-11-06'],
    ['下周一', '2026-11-23'],
    ['8号', '2026-11-08'],
    ['28号', '2026-10-28'],
    ['9月28日', '2026-09-28'],
    ['11月12日', '2026-11-12'],
    ['3月23日', '2026-03-23'],
    ['十一月十二日', '2026-11-12'],
    ['12月25日', '2026-12-25'],
    ['2025年12月4日', '2025-12-04'],
    ['3.15当天', '2026-03-15'],
    ['国庆前', '2026-09-30'],
    ['月底', '2026-11-30'],
  ])('%s → %s', (text, expected) => expect(read(text)).toBe(expected));

  it('a day far ahead is last year’s', () => expect(read('12月25日', '2026-01-05')).toBe('2025-12-25'));
  it('the first day after the holiday is the first worked one', () => expect(read('节后第一天', '2026-10-09')).toBe('2026-10-08'));
  it('周五 said on a Tuesday is last week’s, for what is reported has happened', () => expect(read('周五', '2026-11-17')).toBe('2026-11-13'));
});

describe('periods', () => {
  it.each([
    ['本周', '2026-11-16..2026-11-20'],
    ['这周没啥', '2026-11-16..2026-11-20'],
    ['上周', '2026-11-09..2026-11-13'],
    ['上周三至昨天', '2026-11-11..2026-11-19'],
    ['5月6—7日', '2026-05-06..2026-05-07'],
    ['14-20号', '2026-11-14..2026-11-20'],
    ['10.13-17', '2026-10-13..2026-10-17'],
    ['4.1-4.28', '2026-04-01..2026-04-28'],
    ['9月29日至10月9日', '2026-09-29..2026-10-09'],
    ['十一月五号六号两天', '2026-11-05..2026-11-06'],
    ['6月1日、2日、3日', '2026-06-01..2026-06-03'],
    ['前天和昨天各', '2026-11-18..2026-11-19'],
    ['周一、周三都', '2026-11-16..2026-11-18'],
    ['国庆期间', '2026-10-01..2026-10-07'],
    ['月初', '2026-11-01..2026-11-05'],
    ['25年12月', '2025-12-01..2025-12-31'],
    ['25年12月3日', '2025-12-03'],
    ['明年3月', '2027-03-01..2027-03-31'],
    ['本月', '2026-11-01..2026-11-20'],
    ['上个月', '2026-10-01..2026-10-31'],
    ['本月上旬', '2026-11-01..2026-11-10'],
    ['8月上旬', '2026-08-01..2026-08-10'],
    ['10月下旬', '2026-10-21..2026-10-31'],
    ['10月', '2026-10-01..2026-10-31'],
    ['三季度', '2026-07-01..2026-09-30'],
    ['2025年四季度', '2025-10-01..2025-12-31'],
    ['去年', '2025-01-01..2025-12-31'],
  ])('%s → %s', (text, expected) => expect(read(text)).toBe(expected));
});

describe('running totals begin on the first of January', () => {
  it.each([
    ['截至2月5日', '2026-01-01..2026-02-05 累计'],
    ['截止9月底', '2026-01-01..2026-09-30 累计'],
    ['截至目前', '2026-01-01..2026-11-20 累计'],
    ['一直到10月15号结算了412户', '2026-01-01..2026-10-15 累计'],
    ['至10月20日共备案29份', '2026-01-01..2026-10-20 累计'],
    ['10月8日到10月20日共备案29份', '2026-10-08..2026-10-20'],
    ['一年来，我局办结26件', '2026-01-01..2026-11-20 累计'],
    ['今年前9个月', '2026-01-01..2026-09-30 累计'],
    ['今年以来', '2026-01-01..2026-11-20 累计'],
    ['1-9月', '2026-01-01..2026-09-30 累计'],
    ['前三季度', '2026-01-01..2026-09-30 累计'],
    ['上半年', '2026-01-01..2026-06-30 累计'],
  ])('%s → %s', (text, expected) => expect(read(text)).toBe(expected));
});

describe('limits are not when it happened', () => {
  it.each([
    ['限6月5日前', '限2026-06-05'],
    ['月底前办', '限2026-11-30'],
  ])('%s → %s', (text, expected) => expect(read(text)).toBe(expected));
});

describe('what looks like a date and is none', () => {
  it.each(['平均分93.4', '总投资18.6亿元', '同比增长10.2%', '6-8家', '3号楼', '比去年同期多5家', '1.2万元'])('%s', text =>
    expect(read(text)).toBe(''),
  );
});

describe('the working week', () => {
  it.each([
    ['2026-11-18', '2026-11-16..2026-11-20'],
    ['2026-10-09', '2026-10-05..2026-10-10'],
    ['2026-09-17', '2026-09-14..2026-09-20'],
    ['2026-12-30', '2026-12-28..2026-12-31'],
    ['2026-04-29', '2026-04-27..2026-04-30'],
  ])('around %s is %s', (date, expected) => {
    const { from, to } = workingWeekOf(date, calendar);
    expect(`${from}..${to}`).toBe(expected);
  });
});

describe('a day that does not exist is no other day', () => {
  it.each(['13月', '2月30日', '2026年13月5日', '11月31号', '2026-02-29'])('%s', text => {
    const { dates, impossible } = findDates(text, { today: '2026-11-20', calendar });
    expect([dates, impossible.map(({ raw }) => raw)]).toEqual([[], [text]]);
  });
});
