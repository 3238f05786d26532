import { inflateRawSync } from 'node:zlib';

/** Why a zip could not be opened. */
export type ZipFailure = 'not-a-zip' | 'too-large' | 'damaged';

/** What a zip may hold at most; declared sizes may lie, so bytes are counted while they are unpacked. */
export interface ZipLimits {
  files: number;
  /** Of all wanted files together, unpacked. */
  bytes: number;
  /** Unpacked size over packed size of one file. */
  ratio: number;
}

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localEntry = 0x04034b50;
const stored = 0;
const deflated = 8;
/** So little is never a bomb, whatever its ratio. */
const harmless = 1_000_000;

interface Place {
  name: string;
  method: number;
  isEncrypted: boolean;
  packed: number;
  at: number;
}

function directoryEnd(zip: Buffer): number {
  const earliest = Math.max(0, zip.length - 22 - 0xffff);
  for (let at = zip.length - 22; at >= earliest; at--) if (zip.readUInt32LE(at) === endOfDirectory) return at;
  return -1;
}

function placesOf(zip: Buffer, end: number): Place[] {
  const places: Place[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== directoryEntry) throw new RangeError('directory');
    const name = zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28));
    const isEncrypted = (zip.readUInt16LE(at + 8) & 1) === 1;
    places.push({ name, method: zip.readUInt16LE(at + 10), isEncrypted, packed: zip.readUInt32LE(at + 20), at: zip.readUInt32LE(at + 42) });
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return places;
}

function unpack(zip: Buffer, place: Place, most: number): Uint8Array | 'too-large' {
  if (place.isEncrypted || zip.readUInt32LE(place.at) !== localEntry) throw new RangeError('entry');
  const from = place.at + 30 + zip.readUInt16LE(place.at + 26) + zip.readUInt16LE(place.at + 28);
  const packed = zip.subarray(from, from + place.packed);
  if (place.method === stored) return packed.length > most ? 'too-large' : packed;
  if (place.method !== deflated) throw new RangeError('method');
  try {
    return inflateRawSync(packed, { maxOutputLength: most });
  } catch (error) {
    if (error instanceof RangeError) return 'too-large';
    throw error;
  }
}

/** The wanted files of a zip by name, never more than the limits allow. */
export function readZip(bytes: Uint8Array, wanted: (name: string) => boolean, limits: ZipLimits): Map<string, Uint8Array> | ZipFailure {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (zip.length < 22 || zip.readUInt32LE(0) !== localEntry) return 'not-a-zip';
  try {
    const end = directoryEnd(zip);
    if (end < 0) return 'damaged';
    if (zip.readUInt16LE(end + 10) > limits.files) return 'too-large';
    const files = new Map<string, Uint8Array>();
    let left = limits.bytes;
    for (const place of placesOf(zip, end).filter(({ name }) => wanted(name))) {
      const file = unpack(zip, place, Math.max(1, Math.min(left, Math.max(harmless, place.packed * limits.ratio))));
      if (file === 'too-large') return 'too-large';
      files.set(place.name, file);
      left -= file.length;
    }
    return files;
  } catch {
    return 'damaged';
  }
}
