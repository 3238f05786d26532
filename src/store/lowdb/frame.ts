import { crc32 } from 'node:zlib';
import type { BureauId } from '../../domain/member.ts';
import type { Kind, Row } from '../store.ts';
import { freeze } from './frozen.ts';
import type { Change } from './state.ts';

/** One change as the journal keeps it: the row as it now is, or the place of one that is gone. */
export type JournaledChange = [kind: Kind, row: Row] | [kind: Kind, bureau: BureauId, id: string];

/** One journal record: all transactions that were made durable together. Numbers grow by one from frame to frame. */
export interface Frame {
  number: number;
  /** Each transaction's changes, in the order in which they were made. */
  transactions: JournaledChange[][];
}

/** What a journal file holds: its whole frames, how many bytes they take, and what follows them. */
export interface JournalContents {
  frames: Frame[];
  goodLength: number;
  /** `torn`: an unfinished frame that was never acknowledged; `damaged`: good frames follow a bad one, so acknowledged ones were lost. */
  tail: 'none' | 'torn' | 'damaged';
}

const NEWLINE = 0x0a;
const CHECKSUM_LENGTH = 8;

/** CRC-32 as eight hexadecimal digits. */
export function checksum(data: string | Uint8Array, seed = 0): string {
  return crc32(data, seed).toString(16).padStart(CHECKSUM_LENGTH, '0');
}

/** The transaction's part of a frame. */
export function encodeTransaction(changes: readonly Change[]): string {
  return JSON.stringify(changes.map(({ kind, before, after }) => (after ? [kind, after] : [kind, before?.bureau, before?.id])));
}

/** One line: checksum, blank, JSON. The line break is only ever its last byte. */
export function encodeFrame(number: number, transactions: readonly string[]): Buffer {
  const line = Buffer.from(`${' '.repeat(CHECKSUM_LENGTH + 1)}{"number":${number},"transactions":[${transactions.join(',')}]}\n`);
  line.write(checksum(line.subarray(CHECKSUM_LENGTH + 1, -1)), 'latin1');
  return line;
}

function decodeLine(line: Buffer): Frame | undefined {
  const text = line.subarray(CHECKSUM_LENGTH + 1);
  if (line.subarray(0, CHECKSUM_LENGTH).toString('latin1') !== checksum(text)) return undefined;
  return freeze(JSON.parse(text.toString()) as Frame);
}

/** Reads a journal file as far as it is whole. */
export function decodeFrames(bytes: Buffer): JournalContents {
  const frames: Frame[] = [];
  let goodLength = 0;
  let isWhole = true;
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, start);
    const frame = end < 0 ? undefined : decodeLine(bytes.subarray(start, end));
    if (frame && !isWhole) return { frames, goodLength, tail: 'damaged' };
    if (frame) {
      frames.push(frame);
      goodLength = end + 1;
    } else isWhole = false;
    start = end < 0 ? bytes.length : end + 1;
  }
  return { frames, goodLength, tail: isWhole ? 'none' : 'torn' };
}
