/** A moment: whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** Where the time comes from; only `app.ts` chooses a real one, everything else is handed this. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => Date.now() };
