import { randomUUID } from 'node:crypto';
import { constants, copyFile, link, mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode } from '../../lib/disk.ts';
import { controlAddress, isAnswered } from './control.ts';
import { owned } from './messages.ts';
import { isRunning, type ProcessMark, thisProcess } from './process-mark.ts';

/** Who holds the folder. A released turn is an empty file. */
interface Owner extends ProcessMark {
  /** For people: when it took the folder. */
  since: string;
}

const ownerFile = /^owner-(\d{6,})\.json$/;

function nameOf(turn: number): string {
  return `owner-${String(turn).padStart(6, '0')}.json`;
}

async function turns(folder: string): Promise<number[]> {
  const found = (await readdir(folder)).map(name => Number(ownerFile.exec(name)?.[1] ?? 0));
  return found.filter(turn => turn > 0).sort((a, b) => a - b);
}

async function readOwner(folder: string, turn: number): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, nameOf(turn)), 'utf8')) as Owner;
  } catch (error) {
    // Absent: somebody else has moved on. Unreadable: released, or the power failed while it was written; either way nobody holds it.
    if (systemErrorCode(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Makes the file with all its contents, or not at all when there is one. */
async function createExclusively(folder: string, turn: number, owner: Owner): Promise<boolean> {
  const aside = join(folder, `owner.${randomUUID()}`);
  await writeFile(aside, JSON.stringify(owner), { mode: 0o600 });
  const path = join(folder, nameOf(turn));
  try {
    // Where the file system has no hard links (some USB sticks and shares), an exclusive copy is the next best.
    await link(aside, path).catch(async (error: unknown) => {
      if (systemErrorCode(error) === 'EEXIST') throw error;
      await copyFile(aside, path, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

/** 占用 — the right of one process to use a state folder, until it releases it or dies. */
export class Ownership {
  readonly #folder: string;
  readonly #turn: number;

  private constructor(folder: string, turn: number) {
    this.#folder = folder;
    this.#turn = turn;
  }

  /**
   * Takes the folder, or throws `store-owned`. Owners take turns, one numbered file a turn; the highest is the owner's, and it is never removed,
   * so two who both find the last owner dead cannot both create the next turn's file.
   */
  static async claim(folder: string, since: string): Promise<Ownership> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const owner: Owner = { ...(await thisProcess()), since };
    for (;;) {
      const last = (await turns(folder)).at(-1) ?? 0;
      await Ownership.#refuseIfHeld(folder, last);
      if (!(await createExclusively(folder, last + 1, owner))) continue;
      const all = await turns(folder);
      if (all.at(-1) !== last + 1) {
        // Others have taken further turns since `last` was read: this one is void.
        await rm(join(folder, nameOf(last + 1)), { force: true });
        continue;
      }
      for (const old of all.slice(0, -1)) await rm(join(folder, nameOf(old)), { force: true });
      return new Ownership(folder, last + 1);
    }
  }

  static async #refuseIfHeld(folder: string, turn: number): Promise<void> {
    const owner = turn > 0 ? await readOwner(folder, turn) : undefined;
    if (!owner) return;
    // A process in another container cannot be seen by its number, but its socket answers.
    if ((await isRunning(owner)) || (await isAnswered(controlAddress(folder)))) throw owned(folder, owner);
  }

  /** Needs no space on the disk, so that a full one can be given free, too. */
  async release(): Promise<void> {
    await truncate(join(this.#folder, nameOf(this.#turn)), 0);
  }
}
