import { expect, it } from 'vitest';
import { instantAt } from '../../src/domain/date.ts';
import { fastFolder } from '../helpers/fast-folder.ts';
import { canKillYears, faultsOf, killedYear } from '../helpers/killed-year.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

// The whole year with fifty kills: npm run eval -- year.
it('spring 2026 in processes that are killed three times while they run: every run once, no message twice', { timeout: 120_000 }, async () => {
  expect(canKillYears(), 'npm run build makes the program that this test kills').toBe(true);
  const year = await killedYear(await temporaryFolder(fastFolder), {
    from: instantAt('2026-02-09', '08:00'),
    to: instantAt('2026-03-06', '18:00'),
    kills: 3,
  });
  expect(year.runs.length).toBeGreaterThan(40);
  expect(year.sent.length).toBeGreaterThan(10);
  expect(faultsOf(year)).toEqual([]);
});
