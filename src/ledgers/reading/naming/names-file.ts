import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeBinaryFile, encodeBinaryFile } from '../../../lib/binary-file.ts';
import { projectRoot } from '../../../lib/project-root.ts';
import { noTrees, type Trees } from '../../../lib/trees.ts';
import { type NameWeights, type RankNames, rankBy, rankByRule } from './choose-name.ts';
import { FEATURES } from './name-features.ts';
import { type RecogniseName, recogniseBy } from './recognise-name.ts';

/** 所学的名 — what was learned of naming figures: which name to choose, and which known name is meant. */
export interface LearnedNames {
  weights: NameWeights;
  trees: Trees;
}

/** Where it lies; `npm run train -- names` makes it again. */
export const shippedNamesFile: string = join(projectRoot, 'data', 'reading', 'names.bin');
/** Grows when candidates or features change: what was learned before is then not used. */
const FORMAT = 3;

export function encodeNames({ weights, trees }: LearnedNames): Uint8Array {
  const meta = { origin: 'Learned from messages written for this project (test/evals/data); npm run train -- names' };
  const arrays = { weights, treeStarts: trees.starts, treeFeatures: trees.features, treeValues: trees.values, treeLefts: trees.lefts };
  return encodeBinaryFile({ meta, arrays }, FORMAT);
}

/** Null when the file is damaged or of another format. */
export function decodeNames(bytes: Uint8Array): LearnedNames | null {
  const arrays = decodeBinaryFile(bytes, FORMAT)?.arrays;
  const [weights, starts, features, values, lefts] = ['weights', 'treeStarts', 'treeFeatures', 'treeValues', 'treeLefts'].map(name => arrays?.[name]);
  const isWhole =
    weights instanceof Int8Array &&
    weights.length === FEATURES &&
    starts instanceof Uint32Array &&
    features instanceof Uint8Array &&
    values instanceof Float32Array &&
    lefts instanceof Uint8Array;
  return isWhole ? { weights, trees: { starts, features, values, lefts } } : null;
}

/** 命名 — how figures get their names. */
export interface Naming {
  rank: RankNames;
  recognise: RecogniseName;
}

export function namingBy(learned: LearnedNames | null): Naming {
  if (learned === null) return { rank: rankByRule, recognise: recogniseBy(noTrees) };
  return { rank: rankBy(learned.weights), recognise: recogniseBy(learned.trees) };
}

let shipped: Naming | undefined;

/** By what ships with the project, read once; by the rules alone when that is absent or damaged. */
export function shippedNaming(): Naming {
  shipped ??= namingBy(existsSync(shippedNamesFile) ? decodeNames(readFileSync(shippedNamesFile)) : null);
  return shipped;
}
