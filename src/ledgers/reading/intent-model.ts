import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Intent } from '../../domain/intent.ts';
import { decodeBinaryFile, encodeBinaryFile } from '../../lib/binary-file.ts';
import { projectRoot } from '../../lib/project-root.ts';
import type { IntentFeatures } from './intent-features.ts';

/** 意图的权重 — what each feature of a message says for each intent. */
export interface IntentWeights {
  intents: Intent[];
  /** In ascending order; the first, 0, stands for every message. */
  keys: Uint32Array;
  /** `intents.length` for each key, in its order, as multiples of `step`. */
  says: Int8Array;
  step: number;
}

/** Where the weights that ship with the project lie; `npm run train -- intents` makes them again. */
export const shippedIntentsFile: string = join(projectRoot, 'data', 'reading', 'intents.bin');
const FORMAT = 1;

/** How much all pieces, each sign, and all pairs of signs together count. */
const WORTH = { pieces: 3, sign: 0.7, pairs: 1.5 };

/** Two signs together say more than each alone: an order with a figure, a question with a day. */
export function pairKey(one: number, other: number): number {
  return (Math.imul(Math.min(one, other), 31) + Math.max(one, other)) >>> 0;
}

/** 加权特征 — the places of a message's known features with how much each counts. */
export interface WeighedFeatures {
  places: number[];
  worth: number[];
}

/** `placeOf` gives the place of a key among those that are known, -1 for others. */
export function weighed({ pieces, signs }: IntentFeatures, placeOf: (key: number) => number): WeighedFeatures {
  const known = (keys: readonly number[]): number[] => keys.map(placeOf).filter(place => place >= 0);
  const [first, second, third] = [known(pieces), known(signs), known(pairsOf(signs))];
  const share = (worth: number, { length }: readonly number[]): number[] => new Array<number>(length).fill(worth / Math.sqrt(Math.max(1, length)));
  return {
    places: [placeOf(0), ...first, ...second, ...third],
    worth: [1, ...share(WORTH.pieces, first), ...new Array<number>(second.length).fill(WORTH.sign), ...share(WORTH.pairs, third)],
  };
}

function pairsOf(signs: readonly number[]): number[] {
  const pairs: number[] = [];
  signs.forEach((sign, at) => {
    for (let other = at + 1; other < signs.length; other++) pairs.push(pairKey(sign, signs[other] ?? 0));
  });
  return pairs;
}

/** What weighed features say for each label, `labels` numbers for each place. */
export function sumsOf({ places, worth }: WeighedFeatures, says: Int8Array, labels: number): Float64Array {
  const sums = new Float64Array(labels);
  for (let at = 0; at < places.length; at++) {
    const first = (places[at] ?? 0) * labels;
    const counts = worth[at] ?? 0;
    for (let label = 0; label < labels; label++) sums[label] = (sums[label] ?? 0) + counts * (says[first + label] ?? 0);
  }
  return sums;
}

/** 意图的可能 — how likely each intent is; they add up to 1. */
export type IntentOdds = Partial<Record<Intent, number>>;

export function intentOdds(weights: IntentWeights, features: IntentFeatures): IntentOdds {
  const { intents, says, step } = weights;
  const starts = startsOf(weights.keys);
  const { places, worth } = weighed(features, key => placeIn(weights.keys, starts, key));
  const sums = sumsOf({ places, worth: worth.map(each => each * step) }, says, intents.length);
  const most = Math.max(...sums);
  const odds = sums.map(sum => Math.exp(sum - most));
  const all = odds.reduce((sum, each) => sum + each, 0);
  return Object.fromEntries(intents.map((intent, at) => [intent, (odds[at] ?? 0) / all]));
}

/** So many bits of a key say where in the sorted keys to look for it; a few keys share them. */
const START_BITS = 14;

const startsKnown = new WeakMap<Uint32Array, Uint32Array>();

/** For each beginning of a key the place of the first key that has it or a later one. */
function startsOf(keys: Uint32Array): Uint32Array {
  let starts = startsKnown.get(keys);
  if (starts === undefined) {
    starts = new Uint32Array((1 << START_BITS) + 1).fill(keys.length);
    for (let place = keys.length - 1; place >= 0; place--) starts[startOf(keys[place] ?? 0)] = place;
    for (let start = starts.length - 2; start >= 0; start--) starts[start] = Math.min(starts[start] ?? 0, starts[start + 1] ?? 0);
    startsKnown.set(keys, starts);
  }
  return starts;
}

function startOf(key: number): number {
  return key >>> (32 - START_BITS);
}

function placeIn(keys: Uint32Array, starts: Uint32Array, key: number): number {
  const end = starts[startOf(key) + 1] ?? keys.length;
  for (let place = starts[startOf(key)] ?? end; place < end; place++) if (keys[place] === key) return place;
  return -1;
}

export function encodeIntents({ intents, keys, says, step }: IntentWeights): Uint8Array {
  const origin = 'Learned from messages written for this project (training/data); npm run train -- intents';
  return encodeBinaryFile({ meta: { origin, intents, step }, arrays: { keys, says } }, FORMAT);
}

/** Null when the file is damaged or of another format. */
export function decodeIntents(bytes: Uint8Array): IntentWeights | null {
  const file = decodeBinaryFile(bytes, FORMAT);
  if (!file) return null;
  const { intents, step } = file.meta as Pick<IntentWeights, 'intents' | 'step'>;
  return { intents, step, keys: file.arrays['keys'] as Uint32Array, says: file.arrays['says'] as Int8Array };
}

let shipped: IntentWeights | null | undefined;

/** The weights that ship with the project, read once; null when they are absent or damaged: then the rules alone decide. */
export function shippedIntents(): IntentWeights | null {
  if (shipped === undefined) shipped = existsSync(shippedIntentsFile) ? decodeIntents(readFileSync(shippedIntentsFile)) : null;
  return shipped;
}
