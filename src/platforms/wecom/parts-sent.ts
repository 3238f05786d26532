import { createHash } from 'node:crypto';
import type { OutgoingMessage } from '../../domain/message.ts';
import type { Clock, Instant } from '../../lib/clock.ts';

const KEPT_MS = 30 * 60_000;

/** Which parts of a message went out before one failed, so that trying again does not say the first ones twice. */
export class PartsSent {
  readonly #clock: Clock;
  readonly #sent = new Map<string, { at: Instant; parts: Set<string> }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Does it unless it was done. */
  async once(message: OutgoingMessage, part: string, send: () => Promise<void>): Promise<void> {
    const key = keyOf(message);
    if (this.#sent.get(key)?.parts.has(part)) return;
    await send();
    const parts = this.#sent.get(key)?.parts ?? new Set();
    this.#sent.set(key, { at: this.#clock.now(), parts: parts.add(part) });
    this.#forgetOld();
  }

  has(message: OutgoingMessage, part: string): boolean {
    return this.#sent.get(keyOf(message))?.parts.has(part) ?? false;
  }

  /** All of it went out. */
  forget(message: OutgoingMessage): void {
    this.#sent.delete(keyOf(message));
  }

  #forgetOld(): void {
    const now = this.#clock.now();
    for (const [key, { at }] of this.#sent) {
      if (now - at <= KEPT_MS) return;
      this.#sent.delete(key);
    }
  }
}

function keyOf({ to, text, files, replyTo, mentions }: OutgoingMessage): string {
  return createHash('sha256')
    .update(JSON.stringify([to, text, files, replyTo, mentions]))
    .digest('base64');
}
