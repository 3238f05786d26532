import type { Disk } from '../../lib/disk.ts';
import { listCheckpoints, removeCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { encodeFrame } from './frame.ts';
import { Journal, listJournals, removeJournal } from './journal.ts';
import type { Recovered } from './recover.ts';
import type { State } from './state.ts';

/** How long a journal may grow before a checkpoint is due: half of the last checkpoint, but within these bounds, so that opening stays quick. */
export interface JournalBounds {
  least: number;
  most: number;
}

/**
 * What is on disk. Generation g is a checkpoint and the journal of what came after it; of two checkpoints, the newer is read and the older
 * kept with its journal, so that either of them gives everything.
 */
export class Keeper {
  readonly #disk: Disk;
  readonly #folder: string;
  readonly #bounds: JournalBounds;
  #journal: Journal;
  #generation: number;
  #frame: number;
  /** The newest checkpoint that is known to be good; 0 for the empty beginning. */
  #good: number;
  /** The good one before it; what is older may go. */
  #oldest: number;
  #checkpointBytes: number;
  /** No checkpoint is due while the journal is not longer than this. */
  #notBefore = 0;
  /** Why nothing may be appended any more, if so. */
  #blocked: unknown;

  private constructor(at: { disk: Disk; folder: string; bounds: JournalBounds; journal: Journal; recovered: Recovered }) {
    this.#disk = at.disk;
    this.#folder = at.folder;
    this.#bounds = at.bounds;
    this.#journal = at.journal;
    this.#generation = at.recovered.generation;
    this.#frame = at.recovered.frame;
    this.#good = at.recovered.base;
    this.#oldest = at.recovered.base;
    this.#checkpointBytes = at.recovered.checkpointBytes;
  }

  static async open(disk: Disk, folder: string, found: { recovered: Recovered; bounds: JournalBounds }): Promise<Keeper> {
    const { generation, journalLength } = found.recovered;
    const journal = await Journal.open(disk, folder, { generation, length: journalLength });
    return new Keeper({ disk, folder, journal, ...found });
  }

  /** The number of the last durable frame. */
  get frame(): number {
    return this.#frame;
  }

  get isCheckpointDue(): boolean {
    const { least, most } = this.#bounds;
    return this.#journal.length > Math.max(this.#notBefore, Math.min(most, Math.max(least, this.#checkpointBytes / 2)));
  }

  /** After a failure: not again with every commit, but when the journal has grown some more. */
  postponeCheckpoint(): void {
    this.#notBefore = this.#journal.length + this.#bounds.least;
  }

  /** Makes the transactions durable in one frame. */
  async append(transactions: readonly string[]): Promise<void> {
    if (this.#blocked) throw this.#blocked;
    await this.#journal.append(encodeFrame(this.#frame + 1, transactions));
    this.#frame += 1;
  }

  /** Begins a journal for the next generation. Nothing may be appended meanwhile. */
  async rotate(): Promise<void> {
    await this.#journal.repair();
    const next = await Journal.open(this.#disk, this.#folder, { generation: this.#generation + 1, length: 0 });
    await this.#journal.close();
    this.#journal = next;
    this.#generation += 1;
    this.#notBefore = 0;
  }

  /** Writes the checkpoint of the generation that `rotate` began. */
  async writeCheckpoint(kept: { state: State; frame: number; signal: AbortSignal }): Promise<void> {
    this.#checkpointBytes = await writeCheckpoint(this.#disk, this.#folder, { ...kept, generation: this.#generation });
    this.#oldest = this.#good;
    this.#good = this.#generation;
  }

  /** Makes the given state the only one: after `prune`, what was before cannot be had back from this folder. Nothing may be appended meanwhile. */
  async replaceAll(state: State, signal: AbortSignal): Promise<void> {
    await this.rotate();
    try {
      // A skipped frame number keeps anybody from replaying the new journal over an old checkpoint.
      await this.writeCheckpoint({ state, frame: this.#frame + 1, signal });
    } catch (error) {
      // A checkpoint that should not be there and cannot be taken away would be read at the next start: nothing may be written behind it.
      if ((await listCheckpoints(this.#disk, this.#folder)).includes(this.#generation)) this.#blocked = error;
      throw error;
    }
    this.#frame += 1;
    this.#oldest = this.#good;
  }

  /** Removes all but the newest good checkpoint, the one before it, and the journals since that one. */
  async prune(): Promise<void> {
    for (const generation of await listCheckpoints(this.#disk, this.#folder)) {
      if (generation !== this.#good && generation !== this.#oldest) await removeCheckpoint(this.#disk, this.#folder, generation);
    }
    for (const generation of await listJournals(this.#disk, this.#folder)) {
      if (generation < this.#oldest) await removeJournal(this.#disk, this.#folder, generation);
    }
  }

  close(): Promise<void> {
    return this.#journal.close();
  }
}
