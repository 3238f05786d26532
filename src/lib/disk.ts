import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

/** A file open for writing at its end. */
export interface DiskFile {
  /** Writes all the bytes, or throws having perhaps written some of them. */
  write(bytes: Uint8Array): Promise<void>;
  /** Resolves when everything written is on the medium. */
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

/** The few file operations that durable storage is made of; a test hands over one that fails. */
export interface Disk {
  /** `append` keeps what is there, `create` starts empty. */
  open(path: string, mode: 'append' | 'create'): Promise<DiskFile>;
  /** Throws ENOENT when absent. */
  read(path: string): Promise<Buffer>;
  /** Names in the folder, sorted; none when it is absent. */
  list(folder: string): Promise<string[]>;
  /** Every file below the folder, by its path within it with `/`, sorted; none when it is absent. */
  listAll(folder: string): Promise<string[]>;
  makeFolder(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** A file or a whole folder; absent is fine. */
  remove(path: string): Promise<void>;
  /** Throws where the system cannot do that: use `syncNames`. */
  syncFolder(path: string): Promise<void>;
}

class NodeFile implements DiskFile {
  readonly #handle: FileHandle;
  /** Whether a write comes back only when it is on the medium. */
  readonly #isDurable: boolean;
  #isSynced = false;

  constructor(handle: FileHandle, isDurable: boolean) {
    this.#handle = handle;
    this.#isDurable = isDurable;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (!this.#isDurable) this.#isSynced = false;
    for (let done = 0; done < bytes.length; ) done += (await this.#handle.write(bytes, done)).bytesWritten;
  }

  async sync(): Promise<void> {
    if (this.#isSynced) return;
    await this.#handle.datasync();
    this.#isSynced = true;
  }

  truncate(length: number): Promise<void> {
    this.#isSynced = false;
    return this.#handle.truncate(length);
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

/** The error code of a failed system call, or undefined. */
export function systemErrorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

// Windows cannot fsync a folder, and some network shares refuse it; NTFS journals names by itself.
const folderSyncRefusals = new Set(['EPERM', 'EISDIR', 'EINVAL', 'EACCES', 'ENOTSUP', 'EBADF']);

/** Makes names that were created, renamed or removed in the folder durable, where the system can do that. */
export async function syncNames(disk: Disk, folder: string): Promise<void> {
  try {
    await disk.syncFolder(folder);
  } catch (error) {
    if (!folderSyncRefusals.has(systemErrorCode(error) ?? '')) throw error;
  }
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}

async function orNone<T>(entries: Promise<T[]>): Promise<T[]> {
  try {
    return await entries;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function listAll(folder: string): Promise<string[]> {
  const entries = await orNone(readdir(folder, { recursive: true, withFileTypes: true }));
  const files = entries.filter(entry => entry.isFile());
  return files.map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')).sort();
}

const { O_APPEND, O_CREAT, O_WRONLY, O_DSYNC } = constants;

/** What is appended is synced at once: on Linux by the write itself, one call to wait for instead of two. Elsewhere O_DSYNC promises less than a sync does, or is not there. */
async function openFile(path: string, mode: 'append' | 'create'): Promise<NodeFile> {
  if (mode === 'create') return new NodeFile(await open(path, 'w', 0o600), false);
  const isDurable = process.platform === 'linux';
  return new NodeFile(await open(path, O_APPEND | O_CREAT | O_WRONLY | (isDurable ? O_DSYNC : 0), 0o600), isDurable);
}

/** The real disk. What it creates only its owner may read. */
export const nodeDisk: Disk = {
  open: openFile,
  read: path => readFile(path),
  list: async folder => (await orNone(readdir(folder))).sort(),
  listAll,
  makeFolder: async path => void (await mkdir(path, { recursive: true, mode: 0o700 })),
  rename: (from, to) => rename(from, to),
  remove: path => rm(path, { recursive: true, force: true }),
  syncFolder,
};

/** Replaces a file so that, whatever happens, a reader finds the old bytes or the new ones. `aside` is a name in the same folder that nobody else uses. */
export async function replaceFile(disk: Disk, path: string, contents: { bytes: Uint8Array; aside: string }): Promise<void> {
  const file = await disk.open(contents.aside, 'create');
  try {
    await file.write(contents.bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await disk.rename(contents.aside, path);
  await syncNames(disk, dirname(path));
}
