import { type AnswerFeatures, answerFeatures } from './answer-features.ts';
import type { ReadingScope } from './document-weights.ts';
import type { RetrievedPassage } from './retrieve.ts';
import type { ReadQuestion } from './search.ts';

/** Scores from here on belong to articles that were named by number; nothing reorders them. */
export const DIRECT = 900;

/** Fitted by `npm run train -- answers` on our own open questions (test/evals/data) and STARD's open half; a difference of 1 is odds of e to 1. `frame` and `defines` are too rare there and are set by hand. */
const fitted: Record<keyof AnswerFeatures, number> = {
  found: 7.63,
  sentence: 0.67,
  kind: 2.45,
  wording: 2.57,
  likeness: 4.98,
  titleSaid: 0.82,
  titleForeign: -0.56,
  penalty: 1.8,
  penaltyUnasked: -0.98,
  frame: -3,
  own: 1.1,
  defines: 3,
};

/** 择优 — reads the best candidates once more and puts first the article that is likeliest to be the answer; scores are then log odds against each other. */
export function rankByFit(scope: ReadingScope, question: ReadQuestion, hits: readonly RetrievedPassage[]): RetrievedPassage[] {
  const features = answerFeatures(scope, question);
  const top = hits.reduce((most, hit) => (hit.score < DIRECT ? Math.max(most, hit.score) : most), 1e-6);
  const fits = hits.map(hit => (hit.score >= DIRECT ? hit : { ...hit, score: logOdds(features({ ...hit, score: hit.score / top })) }));
  return fits.sort((a, b) => b.score - a.score);
}

function logOdds(features: AnswerFeatures): number {
  let sum = 0;
  for (const name of Object.keys(fitted) as (keyof AnswerFeatures)[]) sum += fitted[name] * features[name];
  return sum;
}
