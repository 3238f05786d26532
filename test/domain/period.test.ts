import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/domain/date.ts';
import {
  contains,
  dayPeriod,
  formatPeriod,
  halfPeriod,
  intersection,
  monthPeriod,
  overlaps,
  type Period,
  quarterOf,
  quarterPeriod,
  samePeriod,
  weekOf,
  yearPeriod,
} from '../../src/domain/period.ts';

describe('periods', () => {
  it.each([
    ['the week of a Friday', weekOf('2026-11-20'), '2026-11-16', '2026-11-22'],
    ['the week of a Sunday', weekOf('2026-11-22'), '2026-11-16', '2026-11-22'],
    ['the week around new year', weekOf('2027-01-01'), '2026-12-28', '2027-01-03'],
    ['February', monthPeriod(2026, 2), '2026-02-01', '2026-02-28'],
    ['the third quarter', quarterPeriod(2026, 3), '2026-07-01', '2026-09-30'],
    ['the first half', halfPeriod(2026, 1), '2026-01-01', '2026-06-30'],
    ['the second half', halfPeriod(2026, 2), '2026-07-01', '2026-12-31'],
    ['the year', yearPeriod(2026), '2026-01-01', '2026-12-31'],
  ])('%s', (_, period, from, to) => {
    expect(period).toEqual({ from, to });
  });

  it.each([
    ['2026-03-31', 1],
    ['2026-04-01', 2],
    ['2026-12-31', 4],
  ])('%s lies in quarter %d', (date, quarter) => {
    expect(quarterOf(date)).toBe(quarter);
  });

  it.each([
    [weekOf('2026-11-20'), '11月16—22日'],
    [{ from: '2026-11-16', to: '2026-11-20' }, '11月16—20日'],
    [dayPeriod('2026-11-18'), '11月18日'],
    [monthPeriod(2026, 10), '10月'],
    [quarterPeriod(2026, 3), '7—9月'],
    [{ from: '2026-01-01', to: '2026-10-31' }, '1—10月'],
    [yearPeriod(2026), '2026年'],
    [yearPeriod(2025), '2025年'],
    [monthPeriod(2025, 10), '2025年10月'],
    [{ from: '2026-09-28', to: '2026-10-04' }, '9月28日—10月4日'],
    [{ from: '2026-12-28', to: '2027-01-03' }, '2026年12月28日—2027年1月3日'],
  ])('%j is said as %s in 2026', (period: Period, expected) => {
    expect(formatPeriod(period, 2026)).toBe(expected);
  });

  const anyPeriod = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 60 })).map(([start, length]): Period => {
    const from = addDays('2026-01-01', start);
    return { from, to: addDays(from, length) };
  });

  it('overlap exactly when they have days in common, which both contain', () => {
    fc.assert(
      fc.property(anyPeriod, anyPeriod, (a, b) => {
        const common = intersection(a, b);
        expect(overlaps(a, b)).toBe(common !== undefined);
        if (common) expect(contains(a, common) && contains(b, common)).toBe(true);
        expect(samePeriod(a, b)).toBe(contains(a, b) && contains(b, a));
      }),
    );
  });
});
