import { describe, expect, it } from 'vitest';
import { countedMonth, countedMonthOf, countedWeekOf } from '../../src/domain/reporting-period.ts';
import { readDates } from '../../src/language/dates.ts';

const thursdays = { reporting: { weekEndsOn: 4, monthStartsOn: 26 } };
const calendar = { ...thursdays, isWorkday: () => true, covers: () => true };

describe('a bureau that counts from 例会 to 例会, and its months from the 26th', () => {
  it.each([
    ['2026-11-19', '2026-11-13', '2026-11-19'],
    ['2026-11-20', '2026-11-20', '2026-11-26'],
    ['2026-11-16', '2026-11-13', '2026-11-19'],
  ])('%s lies in the week %s–%s', (day, from, to) => {
    expect(countedWeekOf(day, thursdays)).toEqual({ from, to });
  });

  it.each([
    [1, '2026-01-01', '2026-01-25'],
    [3, '2026-02-26', '2026-03-25'],
    [10, '2026-09-26', '2026-10-25'],
    [12, '2026-11-26', '2026-12-31'],
  ])('month %i', (month, from, to) => {
    expect(countedMonth(2026, month, thursdays)).toEqual({ from, to });
  });

  it.each([
    ['2026-09-25', 9],
    ['2026-09-26', 10],
    ['2026-12-30', 12],
    ['2026-01-03', 1],
  ])('%s is counted in month %i', (day, month) => {
    expect(countedMonthOf(day, thursdays).month).toBe(month);
  });

  it.each([
    ['本周走访3家', '2026-11-20', '2026-11-26'],
    ['上周走访3家', '2026-11-13', '2026-11-19'],
    ['10月走访3家', '2026-09-26', '2026-10-25'],
    ['上月走访3家', '2026-09-26', '2026-10-25'],
    ['3月到8月走访30家', '2026-02-26', '2026-08-25'],
    ['10月15日走访3家', '2026-10-15', '2026-10-15'],
  ])('%s', (text, from, to) => {
    expect(readDates(text, { today: '2026-11-20', calendar })[0]?.period).toEqual({ from, to });
  });

  it('without such a rule counts by the calendar', () => {
    expect(countedWeekOf('2026-11-20', {})).toEqual({ from: '2026-11-16', to: '2026-11-22' });
    expect(countedMonth(2026, 10, {})).toEqual({ from: '2026-10-01', to: '2026-10-31' });
  });
});
