import { type AnswerFeatures, answerFeatures } from './answer-features.ts';
import type { ReadingScope } from './document-weights.ts';
import { FEATURES } from './ranking/features.ts';
import type { Contender } from './ranking/ranker.ts';
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

/** What the trees see of each contender: how it reads, then the ranker's row, then how it stands among the others. */
const answerNames = Object.keys(fitted) as (keyof AnswerFeatures)[];
export const ANSWER_FEATURES: number = answerNames.length + FEATURES + 3;

/** 作答所见 — contenders of one question with their rows for the trees and what the fitted weights say of them. */
export interface ReadContender<Hit extends RetrievedPassage = RetrievedPassage> {
  hit: Hit;
  /** Log odds by the fitted weights. */
  odds: number;
  /** Null where the ranker did not judge. */
  row: Float32Array | null;
}

function isContender(hit: RetrievedPassage | Contender): hit is Contender {
  return 'row' in hit;
}

/** Reads contenders closely. */
export function readContenders(scope: ReadingScope, question: ReadQuestion, hits: readonly (RetrievedPassage | Contender)[]): ReadContender[] {
  const features = answerFeatures(scope, question);
  const top = hits.reduce((most, hit) => (hit.score < DIRECT ? Math.max(most, hit.score) : most), 1e-6);
  const judged = hits.filter(isContender);
  const learned = judged.map(hit => hit.learned).sort((a, b) => b - a);
  return hits.map(hit => {
    if (hit.score >= DIRECT) return { hit, odds: hit.score, row: null };
    const found = features({ ...hit, score: hit.score / top });
    const odds = logOdds(found);
    if (!isContender(hit)) return { hit, odds, row: null };
    const standing = [hit.learned, (learned[0] ?? 0) - hit.learned, Math.log1p(learned.indexOf(hit.learned))];
    return { hit, odds, row: Float32Array.from([...answerNames.map(name => found[name]), ...hit.row, ...standing]) };
  });
}

/** 择优 — reads the best candidates once more and puts first the article that is likeliest to be the answer; scores are then log odds against each other. */
export function rankByFit(scope: ReadingScope, question: ReadQuestion, hits: readonly (RetrievedPassage | Contender)[]): RetrievedPassage[] {
  const read = readContenders(scope, question, hits);
  const learned = learnedOdds(scope, read);
  return read
    .map(({ hit: { segment, passage, place }, odds }, at) => ({ segment, passage, place, score: odds + (learned[at] ?? 0) }))
    .sort((a, b) => b.score - a.score);
}

/** What the trees add for each. Of a bureau's own papers, and of what was found by a link, nobody could teach them anything: they say of these what they say of the best by plain reading, so that plain reading decides. */
function learnedOdds({ view: { ranker } }: ReadingScope, read: readonly ReadContender[]): number[] {
  const taught = read.map(({ hit, row }) => (row && ranker?.knows(hit.place.document.title) ? ranker.answerOdds(row) : null));
  let best = -1;
  taught.forEach((odds, at) => {
    if (odds !== null && (best < 0 || (read[at]?.odds ?? 0) > (read[best]?.odds ?? 0))) best = at;
  });
  const neutral = taught[best] ?? 0;
  return read.map(({ odds }, at) => (odds >= DIRECT ? 0 : (taught[at] ?? neutral)));
}

function logOdds(features: AnswerFeatures): number {
  let sum = 0;
  for (const name of answerNames) sum += fitted[name] * features[name];
  return sum;
}
