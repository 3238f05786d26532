import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { formatInstant } from '../domain/date.ts';
import type { BureauId } from '../domain/member.ts';
import type { Instant } from '../lib/clock.ts';
import { purgeMarks } from '../store/store.ts';
import { type Kept, writeBackup } from './backup-file.ts';

/** Two working weeks of daily backups; older ones are on the operator's other disk or nowhere needed. */
const KEPT = 14;

/** 备份目录 — the automatic backups: the newest are kept, and after a purge the older ones go as soon as a clean one is written. */
export class BackupFolder {
  readonly #options: Kept & { bureau: BureauId; folder: string };

  constructor(options: Kept & { bureau: BureauId; folder: string }) {
    this.#options = options;
  }

  /** Writes a backup, here unless another file is named. */
  async write(at: Instant, file?: string): Promise<{ file: string; bytes: number }> {
    const { folder } = this.#options;
    const path = file ?? join(folder, `xiaofa-${formatInstant(at).slice(0, 16).replace(/\D/g, '')}.backup`);
    const purged = await this.#purgedBefore();
    const bytes = await writeBackup(this.#options, path, at);
    if (dirname(path) === folder) await this.#prune(path, purged);
    return { file: path, bytes };
  }

  #purgedBefore(): Promise<number> {
    const { store, bureau } = this.#options;
    return store.read({ bureau }, async reader => (await reader.get('counter', purgeMarks.scrubbedSinceBackup))?.value ?? 0);
  }

  async #prune(newest: string, purged: number): Promise<void> {
    const { store, bureau, folder } = this.#options;
    const own = (await readdir(folder)).filter(name => /^xiaofa-\d{12}\.backup$/.test(name)).sort();
    const old = own.map(name => join(folder, name)).filter(path => path !== newest);
    for (const path of purged ? old : old.slice(0, Math.max(0, old.length - KEPT + 1))) await rm(path, { force: true });
    if (!purged) return;
    await store.write({ bureau }, async tx => {
      const row = await tx.get('counter', purgeMarks.scrubbedSinceBackup);
      // A purge while the backup was written is not in it for certain: the next one prunes again.
      if (row?.value === purged) await tx.remove('counter', purgeMarks.scrubbedSinceBackup, row.version);
    });
  }
}
