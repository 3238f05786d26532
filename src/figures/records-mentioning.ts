import { counts, type Entry } from '../domain/entry.ts';
import { tellingWords } from './words-beyond.ts';

/** At least this much of what a question says must stand in a record, weighed by how rare it is. */
const ENOUGH = 0.55;
/** Of several records those that say nearly as much as the best. */
const NEARLY = 0.8;
const MOST = 5;

/** Pairs of characters; without one that stands in no record while both beside it do (查发 of 检查发现), for it is no word. */
function pairsOf(words: readonly string[], isSaid: (pair: string) => boolean): string[] {
  return [
    ...new Set(
      words.flatMap(word => {
        const pairs = Array.from({ length: word.length - 1 }, (_, index) => word.slice(index, index + 2));
        const stands = (pair: string | undefined): boolean => pair !== undefined && isSaid(pair);
        return pairs.filter((pair, index) => isSaid(pair) || !(stands(pairs[index - 1]) && stands(pairs[index + 1])));
      }),
    ),
  ];
}

/** 记录里说到的 — the records that say what a question names, best first; empty where none says most of it. */
export function recordsMentioning(text: string, entries: readonly Entry[]): Entry[] {
  const words = tellingWords(text);
  if (words.length === 0) return [];
  const records = entries
    .filter(counts)
    .map(entry => ({ entry, said: `${entry.raw} ${entry.summary} ${entry.metrics.map(({ name }) => name).join(' ')}` }));
  const pairs = pairsOf(words, pair => records.some(({ said }) => said.includes(pair)));
  const weights = pairs.map(pair => {
    const found = records.filter(({ said }) => said.includes(pair)).length;
    return Math.log(1 + records.length / (1 + found));
  });
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const scored = records
    .map(({ entry, said }) => ({
      entry,
      score: pairs.reduce((sum, pair, index) => sum + (said.includes(pair) ? (weights[index] ?? 0) : 0), 0) / all,
    }))
    .filter(({ score }) => score >= ENOUGH)
    .sort((a, b) => b.score - a.score || b.entry.submittedAt - a.entry.submittedAt);
  const best = scored[0]?.score ?? 0;
  return scored
    .filter(({ score }) => score >= best * NEARLY)
    .slice(0, MOST)
    .map(({ entry }) => entry);
}
