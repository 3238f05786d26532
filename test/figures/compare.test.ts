import { describe, expect, it } from 'vitest';
import type { Period } from '../../src/domain/period.ts';
import { compareWithLastPeriod, compareWithLastYear, type LastYear } from '../../src/figures/compare.ts';
import { yearBefore } from '../../src/figures/read-period.ts';
import { totalOf } from '../../src/figures/total.ts';
import type { TotalRequest } from '../../src/figures/total-request.ts';
import { days, entry, metric } from '../helpers/ledger-builders.ts';

const today = '2026-11-20';
const request: TotalRequest = { metric: '执法检查', period: { from: '2026-01-01', to: today }, today, bureau: { ledgers: [], departments: [] } };
const checks = (value: number, from: string, to: string) => entry([metric('执法检查', value, '次')], days(from, to));
const quarters = [checks(19, '2026-01-01', '2026-06-30'), checks(14, '2026-07-01', '2026-09-30')];
const given =
  (figures: Record<string, number>): LastYear =>
  (_, period: Period) => {
    const value = figures[`${period.from}..${period.to}`];
    return value === undefined ? null : { value, unit: '次', source: '去年年报' };
  };

describe('同比', () => {
  it('compares the same days of last year, with exact growth', () => {
    const result = compareWithLastYear(totalOf(quarters, request), { entries: quarters, request, lastYear: given({ '2025-01-01..2025-09-30': 41 }) });
    expect(result).toMatchObject({ basis: 'same-period', difference: -8, growth: -19.5, before: { source: '去年年报' } });
  });

  it('goes back to an earlier month end when only that is known', () => {
    const monthly = [...quarters, checks(3, '2026-10-01', '2026-10-31')];
    const result = compareWithLastYear(totalOf(monthly, request), { entries: monthly, request, lastYear: given({ '2025-01-01..2025-09-30': 41 }) });
    expect(result).toMatchObject({ period: { to: '2026-09-30' }, difference: -8 });
    expect(result?.current.quantity?.value).toBe(33);
  });

  it('states no difference between a part of this year and the whole of the last', () => {
    const result = compareWithLastYear(totalOf(quarters, request), { entries: quarters, request, lastYear: given({ '2025-01-01..2025-12-31': 55 }) });
    expect(result).toMatchObject({ basis: 'whole-year', difference: null, growth: null });
  });

  it("takes last year's own entries first", () => {
    const both = [...quarters, checks(30, '2025-01-01', '2025-09-30')];
    const result = compareWithLastYear(totalOf(both, request), { entries: both, request, lastYear: given({ '2025-01-01..2025-09-30': 41 }) });
    expect(result).toMatchObject({ difference: 3, growth: 10, before: { source: '去年台账' } });
  });

  it('is nothing where nothing is known', () => {
    expect(compareWithLastYear(totalOf(quarters, request), { entries: quarters, request })).toBeNull();
  });

  it('the last day of February stays the last', () => {
    expect(yearBefore({ from: '2028-02-01', to: '2028-02-29' })).toEqual({ from: '2027-02-01', to: '2027-02-28' });
  });
});

describe('环比', () => {
  it('compares whole months with the months before', () => {
    const third = { ...request, period: { from: '2026-07-01', to: '2026-09-30' } };
    const second = [...quarters, checks(7, '2026-04-01', '2026-06-30')];
    expect(compareWithLastPeriod(totalOf(second, third), { entries: second, request: third })).toMatchObject({
      basis: 'last-period',
      difference: 7,
      growth: 100,
    });
  });
});
