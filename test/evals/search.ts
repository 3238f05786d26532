import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Corpus, openCorpus } from '../../src/knowledge/corpus.ts';
import { normaliseTitle } from '../../src/knowledge/document-title.ts';
import type { AskingBureau } from '../../src/knowledge/document-weights.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { memoryBlobs } from '../knowledge/memory-blobs.ts';

interface StatuteQuestion {
  id: string;
  text: string;
  articles: { document: string; article: string }[];
  inCorpus: boolean;
}

/** 检索得分 — means over questions. */
export interface SearchScore {
  questions: number;
  recall10: number;
  recall100: number;
  mrr10: number;
  p50: number;
  p99: number;
}

const bureau: AskingBureau = { id: 'sample', validity: [], contacts: [] };

/** Titles differ in brackets, commas and 中华人民共和国 between sources. */
export function comparableTitle(title: string): string {
  return normaliseTitle(title).replace(/[《》、，（）\s]/g, '');
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Whatever ranks passages: ours, or a plain one beside it. */
export type Ranker = (text: string, limit: number) => { document: string; article: string | null }[];

export function corpusRanker(corpus: Corpus, asOf: string): Ranker {
  return (text, limit) => corpus.search(text, { bureau, asOf, limit });
}

export function loadStatuteQuestions(shared: string): StatuteQuestion[] {
  return readFileSync(join(shared, 'gold', 'statute_questions.jsonl'), 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as StatuteQuestion)
    .filter(question => question.inCorpus);
}

export function scoreRanker(questions: readonly StatuteQuestion[], rank: Ranker): SearchScore {
  const times: number[] = [];
  const sums = { recall10: 0, recall100: 0, mrr10: 0 };
  for (const question of questions) {
    const gold = new Set(question.articles.map(({ document, article }) => `${comparableTitle(document)}${article}`));
    const start = performance.now();
    const hits = rank(question.text, 100);
    times.push(performance.now() - start);
    const ranks = hits.map(hit => gold.has(`${comparableTitle(hit.document)}${hit.article ?? ''}`));
    const first = ranks.indexOf(true);
    sums.recall10 +=
      new Set(
        hits
          .slice(0, 10)
          .filter((_, at) => ranks[at])
          .map(hit => hit.document + hit.article),
      ).size / gold.size;
    sums.recall100 += new Set(hits.filter((_, at) => ranks[at]).map(hit => hit.document + hit.article)).size / gold.size;
    sums.mrr10 += first >= 0 && first < 10 ? 1 / (first + 1) : 0;
  }
  const sorted = times.sort((a, b) => a - b);
  const mean = (sum: number): number => sum / questions.length;
  return {
    questions: questions.length,
    recall10: mean(sums.recall10),
    recall100: mean(sums.recall100),
    mrr10: mean(sums.mrr10),
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
  };
}

/** Prints Recall@10, Recall@100, MRR@10 and times of the search over the national laws; `--laws DIR` and `--gold DIR` choose others. */
export async function run(args: readonly string[]): Promise<void> {
  const shared = args[0] ?? join(projectRoot, '..', 'shared');
  if (!existsSync(shared)) {
    console.log('没有找到测评材料（../shared），跳过检索测评。');
    return;
  }
  const corpus = await openCorpus({ blobs: memoryBlobs() });
  await corpus.ingestPaths([join(shared, 'corpus', 'laws')], { bureau: 'shared' });
  const score = scoreRanker(loadStatuteQuestions(shared), corpusRanker(corpus, '2026-11-20'));
  console.log(JSON.stringify(score, (_, value: unknown) => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value)));
}
