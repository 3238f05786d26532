import type { Clock, Instant } from './clock.ts';

/** A clock that can be moved forward: it runs along with `base` from `start` on, or stands still between moves when there is no base. */
export class MovableClock implements Clock {
  readonly #base: Clock | null;
  #reference: Instant;
  #shown: Instant;

  constructor(start: Instant, base: Clock | null = null) {
    this.#base = base;
    this.#reference = base?.now() ?? 0;
    this.#shown = start;
  }

  now(): Instant {
    return this.#shown + (this.#base ? this.#base.now() - this.#reference : 0);
  }

  /** Moves to `instant`; a moment that has passed is ignored, because what fell due until now has happened. */
  moveTo(instant: Instant): void {
    if (instant <= this.now()) return;
    this.#reference = this.#base?.now() ?? 0;
    this.#shown = instant;
  }
}
