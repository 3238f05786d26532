import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Blobs } from '../store/blobs.ts';
import { unreadableReason } from '../wording/unreadable.ts';
import type { Corpus } from './corpus.ts';
import { type FoundFile, findFiles, openFound, type SourceFile } from './gather-files.ts';
import type { IngestResult } from './ingest.ts';

/** 语料文件夹 — a folder whose files are the corpus of a bureau, or of all (`shared`). */
export interface WatchedFolder {
  path: string;
  bureau: string;
}

/** 文件夹现状 — what an operator should know of a watched folder. */
export interface FolderState extends WatchedFolder {
  /** Files that are in the corpus, copies of one document counted each. */
  read: number;
  skipped: { path: string; reason: string }[];
  /** Seen, and read when they have stopped changing. */
  waiting: number;
  /** `unreachable`: it cannot be listed; `emptied`: everything in it is gone at once. Its documents stay until it is back. */
  trouble: 'unreachable' | 'emptied' | null;
}

/** 变动 — what a look at the folders changed in the corpus. */
export interface FolderChanges {
  results: IngestResult[];
  removed: number;
}

/** A file as it was when it was last read. */
interface KnownFile {
  size: number;
  changed: number;
  outcome: 'own' | 'copy' | 'skipped';
  reason: string | null;
}

interface SeenFile extends FoundFile {
  size: number;
  changed: number;
}

type KnownFiles = Record<string, KnownFile>;

const KEY = 'corpus/folders.json';
/** A file that changed less than this ago may still be being written. */
const SETTLED_MS = 3_000;

function signature({ size, changed }: { size: number; changed: number }): string {
  return `${size} ${changed}`;
}

async function list(folder: string): Promise<SeenFile[] | null> {
  try {
    const files: SeenFile[] = [];
    for await (const found of findFiles(folder, true)) {
      // A file may vanish between being listed and being looked at.
      const about = await stat(found.file).catch(() => undefined);
      if (about) files.push({ ...found, size: about.size, changed: Math.round(about.mtimeMs) });
    }
    return files;
  } catch {
    return null;
  }
}

/** 看管语料文件夹 — reads what is new or changed, takes out what is gone. It looks; it is not told: notices of changes do not come over network shares. */
export class FolderWatch {
  readonly #corpus: Corpus;
  readonly #blobs: Blobs;
  readonly #folders: readonly WatchedFolder[];
  readonly #now: () => number;
  /** Signatures of files that are waiting to stop changing. */
  readonly #waiting = new Map<string, string>();
  #known: Record<string, KnownFiles> | undefined;
  #states = new Map<string, FolderState>();
  #isStopped = false;

  constructor(options: { corpus: Corpus; blobs: Blobs; folders: readonly WatchedFolder[]; now: () => number }) {
    this.#corpus = options.corpus;
    this.#blobs = options.blobs;
    this.#folders = options.folders;
    this.#now = options.now;
  }

  /** As of the last look. */
  states(): FolderState[] {
    return [...this.#states.values()];
  }

  /** Files that were left out for their markings of secrecy, as of the last look. */
  secretFiles(): string[] {
    const secret = unreadableReason('secret');
    return this.states().flatMap(({ path: folder, skipped }) =>
      skipped.flatMap(({ path, reason }) => (reason === secret ? [join(folder, path)] : [])),
    );
  }

  /** No file is begun any more; what was read is kept, and the rest is read at the next start. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Not to be called while a look is under way. */
  async look(): Promise<FolderChanges> {
    this.#known ??= await this.#load();
    const known = this.#known;
    const changes: FolderChanges = { results: [], removed: 0 };
    for (const folder of this.#folders) {
      const before = JSON.stringify(known[folder.path] ?? {});
      const found = await this.#lookAt(folder, known[folder.path] ?? {});
      known[folder.path] = found.files;
      changes.results.push(...found.results);
      changes.removed += found.removed;
      if (JSON.stringify(found.files) !== before) await this.#blobs.put(KEY, Buffer.from(JSON.stringify(known)));
    }
    return changes;
  }

  async #load(): Promise<Record<string, KnownFiles>> {
    const bytes = await this.#blobs.get(KEY);
    try {
      return bytes ? (JSON.parse(Buffer.from(bytes).toString('utf8')) as Record<string, KnownFiles>) : {};
    } catch {
      // Then everything is read once more, which changes nothing that has not changed.
      return {};
    }
  }

