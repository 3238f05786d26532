import { type EvidenceFile, evidenceInFile } from '../../domain/evidence-file.ts';
import type { BureauId } from '../../domain/member.ts';
import { Mutex } from '../../lib/mutex.ts';
import type { Blobs } from '../../store/blobs.ts';
import type { Store } from '../../store/store.ts';
import { allRows } from '../all-rows.ts';
import type { CleanFile } from './clean-file.ts';

const FOLDER = 'evidence/';

function keyOf({ hash, type }: Pick<EvidenceFile, 'hash' | 'type'>): string {
  return `${FOLDER}${hash}.${type}`;
}

/** 佐证文件的存放 — bytes under their hash; they go when the last entry that has them is gone. */
export class EvidenceFiles {
  readonly #options: { blobs: Blobs; store: Store; bureau: BureauId };
  /** Kept for a turn that is not written yet, and whether it came to use them. */
  readonly #held = new Map<string, { keys: string[]; isUsed: () => boolean }>();
  /** What is held does not change while it is swept. */
  readonly #changing = new Mutex();

  constructor(options: { blobs: Blobs; store: Store; bureau: BureauId }) {
    this.#options = options;
  }

  /** Durable before the entry names it; held until the turn of this message is over. */
  async keep(files: readonly CleanFile[], turn: { messageId: string; isUsed: () => boolean }): Promise<void> {
    await this.#changing.run(async () => {
      this.#held.set(turn.messageId, { keys: files.map(keyOf), isUsed: turn.isUsed });
      for (const file of files) await this.#options.blobs.put(keyOf(file), file.bytes);
    });
  }

  /** The turn is written or has failed; what no entry came to name goes. */
  async settle(messageId: string): Promise<void> {
    const held = this.#held.get(messageId);
    if (!held) return;
    await this.#changing.run(async () => this.#held.delete(messageId));
    if (!held.isUsed()) await this.sweep();
  }

  /** What a message named by `evidenceFileId`; looked up anew each time, so that an old link hands out nothing that was purged. */
  async open(fileId: string): Promise<Uint8Array | undefined> {
    const { store, bureau, blobs } = this.#options;
    const meant = evidenceInFile(fileId);
    const entry = meant && (await store.read({ bureau }, reader => reader.get('entry', meant.entry)));
    const file = entry?.evidenceFiles?.find(({ hash }) => hash === meant?.hash);
    return file && blobs.get(keyOf(file));
  }

  /** Removes what no entry names: after a purge, and after a crash between keeping and naming. */
  async sweep(): Promise<void> {
    await this.#changing.run(async () => {
      const { blobs } = this.#options;
      const kept = await blobs.list(FOLDER);
      if (kept.length === 0) return;
      const named = await this.#named();
      for (const key of kept) if (!named.has(key)) await blobs.remove(key);
    });
  }

  async #named(): Promise<Set<string>> {
    const { store, bureau } = this.#options;
    const named = new Set([...this.#held.values()].flatMap(({ keys }) => keys));
    await store.read({ bureau }, async reader => {
      for await (const entry of allRows(reader, 'entry', { index: 'bySubmitted' }))
        for (const file of entry.evidenceFiles ?? []) named.add(keyOf(file));
    });
    return named;
  }
}
