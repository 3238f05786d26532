import { basename } from 'node:path';
import type { Instant } from '../../lib/clock.ts';
import { backedUpRun } from '../../wording/runs.ts';
import type { Task } from '../task.ts';

/** Writes the whole state to one file; a second one of the same day replaces nothing. */
export type WriteBackup = (at: Instant) => Promise<{ file: string; bytes: number }>;

/** 备份 — writes the whole state to one file. */
export function createBackupTask(writeBackup: WriteBackup): Task {
  return {
    name: 'backup',
    async run({ at }) {
      const { file, bytes } = await writeBackup(at);
      // The run record may be told in a group, where the machine's folders are nobody's business.
      return async () => ({ outcome: backedUpRun(basename(file), bytes), sent: [] });
    },
  };
}
