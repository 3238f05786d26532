import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeBinaryFile, encodeBinaryFile } from '../../../lib/binary-file.ts';
import { projectRoot } from '../../../lib/project-root.ts';
import { type FigureScene, wordsOfScene } from './figure-scene.ts';
import { nameCandidates } from './name-candidates.ts';
import { FEATURES, sceneFeatures, tellOf } from './name-features.ts';

/** 起名 — chooses what a figure without a metric is called. */
export type ChooseName = (scene: FigureScene) => string;

/** What each feature says for a name, in steps of the largest by 127: only which name has most is asked. */
export type NameWeights = Int8Array;

const largest = 127;

export function rounded(weights: Float64Array): NameWeights {
  const most = weights.reduce((top, weight) => Math.max(top, Math.abs(weight)), 0) || 1;
  return Int8Array.from(weights, weight => Math.round((weight / most) * largest));
}

/** Where the weights that ship with the project lie; `npm run train -- names` makes them again. */
export const shippedNamesFile: string = join(projectRoot, 'data', 'ranker', 'names.bin');
/** Grows when candidates or features change: older weights are then not used. */
const FORMAT = 2;

/** A candidate with the numbers of its features. */
export interface DescribedName {
  name: string;
  features: number[];
}

/** All candidates with all that is said of them, as the weights are learned. */
export function describedNames(scene: FigureScene): DescribedName[] {
  const words = wordsOfScene(scene);
  const features = sceneFeatures(scene, words);
  return nameCandidates(scene, words).map(candidate => {
    const said: number[] = [];
    tellOf(candidate, features, feature => said.push(feature));
    for (const part of features.parts) said.push(...(candidate.name.includes(part.text) ? part.in : part.out));
    return { name: candidate.name, features: said };
  });
}

function sum(weights: NameWeights, features: readonly number[]): number {
  let all = 0;
  for (const feature of features) all += weights[feature] ?? 0;
  return all;
}

/** The name that the weights speak for most. What a word in or out is worth is the same for all candidates, and so added up once. */
export function chooseBy(weights: NameWeights): ChooseName {
  let score = 0;
  const say = (feature: number): void => {
    score += weights[feature] ?? 0;
  };
  return scene => {
    const words = wordsOfScene(scene);
    const features = sceneFeatures(scene, words);
    const parts = features.parts.map(part => ({ text: part.text, in: sum(weights, part.in), out: sum(weights, part.out) }));
    let best = scene.rule;
    let most = Number.NEGATIVE_INFINITY;
    for (const candidate of nameCandidates(scene, words)) {
      score = 0;
      tellOf(candidate, features, say);
      for (const part of parts) score += candidate.name.includes(part.text) ? part.in : part.out;
      if (score <= most) continue;
      best = candidate.name;
      most = score;
    }
    return best;
  };
}

/** Without weights the rules' name stays. */
export const chooseByRule: ChooseName = ({ rule }) => rule;

export function encodeNames(weights: NameWeights): Uint8Array {
  const meta = { origin: 'Learned from messages written for this project (test/evals/data); npm run train -- names' };
  return encodeBinaryFile({ meta, arrays: { weights } }, FORMAT);
}

/** Null when the file is damaged or of another format. */
export function decodeNames(bytes: Uint8Array): NameWeights | null {
  const weights = decodeBinaryFile(bytes, FORMAT)?.arrays['weights'];
  return weights instanceof Int8Array && weights.length === FEATURES ? weights : null;
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
