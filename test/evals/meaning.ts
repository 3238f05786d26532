import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Corpus, openCorpus } from '../../src/knowledge/corpus.ts';
import { MeaningSearch } from '../../src/knowledge/meaning/meaning-search.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { readLawbook } from '../../training/lawbook.ts';
import { comparableTitle, loadStatuteQuestions, type StatuteQuestion } from '../../training/statute-questions.ts';
import { bigramVector } from '../helpers/emulated-openai.ts';
import { ScriptedEmbedding } from '../helpers/scripted-embedding.ts';
import { type AskedQuestion, summarise } from './search.ts';

const DIMENSIONS = 512;
const options = {
  bureau: { id: 'sample', validity: [], contacts: [] },
  asOf: '2026-11-20',
  limit: 100,
  asker: 'eval',
  deadline: Number.MAX_SAFE_INTEGER,
};

async function ask(corpus: Corpus, { text, articles }: StatuteQuestion, isHybrid: boolean): Promise<AskedQuestion> {
  const start = performance.now();
  const hits = isHybrid ? await corpus.searchByMeaning(text, options) : corpus.search(text, options);
  const milliseconds = performance.now() - start;
  const names = hits.map(hit => `${comparableTitle(hit.document)}${hit.article ?? ''}`);
  const wanted = new Set(articles.map(({ document, article }) => `${comparableTitle(document)}${article}`));
  return { places: [...wanted].map(name => names.indexOf(name)), milliseconds };
}

async function row(name: string, corpus: Corpus, questions: readonly StatuteQuestion[], isHybrid: boolean): Promise<void> {
  const asked: AskedQuestion[] = [];
  for (const question of questions) asked.push(await ask(corpus, question, isHybrid));
  const { recall10, recall100, mrr10, p50, p99 } = summarise(asked);
  console.log(
    `${name}\tR@10 ${recall10.toFixed(3)}\tR@100 ${recall100.toFixed(3)}\tMRR ${mrr10.toFixed(3)}\tp50 ${p50.toFixed(1)} ms\tp99 ${p99.toFixed(1)} ms`,
  );
}

/**
 * Search by words beside search by words joined with vectors, over the national laws, both without the learned ranker (which was trained on these questions).
 * The vectors are hashed character pairs, which know no meaning: they show what joining costs and that it breaks nothing, not what a real model brings.
 */
export async function run(args: readonly string[]): Promise<void> {
  const shared = args[0] ?? join(projectRoot, '..', 'shared');
  if (!existsSync(shared)) {
    console.log('没有找到测评材料（../shared），跳过向量检索测评。');
    return;
  }
  const questions = loadStatuteQuestions(shared);
  const { blobs } = await readLawbook(shared);
  const model = new ScriptedEmbedding(text => bigramVector(text, DIMENSIONS));
  const meaning = new MeaningSearch({ blobs, model, clock: systemClock, logger: silentLogger });
  const corpus = await openCorpus({ blobs, ranker: null, meaning });
  const start = performance.now();
  await meaning.catchUp();
  console.log(`${meaning.progress.total}段，${DIMENSIONS}维，算完并存好${((performance.now() - start) / 1000).toFixed(1)}秒`);
  await row('仅按词', corpus, questions, false);
  await row('字词与向量', corpus, questions, true);
}
