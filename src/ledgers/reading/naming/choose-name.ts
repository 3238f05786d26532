import { type FigureScene, type NameWord, type SceneWords, wordsOf, wordsOfScene } from './figure-scene.ts';
import { nameCandidates } from './name-candidates.ts';
import { numbered, type Say, sceneFeatures, tellOf } from './name-features.ts';

/** 可用名 — a name that the words beside a figure allow, with what the weights say for it. */
export interface ScoredName {
  name: string;
  words: readonly NameWord[];
  score: number;
}

/** 起名 — all of them, and the one that most speaks for. */
export interface RankedNames {
  best: string;
  ranked: readonly ScoredName[];
  words: SceneWords;
}

export type RankNames = (scene: FigureScene) => RankedNames;

/** What each feature says for a name, in steps of the largest by 127: only which name has most is asked. */
export type NameWeights = Int8Array;

const largest = 127;

export function rounded(weights: Float64Array): NameWeights {
  const most = weights.reduce((top, weight) => Math.max(top, Math.abs(weight)), 0) || 1;
  return Int8Array.from(weights, weight => Math.round((weight / most) * largest));
}

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
    tellOf(candidate, features, (...feature) => said.push(numbered(...feature)));
    for (const part of features.parts) said.push(...(candidate.name.includes(part.text) ? part.in : part.out));
    return { name: candidate.name, features: said };
  });
}

function sum(weights: NameWeights, features: readonly number[]): number {
  let all = 0;
  for (const feature of features) all += weights[feature] ?? 0;
  return all;
}

/** All names that the words allow with what the weights say for each. What a word in or out is worth is the same for all candidates, and so added up once. */
export function rankBy(weights: NameWeights): RankNames {
  let score = 0;
  const say: Say = (kind, first, second, third) => {
    score += weights[numbered(kind, first, second, third)] ?? 0;
  };
  return scene => {
    const words = wordsOfScene(scene);
    const features = sceneFeatures(scene, words);
    const parts = features.parts.map(part => ({ text: part.text, in: sum(weights, part.in), out: sum(weights, part.out) }));
    let best = scene.rule;
    let most = Number.NEGATIVE_INFINITY;
    const ranked: ScoredName[] = [];
    for (const candidate of nameCandidates(scene, words)) {
      score = 0;
      tellOf(candidate, features, say);
      for (const part of parts) score += candidate.name.includes(part.text) ? part.in : part.out;
      ranked.push({ name: candidate.name, words: candidate.words, score });
      if (score <= most) continue;
      best = candidate.name;
      most = score;
    }
    return { best, ranked, words };
  };
}

/** Without weights the rules' name stays, and is the only one. */
export const rankByRule: RankNames = scene => {
  const words = wordsOfScene(scene);
  return { best: scene.rule, ranked: [{ name: scene.rule, words: wordsOf(scene.rule), score: 0 }], words };
};
