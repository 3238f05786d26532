import type { Adapter } from 'lowdb';
import type { Disk } from '../../lib/disk.ts';
import { checksum } from './frame.ts';

/** Text is handed to the disk in pieces of about this size, and the event loop runs between two of them. */
const PIECE_LENGTH = 32 * 1024;

/** Why a file is not to be trusted. */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
}

/**
 * lowdb's adapter for one JSON file that knows whether it is whole: its last line is the checksum of everything before it.
 * lowdb's own file adapters neither fsync nor check, and turn the whole value into text in one go.
 */
export class DurableJson<T> implements Adapter<T> {
  readonly #disk: Disk;
  readonly #path: string;
  readonly #pieces: (data: T) => Iterable<string>;
  /** Of what was last written or read. */
  checksum = '';
  bytes = 0;

  /** `pieces` gives the value's JSON bit by bit, for values whose text is long. */
  constructor(disk: Disk, path: string, pieces: (data: T) => Iterable<string> = data => [JSON.stringify(data)]) {
    this.#disk = disk;
    this.#path = path;
    this.#pieces = pieces;
  }

  async write(data: T): Promise<void> {
    const file = await this.#disk.open(this.#path, 'create');
    this.bytes = 0;
    let sum = 0;
    try {
      for (const text of batches(this.#body(data))) {
        const bytes = Buffer.from(text);
        sum = Number.parseInt(checksum(bytes, sum), 16);
        this.bytes += bytes.length;
        await file.write(bytes);
      }
      this.checksum = sum.toString(16).padStart(8, '0');
      await file.write(Buffer.from(`"checksum":"${this.checksum}"}\n`));
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** Throws `DamagedFile` unless every byte is as it was written. */
  async read(): Promise<T> {
    const bytes = await this.#disk.read(this.#path);
    const end = bytes.lastIndexOf('\n', bytes.length - 2) + 1;
    this.checksum = checksum(bytes.subarray(0, end));
    this.bytes = end;
    if (bytes.subarray(end).toString() !== `"checksum":"${this.checksum}"}\n`) throw new DamagedFile(this.#path);
    return (JSON.parse(bytes.toString()) as { data: T }).data;
  }

  *#body(data: T): Generator<string> {
    yield '{"data":';
    yield* this.#pieces(data);
    yield ',\n';
  }
}

function* batches(pieces: Iterable<string>): Generator<string> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length >= PIECE_LENGTH) {
      yield text;
      text = '';
    }
  }
  if (text) yield text;
}
