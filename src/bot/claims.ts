import type { BureauId } from '../domain/member.ts';
import { markFirstWord } from '../ledgers/first-word.ts';
import type { ClaimRow, Store } from '../store/store.ts';

interface Waiting {
  row: ClaimRow;
  claimed: (isNew: boolean) => void;
  failed: (error: unknown) => void;
}

/** 排重登记 — what arrives in one round of the event loop is claimed in one transaction; nobody waits longer for it, and a rush costs a fraction. */
export class Claims {
  readonly #store: Store;
  readonly #bureau: BureauId;
  #waiting: Waiting[] = [];

  constructor(store: Store, bureau: BureauId) {
    this.#store = store;
    this.#bureau = bureau;
  }

  /** Resolves when the claim is durable; false when the message was claimed before. */
  claim(row: ClaimRow): Promise<boolean> {
    return new Promise((claimed, failed) => {
      if (this.#waiting.push({ row, claimed, failed }) === 1) setImmediate(() => void this.#write());
    });
  }

  async #write(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    try {
      const isNew = await this.#store.write({ bureau: this.#bureau }, async tx => {
        const inserted: boolean[] = [];
        for (const { row } of batch) {
          const isNew = await tx.insert('claim', row);
          if (isNew) await markFirstWord(tx, row.message, row.receivedAt);
          inserted.push(isNew);
        }
        return inserted;
      });
      for (const [at, { claimed }] of batch.entries()) claimed(isNew[at] ?? false);
    } catch (error) {
      for (const { failed } of batch) failed(error);
    }
  }
}
