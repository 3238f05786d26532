import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Corpus, openCorpus } from '../../src/knowledge/corpus.ts';
import type { AskingBureau } from '../../src/knowledge/document-weights.ts';
import { LearnedRanker, type RankerWeights } from '../../src/knowledge/ranking/ranker.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { FOLDS, foldOf, trainByFold } from '../../training/cross-validate.ts';
import { readLawbook } from '../../training/lawbook.ts';
import { loadLayQuestions, measuredTexts, withoutMeasured } from '../../training/lay-questions.ts';
import { comparableTitle, loadStatuteQuestions, type StatuteQuestion } from '../../training/statute-questions.ts';
import { gatherMaterial } from '../../training/train-ranker.ts';

/** 检索得分 — means over questions. */
export interface SearchScore {
  questions: number;
  recall10: number;
  recall100: number;
  mrr10: number;
  p50: number;
  p99: number;
}

const AS_OF = '2026-11-20';
const bureau: AskingBureau = { id: 'sample', validity: [], contacts: [] };

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Whatever ranks passages: ours, or a plain one beside it. */
export type Ranker = (text: string, limit: number) => { document: string; article: string | null }[];

export function corpusRanker(corpus: Corpus, asOf: string): Ranker {
  return (text, limit) => corpus.search(text, { bureau, asOf, limit });
}

/** One question: at which place each of its articles came, from 0; -1 for those not among the first hundred. */
export interface AskedQuestion {
  places: number[];
  milliseconds: number;
}

function askRanker({ text, articles }: StatuteQuestion, rank: Ranker): AskedQuestion {
  const start = performance.now();
  const hits = rank(text, 100);
  const milliseconds = performance.now() - start;
  const names = hits.map(hit => `${comparableTitle(hit.document)}${hit.article ?? ''}`);
  const wanted = new Set(articles.map(({ document, article }) => `${comparableTitle(document)}${article}`));
  return { places: [...wanted].map(name => names.indexOf(name)), milliseconds };
}

function recall({ places }: AskedQuestion, depth: number): number {
  return places.filter(place => place >= 0 && place < depth).length / Math.max(1, places.length);
}

export function summarise(asked: readonly AskedQuestion[]): SearchScore {
  const sorted = asked.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const mean = (value: (question: AskedQuestion) => number): number => asked.reduce((sum, each) => sum + value(each), 0) / Math.max(1, asked.length);
  const firstPlace = ({ places }: AskedQuestion): number => Math.min(...places.filter(place => place >= 0), Number.POSITIVE_INFINITY);
  return {
    questions: asked.length,
    recall10: mean(each => recall(each, 10)),
    recall100: mean(each => recall(each, 100)),
    mrr10: mean(each => (firstPlace(each) < 10 ? 1 / (firstPlace(each) + 1) : 0)),
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
  };
}

export function scoreRanker(questions: readonly StatuteQuestion[], rank: Ranker): SearchScore {
  return summarise(questions.map(question => askRanker(question, rank)));
}

/** 95 % of an average over questions lies this far around it. */
function margin(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
  return 1.96 * Math.sqrt(variance / values.length);
}

function row(name: string, asked: readonly AskedQuestion[]): string {
  const { recall10, recall100, mrr10, p50, p99 } = summarise(asked);
  const range = (value: number, depth: number): string => `${value.toFixed(3)} ± ${margin(asked.map(each => recall(each, depth))).toFixed(3)}`;
  return `${name}\tR@10 ${range(recall10, 10)}\tR@100 ${range(recall100, 100)}\tMRR ${mrr10.toFixed(3)}\tp50 ${p50.toFixed(1)} ms\tp99 ${p99.toFixed(1)} ms`;
}

/** Which articles of each question no question of the other folds asks for. */
function neverSeen(questions: readonly StatuteQuestion[]): boolean[][] {
  const names = questions.map(({ articles }) => [...new Set(articles.map(({ document, article }) => `${comparableTitle(document)}${article}`))]);
  const asked = new Map<string, Set<number>>();
  names.forEach((each, question) => {
    for (const name of each) asked.set(name, (asked.get(name) ?? new Set()).add(foldOf(question)));
  });
  return names.map((each, question) => each.map(name => [...(asked.get(name) ?? [])].every(fold => fold === foldOf(question))));
}

/** Prints Recall, MRR and times of the search over the national laws: words alone, and the learned ranker on questions that no part of it was trained on. */
export async function run(args: readonly string[]): Promise<void> {
  const shared = args[0] ?? join(projectRoot, '..', 'shared');
  if (!existsSync(shared)) {
    console.log('没有找到测评材料（../shared），跳过检索测评。');
    return;
  }
  const questions = loadStatuteQuestions(shared);
  const { blobs, view } = await readLawbook(shared);
  const plain = await openCorpus({ blobs, ranker: null });
  const byWords = questions.map(question => askRanker(question, corpusRanker(plain, AS_OF)));
  console.log(row('仅按词', byWords));
  const written = withoutMeasured(loadLayQuestions(), measuredTexts(shared));
  const weights = trainByFold(gatherMaterial(view, { asked: questions, written }, AS_OF), line => console.error(line));
  const learned: AskedQuestion[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const corpus = await openCorpus({ blobs, ranker: new LearnedRanker(weights[fold] as RankerWeights) });
    const own = [...questions.keys()].filter(question => foldOf(question) === fold);
    for (const question of own) learned[question] = askRanker(questions[question] as StatuteQuestion, corpusRanker(corpus, AS_OF));
    console.log(
      row(
        `第${fold + 1}折`,
        own.flatMap(question => learned[question] ?? []),
      ),
    );
  }
  console.log(row('五折合计', learned));
  const unseen = neverSeen(questions);
  for (const [name, wanted] of [
    ['训练中见过的条文', false],
    ['训练中没见过的条文', true],
  ] as const) {
    const only = (asked: readonly AskedQuestion[]): AskedQuestion[] =>
      asked.flatMap(({ places, milliseconds }, at) =>
        places.filter((_, article) => unseen[at]?.[article] === wanted).map(place => ({ places: [place], milliseconds })),
      );
    console.log(row(`${name}，仅按词`, only(byWords)));
    console.log(row(`${name}，五折`, only(learned)));
  }
}
