import { words } from '../language/segmentation.ts';
import { provisionAt } from './corpus-view.ts';
import type { ReadingScope } from './document-weights.ts';
import { findKey } from './postings.ts';
import { askedAbout, type RetrievedPassage } from './retrieve.ts';
import { wordKey } from './terms.ts';

/** 把握的依据 — what tells an answerable question from one that nothing in the corpus decides. */
export interface ConfidenceFeatures {
  /** BM25 score of the best passage. */
  top: number;
  /** The same for each word asked about. */
  topPerWord: number;
  /** Share of the rarity-weighted question words that the best of the first three passages holds. */
  coverage: number;
  /** Words that occur nowhere in the corpus, as a share. */
  unknown: number;
  words: number;
}

export function confidenceFeatures(scope: ReadingScope, question: string, hits: readonly RetrievedPassage[]): ConfidenceFeatures {
  const asked = [...new Set(words(askedAbout(question)).filter(word => wordKey(word) !== undefined && (word.length > 1 || /[一-龥]/.test(word))))];
  const rarity = new Map(asked.map(word => [word, rarityOf(scope, word)]));
  const total = [...rarity.values()].reduce((sum, value) => sum + value, 0);
  const coverage = Math.max(
    0,
    ...hits.slice(0, 3).map(hit => {
      const text = `${hit.place.document.title}${provisionAt(hit).text}`;
      return asked.reduce((sum, word) => sum + (text.includes(word) ? (rarity.get(word) ?? 0) : 0), 0) / Math.max(1, total);
    }),
  );
  const top = hits[0] ? hits[0].score : 0;
  const unknown = asked.filter(word => (rarity.get(word) ?? 0) >= Math.log(1 + scope.view.passages)).length;
  return { top, topPerWord: top / Math.max(1, asked.length), coverage, unknown: unknown / Math.max(1, asked.length), words: asked.length };
}

function rarityOf(scope: ReadingScope, word: string): number {
  const key = wordKey(word);
  let count = 0;
  for (const { segment } of scope.view.segments) {
    const place = key === undefined ? -1 : findKey(segment.words, key);
    if (place >= 0) count += segment.words.counts[place] ?? 0;
  }
  return Math.log(1 + (scope.view.passages - count + 0.5) / (count + 0.5));
}

/** Fitted by logistic regression on short real questions and on questions that no law answers (test/evals/off-topic.ts), over the national corpus. */
const fitted = { constant: -8.14, top: 7.16, topPerWord: 4.11, coverage: 0.41, unknown: -6.07, words: 7.76 };
/** The corpus that it was fitted on: rarity, and so every score, grows with the logarithm of the number of passages. */
const FITTED_PASSAGES = 66_000;
/** A little below even odds: a wrong refusal costs a question, and every answer still shows its words. */
const THRESHOLD = -0.3;
const abroad = /美国|英国|日本|德国|法国|韩国|新加坡|加拿大|澳大利亚|俄罗斯|印度|欧盟|泰国|越南|马来西亚|意大利|西班牙|加州|纽约/;

/** 把握 — above 0 the best passage is likely to decide the question. */
export function confidence(scope: ReadingScope, question: string, hits: readonly RetrievedPassage[]): number {
  if (hits.length === 0) return Number.NEGATIVE_INFINITY;
  const features = confidenceFeatures(scope, question, hits);
  const size = Math.log(1 + scope.view.passages) / Math.log(1 + FITTED_PASSAGES);
  const sum =
    fitted.constant +
    (fitted.top * Math.log(1 + features.top / size)) / Math.log(100) +
    (fitted.topPerWord * features.topPerWord) / size / 20 +
    fitted.coverage * features.coverage +
    // In a small corpus most words occur nowhere, which says little.
    fitted.unknown * features.unknown * size ** 2 +
    (fitted.words * features.words) / 10;
  // Foreign law reads like law, and is not in any corpus of ours.
  return sum - THRESHOLD - (abroad.test(question) && !hits[0]?.place.document.title.includes('涉外') ? 4 : 0);
}
