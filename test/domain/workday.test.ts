import { describe, expect, it } from 'vitest';
import { createWorkdayCalendar } from '../../src/bureau/workday-calendar.ts';
import { weekOf } from '../../src/domain/period.ts';
import { addWorkdays, nearestWorkday, workedSpan } from '../../src/domain/workday.ts';

const calendar = createWorkdayCalendar();

describe('workdays', () => {
  it.each([
    ['2026-10-01', -1, '2026-09-30'],
    ['2026-10-01', 1, '2026-10-08'],
    ['2026-02-16', -1, '2026-02-14'],
    ['2026-11-20', 1, '2026-11-20'],
  ] as const)('the workday nearest to %s in direction %d is %s', (date, direction, expected) => {
    expect(nearestWorkday(date, direction, calendar)).toBe(expected);
  });

  it.each([
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-10-08', -1, '2026-09-30'],
    ['2026-11-20', 3, '2026-11-25'],
    ['2026-02-13', 2, '2026-02-24'],
    ['2026-11-20', 0, '2026-11-20'],
  ])('%s and %d workdays is %s', (date, count, expected) => {
    expect(addWorkdays(date, count, calendar)).toBe(expected);
  });

  it.each([
    ['an ordinary week', '2026-11-20', '2026-11-16', '2026-11-20'],
    ['a week with a worked Saturday', '2026-02-14', '2026-02-09', '2026-02-14'],
    ['the week of 国庆', '2026-10-01', '2026-09-28', '2026-09-30'],
    ['a week that nobody works', '2026-02-18', '2026-02-16', '2026-02-22'],
  ])('%s is worked from its first to its last workday', (_, date, from, to) => {
    expect(workedSpan(weekOf(date), calendar)).toEqual({ from, to });
  });

  it('ends its search in a calendar without workdays', () => {
    expect(nearestWorkday('2026-11-20', 1, { isWorkday: () => false, covers: () => true })).toBe('2027-01-19');
  });
});
