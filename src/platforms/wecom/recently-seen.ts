import type { Clock, Instant } from '../../lib/clock.ts';

/** Remembers keys for at least `ms` and at most twice as long, in two generations, so that forgetting costs nothing. */
export class RecentlySeen {
  readonly #clock: Clock;
  readonly #ms: number;
  #young = new Set<string>();
  #old = new Set<string>();
  #turnedAt: Instant;

  constructor(clock: Clock, ms: number) {
    this.#clock = clock;
    this.#ms = ms;
    this.#turnedAt = clock.now();
  }

  /** False when it was there already. */
  add(key: string): boolean {
    this.#turn();
    if (this.#young.has(key) || this.#old.has(key)) return false;
    this.#young.add(key);
    return true;
  }

  remove(key: string): void {
    this.#young.delete(key);
    this.#old.delete(key);
  }

  #turn(): void {
    const now = this.#clock.now();
    if (now - this.#turnedAt < this.#ms) return;
    this.#old = now - this.#turnedAt < 2 * this.#ms ? this.#young : new Set();
    this.#young = new Set();
    this.#turnedAt = now;
  }
}
