const END = 0xfffffffa;
const ENTRY = 128;
const MOST_SECTORS = 200_000;

/** 复合文档 — the streams of a Compound File Binary (MS-CFB), the container of .doc and of encrypted office files, by name. */
export interface CompoundFile {
  names: readonly string[];
  stream(name: string): Buffer | undefined;
}

interface Entry {
  name: string;
  start: number;
  size: number;
}

class Sectors {
  readonly #file: Buffer;
  readonly #size: number;
  readonly #next: (sector: number) => number;
  readonly #offset: number;

  constructor(file: Buffer, size: number, offset: number, next: (sector: number) => number) {
    this.#file = file;
    this.#size = size;
    this.#offset = offset;
    this.#next = next;
  }

  /** Bytes of a chain; throws where the chain leaves the file or runs in a circle. */
  chain(first: number): Buffer {
    const parts: Buffer[] = [];
    for (let sector = first; sector < END; sector = this.#next(sector)) {
      const from = this.#offset + sector * this.#size;
      if (from >= this.#file.length || parts.length > MOST_SECTORS) throw new RangeError('chain');
      parts.push(this.#file.subarray(from, from + this.#size));
    }
    return Buffer.concat(parts);
  }
}

function fatOf(file: Buffer, size: number): Uint32Array {
  const at = (sector: number): number => (sector + 1) * size;
  const sectors: number[] = [];
  for (let index = 0; index < 109; index++) sectors.push(file.readUInt32LE(76 + index * 4));
  let more = file.readUInt32LE(68);
  for (let left = Math.min(file.readUInt32LE(72), MOST_SECTORS); left > 0 && more < END; left--) {
    for (let index = 0; index < size / 4 - 1; index++) sectors.push(file.readUInt32LE(at(more) + index * 4));
    more = file.readUInt32LE(at(more) + size - 4);
  }
  const parts = sectors.filter(sector => sector < END).map(sector => file.subarray(at(sector), at(sector) + size));
  const bytes = Buffer.concat(parts);
  return Uint32Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => bytes.readUInt32LE(index * 4));
}

function entriesOf(directory: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) {
    const length = Math.min(directory.readUInt16LE(at + 64), 64);
    const type = directory[at + 66];
    if (length < 2 || (type !== 2 && type !== 5)) continue;
    entries.push({
      name: type === 5 ? '' : directory.toString('utf16le', at, at + length - 2),
      start: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    });
  }
  return entries;
}

/** Undefined when the container is broken. */
export function readCompoundFile(bytes: Uint8Array): CompoundFile | undefined {
  try {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const shift = file.readUInt16LE(30);
    if (shift !== 9 && shift !== 12) return undefined;
    const size = 1 << shift;
    const fat = fatOf(file, size);
    const large = new Sectors(file, size, size, sector => fat[sector] ?? END);
    const entries = entriesOf(large.chain(file.readUInt32LE(48)));
    const smallest = file.readUInt32LE(56);
    const root = entries.find(entry => entry.name === '');
    const miniFirst = file.readUInt32LE(60);
    const miniFat = miniFirst < END ? large.chain(miniFirst) : Buffer.alloc(0);
    const mini = root && root.start < END ? large.chain(root.start) : Buffer.alloc(0);
    const small = new Sectors(mini, 64, 0, sector => (sector * 4 + 4 <= miniFat.length ? miniFat.readUInt32LE(sector * 4) : END));
    return {
      names: entries.map(entry => entry.name),
      stream(name) {
        const entry = entries.find(one => one.name === name);
        return entry && (entry.size < smallest ? small : large).chain(entry.start).subarray(0, entry.size);
      },
    };
  } catch {
    return undefined;
  }
}
