import type { WeighedFeatures } from '../src/ledgers/reading/intent-model.ts';

/** 学习的一例 — the features of an example, the labels that are right, and what it counts. */
export interface Lesson extends WeighedFeatures {
  right: readonly number[];
  counts: number;
}

const ROUNDS = 150;
const STEP = 0.1;

/** Multinomial logistic regression, by steps of Adam over all examples at once: the same examples give the same weights. `decay`: how much a large weight costs. */
export function descend(rows: readonly Lesson[], { features, labels, decay }: { features: number; labels: number; decay: number }): Float64Array {
  const size = features * labels;
  const [weights, mean, spread, slope] = [new Float64Array(size), new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  for (let round = 1; round <= ROUNDS; round++) {
    slope.fill(0);
    for (const row of rows) addSlope(slope, row, oddsOf(weights, row, labels));
    const left = (ROUNDS - round) / (ROUNDS * 0.4);
    const step = STEP * Math.min(1, Math.max(0.05, left));
    const [fresh, calm] = [1 - 0.9 ** round, 1 - 0.99 ** round];
    for (let at = 0; at < size; at++) {
      const weight = weights[at] ?? 0;
      const down = (slope[at] ?? 0) + decay * weight;
      const moved = 0.9 * (mean[at] ?? 0) + 0.1 * down;
      const spreadOut = 0.99 * (spread[at] ?? 0) + 0.01 * down * down;
      mean[at] = moved;
      spread[at] = spreadOut;
      weights[at] = weight - (step * (moved / fresh)) / (Math.sqrt(spreadOut / calm) + 1e-8);
    }
  }
  return weights;
}

function oddsOf(weights: Float64Array, { places, worth }: WeighedFeatures, labels: number): Float64Array {
  const sums = new Float64Array(labels);
  places.forEach((place, at) => {
    for (let label = 0; label < labels; label++) sums[label] = (sums[label] ?? 0) + (worth[at] ?? 0) * (weights[place * labels + label] ?? 0);
  });
  const most = Math.max(...sums);
  const odds = sums.map(sum => Math.exp(sum - most));
  const all = odds.reduce((sum, each) => sum + each, 0);
  return odds.map(each => each / all);
}

function addSlope(slope: Float64Array, row: Lesson, odds: Float64Array): void {
  for (const [label, pull] of pullsOf(row, odds).entries()) {
    row.places.forEach((place, at) => {
      slope[place * odds.length + label] = (slope[place * odds.length + label] ?? 0) + pull * (row.worth[at] ?? 0);
    });
  }
}

/** The same by AdaGrad, one example after the other, in strides that learn no office in one piece; the weights are the mean of those after every step of every stride. For many features of which an example has few: tens of times faster. `calm`: how much a large weight costs. */
export function descendByExample(rows: readonly Lesson[], tuning: ExampleTuning): Float64Array {
  const mean = new Float64Array(tuning.features * tuning.labels);
  for (const stride of STRIDES)
    for (const [at, weight] of descendInStrides(rows, stride, tuning).entries()) mean[at] = (mean[at] ?? 0) + weight / STRIDES.length;
  return mean;
}

interface ExampleTuning {
  features: number;
  labels: number;
  rounds: number;
  rate: number;
  calm: number;
}

/** Primes, without a factor in common with any likely count of examples. */
const STRIDES = [7919, 6271, 4409];

function descendInStrides(rows: readonly Lesson[], stride: number, { features, labels, rounds, rate, calm }: ExampleTuning): Float64Array {
  const size = features * labels;
  const [weights, slopes, moved] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const steps = rounds * rows.length;
  for (let step = 1; step <= steps; step++) {
    const row = rows[(step * stride) % rows.length];
    if (row === undefined) continue;
    const pulls = pullsOf(row, oddsOf(weights, row, labels));
    for (const [label, pull] of pulls.entries()) {
      if (Math.abs(pull) < 1e-4) continue;
      row.places.forEach((place, index) => {
        const at = place * labels + label;
        const slope = pull * (row.worth[index] ?? 0) + calm * (weights[at] ?? 0);
        slopes[at] = (slopes[at] ?? 0) + slope * slope;
        const move = (rate * slope) / Math.sqrt((slopes[at] ?? 0) + 1e-8);
        weights[at] = (weights[at] ?? 0) - move;
        moved[at] = (moved[at] ?? 0) - move * step;
      });
    }
  }
  return weights.map((weight, at) => weight - (moved[at] ?? 0) / (steps + 1));
}

function pullsOf({ right, counts }: Lesson, odds: Float64Array): Float64Array {
  const good = right.reduce((sum, label) => sum + (odds[label] ?? 0), 0);
  return odds.map((share, label) => counts * (share - (right.includes(label) ? share / good : 0)));
}
