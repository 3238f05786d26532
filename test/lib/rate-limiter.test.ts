import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RateLimiter } from '../../src/lib/rate-limiter.ts';
import { createFakeClock } from '../helpers/fake-clock.ts';

const start = '2026-11-20 09:00';
const minute = 60_000;

describe('RateLimiter', () => {
  it('lets the amount through, then says how long to wait', () => {
    const clock = createFakeClock(start);
    const limiter = new RateLimiter({ perMs: minute, amount: 2, clock });
    expect([limiter.take('a'), limiter.take('a'), limiter.take('a')]).toEqual([true, true, false]);
    clock.advance(10_000);
    expect(limiter.waitMs('a')).toBe(50_000);
    clock.advance(50_000);
    expect(limiter.take('a')).toBe(true);
  });

  it('counts each key apart', () => {
    const limiter = new RateLimiter({ perMs: minute, amount: 1, clock: createFakeClock(start) });
    expect([limiter.take('a'), limiter.take('b'), limiter.take('a')]).toEqual([true, true, false]);
  });

  it('lets nothing through while it is paused, however few were taken', () => {
    const clock = createFakeClock(start);
    const limiter = new RateLimiter({ perMs: minute, amount: 20, clock });
    limiter.pause('a', 10 * minute);
    clock.advance(9 * minute);
    expect([limiter.take('a'), limiter.waitMs('a')]).toEqual([false, minute]);
    clock.advance(minute);
    expect(limiter.take('a')).toBe(true);
  });

  it('never waits longer than the stretch when the clock is put back', () => {
    const clock = createFakeClock(start);
    const limiter = new RateLimiter({ perMs: minute, amount: 1, clock });
    limiter.take('a');
    clock.set('2026-11-20 08:00');
    expect(limiter.waitMs('a')).toBe(minute);
  });

  it('lets through no more than the amount in any stretch, whatever the pace', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 60 }), fc.integer({ min: 1, max: 5 }), (steps, amount) => {
        const clock = createFakeClock(start);
        const limiter = new RateLimiter({ perMs: minute, amount, clock });
        const taken: number[] = [];
        for (const step of steps) {
          clock.advance(step);
          if (limiter.take('a')) taken.push(clock.now());
        }
        for (const at of taken) expect(taken.filter(one => one >= at && one < at + minute).length).toBeLessThanOrEqual(amount);
      }),
    );
  });
});
