import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeBinaryFile, encodeBinaryFile } from '../../../lib/binary-file.ts';
import { projectRoot } from '../../../lib/project-root.ts';
import { type FigureScene, wordsOfScene } from './figure-scene.ts';
import { nameCandidates } from './name-candidates.ts';
import { FEATURES, featuresOf, sceneFeatures } from './name-features.ts';

/** 起名 — chooses what a figure without a metric is called. */
export type ChooseName = (scene: FigureScene) => string;

/** What each feature says for a name. */
export type NameWeights = Float32Array;

/** Where the weights that ship with the project lie; `npm run train -- names` makes them again. */
export const shippedNamesFile: string = join(projectRoot, 'data', 'ranker', 'names.bin');
/** Grows when candidates or features change: older weights are then not used. */
const FORMAT = 1;

/** A candidate with the numbers of its features. */
export interface DescribedName {
  name: string;
  features: number[];
}

export function describedNames(scene: FigureScene): DescribedName[] {
  const words = wordsOfScene(scene);
  const features = sceneFeatures(scene, words);
  return nameCandidates(scene, words).map(candidate => ({ name: candidate.name, features: featuresOf(candidate, features) }));
}

export function scoreName(weights: NameWeights, features: readonly number[]): number {
  let sum = 0;
  for (const feature of features) sum += weights[feature] ?? 0;
  return sum;
}

/** The name that the weights speak for most. */
export function chooseBy(weights: NameWeights): ChooseName {
  return scene => {
    let best = { name: scene.rule, score: Number.NEGATIVE_INFINITY };
    for (const { name, features } of describedNames(scene)) {
      const score = scoreName(weights, features);
      if (score > best.score) best = { name, score };
    }
    return best.name;
  };
}

/** Without weights the rules' name stays. */
export const chooseByRule: ChooseName = ({ rule }) => rule;

/** Most weights are 0, so only the others are written. */
export function encodeNames(weights: NameWeights): Uint8Array {
  const keys = Uint32Array.from(weights.keys()).filter(key => weights[key] !== 0);
  return encodeBinaryFile(
    {
      meta: { origin: 'Learned from messages written for this project (test/evals/data); npm run train -- names' },
      arrays: { keys, weights: Float32Array.from(keys, key => weights[key] ?? 0) },
    },
    FORMAT,
  );
}

/** Null when the file is damaged or of another format. */
export function decodeNames(bytes: Uint8Array): NameWeights | null {
  const arrays = decodeBinaryFile(bytes, FORMAT)?.arrays;
  if (!arrays) return null;
  const weights = new Float32Array(FEATURES);
  arrays['keys']?.forEach((key, index) => {
    weights[key] = arrays['weights']?.[index] ?? 0;
  });
  return weights;
}

let shipped: ChooseName | undefined;

/** By the weights that ship with the project, read once; by the rules alone when they are absent or damaged. */
export function shippedChoice(): ChooseName {
  if (shipped === undefined) {
    const weights = existsSync(shippedNamesFile) ? decodeNames(readFileSync(shippedNamesFile)) : null;
    shipped = weights === null ? chooseByRule : chooseBy(weights);
  }
  return shipped;
}
