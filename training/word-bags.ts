import { HEADING_WEIGHT, repeated, rowOf } from '../src/knowledge/ranking/encoder.ts';
import type { Bag } from './train-encoder.ts';

export function questionBag(keys: Uint32Array, words: readonly number[]): Bag {
  const rows = [...new Set(words)].map(key => rowOf(keys, key)).filter(row => row >= 0);
  return { rows: Uint32Array.from(rows), weights: new Float32Array(rows.length).fill(1) };
}

/** The same sum as encodePassages makes: words by how often they are said, and the words of title and headings. */
export function textBag(keys: Uint32Array, words: readonly number[], headings: readonly number[]): Bag {
  const times = new Map<number, number>();
  for (const key of words) times.set(key, (times.get(key) ?? 0) + 1);
  const weights = new Map<number, number>();
  for (const [key, count] of times) weights.set(key, repeated(count));
  for (const key of headings) weights.set(key, (weights.get(key) ?? 0) + HEADING_WEIGHT);
  const known = [...weights].map(([key, weight]) => [rowOf(keys, key), weight] as const).filter(([row]) => row >= 0);
  return { rows: Uint32Array.from(known, ([row]) => row), weights: Float32Array.from(known, ([, weight]) => weight) };
}
