import { describe, expect, it } from 'vitest';
import {
  addDays,
  dateOf,
  daysBetween,
  formatInstant,
  instantAt,
  isDate,
  lastDayOfMonth,
  makeDate,
  parseInstant,
  timeOf,
  weekdayOf,
} from '../../src/domain/date.ts';

describe('dates', () => {
  it('are those of Shanghai, whatever the machine’s zone', () => {
    const justBeforeMidnight = Date.parse('2026-11-20T15:59:59Z');
    expect([dateOf(justBeforeMidnight), timeOf(justBeforeMidnight)]).toEqual(['2026-11-20', '23:59']);
    expect([dateOf(justBeforeMidnight + 1_000), timeOf(justBeforeMidnight + 1_000)]).toEqual(['2026-11-21', '00:00']);
  });

  it.each([
    ['2026-11-20T16:42:00+08:00', '2026-11-20T16:42:00+08:00'],
    ['2026-11-20T08:42:00Z', '2026-11-20T16:42:00+08:00'],
    ['2026-11-20T16:42', '2026-11-20T16:42:00+08:00'],
    ['2026-11-20 16:42', '2026-11-20T16:42:00+08:00'],
    ['2026-11-20', '2026-11-20T00:00:00+08:00'],
  ])('reads “%s” as %s', (text, expected) => {
    const parsed = parseInstant(text);
    expect(parsed === undefined ? undefined : formatInstant(parsed)).toBe(expected);
  });

  it.each(['', '明天', '2026-13-01', '2026-02-30', '2026-11-20T25:00'])('does not read “%s” as a time', text => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('puts a time of day on a day', () => {
    expect(formatInstant(instantAt('2026-11-20', '16:00'))).toBe('2026-11-20T16:00:00+08:00');
    expect(formatInstant(instantAt('2026-11-20'))).toBe('2026-11-20T00:00:00+08:00');
  });

  it.each([
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2024-02-29', true],
    ['2026-2-8', false],
    ['2026-00-10', false],
  ])('says of %s that being a day is %s', (text, expected) => {
    expect(isDate(text)).toBe(expected);
  });

  it('makes days that exist only', () => {
    expect([makeDate(2026, 11, 5), makeDate(2026, 2, 30), makeDate(2026, 13, 1)]).toEqual(['2026-11-05', undefined, undefined]);
  });

  it.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-03-01', -1, '2026-02-28'],
  ])('%s and %d days is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
    expect(daysBetween(date, expected)).toBe(days);
  });

  it.each([
    ['2026-11-16', 1],
    ['2026-11-20', 5],
    ['2026-11-22', 7],
  ])('%s is weekday %d', (date, weekday) => {
    expect(weekdayOf(date)).toBe(weekday);
  });

  it.each([
    [2026, 2, '2026-02-28'],
    [2024, 2, '2024-02-29'],
    [2026, 12, '2026-12-31'],
  ])('month %d-%d ends on %s', (year, month, expected) => {
    expect(lastDayOfMonth(year, month)).toBe(expected);
  });
});
