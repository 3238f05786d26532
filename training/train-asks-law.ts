import type { AsksLawWeights } from '../src/knowledge/asks-law.ts';
import { bigramKeys } from '../src/knowledge/terms.ts';

/** A pair that hardly any question has says little of either kind. */
const CALM = 20;
/** How often a pair is taken to occur in questions that were never seen. */
const UNSEEN = 0.3;

function countPairs(questions: readonly string[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const question of questions) for (const pair of new Set(bigramKeys(question))) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  return counts;
}

/** Naive Bayes over pairs of characters: how much oftener each stands in questions that law decides than in those that it does not. */
export function learnAsksLaw(answerable: readonly string[], unanswerable: readonly string[]): AsksLawWeights {
  const [yes, no] = [countPairs(answerable), countPairs(unanswerable)];
  const share = unanswerable.length / answerable.length;
  const keys = Uint32Array.from(new Set([...yes.keys(), ...no.keys()])).sort();
  const says = Float32Array.from(keys, key => {
    const [inYes, inNo] = [yes.get(key) ?? 0, no.get(key) ?? 0];
    const odds = Math.log((inYes + UNSEEN) / (answerable.length + 1) / ((inNo + UNSEEN * share) / (unanswerable.length + 1)));
    const seen = inYes + inNo / share;
    return (odds * seen) / (seen + CALM);
  });
  return { keys, says };
}
