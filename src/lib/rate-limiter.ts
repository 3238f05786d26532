import type { Clock, Instant } from './clock.ts';

/** 限流 — lets through at most `amount` per key in any stretch of `perMs`, counted to the millisecond; whoever must wait is told how long. */
export class RateLimiter {
  readonly #perMs: number;
  readonly #amount: number;
  readonly #clock: Clock;
  /** Moments of what was let through in the last `perMs`, oldest first. */
  readonly #taken = new Map<string, Instant[]>();
  readonly #pausedUntil = new Map<string, Instant>();

  constructor(options: { perMs: number; amount: number; clock: Clock }) {
    this.#perMs = options.perMs;
    this.#amount = options.amount;
    this.#clock = options.clock;
  }

  /** 0 when `take` would succeed now, else after how many milliseconds it will. */
  waitMs(key: string): number {
    const now = this.#clock.now();
    const recent = this.#recent(key, now);
    const oldest = recent.length < this.#amount ? undefined : recent[recent.length - this.#amount];
    const full = oldest === undefined ? 0 : oldest + this.#perMs - now;
    return Math.max(full, (this.#pausedUntil.get(key) ?? 0) - now, 0);
  }

  /** Counts one and says true, or counts nothing and says false. */
  take(key: string): boolean {
    if (this.waitMs(key) > 0) return false;
    const now = this.#clock.now();
    this.#pausedUntil.delete(key);
    this.#taken.set(key, [...this.#recent(key, now), now]);
    this.#forget(now);
    return true;
  }

  /** Lets nothing through for `ms`: the other side said that it was too much. */
  pause(key: string, ms: number): void {
    this.#pausedUntil.set(key, Math.max(this.#pausedUntil.get(key) ?? 0, this.#clock.now() + ms));
  }

  /** A moment that lies ahead comes from a clock that was put back; it counts as now, so that nobody waits for longer than `perMs`. */
  #recent(key: string, now: Instant): Instant[] {
    return (this.#taken.get(key) ?? []).map(at => Math.min(at, now)).filter(at => at > now - this.#perMs);
  }

  /** Keys that have nothing to remember any more go, so that a year of chats does not fill the memory. */
  #forget(now: Instant): void {
    if (this.#taken.size < 1_000) return;
    for (const key of this.#taken.keys()) if (this.#recent(key, now).length === 0) this.#taken.delete(key);
  }
}
