import { describe, expect, it } from 'vitest';
import { stageOn, workdaysLeft } from '../../src/domain/deadline.ts';
import { sampleBureau } from '../helpers/sample-bureau.ts';

const reminders = [10, 3, 1];

describe('stageOn', () => {
  const table: [string, string, string | null, string][] = [
    ['2026-11-27', '2026-11-12', null, 'eleven workdays ahead'],
    ['2026-11-27', '2026-11-13', 'before-10 2026-11-13', 'ten workdays ahead'],
    ['2026-11-27', '2026-11-23', 'before-10 2026-11-13', 'between two reminders the earlier one still stands'],
    ['2026-11-27', '2026-11-24', 'before-3 2026-11-24', 'three'],
    ['2026-11-27', '2026-11-26', 'before-1 2026-11-26', 'one'],
    ['2026-11-27', '2026-11-27', 'before-1 2026-11-26', 'the day itself'],
    ['2026-11-27', '2026-11-30', 'after 2026-11-30', 'the first workday after is Monday'],
    ['2026-11-27', '2026-12-07', 'after 2026-11-30', 'a week later it may still be made up for'],
    ['2026-11-27', '2026-12-08', null, 'then no more'],
    ['2026-10-05', '2026-09-29', 'before-1 2026-09-29', 'a deadline in the holidays: one workday before the last one that is worked'],
    ['2026-10-05', '2026-09-30', 'before-1 2026-09-29', 'which still stands on that one'],
    ['2026-10-05', '2026-10-08', 'after 2026-10-08', 'and the first one after them'],
    ['2026-10-12', '2026-10-10', 'before-1 2026-10-10', 'a worked Saturday counts'],
  ];
  it.each(table)('of %s on %s: %s (%s)', async (deadline, today, expected, _why) => {
    const { calendar } = await sampleBureau();
    const found = stageOn(deadline, today, { reminders, calendar });
    expect(found === null ? null : `${found.stage} ${found.since}`).toBe(expected);
  });
});

describe('workdaysLeft', () => {
  it.each([
    ['2026-11-24', '2026-11-27', 3],
    ['2026-11-27', '2026-11-27', 0],
    ['2026-11-27', '2026-11-29', 0],
    ['2026-09-30', '2026-10-08', 1],
    ['2026-10-09', '2026-10-12', 2],
  ])('from %s to %s: %d', async (today, deadline, left) => {
    const { calendar } = await sampleBureau();
    expect(workdaysLeft(today, deadline, calendar)).toBe(left);
  });
});
