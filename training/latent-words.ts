import { seededRandom } from './random.ts';
import type { Bag } from './train-encoder.ts';

/** How often the matrix is multiplied; the directions no longer turn after that. */
const ROUNDS = 3;
/** Directions beyond the wanted ones, so that the last of these settle too. */
const SPARE = 8;
/** Directions count by this power of their strength: the first few, which only tell long texts from short ones, must not drown the others. */
const POWER = 0.25;
/** Share of a word's own random direction: words that stand in the same articles are near, and still not one. */
const OWN = 0.44;

interface WeighedBag {
  rows: Uint32Array;
  weights: Float32Array;
}

function weighed({ rows, weights }: Bag, rarity: Float32Array): WeighedBag {
  const own = weights.map((weight, at) => weight * (rarity[rows[at] ?? 0] ?? 0));
  const length = Math.sqrt(own.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
  return { rows, weights: own.map(weight => weight / length) };
}

/** Makes the columns of a matrix, kept row after row, unit vectors at right angles (Gram-Schmidt). */
function straighten(matrix: Float32Array, columns: number): void {
  const rows = matrix.length / columns;
  for (let column = 0; column < columns; column++) {
    for (let earlier = 0; earlier < column; earlier++) {
      let along = 0;
      for (let row = 0; row < rows; row++) along += (matrix[row * columns + column] as number) * (matrix[row * columns + earlier] as number);
      for (let row = 0; row < rows; row++) (matrix[row * columns + column] as number) -= along * (matrix[row * columns + earlier] as number);
    }
    let square = 0;
    for (let row = 0; row < rows; row++) square += (matrix[row * columns + column] as number) ** 2;
    const scale = 1 / Math.sqrt(square || 1);
    for (let row = 0; row < rows; row++) (matrix[row * columns + column] as number) *= scale;
  }
}

/** The matrix of words by words that the texts make, times `directions`. */
function multiplied(texts: readonly WeighedBag[], directions: Float32Array, columns: number): Float32Array {
  const result = new Float32Array(directions.length);
  const sum = new Float32Array(columns);
  for (const { rows, weights } of texts) {
    sum.fill(0);
    for (let at = 0; at < rows.length; at++) {
      const from = (rows[at] as number) * columns;
      for (let column = 0; column < columns; column++) (sum[column] as number) += (weights[at] as number) * (directions[from + column] as number);
    }
    for (let at = 0; at < rows.length; at++) {
      const to = (rows[at] as number) * columns;
      for (let column = 0; column < columns; column++) (result[to + column] as number) += (weights[at] as number) * (sum[column] as number);
    }
  }
  return result;
}

/** 潜在语义 — a vector for each word from the articles that it stands in (latent semantic analysis), as long as the word is rare; `rarity` has one number for each word. */
export function latentWords(bags: readonly Bag[], rarity: Float32Array, options: { dimensions: number; seed: number }): Float32Array {
  const random = seededRandom(options.seed);
  const noise = (): number => random() + random() + random() - 1.5;
  const texts = bags.map(bag => weighed(bag, rarity));
  const columns = options.dimensions + SPARE;
  let directions: Float32Array = Float32Array.from({ length: rarity.length * columns }, noise);
  const strength = new Float32Array(columns);
  straighten(directions, columns);
  for (let round = 0; round < ROUNDS; round++) {
    const next = multiplied(texts, directions, columns);
    for (let column = 0; column < columns; column++) {
      let along = 0;
      for (let at = column; at < next.length; at += columns) along += (next[at] as number) * (directions[at] as number);
      strength[column] = Math.max(along, 0) ** POWER;
    }
    straighten(next, columns);
    directions = next;
  }
  return mixed({ directions, strength, rarity }, options.dimensions, noise);
}

function mixed(
  { directions, strength, rarity }: { directions: Float32Array; strength: Float32Array; rarity: Float32Array },
  dimensions: number,
  noise: () => number,
): Float32Array {
  const table = new Float32Array(rarity.length * dimensions);
  const shared = Math.sqrt(1 - OWN * OWN);
  for (let word = 0; word < rarity.length; word++) {
    const from = word * strength.length;
    const vector = strength.subarray(0, dimensions).map((power, at) => power * (directions[from + at] ?? 0));
    const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
    // Three even draws have a spread of one half.
    for (let at = 0; at < dimensions; at++)
      table[word * dimensions + at] = (rarity[word] ?? 0) * (shared * ((vector[at] ?? 0) / length) + (OWN * 2 * noise()) / Math.sqrt(dimensions));
  }
  return table;
}
