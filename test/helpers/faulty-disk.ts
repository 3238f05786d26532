import { type Disk, type DiskFile, nodeDisk } from '../../src/lib/disk.ts';

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: made by the test`), { code });
}

/** A disk that counts what it does, and that a test can fill up, break or slow down. */
export class FaultyDisk implements Disk {
  /** Bytes that still fit; what goes beyond is written in part and then refused, as a real disk does. */
  space = Number.POSITIVE_INFINITY;
  /** Error code with which every sync of a file fails, or null. */
  syncError: string | null = null;
  truncateError: string | null = null;
  /** Error code with which a folder refuses to be synced, or null. */
  folderSyncError: string | null = null;
  /** Awaited before each write, given the path. */
  beforeWrite: (path: string) => Promise<void> = async () => undefined;
  syncs = 0;
  readonly paths: string[] = [];

  async open(path: string, mode: 'append' | 'create'): Promise<DiskFile> {
    this.paths.push(path);
    const file = await nodeDisk.open(path, mode);
    return {
      write: async bytes => {
        await this.beforeWrite(path);
        const fitting = bytes.subarray(0, Math.min(bytes.length, this.space));
        this.space -= fitting.length;
        await file.write(fitting);
        if (fitting.length < bytes.length) throw systemError('ENOSPC');
      },
      sync: async () => {
        this.syncs += 1;
        await file.sync();
        if (this.syncError) throw systemError(this.syncError);
      },
      truncate: async length => {
        if (this.truncateError) throw systemError(this.truncateError);
        await file.truncate(length);
      },
      close: () => file.close(),
    };
  }

  read(path: string): Promise<Buffer> {
    return nodeDisk.read(path);
  }

  list(folder: string): Promise<string[]> {
    return nodeDisk.list(folder);
  }

  listAll(folder: string): Promise<string[]> {
    return nodeDisk.listAll(folder);
  }

  makeFolder(path: string): Promise<void> {
    return nodeDisk.makeFolder(path);
  }

  rename(from: string, to: string): Promise<void> {
    return nodeDisk.rename(from, to);
  }

  remove(path: string): Promise<void> {
    return nodeDisk.remove(path);
  }

  async syncFolder(path: string): Promise<void> {
    if (this.folderSyncError) throw systemError(this.folderSyncError);
    return nodeDisk.syncFolder(path);
  }
}
