import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Corpus, openCorpus } from '../../src/knowledge/corpus.ts';
import { type MeaningOptions, MeaningSearch } from '../../src/knowledge/meaning/meaning-search.ts';
import { Reranking } from '../../src/knowledge/meaning/reranking.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import type { EmbeddingModel } from '../../src/models/embedding-model.ts';
import { createOpenaiServer } from '../../src/models/openai-compatible/server.ts';
import type { RerankingModel } from '../../src/models/reranking-model.ts';
import { readLawbook } from '../../training/lawbook.ts';
import { comparableTitle, loadStatuteQuestions, type StatuteQuestion } from '../../training/statute-questions.ts';
import { bigramVector } from '../helpers/emulated-openai.ts';
import { ScriptedEmbedding } from '../helpers/scripted-embedding.ts';
import { type AskedQuestion, summarise } from './search.ts';

const DIMENSIONS = 512;
/** Nobody keeps a book of an evaluation. */
const trail = { begin: async () => 'eval', end: async () => undefined, skip: () => undefined };
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

interface NamedModels {
  embedding: EmbeddingModel;
  reranking: RerankingModel | undefined;
}

/** What the environment names; hashed character pairs, which know no meaning, where it names no embedding model. */
function namedModels(): NamedModels {
  const { OPENAI_BASE_URL, OPENAI_API_KEY: apiKey = 'none', OPENAI_EMBEDDING_MODEL, RERANK_URL: url, RERANK_MODEL, RERANK_API_KEY } = process.env;
  const { embedding, reranking } = createOpenaiServer(
    {
      ...{ baseUrl: OPENAI_BASE_URL || 'http://127.0.0.1', apiKey, model: 'none', embeddingBatch: 10, inFlight: 4, fetch: globalThis.fetch },
      ...(OPENAI_BASE_URL && OPENAI_EMBEDDING_MODEL ? { embeddingModel: OPENAI_EMBEDDING_MODEL } : {}),
      ...(url && RERANK_MODEL ? { rerank: { url, model: RERANK_MODEL, apiKey: RERANK_API_KEY || apiKey } } : {}),
    },
    { clock: systemClock, logger: silentLogger, random: Math.random, trail },
  );
  return { embedding: embedding ?? new ScriptedEmbedding(text => bigramVector(text, DIMENSIONS), 'letters'), reranking };
}

/**
 * Search by words beside search by words joined with vectors, over the national laws, both without the learned ranker (which was trained on these questions).
 * Without a server the vectors are hashed character pairs: they show that vectors without meaning are found out and left aside, not what a real model brings.
 */
export async function run(args: readonly string[]): Promise<void> {
  const shared = args[0] ?? join(projectRoot, '..', 'shared');
  if (!existsSync(shared)) {
    console.log('没有找到测评材料（../shared），跳过向量检索测评。');
    return;
  }
  const questions = loadStatuteQuestions(shared);
  const { blobs } = await readLawbook(shared);
  const { embedding: model, reranking } = namedModels();
  const joined = async (more: Pick<MeaningOptions, 'exam'>): Promise<{ corpus: Corpus; meaning: MeaningSearch }> => {
    const meaning = new MeaningSearch({ blobs, model, clock: systemClock, logger: silentLogger, ...more });
    const corpus = await openCorpus({ blobs, ranker: null, meaning });
    await meaning.catchUp();
    return { corpus, meaning };
  };
  const start = performance.now();
  const { corpus, meaning } = await joined({});
  const { total, marks } = meaning.progress;
  console.log(
    `“${model.name}”：${total}段，算完并存好${((performance.now() - start) / 1000).toFixed(1)}秒；考试${Math.round((marks ?? 0) * 100)}分，话语权${meaning.say.toFixed(2)}`,
  );
  await row('仅按词', corpus, questions, false);
  await row('字词与向量', corpus, questions, true);
  if (reranking) {
    const ordered = await openCorpus({ blobs, ranker: null, meaning, reranking: new Reranking(reranking, systemClock) });
    await row('再经重排', ordered, questions, true);
  }
  // What would come of it if nobody had asked what the model knows.
  await row('不考就听', (await joined({ exam: [['甲', '甲']] })).corpus, questions, true);
}
