import { words } from '../language/segmentation.ts';
import { asksLaw, shippedAsksLaw } from './asks-law.ts';
import type { ReadingScope } from './document-weights.ts';
import { layWordsIn } from './lay-words.ts';
import { featureNames } from './ranking/features.ts';
import type { Contender } from './ranking/ranker.ts';
import { wordRarity } from './rescore.ts';
import { askedAbout, type RetrievedPassage } from './retrieve.ts';
import { wordKey } from './terms.ts';

/** 把握的依据 — what tells an answerable question from one that nothing in the corpus decides. */
interface ConfidenceFeatures {
  /** BM25 score of the best passage. */
  top: number;
  /** The same for each word asked about. */
  topPerWord: number;
  /** Words that occur nowhere in the corpus and that no legal word stands for, as a share. */
  unknown: number;
  words: number;
  /** Words that many passages use (企业, 申请, 责任), counted up to three. */
  familiar: number;
  /** Everyday words for legal matters, counted up to two. */
  lay: number;
}

function confidenceFeatures(scope: ReadingScope, question: string, hits: readonly RetrievedPassage[]): ConfidenceFeatures {
  const asked = [...new Set(words(askedAbout(question)).filter(word => wordKey(word) !== undefined && (word.length > 1 || /[一-龥]/.test(word))))];
  const rarity = new Map(asked.map(word => [word, wordRarity(scope.view, word)]));
  const top = hits[0] ? hits[0].score : 0;
  const unknown = asked.filter(word => (rarity.get(word) ?? 0) >= Math.log(1 + scope.view.passages)).length;
  const common = Math.log(1 + scope.view.passages / 150);
  const familiar = Math.min(3, asked.filter(word => word.length > 1 && (rarity.get(word) ?? Number.POSITIVE_INFINITY) < common).length) / 3;
  return {
    top,
    topPerWord: top / Math.max(1, asked.length),
    unknown: Math.max(0, unknown - layWordsIn(question)) / Math.max(1, asked.length),
    words: asked.length,
    familiar,
    lay: Math.min(2, layWordsIn(question)) / 2,
  };
}

/** Fitted by logistic regression on short real questions and on questions that no law answers (test/evals/off-topic.ts), over the national corpus. */
const fitted = { constant: -6.89, top: 2.98, topPerWord: 3.28, unknown: -4.76, words: 6.54, familiar: 3.63, lay: 1.5 };
/** The corpus that it was fitted on: rarity, and so every score, grows with the logarithm of the number of passages. */
const FITTED_PASSAGES = 66_000;
/** A little below even odds: a wrong refusal costs a question, and every answer still shows its words. */
const THRESHOLD = -0.2;
/** In a small corpus no word is common, which the fit counts as strange; measured on the sample corpus. */
const SMALL_CORPUS = 2;
const abroad = /美国|英国|日本|德国|法国|韩国|新加坡|加拿大|澳大利亚|俄罗斯|印度|欧盟|泰国|越南|马来西亚|意大利|西班牙|加州|纽约/;

/** What is weighed where the trees chose the best passage. */
export interface ConfidenceParts {
  /** What the words tell alone. */
  worded: number;
  /** The trees' odds of the best passage. */
  chosen: number;
  /** Likeness of the nearest question that was answered before. */
  nearest: number;
  /** How far it is worded like a question of law (asks-law.ts). */
  asked: number;
}

/** Fitted by `npm run train -- confidence` on questions that the ranker never saw and on questions that no law decides (training/data). */
const weighed: Record<keyof ConfidenceParts | 'constant', number> = { constant: -7.95, worded: 0.26, chosen: 0.37, nearest: 1.63, asked: 1.33 };
const ABROAD = 4;
const NEAREST = featureNames.indexOf('nearest');

type Found = readonly (RetrievedPassage | Contender)[];

function nearestOf(hits: Found): number {
  return hits.reduce((most, hit) => ('row' in hit ? Math.max(most, hit.row[NEAREST] ?? 0) : most), 0);
}

function worded(scope: ReadingScope, question: string, hits: Found): number {
  const features = confidenceFeatures(scope, question, hits);
  const size = Math.log(1 + scope.view.passages) / Math.log(1 + FITTED_PASSAGES);
  const sum =
    fitted.constant +
    (fitted.top * Math.log(1 + features.top / size)) / Math.log(100) +
    (fitted.topPerWord * features.topPerWord) / size / 20 +
    // In a small corpus most words occur nowhere, which says little.
    fitted.unknown * features.unknown * size ** 2 +
    (fitted.words * features.words) / 10 +
    fitted.familiar * features.familiar +
    fitted.lay * features.lay;
  return sum + SMALL_CORPUS * Math.max(0, 1 - size) - THRESHOLD;
}

/** Null without the weights that ship: then the words alone must tell. */
export function confidenceParts(scope: ReadingScope, question: string, { hits, chosen }: { hits: Found; chosen: number }): ConfidenceParts | null {
  const weights = shippedAsksLaw();
  return weights && { worded: worded(scope, question, hits), chosen, nearest: nearestOf(hits), asked: asksLaw(weights, question) };
}

/** 把握 — above 0 the best passage is likely to decide the question; `chosen`: its odds by rankByFit(), null where the trees were taught nothing of it. */
export function confidence(scope: ReadingScope, question: string, { hits, chosen }: { hits: Found; chosen: number | null }): number {
  if (hits.length === 0) return Number.NEGATIVE_INFINITY;
  const parts = chosen === null ? null : confidenceParts(scope, question, { hits, chosen });
  const judged = parts ? weigh(parts) : worded(scope, question, hits);
  // Foreign law reads like law, and is not in any corpus of ours.
  return judged - (abroad.test(question) && !hits[0]?.place.document.title.includes('涉外') ? ABROAD : 0);
}

function weigh(parts: ConfidenceParts): number {
  return (Object.keys(parts) as (keyof ConfidenceParts)[]).reduce((sum, part) => sum + weighed[part] * parts[part], weighed.constant);
}
