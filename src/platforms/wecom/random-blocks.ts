import { randomFillSync } from 'node:crypto';

const BLOCK_BYTES = 16;
const BLOCKS = 256;

/** 随机数 — blocks of 16 random bytes, each handed out once; asking the system for many at a time costs hardly more than for one. */
export class RandomBlocks {
  #page = Buffer.alloc(0);
  #next = 0;

  take(): Buffer {
    if (this.#next === this.#page.length) {
      this.#page = randomFillSync(Buffer.allocUnsafe(BLOCKS * BLOCK_BYTES));
      this.#next = 0;
    }
    this.#next += BLOCK_BYTES;
    return this.#page.subarray(this.#next - BLOCK_BYTES, this.#next);
  }
}
