import type { Logger } from '../../lib/logger.ts';
import type { Refusal } from './verify.ts';

/** 校验失败计数 — how often callbacks were refused and why, for doctor; the log gets the first of a kind in full and every hundredth after. */
export class Refusals {
  readonly #logger: Logger;
  readonly #counts = new Map<Refusal, number>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  add(channel: 'aibot' | 'app', refusal: Refusal): void {
    const count = (this.#counts.get(refusal) ?? 0) + 1;
    this.#counts.set(refusal, count);
    if (count === 1 || count % 100 === 0) this.#logger.warn({ channel, refusal, count }, 'a callback was refused');
  }

  count(refusal: Refusal): number {
    return this.#counts.get(refusal) ?? 0;
  }
}
