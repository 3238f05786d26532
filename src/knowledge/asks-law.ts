import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeBinaryFile, encodeBinaryFile } from '../lib/binary-file.ts';
import { projectRoot } from '../lib/project-root.ts';
import { findKey } from './postings.ts';
import { bigramKeys } from './terms.ts';

/** 问法的用字 — what each pair of characters says for a question of law (above 0) or for one that no law decides (below 0). */
export interface AsksLawWeights {
  /** In ascending order. */
  keys: Uint32Array;
  says: Float32Array;
}

/** Where the weights that ship with the project lie; `npm run train -- asks-law` makes them again. */
export const shippedAsksLawFile: string = join(projectRoot, 'data', 'ranker', 'asks-law.bin');
const FORMAT = 1;

/** 问法 — how far a question is worded like those that law decides; 0 where nothing is known of its words. */
export function asksLaw({ keys, says }: AsksLawWeights, question: string): number {
  const pieces = new Set(bigramKeys(question));
  let sum = 0;
  for (const piece of pieces) sum += says[findKey({ keys }, piece)] ?? 0;
  return sum / Math.sqrt(1 + pieces.size);
}

export function encodeAsksLaw({ keys, says }: AsksLawWeights): Uint8Array {
  return encodeBinaryFile(
    { meta: { origin: 'Learned from training/data and the open half of STARD (MIT licence); npm run train -- asks-law' }, arrays: { keys, says } },
    FORMAT,
  );
}

/** Null when the file is damaged or of another format. */
export function decodeAsksLaw(bytes: Uint8Array): AsksLawWeights | null {
  const arrays = decodeBinaryFile(bytes, FORMAT)?.arrays;
  return arrays ? { keys: arrays['keys'] as Uint32Array, says: arrays['says'] as Float32Array } : null;
}

let shipped: AsksLawWeights | null | undefined;

/** The weights that ship with the project, read once; null when they are absent or damaged. */
export function shippedAsksLaw(): AsksLawWeights | null {
  if (shipped === undefined) shipped = existsSync(shippedAsksLawFile) ? decodeAsksLaw(readFileSync(shippedAsksLawFile)) : null;
  return shipped;
}
