import { parseInstant } from '../../src/domain/date.ts';
import type { Clock, Instant } from '../../src/lib/clock.ts';

/** A clock that stands still until it is set, backwards too. */
export interface FakeClock extends Clock {
  set(time: string): void;
  advance(ms: number): void;
}

/** `2026-11-20 16:00` in Shanghai. */
export function instant(time: string): Instant {
  const parsed = parseInstant(time);
  if (parsed === undefined) throw new Error(`not a time: ${time}`);
  return parsed;
}

export function createFakeClock(start: string): FakeClock {
  let now = instant(start);
  return {
    now: () => now,
    set: time => {
      now = instant(time);
    },
    advance: ms => {
      now += ms;
    },
  };
}
