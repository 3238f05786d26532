import { decodePostings, type Postings } from '../postings.ts';
import { wordKeys } from '../terms.ts';

/** 词向量 — for each known word two short vectors: what it says in a question, and what it says in a text. */
export interface Encoder {
  dimensions: number;
  /** Sorted word keys; row of each word in the tables. */
  keys: Uint32Array;
  /** One row for each key, int8; the rows' common scale does not matter, because sums are normalised. */
  question: Int8Array;
  text: Int8Array;
}

/** Words of title and headings count as much as this many words of the text. */
export const HEADING_WEIGHT = 1;

/** Row of a word, or -1. */
export function rowOf(keys: Uint32Array, key: number): number {
  let low = 0;
  let high = keys.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = keys[middle] ?? 0;
    if (found === key) return middle;
    if (found < key) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** A word that is said more often counts a little more. */
export function repeated(times: number): number {
  return 1 + Math.log(times);
}

/** The unit vector of a question; all zeros when no word is known. */
export function encodeQuestion(encoder: Encoder, keys: readonly number[]): Float32Array {
  return encodeKeys(encoder, encoder.question, keys);
}

/** The unit vector of a piece of text, each word counted once; all zeros when no word is known. */
export function encodeText(encoder: Encoder, keys: readonly number[]): Float32Array {
  return encodeKeys(encoder, encoder.text, keys);
}

function encodeKeys(encoder: Encoder, table: Int8Array, keys: readonly number[]): Float32Array {
  const sum = new Float32Array(encoder.dimensions);
  for (const key of new Set(keys)) addRow(encoder, { key, weight: 1, table }, sum);
  normalise(sum);
  return sum;
}

function addRow({ keys, dimensions }: Encoder, term: { key: number; weight: number; table: Int8Array }, sum: Float32Array): void {
  const row = rowOf(keys, term.key);
  if (row < 0) return;
  const from = row * dimensions;
  for (let at = 0; at < dimensions; at++) sum[at] = (sum[at] ?? 0) + term.weight * (term.table[from + at] ?? 0);
}

function normalise(vector: Float32Array): void {
  let square = 0;
  for (const value of vector) square += value * value;
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
  for (let at = 0; at < vector.length; at++) vector[at] = (vector[at] ?? 0) * scale;
}

/** What a set of passages is made of: their words, and the title and headings above them. */
export interface EncodedSource {
  words: Postings;
  sectionOf: Uint32Array;
  sections: readonly { title: string; path: readonly string[] }[];
}

/** A vector of int8 for each passage, 127 being 1: summed from the postings, so that nothing needs to be read or cut into words again. */
export function encodePassages(encoder: Encoder, source: EncodedSource): Int8Array {
  const { dimensions, text } = encoder;
  const passages = source.sectionOf.length;
  const sums = new Float32Array(passages * dimensions);
  for (let place = 0; place < source.words.keys.length; place++) {
    const row = rowOf(encoder.keys, source.words.keys[place] ?? 0);
    if (row < 0) continue;
    const from = row * dimensions;
    decodePostings(source.words, place, (passage, times) => {
      const weight = times === 1 ? 1 : repeated(times);
      const to = passage * dimensions;
      for (let at = 0; at < dimensions; at++) (sums[to + at] as number) += weight * (text[from + at] as number);
    });
  }
  const headings = encodeHeadings(encoder, source.sections);
  const vectors = new Int8Array(passages * dimensions);
  for (let passage = 0; passage < passages; passage++) {
    const vector = sums.subarray(passage * dimensions, (passage + 1) * dimensions);
    const heading = headings[source.sectionOf[passage] ?? 0];
    if (heading) for (let at = 0; at < dimensions; at++) vector[at] = (vector[at] ?? 0) + HEADING_WEIGHT * (heading[at] ?? 0);
    normalise(vector);
    for (let at = 0; at < dimensions; at++) vectors[passage * dimensions + at] = Math.round(127 * (vector[at] ?? 0));
  }
  return vectors;
}

function encodeHeadings(encoder: Encoder, sections: EncodedSource['sections']): Float32Array[] {
  const known = new Map<string, number[]>();
  const keysOf = (heading: string): number[] => {
    const keys = known.get(heading) ?? wordKeys(heading);
    known.set(heading, keys);
    return keys;
  };
  return sections.map(({ title, path }) => {
    const sum = new Float32Array(encoder.dimensions);
    for (const heading of [title, ...path]) for (const key of keysOf(heading)) addRow(encoder, { key, weight: 1, table: encoder.text }, sum);
    return sum;
  });
}
