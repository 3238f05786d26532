import { words } from '../language/segmentation.ts';
import { type CorpusView, provisionAt } from './corpus-view.ts';
import { findKey } from './postings.ts';
import { askedAbout, type RetrievedPassage } from './retrieve.ts';
import { wordKey } from './terms.ts';

/** How many of the first passages are read once more. */
const DEPTH = 60;
const COVERED = 0.55;
const COVERED_LEGAL = 0.3;

/** 词的稀有度 — inverse document frequency of one word over the whole corpus. */
export function wordRarity(view: CorpusView, word: string): number {
  const key = wordKey(word);
  let count = 0;
  for (const { segment } of view.segments) {
    const place = key === undefined ? -1 : findKey(segment.words, key);
    if (place >= 0) count += segment.words.counts[place] ?? 0;
  }
  return Math.log(1 + (view.passages - count + 0.5) / (count + 0.5));
}

/** The share of a question's words, the rare ones counting more, that a text holds. */
export function coverageOf(view: CorpusView, asked: readonly string[]): (text: string) => number {
  const rarity = asked.map(word => [word, wordRarity(view, word)] as const);
  const total = Math.max(
    1e-6,
    rarity.reduce((sum, [, value]) => sum + value, 0),
  );
  return text => rarity.reduce((sum, [word, value]) => sum + (text.includes(word) ? value : 0), 0) / total;
}

/** Words of two characters and more that a question asks about. */
export function contentWords(question: string): string[] {
  return [...new Set(words(askedAbout(question)).filter(word => word.length >= 2 && wordKey(word) !== undefined))];
}

/** 复读 — a passage that holds many of the question's words beats one that repeats few of them; BM25 alone does not see that. */
export function rescore(view: CorpusView, query: { text: string; expansion: string }, hits: readonly RetrievedPassage[]): RetrievedPassage[] {
  const top = hits[0]?.score ?? 0;
  const covered = coverageOf(view, contentWords(query.text));
  const legal = query.expansion.split(' ').filter(word => word !== '');
  const coveredLegal = legal.length === 0 ? (): number => 0 : coverageOf(view, legal);
  const first = hits.slice(0, DEPTH).map(hit => {
    const { text, path } = provisionAt(hit);
    const share = covered(`${hit.place.document.title}${path.join('')}${text}`);
    return { ...hit, score: hit.score + top * (COVERED * share + COVERED_LEGAL * coveredLegal(text)) };
  });
  return [...first.sort((a, b) => b.score - a.score), ...hits.slice(DEPTH)];
}
