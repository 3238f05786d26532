import { describe, expect, it } from 'vitest';
import { downSince, noteAlive } from '../../src/bot/downtime.ts';
import { createFakeClock, instant } from '../helpers/fake-clock.ts';
import { sampleBureau } from '../helpers/sample-bureau.ts';
import { temporaryStore } from '../helpers/temporary-store.ts';

describe('after the program was not there', () => {
  it.each([
    ['a restart of a minute', '2026-11-20 10:00', '2026-11-20 10:01', false],
    ['an hour of a morning', '2026-11-20 09:00', '2026-11-20 10:00', true],
    ['a night', '2026-11-19 18:05', '2026-11-20 08:25', false],
    ['a weekend', '2026-11-20 17:40', '2026-11-23 08:20', false],
    ['a worked Saturday', '2026-10-10 09:00', '2026-10-10 12:00', true],
    ['the National Day week', '2026-10-01 08:00', '2026-10-07 20:00', false],
    ['an afternoon until the next morning', '2026-11-20 15:00', '2026-11-23 08:20', true],
  ])('%s', async (_, off, on, isTold) => {
    const store = await temporaryStore(createFakeClock(off));
    const bureau = await sampleBureau();
    await noteAlive(store, bureau, instant(off));
    expect(await downSince(store, bureau, instant(on))).toBe(isTold ? instant(off) : null);
  });

  it('knows of no downtime before it first ran', async () => {
    const store = await temporaryStore(createFakeClock('2026-11-20 09:00'));
    expect(await downSince(store, await sampleBureau(), instant('2026-11-20 09:00'))).toBeNull();
  });
});
