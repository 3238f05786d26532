import { dirname, join, sep } from 'node:path';
import { AppError } from '../../domain/errors.ts';
import { type Disk, nodeDisk, replaceFile, syncNames, systemErrorCode } from '../../lib/disk.ts';
import { Mutex } from '../../lib/mutex.ts';
import type { Blobs } from '../blobs.ts';

/** Names of files that are being written end so; no key may. */
const ASIDE = '.writing';

// Windows refuses these characters and names; refusing them everywhere keeps a state folder portable.
const FORBIDDEN_CHARACTERS = /[<>:"|?*\\]/;
const RESERVED_NAME = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

function isSafePart(part: string): boolean {
  const hasControl = [...part].some(character => character < ' ');
  const isPlain = part !== '' && !part.startsWith('.') && !part.endsWith('.') && !part.endsWith(' ') && !part.endsWith(ASIDE);
  return isPlain && !hasControl && !FORBIDDEN_CHARACTERS.test(part) && !RESERVED_NAME.test(part) && Buffer.byteLength(part) <= 200;
}

/** A key whose parts are all plain names cannot leave the folder. */
function checkKey(key: string): void {
  if (!key.split('/').every(isSafePart)) throw new AppError('usage', `文件名“${key}”里有不能使用的字符或部分，请换一个名字。`);
}

class DiskBlobs implements Blobs {
  readonly #folder: string;
  readonly #disk: Disk;
  /** Two writers of one key may not meet; the last one wins whole. */
  readonly #changing = new Mutex();

  constructor(folder: string, disk: Disk) {
    this.#folder = folder;
    this.#disk = disk;
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const path = this.#pathOf(key);
    await this.#changing.run(() => this.#replace(path, bytes));
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    try {
      return await this.#disk.read(this.#pathOf(key));
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
      throw error;
    }
  }

  async list(prefix: string): Promise<string[]> {
    const keys = await this.#disk.listAll(this.#folder);
    return keys.filter(key => key.startsWith(prefix) && !key.endsWith(ASIDE));
  }

  async remove(key: string): Promise<void> {
    const path = this.#pathOf(key);
    await this.#changing.run(async () => {
      // Asked for by its whole name: a key that is the beginning of others is a folder on disk and stays.
      if (!(await this.list(key)).includes(key)) return;
      await this.#disk.remove(path);
      await syncNames(this.#disk, dirname(path));
    });
  }

  #pathOf(key: string): string {
    checkKey(key);
    return join(this.#folder, ...key.split('/'));
  }

  async #replace(path: string, bytes: Uint8Array): Promise<void> {
    const aside = `${path}${ASIDE}`;
    try {
      await this.#disk.makeFolder(dirname(path));
      await replaceFile(this.#disk, path, { bytes, aside });
      await this.#syncParents(dirname(path));
    } catch (cause) {
      await this.#disk.remove(aside).catch(() => undefined);
      throw new AppError('store-full', '文件没有保存成功，原有文件不受影响。请检查磁盘空间后重试。', { cause });
    }
  }

  /** A folder that was just made has to be durable in its own parent. */
  async #syncParents(folder: string): Promise<void> {
    let path = folder;
    while (path.startsWith(this.#folder + sep)) {
      path = dirname(path);
      await syncNames(this.#disk, path);
    }
  }
}

/** Blobs as files of a folder, which is made when there is none. */
export function openDiskBlobs(folder: string, disk: Disk = nodeDisk): Blobs {
  return new DiskBlobs(folder, disk);
}
