import type { Logger } from '../../lib/logger.ts';
import type { Refusal } from './verify.ts';

/** 接收消息的地址 — the smart bot's and the app's. */
export type CallbackChannel = 'aibot' | 'app';

/** 回调计数 — how many callbacks came since the start, and how many were refused and why, for doctor; the log gets the first of a kind in full and every hundredth after. */
export class CallbackCounts {
  readonly #logger: Logger;
  readonly #taken = new Map<CallbackChannel, number>();
  readonly #refused = new Map<Refusal, number>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  take(channel: CallbackChannel): void {
    this.#taken.set(channel, this.taken(channel) + 1);
  }

  taken(channel: CallbackChannel): number {
    return this.#taken.get(channel) ?? 0;
  }

  refuse(channel: CallbackChannel, refusal: Refusal): void {
    const count = this.refused(refusal) + 1;
    this.#refused.set(refusal, count);
    if (count === 1 || count % 100 === 0) this.#logger.warn({ channel, refusal, count }, 'a callback was refused');
  }

  refused(refusal: Refusal): number {
    return this.#refused.get(refusal) ?? 0;
  }
}
