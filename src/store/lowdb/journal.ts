import { join } from 'node:path';
import { type Disk, type DiskFile, syncNames } from '../../lib/disk.ts';
import { generationName } from './checkpoint.ts';

function journalFolder(folder: string): string {
  return join(folder, 'journal');
}

/** The journal file that holds what came after the checkpoint of this generation. */
export function journalPath(folder: string, generation: number): string {
  return join(journalFolder(folder), `${generationName(generation)}.log`);
}

/** Generations that have a journal file, oldest first. */
export async function listJournals(disk: Disk, folder: string): Promise<number[]> {
  const names = await disk.list(journalFolder(folder));
  return names
    .filter(name => /^\d{8,}\.log$/.test(name))
    .map(name => Number(name.slice(0, -4)))
    .sort((a, b) => a - b);
}

export function removeJournal(disk: Disk, folder: string, generation: number): Promise<void> {
  return disk.remove(journalPath(folder, generation));
}

/** One journal file, open at its end. What `append` has resolved for is on the medium; what it has rejected for is not in the file. */
export class Journal {
  readonly #file: DiskFile;
  #length: number;
  /** True when a failed write may have left bytes behind the good ones. */
  #isDirty = false;

  private constructor(file: DiskFile, length: number) {
    this.#file = file;
    this.#length = length;
  }

  /** Opens the file and drops what follows its first `length` bytes. */
  static async open(disk: Disk, folder: string, at: { generation: number; length: number }): Promise<Journal> {
    await disk.makeFolder(journalFolder(folder));
    const file = await disk.open(journalPath(folder, at.generation), 'append');
    const journal = new Journal(file, at.length);
    try {
      await journal.#cut();
      await syncNames(disk, journalFolder(folder));
      await syncNames(disk, folder);
    } catch (error) {
      await file.close();
      throw error;
    }
    return journal;
  }

  get length(): number {
    return this.#length;
  }

  async append(bytes: Uint8Array): Promise<void> {
    await this.repair();
    try {
      await this.#file.write(bytes);
      await this.#file.sync();
      this.#length += bytes.length;
    } catch (error) {
      this.#isDirty = true;
      // Tried at once, so that a crash does not bring back what was refused; tried again before the next frame if it fails.
      await this.#cut().catch(() => undefined);
      throw error;
    }
  }

  /** Cuts off what a failed write may have left; throws while the disk still refuses. */
  async repair(): Promise<void> {
    if (this.#isDirty) await this.#cut();
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #cut(): Promise<void> {
    await this.#file.truncate(this.#length);
    await this.#file.sync();
    this.#isDirty = false;
  }
}