  async #lookAt(folder: WatchedFolder, known: KnownFiles): Promise<FolderChanges & { files: KnownFiles }> {
    const seen = await list(folder.path);
    const isEmptied = seen?.length === 0 && Object.keys(known).length > 0;
    if (!seen || isEmptied) {
      this.#note(folder, known, { waiting: 0, trouble: isEmptied ? 'emptied' : 'unreachable' });
      return { files: known, results: [], removed: 0 };
    }
    const { files, removed } = await this.#withoutGone(folder, known, seen);
    const inCorpus = new Set(this.#corpus.documents(folder.bureau).flatMap(({ bureau, path }) => (bureau === folder.bureau ? [path] : [])));
    const isRead = ({ kept, ...file }: SeenFile): boolean => {
      const before = files[kept];
      return before !== undefined && signature(before) === signature(file) && (before.outcome !== 'own' || inCorpus.has(kept));
    };
    const changed = seen.filter(file => !isRead(file));
    const ready = changed.filter(file => this.#isSettled(file));
    const results = ready.length > 0 ? await this.#read(ready, folder, files) : [];
    this.#note(folder, files, { waiting: changed.length - ready.length, trouble: null });
    return { files, results, removed };
  }

  /** What stood in for a file that is gone is read again: a copy may take its place. */
  async #withoutGone(folder: WatchedFolder, known: KnownFiles, seen: readonly SeenFile[]): Promise<{ files: KnownFiles; removed: number }> {
    const here = new Set(seen.map(({ kept }) => kept));
    const gone = Object.keys(known).filter(path => !here.has(path));
    if (gone.length === 0) return { files: { ...known }, removed: 0 };
    const removed = await this.#corpus.remove(gone, { bureau: folder.bureau });
    return { files: Object.fromEntries(Object.entries(known).filter(([path, { outcome }]) => here.has(path) && outcome !== 'copy')), removed };
  }

  #isSettled(file: SeenFile): boolean {
    const now = signature(file);
    const age = this.#now() - file.changed;
    // The clock of a file server may run ahead, so an age below zero proves nothing.
    const isSettled = this.#waiting.get(file.file) === now || age >= SETTLED_MS;
    if (isSettled) this.#waiting.delete(file.file);
    else this.#waiting.set(file.file, now);
    return isSettled;
  }

  async #read(ready: readonly SeenFile[], { bureau }: WatchedFolder, files: KnownFiles): Promise<IngestResult[]> {
    const byPath = new Map(ready.map(file => [file.kept, file]));
    const open = async function* (this: FolderWatch): AsyncGenerator<SourceFile> {
      for (const found of ready) {
        if (this.#isStopped) return;
        const file = await openFound(found).catch(() => undefined);
        if (file) yield file;
      }
    };
    const results = await this.#corpus.ingest(open.call(this), { bureau });
    const own = new Set(this.#corpus.documents(bureau).map(({ path }) => path));
    for (const { path, outcome, reason } of results) {
      const file = byPath.get(path);
      if (file)
        files[path] = { size: file.size, changed: file.changed, outcome: outcome === 'skipped' ? 'skipped' : own.has(path) ? 'own' : 'copy', reason };
    }
    return results;
  }

  #note(folder: WatchedFolder, files: KnownFiles, { waiting, trouble }: Pick<FolderState, 'waiting' | 'trouble'>): void {
    const all = Object.entries(files);
    const skipped = all.flatMap(([path, { outcome, reason }]) => (outcome === 'skipped' ? [{ path, reason: reason ?? '' }] : []));
    this.#states.set(folder.path, { ...folder, read: all.length - skipped.length, skipped, waiting, trouble });
  }
}
