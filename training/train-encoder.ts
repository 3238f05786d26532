import type { Encoder } from '../src/knowledge/ranking/encoder.ts';
import { seededRandom, shuffle } from './random.ts';

/** Rows and weights of the words of one text. */
export interface Bag {
  rows: Uint32Array;
  weights: Float32Array;
}

/** The tables while they are being learned. */
export interface Tables {
  dimensions: number;
  keys: Uint32Array;
  question: Float32Array;
  text: Float32Array;
}

/** A question with the texts that answer it, by number. */
export interface Pair {
  question: Bag;
  texts: number[];
  /** Texts that look like answers and are none. */
  wrong?: readonly number[];
}

export interface EncoderTuning {
  epochs: number;
  batch: number;
  /** Texts drawn at random that no question of the batch asks for. */
  strangers: number;
  temperature: number;
  rate: number;
  seed: number;
}

/** Sum of rows, made a unit vector; returns its length before. */
function encode(bag: Bag, table: Float32Array, into: Float32Array): number {
  const dimensions = into.length;
  into.fill(0);
  for (let word = 0; word < bag.rows.length; word++) {
    const from = (bag.rows[word] ?? 0) * dimensions;
    const weight = bag.weights[word] ?? 0;
    for (let at = 0; at < dimensions; at++) (into[at] as number) += weight * (table[from + at] as number);
  }
  let square = 1e-12;
  for (let at = 0; at < dimensions; at++) square += (into[at] ?? 0) ** 2;
  const length = Math.sqrt(square);
  for (let at = 0; at < dimensions; at++) into[at] = (into[at] ?? 0) / length;
  return length;
}

/** Adagrad on the rows of one bag, through the normalisation. */
class TableLearner {
  readonly #table: Float32Array;
  readonly #dimensions: number;
  readonly #squares: Float32Array;
  readonly #rate: number;
  readonly #step: Float32Array;

  constructor(table: Float32Array, dimensions: number, rate: number) {
    this.#table = table;
    this.#dimensions = dimensions;
    this.#squares = new Float32Array(table.length / dimensions);
    this.#rate = rate;
    this.#step = new Float32Array(dimensions);
  }

