import type { Instant } from '../../lib/clock.ts';

const WINDOW_MS = 60_000;
const FORGET_ABOVE = 10_000;

/** 限速 — how many messages one person may send a minute before being asked to wait. */
export class Throttle {
  readonly #limit: number;
  readonly #sent = new Map<string, Instant[]>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Counts a message of this person; false when it is one too many. */
  admits(person: string, at: Instant): boolean {
    const recent = (this.#sent.get(person) ?? []).filter(time => at - time < WINDOW_MS && time <= at);
    if (recent.length >= this.#limit) return false;
    recent.push(at);
    this.#sent.delete(person);
    this.#sent.set(person, recent);
    const [oldest] = this.#sent.keys();
    if (this.#sent.size > FORGET_ABOVE && oldest !== undefined) this.#sent.delete(oldest);
    return true;
  }
}
