import { createHash } from 'node:crypto';

const MAGIC = 'XFIX';
const CHECKSUM_BYTES = 32;
const HEADER_BYTES = 4 + 4 + CHECKSUM_BYTES + 4;

type NumberArray = Int8Array | Uint8Array | Uint16Array | Uint32Array | Float32Array;

/** 索引文件 — a JSON part and named arrays of numbers. */
export interface BinaryFile {
  meta: unknown;
  arrays: Record<string, NumberArray>;
}

const kinds = { i8: Int8Array, u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f32: Float32Array } as const;

interface Part {
  name: string;
  kind: keyof typeof kinds;
  offset: number;
  length: number;
}

function kindOf(array: NumberArray): keyof typeof kinds {
  if (array instanceof Float32Array) return 'f32';
  if (array instanceof Uint32Array) return 'u32';
  if (array instanceof Int8Array) return 'i8';
  return array instanceof Uint16Array ? 'u16' : 'u8';
}

function aligned(offset: number): number {
  return Math.ceil(offset / 8) * 8;
}

/** One checksummed block of bytes: magic, format version, SHA-256 of the rest, a JSON directory, the arrays on 8-byte places. */
export function encodeBinaryFile(file: BinaryFile, format: number): Uint8Array {
  const parts: Part[] = [];
  let size = 0;
  for (const [name, array] of Object.entries(file.arrays)) {
    parts.push({ name, kind: kindOf(array), offset: size, length: array.length });
    size = aligned(size + array.byteLength);
  }
  const directory = Buffer.from(JSON.stringify({ parts, meta: file.meta }));
  const dataAt = aligned(HEADER_BYTES + directory.length);
  const bytes = Buffer.alloc(dataAt + size);
  bytes.write(MAGIC, 0, 'latin1');
  bytes.writeUInt32LE(format, 4);
  bytes.writeUInt32LE(directory.length, HEADER_BYTES - 4);
  directory.copy(bytes, HEADER_BYTES);
  parts.forEach(part => {
    const array = file.arrays[part.name];
    if (array) bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), dataAt + part.offset);
  });
  createHash('sha256')
    .update(bytes.subarray(HEADER_BYTES - 4))
    .digest()
    .copy(bytes, 8);
  return bytes;
}

/** The checksum that a file carries, which tells its contents from any others. */
export function checksumOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(8, 8 + CHECKSUM_BYTES)).toString('hex');
}

/** Undefined when the bytes are torn, changed, or of another format; whoever asked then builds them again. */
export function decodeBinaryFile(bytes: Uint8Array, format: number): BinaryFile | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < HEADER_BYTES || buffer.toString('latin1', 0, 4) !== MAGIC || buffer.readUInt32LE(4) !== format) return undefined;
  const checksum = createHash('sha256')
    .update(buffer.subarray(HEADER_BYTES - 4))
    .digest();
  if (!checksum.equals(buffer.subarray(8, 8 + CHECKSUM_BYTES))) return undefined;
  const directoryBytes = buffer.readUInt32LE(HEADER_BYTES - 4);
  const { parts, meta } = JSON.parse(buffer.toString('utf8', HEADER_BYTES, HEADER_BYTES + directoryBytes)) as { parts: Part[]; meta: unknown };
  const dataAt = aligned(HEADER_BYTES + directoryBytes);
  const arrays: Record<string, NumberArray> = {};
  for (const part of parts) {
    const kind = kinds[part.kind];
    const from = buffer.byteOffset + dataAt + part.offset;
    // Views need an aligned start; a pooled buffer may not have one, and is then copied once.
    const whole = buffer.buffer as ArrayBuffer;
    arrays[part.name] =
      from % 4 === 0 ? new kind(whole, from, part.length) : new kind(whole.slice(from, from + part.length * kind.BYTES_PER_ELEMENT));
  }
  return { meta, arrays };
}
