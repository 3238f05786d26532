import { createHash } from 'node:crypto';
import type { EvidenceType } from '../../domain/evidence-file.ts';
import { cleanJpeg } from './clean-jpeg.ts';
import { cleanPdf } from './clean-pdf.ts';
import { cleanPng } from './clean-png.ts';

/** What may be kept of a file that was sent as evidence. */
export interface CleanFile {
  type: EvidenceType;
  bytes: Buffer;
  hash: string;
}

/** `other`: a kind whose metadata cannot be taken out. `heic`: that of phones. `broken`: not whole, or encrypted. */
export type FileRefusal = 'other' | 'heic' | 'broken';

const cleaners = [
  ['jpg', Buffer.from('ffd8ff', 'hex'), cleanJpeg],
  ['png', Buffer.from('89504e470d0a1a0a', 'hex'), cleanPng],
  ['pdf', Buffer.from('%PDF-'), cleanPdf],
] as const;

/** Told by its first bytes, never by its name; without place, device, author and other metadata. */
export function cleanFile(given: Uint8Array): CleanFile | FileRefusal {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  const cleaner = cleaners.find(([, magic]) => bytes.subarray(0, magic.length).equals(magic));
  if (!cleaner) return /^ftyp(?:hei|hev|mif|msf|avif)/.test(bytes.toString('latin1', 4, 12)) ? 'heic' : 'other';
  const [type, , clean] = cleaner;
  const cleaned = clean(bytes);
  return cleaned ? { type, bytes: cleaned, hash: createHash('sha256').update(cleaned).digest('hex') } : 'broken';
}
