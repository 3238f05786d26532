import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../lib/clock.ts';

/** What a token is for: one kind is never taken for another. */
type Purpose = 'session' | 'state';

/** 签名令牌 — a short text that only whoever has the secret can make, good until it ends. */
export class Tokens {
  readonly #clock: Clock;
  readonly #keys: Record<Purpose, Buffer>;

  constructor(secret: string, clock: Clock) {
    this.#clock = clock;
    const key = (purpose: Purpose): Buffer => Buffer.from(hkdfSync('sha256', secret, 'xiaofa-console', purpose, 32));
    this.#keys = { session: key('session'), state: key('state') };
  }

  /** Each is another one, also for the same value. */
  make(purpose: Purpose, value: string, ms: number): string {
    const body = [Buffer.from(value).toString('base64url'), this.#clock.now() + ms, randomBytes(9).toString('base64url')].join('.');
    return `${body}.${this.#signature(purpose, body)}`;
  }

  /** The value; null when it was not made here, or has ended. */
  read(purpose: Purpose, token: string): string | null {
    const [value = '', until = '', nonce = '', signature = ''] = token.split('.');
    const expected = Buffer.from(this.#signature(purpose, [value, until, nonce].join('.')));
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    return this.#clock.now() < Number(until) ? Buffer.from(value, 'base64url').toString() : null;
  }

  #signature(purpose: Purpose, body: string): string {
    return createHmac('sha256', this.#keys[purpose]).update(body).digest('base64url');
  }
}
