import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWorkdayCalendar } from '../../src/bureau/workday-calendar.ts';
import { addDays, dateOf, formatInstant, timeOf } from '../../src/domain/date.ts';
import { afterDowntime, type Due, dueBetween, nominalDay, periodKey, periodOfKey, reportPeriod, type Schedule } from '../../src/domain/schedule.ts';
import { instant } from '../helpers/fake-clock.ts';

const calendar = createWorkdayCalendar();

function schedule(changes: Partial<Schedule> = {}): Schedule {
  return {
    id: 's',
    task: 'remind',
    every: 'week',
    day: 4,
    month: null,
    time: '16:00',
    onDayOff: 'before',
    catchUp: 'drop',
    group: null,
    report: null,
    ...changes,
  };
}

/** `2026-09-30 16:00 = 2026-W40` */
function dues(changes: Partial<Schedule>, from: string, to: string): string[] {
  return dueBetween(schedule(changes), instant(from), instant(to), calendar).map(
    ({ dueAt, period }) => `${dateOf(dueAt)} ${timeOf(dueAt)} = ${period}`,
  );
}

describe('dueBetween', () => {
  const weekly: [string, Partial<Schedule>, string, string, string[]][] = [
    ['an ordinary Thursday', {}, '2026-11-16', '2026-11-23', ['2026-11-19 16:00 = 2026-W47']],
    [
      '国庆: Thursday 1 October moves to Wednesday, the week after is ordinary',
      {},
      '2026-09-28',
      '2026-10-12',
      ['2026-09-30 16:00 = 2026-W40', '2026-10-08 16:00 = 2026-W41'],
    ],
    ['国庆: Friday 2 October compiles on Wednesday', { day: 5, time: '17:30' }, '2026-09-28', '2026-10-05', ['2026-09-30 17:30 = 2026-W40']],
    ['国庆: Friday 9 October is worked', { day: 5, time: '17:30' }, '2026-10-05', '2026-10-12', ['2026-10-09 17:30 = 2026-W41']],
    [
      '国庆: Monday 5 October, put off, is Thursday',
      { day: 1, time: '08:30', onDayOff: 'after' },
      '2026-10-05',
      '2026-10-12',
      ['2026-10-08 08:30 = 2026-W41'],
    ],
    [
      '国庆: Monday 5 October, brought forward, would leave its week and is put off',
      { day: 1, onDayOff: 'before' },
      '2026-09-28',
      '2026-10-12',
      ['2026-09-28 16:00 = 2026-W40', '2026-10-08 16:00 = 2026-W41'],
    ],
    [
      '春节: the week of 16 February has no workday and no reminder',
      {},
      '2026-02-09',
      '2026-03-02',
      ['2026-02-12 16:00 = 2026-W07', '2026-02-26 16:00 = 2026-W09'],
    ],
    [
      '调休: a Saturday that is worked',
      { day: 6, onDayOff: 'skip' },
      '2026-02-02',
      '2026-03-02',
      ['2026-02-14 16:00 = 2026-W07', '2026-02-28 16:00 = 2026-W09'],
    ],
    ['调休: Sunday 20 September is worked', { day: 7, onDayOff: 'skip' }, '2026-09-14', '2026-09-28', ['2026-09-20 16:00 = 2026-W38']],
    ['a day off is run all the same when that is asked', { onDayOff: 'same' }, '2026-09-28', '2026-10-05', ['2026-10-01 16:00 = 2026-W40']],
    ['a day off is skipped when that is asked', { onDayOff: 'skip' }, '2026-09-28', '2026-10-05', []],
    [
      '元旦: Thursday 1 January moves into the last week of the year, which is still W01',
      {},
      '2025-12-29',
      '2026-01-05',
      ['2025-12-31 16:00 = 2026-W01'],
    ],
    [
      'a year whose arrangement is not known keeps the statutory holiday',
      { day: 5 },
      '2026-12-28',
      '2027-01-09',
      ['2026-12-31 16:00 = 2026-W53', '2027-01-08 16:00 = 2027-W01'],
    ],
  ];
  it.each(weekly)('weekly: %s', (_, changes, from, to, expected) => {
    expect(dues(changes, from, to)).toEqual(expected);
  });

  const longer: [string, Partial<Schedule>, string, string, string[]][] = [
    [
      'the half-year draft on 25 June 2026, a Thursday',
      { every: 'year', month: 6, day: 25, time: '09:00' },
      '2026-01-01',
      '2026-12-31',
      ['2026-06-25 09:00 = 2026'],
    ],
    [
      '25 June 2028 is a Sunday: the Friday before',
      { every: 'year', month: 6, day: 25, time: '09:00' },
      '2028-01-01',
      '2028-12-31',
      ['2028-06-23 09:00 = 2028'],
    ],
    [
      '25 June 2028 put off is the Monday after',
      { every: 'year', month: 6, day: 25, onDayOff: 'after' },
      '2028-01-01',
      '2028-12-31',
      ['2028-06-26 16:00 = 2028'],
    ],
    [
      'each half-year, sixth day from the end',
      { every: 'half-year', day: -6 },
      '2026-01-01',
      '2026-12-31',
      ['2026-06-25 16:00 = 2026-H1', '2026-12-25 16:00 = 2026-H2'],
    ],
    [
      'month ends, whatever their length',
      { every: 'month', day: -1, time: '17:00' },
      '2026-01-01',
      '2026-05-01',
      ['2026-01-30 17:00 = 2026-01', '2026-02-28 17:00 = 2026-02', '2026-03-31 17:00 = 2026-03', '2026-04-30 17:00 = 2026-04'],
    ],
    [
      'the 31st of a short month is its last day',
      { every: 'month', day: 31, onDayOff: 'same' },
      '2026-04-01',
      '2026-06-01',
      ['2026-04-30 16:00 = 2026-04', '2026-05-31 16:00 = 2026-05'],
    ],
    [
      'the 1st of October, brought forward, is still October’s',
      { every: 'month', day: 1 },
      '2026-09-15',
      '2026-10-15',
      ['2026-09-30 16:00 = 2026-10'],
    ],
    [
      'quarters',
      { every: 'quarter', day: -1 },
      '2026-01-01',
      '2027-01-01',
      ['2026-03-31 16:00 = 2026-Q1', '2026-06-30 16:00 = 2026-Q2', '2026-09-30 16:00 = 2026-Q3', '2026-12-31 16:00 = 2026-Q4'],
    ],
    [
      'workdays around 国庆, 调休 Saturday included',
      { every: 'workday', time: '12:30' },
      '2026-09-30',
      '2026-10-11',
      ['2026-09-30 12:30 = 2026-09-30', '2026-10-08 12:30 = 2026-10-08', '2026-10-09 12:30 = 2026-10-09', '2026-10-10 12:30 = 2026-10-10'],
    ],
  ];
  it.each(longer)('longer: %s', (_, changes, from, to, expected) => {
    expect(dues(changes, from, to)).toEqual(expected);
  });

  it('is due exactly at its time: not before, then, and not again', () => {
    const at = instant('2026-11-19 16:00');
    const count = (after: number, until: number): number => dueBetween(schedule(), after, until, calendar).length;
    expect([count(at - 60_000, at - 1), count(at - 1, at), count(at, at + 60_000)]).toEqual([0, 1, 0]);
  });

  it('yields nothing when the clock went back', () => {
    expect(dues({}, '2026-11-20', '2026-11-16')).toEqual([]);
  });

  it('finds the same dues in one long stretch as in any pieces of it, each period once', () => {
    const start = instant('2026-01-01');
    const year = 365 * 86_400_000;
    fc.assert(
      fc.property(
        fc.constantFrom<Schedule['every']>('workday', 'week', 'month', 'quarter', 'half-year', 'year'),
        fc.constantFrom<Schedule['onDayOff']>('before', 'after', 'skip', 'same'),
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.integer({ min: 0, max: year }), { maxLength: 6 }),
        (every, onDayOff, day, cuts) => {
          const one = schedule({ every, onDayOff, day, month: 5 });
          const points = [0, ...cuts.sort((a, b) => a - b), year].map(offset => start + offset);
          const pieces = points.slice(1).flatMap((until, index) => dueBetween(one, points[index] ?? start, until, calendar));
          const whole = dueBetween(one, start, start + year, calendar);
          expect(pieces).toEqual(whole);
          expect(new Set(whole.map(due => due.period)).size).toBe(whole.length);
          if (onDayOff !== 'same') expect(whole.filter(due => !calendar.isWorkday(dateOf(due.dueAt)))).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('afterDowntime', () => {
  const missed: Due[] = ['2026-11-05', '2026-11-12', '2026-11-19'].map(date => ({ dueAt: instant(`${date} 16:00`), period: date }));
  it.each([
    ['all', ['2026-11-05', '2026-11-12', '2026-11-19'], []],
    ['latest', ['2026-11-19'], ['2026-11-05', '2026-11-12']],
    ['drop', ['2026-11-19'], ['2026-11-05', '2026-11-12']],
  ] as const)('%s runs %j and drops %j', (catchUp, run, dropped) => {
    const result = afterDowntime({ catchUp }, missed, instant('2026-11-20 09:00'));
    expect(result.run.map(due => due.period)).toEqual(run);
    expect(result.dropped.map(due => due.period)).toEqual(dropped);
  });

  it('keeps one that is due when the next is not', () => {
    expect(afterDowntime({ catchUp: 'drop' }, missed.slice(0, 1), instant('2026-11-06')).run).toHaveLength(1);
  });
});

describe('periods and their names', () => {
  it.each([
    ['week', '2026-11-20', '2026-W47', '2026-11-16', '2026-11-22'],
    ['week', '2025-12-31', '2026-W01', '2025-12-29', '2026-01-04'],
    ['week', '2027-01-01', '2026-W53', '2026-12-28', '2027-01-03'],
    ['month', '2026-11-20', '2026-11', '2026-11-01', '2026-11-30'],
    ['quarter', '2026-11-20', '2026-Q4', '2026-10-01', '2026-12-31'],
    ['half-year', '2026-06-30', '2026-H1', '2026-01-01', '2026-06-30'],
    ['year', '2026-06-30', '2026', '2026-01-01', '2026-12-31'],
    ['workday', '2026-11-20', '2026-11-20', '2026-11-20', '2026-11-20'],
  ] as const)('the %s of %s is %s: %s to %s', (every, date, key, from, to) => {
    expect(periodKey(every, date)).toBe(key);
    expect(periodOfKey(key)).toEqual({ from, to });
  });

  it.each(['2026-W5', '2026-Q5', '2026-13', '2026-02-30', '2026-11-20T08:00', ''])('“%s” names no period', key => {
    expect(periodOfKey(key)).toBeUndefined();
  });

  it('names every day of forty years back and forth', () => {
    for (let date = '2004-01-01'; date < '2044-01-01'; date = addDays(date, 1)) {
      const week = periodOfKey(periodKey('week', date));
      expect(week !== undefined && week.from <= date && date <= week.to).toBe(true);
    }
  });

  it.each([
    [{ every: 'week', day: 4 }, '2026-W47', '2026-11-19'],
    [{ every: 'month', day: -1 }, '2026-02', '2026-02-28'],
    [{ every: 'year', day: 25, month: 6 }, '2026', '2026-06-25'],
    [{ every: 'year', day: -1, month: 6 }, '2026', '2026-06-30'],
  ] as const)('%j names in %s the day %s', (rule, key, day) => {
    const period = periodOfKey(key);
    expect(period && nominalDay(schedule(rule), period)).toBe(day);
  });

  it.each([
    ['half-year', '2026-06-25', '2026-01-01', '2026-06-30'],
    ['half-year', '2026-12-25', '2026-07-01', '2026-12-31'],
    ['annual', '2026-12-01', '2026-01-01', '2026-12-31'],
    ['duty', '2026-12-20', '2026-01-01', '2026-12-31'],
    ['week', '2026-11-20', '2026-11-16', '2026-11-22'],
  ] as const)('a %s report made on %s covers %s to %s', (kind, date, from, to) => {
    expect(reportPeriod(kind, date)).toEqual({ from, to });
  });
});

describe('the reference time', () => {
  it('is Shanghai time', () => {
    expect(formatInstant(instant('2026-11-19 16:00'))).toBe('2026-11-19T16:00:00+08:00');
  });
});
