import { createHash } from 'node:crypto';
import type { Instant } from '../../lib/clock.ts';

/** Messages of the same millisecond share a signature and arrive together; anything later that brings new words under it was captured. */
const TOGETHER_MS = 10_000;
const MAX_REMEMBERED = 20_000;

interface Seen {
  since: Instant;
  bodies: Set<string>;
}

/** 防重放 — knows which bodies came under a signature: the same body may come again (a redelivery), another one only in the first seconds. */
export class ReplayGuard {
  readonly #seen = new Map<string, Seen>();
  readonly #rememberMs: number;

  /** Signatures older than `rememberMs` are refused by their timestamp anyway. */
  constructor(rememberMs: number) {
    this.#rememberMs = rememberMs;
  }

  admits(signature: string, body: string, now: Instant): boolean {
    this.#forget(now);
    const digest = createHash('sha256').update(body).digest('base64');
    const seen = this.#seen.get(signature);
    if (seen === undefined) {
      this.#seen.set(signature, { since: now, bodies: new Set([digest]) });
      return true;
    }
    if (seen.bodies.has(digest)) return true;
    if (now - seen.since > TOGETHER_MS) return false;
    seen.bodies.add(digest);
    return true;
  }

  /** The map is in order of first sight, so what has to go stands first. A signature may be ahead of our clock by as much as it may be behind. */
  #forget(now: Instant): void {
    for (const [signature, { since }] of this.#seen) {
      if (now - since <= 2 * this.#rememberMs && this.#seen.size < MAX_REMEMBERED) return;
      this.#seen.delete(signature);
    }
  }
}
