import { setImmediate } from 'node:timers/promises';
import type { BureauId } from '../domain/member.ts';
import { markFirstWord } from '../ledgers/first-word.ts';
import type { Lane } from '../lib/lane.ts';
import type { ClaimRow, Store } from '../store/store.ts';

/** What arrived in one round of the event loop. */
interface Batch {
  rows: ClaimRow[];
  /** Of each row whether it is new, once all of them are durable. */
  written: Promise<boolean[]>;
}

/** 排重登记 — what arrives in one round of the event loop is claimed in one transaction; nobody waits longer for it, and a rush costs a fraction. */
export class Claims {
  readonly #store: Store;
  readonly #bureau: BureauId;
  readonly #lane: Lane;
  #batch: Batch | undefined;

  /** `lane`: what stands back while something is claimed. */
  constructor(store: Store, bureau: BureauId, lane: Lane) {
    this.#store = store;
    this.#bureau = bureau;
    this.#lane = lane;
  }

  /** Resolves when the claim is durable; false when the message was claimed before. */
  claim(row: ClaimRow): Promise<boolean> {
    this.#lane.note();
    this.#batch ??= this.#begin();
    const { rows, written } = this.#batch;
    const at = rows.push(row) - 1;
    return written.then(inserted => inserted[at] ?? false);
  }

  #begin(): Batch {
    const rows: ClaimRow[] = [];
    return { rows, written: this.#lane.urgently(() => this.#written(rows)) };
  }

  async #written(rows: readonly ClaimRow[]): Promise<boolean[]> {
    await setImmediate();
    this.#batch = undefined;
    return this.#store.write({ bureau: this.#bureau }, async tx => {
      const inserted = await Promise.all(rows.map(row => tx.insert('claim', row)));
      const alone = rows.filter(({ message }, at) => inserted[at] && message.conversation.kind === 'direct');
      for (const { message, receivedAt } of alone) await markFirstWord(tx, message, receivedAt);
      return inserted;
    });
  }
}
