import { APIError, type OpenAI } from 'openai';
import type { RerankingModel } from '../reranking-model.ts';
import { hostOf, type RerankConfig } from './config.ts';
import { faultOf, wordsOf } from './failure.ts';
import type { Line, Try } from './line.ts';

/** Vendors take 100 to 500; with articles of the usual length fewer stay below their limit of tokens, and come sooner. */
const BATCH = 16;

/** What servers answer: `results` (Jina, Cohere, vLLM, DashScope), `data` (Voyage), or the list itself (text-embeddings-inference). */
interface Reply {
  results?: unknown;
  data?: unknown;
  usage?: { total_tokens?: number };
  meta?: { tokens?: { input_tokens?: number } };
}

/** Each text's score, by the place that the server names; they come best first. */
function scoresIn(reply: Reply, count: number): number[] {
  const list: unknown = Array.isArray(reply) ? reply : (reply.results ?? reply.data);
  const scores = new Array<number>(count).fill(Number.NaN);
  for (const one of Array.isArray(list) ? (list as Record<string, unknown>[]) : []) {
    const score = one?.['relevance_score'] ?? one?.['score'];
    if (typeof one?.['index'] === 'number' && typeof score === 'number') scores[one['index']] = score;
  }
  if (scores.length !== count || !scores.every(Number.isFinite)) throw faultOf('malformed');
  return scores;
}

/** 重排模型（`/rerank`，Jina、Cohere 写法）— vLLM, Xinference, SiliconFlow and DashScope take it as it is; text-embeddings-inference calls the documents texts. */
export class HttpReranking implements RerankingModel {
  readonly name: string;
  readonly #config: RerankConfig;
  readonly #line: Line;
  readonly #client: OpenAI;
  #field: 'documents' | 'texts' = 'documents';

  constructor(config: RerankConfig, { line, client }: { line: Line; client: OpenAI }) {
    this.name = config.model;
    this.#config = config;
    this.#line = line;
    this.#client = client;
  }

  async score(question: string, texts: readonly string[], { asker, deadline }: Parameters<RerankingModel['score']>[2]): Promise<number[]> {
    const batches = Array.from({ length: Math.ceil(texts.length / BATCH) }, (_, at) => texts.slice(at * BATCH, (at + 1) * BATCH));
    const scored = batches.map(batch => {
      const characters = batch.reduce((sum, text) => sum + question.length + text.length, 0);
      const call = { asker, purpose: 'reranking', model: this.name, host: hostOf({ baseUrl: this.#config.url }), characters };
      return this.#line.call(call, deadline, one => this.#batch(question, batch, one));
    });
    return (await Promise.all(scored)).flat();
  }

  async #batch(query: string, texts: readonly string[], one: Try): Promise<number[]> {
    try {
      return await this.#ask(query, texts, one);
    } catch (error) {
      const isOtherField =
        error instanceof APIError && (error.status === 422 || error.status === 400) && /missing field `?texts/i.test(wordsOf(error));
      if (this.#field === 'texts' || !isOtherField) throw error;
      this.#field = 'texts';
      return this.#ask(query, texts, one);
    }
  }

  async #ask(query: string, texts: readonly string[], { signal, notes }: Try): Promise<number[]> {
    notes.sent += 1;
    const body = { model: this.name, query, [this.#field]: texts, ...(this.#field === 'documents' ? { top_n: texts.length } : {}) };
    const reply = await this.#client.post<Reply | null>(this.#config.url, { body, signal });
    if (typeof reply !== 'object' || reply === null) throw faultOf('malformed');
    const tokens = reply.usage?.total_tokens ?? reply.meta?.tokens?.input_tokens;
    if (tokens) notes.tokens = { input: tokens, output: 0 };
    return scoresIn(reply, texts.length);
  }
}