  learn(bag: Bag, vector: Float32Array, run: { length: number; gradient: Float32Array }): void {
    const size = this.#dimensions;
    const { gradient, length } = run;
    let along = 0;
    for (let at = 0; at < size; at++) along += (gradient[at] ?? 0) * (vector[at] ?? 0);
    let square = 0;
    for (let at = 0; at < size; at++) {
      const value = ((gradient[at] ?? 0) - along * (vector[at] ?? 0)) / length;
      this.#step[at] = value;
      square += value * value;
    }
    for (let word = 0; word < bag.rows.length; word++) {
      const row = bag.rows[word] ?? 0;
      const weight = bag.weights[word] ?? 0;
      const sum = (this.#squares[row] ?? 0) + (weight * weight * square) / size;
      this.#squares[row] = sum;
      const rate = (this.#rate * weight) / (Math.sqrt(sum) + 1e-8);
      const from = row * size;
      for (let at = 0; at < size; at++) this.#table[from + at] = (this.#table[from + at] ?? 0) - rate * (this.#step[at] ?? 0);
    }
  }
}

/** Teaches the tables to bring each question near its texts and away from the others of its batch. */
export function trainEncoder(tables: Tables, data: { pairs: readonly Pair[]; texts: readonly Bag[] }, tuning: EncoderTuning): number {
  const random = seededRandom(tuning.seed);
  const size = tables.dimensions;
  const questions = new TableLearner(tables.question, size, tuning.rate);
  const texts = tables.text === tables.question ? questions : new TableLearner(tables.text, size, tuning.rate);
  const order = Uint32Array.from(data.pairs.keys());
  let loss = 0;
  for (let epoch = 0; epoch < tuning.epochs; epoch++) {
    shuffle(order, random);
    loss = 0;
    for (let from = 0; from < order.length; from += tuning.batch) {
      const batch = [...order.subarray(from, from + tuning.batch)].flatMap(at => data.pairs[at] ?? []);
      loss += trainBatch({ batch, tables, questions, texts }, data.texts, { tuning, random });
    }
  }
  return loss / Math.max(1, order.length);
}

/** A text that is this far from being taken for the answer moves nothing. */
const LEAST_PULL = 1e-3;

interface BatchRun {
  batch: Pair[];
  tables: Tables;
  questions: TableLearner;
  texts: TableLearner;
}

function trainBatch(run: BatchRun, texts: readonly Bag[], { tuning, random }: { tuning: EncoderTuning; random: () => number }): number {
  const size = run.tables.dimensions;
  const shown: number[] = run.batch.map(pair => pair.texts[Math.floor(random() * pair.texts.length)] ?? 0);
  for (const { wrong } of run.batch) if (wrong && wrong.length > 0) shown.push(wrong[Math.floor(random() * wrong.length)] ?? 0);
  for (let stranger = 0; stranger < tuning.strangers; stranger++) shown.push(Math.floor(random() * texts.length));
  const vectors = new Float32Array(shown.length * size);
  const lengths = shown.map((text, at) => encode(texts[text] as Bag, run.tables.text, vectors.subarray(at * size, (at + 1) * size)));
  const gradients = new Float32Array(shown.length * size);
  const vector = new Float32Array(size);
  const gradient = new Float32Array(size);
  const chances = new Float64Array(shown.length);
  let loss = 0;
  const updates: { pair: Pair; vector: Float32Array; gradient: Float32Array; length: number }[] = [];
  run.batch.forEach((pair, own) => {
    const length = encode(pair.question, run.tables.question, vector);
    let sum = 0;
    for (let other = 0; other < shown.length; other++) {
      const isGold = other === own;
      if (!isGold && pair.texts.includes(shown[other] ?? 0)) {
        chances[other] = 0;
        continue;
      }
      let dot = 0;
      const at = other * size;
      for (let d = 0; d < size; d++) dot += (vector[d] as number) * (vectors[at + d] as number);
      const chance = Math.exp((dot - 1) / tuning.temperature);
      chances[other] = chance;
      sum += chance;
    }
    loss -= Math.log((chances[own] ?? 0) / sum);
    gradient.fill(0);
    for (let other = 0; other < shown.length; other++) {
      const pull = ((chances[other] ?? 0) / sum - (other === own ? 1 : 0)) / tuning.temperature;
      if (Math.abs(pull) < LEAST_PULL) continue;
      const at = other * size;
      for (let d = 0; d < size; d++) {
        (gradient[d] as number) += pull * (vectors[at + d] as number);
        (gradients[at + d] as number) += pull * (vector[d] as number);
      }
    }
    updates.push({ pair, vector: vector.slice(), gradient: gradient.slice(), length });
  });
  for (const update of updates) run.questions.learn(update.pair.question, update.vector, update);
  shown.forEach((text, at) => {
    run.texts.learn(texts[text] as Bag, vectors.subarray(at * size, (at + 1) * size), {
      length: lengths[at] ?? 1,
      gradient: gradients.subarray(at * size, (at + 1) * size),
    });
  });
  return loss;
}

/** Int8 tables for shipping; each table keeps one scale, because only directions count. */
export function packEncoder({ dimensions, keys, question, text }: Tables): Encoder {
  return { dimensions, keys, question: packed(question), text: packed(text) };
}

function packed(table: Float32Array): Int8Array {
  const sizes = Float32Array.from(table, Math.abs).sort();
  // The few largest values are cut, so that the many small ones keep their digits.
  const top = sizes[Math.floor(sizes.length * 0.9995)] || 1;
  return Int8Array.from(table, value => Math.max(-127, Math.min(127, Math.round((value / top) * 127))));
}
