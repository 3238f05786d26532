import { describe, expect, it } from 'vitest';
import { formatInstant, instantAt } from '../../../src/domain/date.ts';
import { clockTargets } from '../../../src/platforms/simulator/clock-targets.ts';

/** National Day week off, and a Saturday and a Sunday worked for it. */
const calendar = {
  isWorkday: (date: string): boolean => {
    if (date >= '2026-10-01' && date <= '2026-10-07') return false;
    if (date === '2026-10-10') return true;
    return ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
  },
  covers: (): boolean => true,
};

describe('where the clock can be moved in one press', () => {
  it.each([
    {
      now: '2026-11-18 10:00',
      'next-workday': '2026-11-19T09:00',
      friday: '2026-11-20T16:00',
      'month-end': '2026-11-30T18:00',
      'year-end': '2026-12-31T18:00',
    },
    {
      now: '2026-11-20 16:00',
      'next-workday': '2026-11-23T09:00',
      friday: '2026-11-27T16:00',
      'month-end': '2026-11-30T18:00',
      'year-end': '2026-12-31T18:00',
    },
    {
      now: '2026-09-30 20:00',
      'next-workday': '2026-10-08T09:00',
      friday: '2026-10-02T16:00',
      'month-end': '2026-10-31T18:00',
      'year-end': '2026-12-31T18:00',
    },
    {
      now: '2026-10-09 17:00',
      'next-workday': '2026-10-10T09:00',
      friday: '2026-10-16T16:00',
      'month-end': '2026-10-31T18:00',
      'year-end': '2026-12-31T18:00',
    },
    {
      now: '2026-12-31 18:00',
      'next-workday': '2027-01-01T09:00',
      friday: '2027-01-01T16:00',
      'month-end': '2027-01-31T18:00',
      'year-end': '2027-12-31T18:00',
    },
    {
      now: '2026-11-22 23:30',
      'next-workday': '2026-11-23T09:00',
      friday: '2026-11-27T16:00',
      'month-end': '2026-11-30T18:00',
      'year-end': '2026-12-31T18:00',
    },
  ])('from $now', ({ now, ...expected }) => {
    const [date = '', time = ''] = now.split(' ');
    const targets = clockTargets(instantAt(date, time), calendar);
    expect(Object.fromEntries(targets.map(target => [target.id, formatInstant(target.at).slice(0, 16)]))).toEqual(expected);
    for (const target of targets) expect(target.at).toBeGreaterThan(instantAt(date, time));
  });
});
