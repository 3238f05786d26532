import type { Clock, Instant } from './clock.ts';

/**
 * 熔断 — after some failures in a row nothing is let through for a while; then one at a time is, as a probe, until one succeeds.
 * Each failed probe doubles the wait, up to `longestMs`.
 */
export class CircuitBreaker {
  readonly #options: { failures: number; restMs: number; longestMs: number; clock: Clock };
  #failures = 0;
  #restMs: number;
  #openUntil: Instant | null = null;
  #isProbing = false;

  constructor(options: { failures: number; restMs: number; longestMs: number; clock: Clock }) {
    this.#options = options;
    this.#restMs = options.restMs;
  }

  get isOpen(): boolean {
    return this.#openUntil !== null;
  }

  /** True when a try may be made now; it must be followed by `succeed`, `fail` or `cancel`. */
  pass(): boolean {
    if (this.#openUntil === null) return true;
    const now = this.#options.clock.now();
    // A clock that was put back must not keep it open for longer than it rests.
    this.#openUntil = Math.min(this.#openUntil, now + this.#restMs);
    if (this.#isProbing || now < this.#openUntil) return false;
    this.#isProbing = true;
    return true;
  }

  /** The try was not made after all. */
  cancel(): void {
    this.#isProbing = false;
  }

  succeed(): void {
    this.#failures = 0;
    this.#restMs = this.#options.restMs;
    this.#openUntil = null;
    this.#isProbing = false;
  }

  fail(): void {
    this.#failures += 1;
    if (this.#isProbing) this.#restMs = Math.min(this.#restMs * 2, this.#options.longestMs);
    if (this.#isProbing || this.#failures >= this.#options.failures) this.#openUntil = this.#options.clock.now() + this.#restMs;
    this.#isProbing = false;
  }
}
