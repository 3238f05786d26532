import { describe, expect, it } from 'vitest';
import { CircuitBreaker } from '../../src/lib/circuit-breaker.ts';
import { createFakeClock, type FakeClock } from '../helpers/fake-clock.ts';

const start = '2026-11-20 09:00';

describe('a circuit breaker', () => {
  const broken = (): { clock: FakeClock; breaker: CircuitBreaker } => {
    const clock = createFakeClock(start);
    const breaker = new CircuitBreaker({ failures: 3, restMs: 1_000, longestMs: 3_000, clock });
    for (let turn = 0; turn < 3; turn++) {
      expect(breaker.pass()).toBe(true);
      breaker.fail();
    }
    return { clock, breaker };
  };

  it('opens after so many failures in a row, and a success in between begins anew', () => {
    const breaker = new CircuitBreaker({ failures: 3, restMs: 1_000, longestMs: 3_000, clock: createFakeClock(start) });
    for (const isWell of [false, false, true, false, false]) {
      expect(breaker.pass()).toBe(true);
      if (isWell) breaker.succeed();
      else breaker.fail();
    }
    expect([breaker.isOpen, broken().breaker.isOpen]).toEqual([false, true]);
    expect(broken().breaker.pass()).toBe(false);
  });

  it('lets one probe through after the rest; when it is well, everything', () => {
    const { clock, breaker } = broken();
    clock.advance(999);
    expect(breaker.pass()).toBe(false);
    clock.advance(1);
    expect([breaker.pass(), breaker.pass()]).toEqual([true, false]);
    breaker.succeed();
    expect([breaker.pass(), breaker.isOpen]).toEqual([true, false]);
  });

  it('rests twice as long after each failed probe, up to a limit', () => {
    const { clock, breaker } = broken();
    for (const rest of [1_000, 2_000, 3_000, 3_000]) {
      clock.advance(rest - 1);
      expect(breaker.pass()).toBe(false);
      clock.advance(1);
      expect(breaker.pass()).toBe(true);
      breaker.fail();
    }
  });

  it('probes again when a probe was not made after all', () => {
    const { clock, breaker } = broken();
    clock.advance(1_000);
    expect(breaker.pass()).toBe(true);
    breaker.cancel();
    expect(breaker.pass()).toBe(true);
  });

  it('does not stay open for longer when the clock is put back', () => {
    const { clock, breaker } = broken();
    clock.advance(-86_400_000);
    expect(breaker.pass()).toBe(false);
    clock.advance(1_000);
    expect(breaker.pass()).toBe(true);
  });
});
