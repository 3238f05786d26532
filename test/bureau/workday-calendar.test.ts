import { describe, expect, it } from 'vitest';
import { createWorkdayCalendar } from '../../src/bureau/workday-calendar.ts';

describe('the workday calendar', () => {
  const calendar = createWorkdayCalendar();

  // 国务院办公厅's notice for 2026, day by day.
  it.each([
    ['2026-01-01', false],
    ['2026-01-04', true],
    ['2026-02-14', true],
    ['2026-02-15', false],
    ['2026-02-23', false],
    ['2026-02-24', true],
    ['2026-02-28', true],
    ['2026-04-06', false],
    ['2026-05-05', false],
    ['2026-05-09', true],
    ['2026-06-19', false],
    ['2026-09-20', true],
    ['2026-09-25', false],
    ['2026-10-07', false],
    ['2026-10-08', true],
    ['2026-10-10', true],
    ['2026-11-20', true],
    ['2026-11-21', false],
  ])('says of %s that it is worked: %s', (date, expected) => {
    expect(calendar.isWorkday(date)).toBe(expected);
  });

  it('is honest about which years it covers', () => {
    expect([2003, 2004, 2025, 2026, 2027, 2040].map(year => calendar.covers(year))).toEqual([false, true, true, true, false, false]);
  });

  // Computed from the lunar calendar and 清明; the notice may move weekends around them.
  it.each([
    ['2027-01-01', false],
    ['2027-01-04', true],
    ['2027-02-05', false],
    ['2027-02-08', false],
    ['2027-02-09', true],
    ['2027-04-05', false],
    ['2027-06-09', false],
    ['2027-09-15', false],
    ['2027-10-01', false],
    ['2027-10-04', true],
  ])('in a year that it does not cover, %s is worked: %s', (date, expected) => {
    expect(calendar.isWorkday(date)).toBe(expected);
  });

  it('takes what a bureau adds, over its own data, and covers the year once that is official', () => {
    const extended = createWorkdayCalendar([
      { year: 2027, official: true, off: ['2027-02-09'], worked: ['2027-02-13'] },
      { year: 2026, official: false, off: ['2026-11-20'], worked: ['2026-11-21'] },
    ]);
    expect(['2027-02-09', '2027-02-13', '2026-11-20', '2026-11-21'].map(date => extended.isWorkday(date))).toEqual([false, true, false, true]);
    expect(extended.covers(2027)).toBe(true);
    expect(createWorkdayCalendar([{ year: 2027, official: false, off: [], worked: [] }]).covers(2027)).toBe(false);
  });
});
