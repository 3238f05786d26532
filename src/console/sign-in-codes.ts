import { randomInt } from 'node:crypto';
import type { Clock, Instant } from '../lib/clock.ts';

const CODE_MS = 10 * 60_000;
/** Nobody types wrong so often; whoever guesses has used up everybody's codes by then. */
const MOST_WRONG = 5;
/** Without letters and digits that look alike. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** 一次性登录码 — eight signs that sign one member in once, within ten minutes; kept in memory alone. */
export class SignInCodes {
  readonly #clock: Clock;
  readonly #codes = new Map<string, { memberId: string; until: Instant }>();
  #wrong = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A member's earlier code ends with the new one. */
  issue(memberId: string): string {
    for (const [code, held] of this.#codes) if (held.memberId === memberId) this.#codes.delete(code);
    const code = Array.from({ length: 8 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
    this.#codes.set(code, { memberId, until: this.#clock.now() + CODE_MS });
    this.#wrong = 0;
    return `${code.slice(0, 4)}-${code.slice(4)}`;
  }

  /** Whose it is; null when it is none, was used or has ended. */
  redeem(typed: string): string | null {
    const code = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
    const held = this.#codes.get(code);
    if (held && this.#codes.delete(code) && this.#clock.now() < held.until) return held.memberId;
    this.#wrong += 1;
    if (this.#wrong >= MOST_WRONG) this.#codes.clear();
    return null;
  }
}
