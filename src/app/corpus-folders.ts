import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Bureau } from '../bureau/bureau.ts';
import type { Config } from '../config.ts';
import type { Corpus } from '../knowledge/corpus.ts';
import { type FolderChanges, type FolderState, FolderWatch, type WatchedFolder } from '../knowledge/watched-folders.ts';
import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import { Mutex } from '../lib/mutex.ts';
import type { Blobs } from '../store/blobs.ts';

const EVERY_MS = 20_000;

/** 语料文件夹 — the folders whose files are the corpus: `corpus` of the data folder for everybody, and those that bureau.yaml names. */
export interface CorpusFolders {
  /** Looks once; one look at a time. */
  look(): Promise<FolderChanges>;
  states(): FolderState[];
  /** Files that bear markings of secrecy and were left out. */
  secretFiles(): string[];
  /** Looks again and again until `close`; `changed` is called after each look that changed something. */
  keepLooking(changed: () => Promise<void>): void;
  /** Resolves when nothing is being read any more. */
  close(): Promise<void>;
}

function foldersOf(config: Config, bureau: Bureau, shared: string): WatchedFolder[] {
  const shelf = join(config.dataDir, 'corpus');
  const named = (bureau.corpusFolders ?? []).map(path => ({ path: isAbsolute(path) ? path : join(config.dataDir, path), bureau: bureau.id }));
  return [...(existsSync(shelf) ? [{ path: shelf, bureau: shared }] : []), ...named];
}

export function openCorpusFolders(
  { config, bureau, shared }: { config: Config; bureau: Bureau; shared: string },
  { corpus, blobs, clock, logger }: { corpus: Corpus; blobs: Blobs; clock: Clock; logger: Logger },
): CorpusFolders {
  const watch = new FolderWatch({ corpus, blobs, folders: foldersOf(config, bureau, shared), now: () => clock.now() });
  const turns = new Mutex();
  const stop = new AbortController();
  const look = (): Promise<FolderChanges> => turns.run(() => watch.look());
  const run = async (changed: () => Promise<void>): Promise<void> => {
    while (!stop.signal.aborted) {
      try {
        const { results, removed } = await look();
        if (removed > 0 || results.length > 0) await changed();
      } catch (error) {
        logger.error({ error: error instanceof Error ? error.name : typeof error }, 'reading corpus folders failed');
      }
      await wait(EVERY_MS, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  };
  let running: Promise<void> | undefined;
  return {
    look,
    states: () => watch.states(),
    secretFiles: () => watch.secretFiles(),
    keepLooking(changed) {
      running ??= run(changed);
    },
    async close() {
      stop.abort();
      watch.stop();
      await running;
      await turns.run(() => undefined);
    },
  };
}
