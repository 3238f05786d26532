import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../domain/errors.ts';
import type { Instant } from '../../lib/clock.ts';
import type { ReplayGuard } from './replay-guard.ts';

declare const verified: unique symbol;

/** The parsed body of a request whose signature, age and novelty were checked; only `verifyRequest` makes one. */
export interface VerifiedBody {
  readonly json: unknown;
  readonly [verified]: true;
}

/** 加签: Base64 of HMAC-SHA256 over `timestamp⏎secret`, keyed by the secret. The robot callback and the custom robot sign alike. */
export function sign(timestamp: string, secret: string): string {
  return createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
}

/** Compares in constant time, whatever the lengths. */
export function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** One error for every way to fail, so that a stranger learns nothing from the difference. */
export function refusal(cause?: unknown): AppError {
  return new AppError('not-permitted', '这个请求没有通过核验，没有接收。', { cause });
}

/** What the two headers are checked against. */
export interface Verification {
  secret: string;
  freshnessMs: number;
  now: Instant;
}

/** Checks the headers alone, so that a stranger's body is not even read. The signature covers the timestamp, not the body. */
export function verifyHeaders(headers: { timestamp: string; sign: string }, { secret, freshnessMs, now }: Verification): void {
  const isGenuine = isSame(headers.sign, sign(headers.timestamp, secret));
  const isFresh = /^\d{13}$/.test(headers.timestamp) && Math.abs(now - Number(headers.timestamp)) <= freshnessMs;
  if (secret === '' || !isGenuine || !isFresh) throw refusal();
}

/** Checks that the headers were not captured and put before another body, then parses. */
export function verifyBody(body: string, headers: { sign: string }, replay: { guard: ReplayGuard; now: Instant }): VerifiedBody {
  if (!replay.guard.admits(headers.sign, body, replay.now)) throw refusal();
  try {
    return { json: JSON.parse(body) } as VerifiedBody;
  } catch (cause) {
    throw refusal(cause);
  }
}
