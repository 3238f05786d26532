import type { ModelServer } from '../model-server.ts';
import type { ModelSurroundings } from '../model-surroundings.ts';
import { OpenaiChat } from './chat.ts';
import { createClient } from './client.ts';
import { hostOf, type OpenaiConfig } from './config.ts';
import { OpenaiEmbedding } from './embedding.ts';
import { examineServer } from './examine.ts';
import { Line } from './line.ts';
import { HttpReranking } from './reranking.ts';

/** The models of one OpenAI-compatible server, on one line; a reranker is often a process of its own and has its own. */
export function createOpenaiServer(config: OpenaiConfig, surroundings: ModelSurroundings): ModelServer {
  const line = new Line(surroundings, config);
  const client = createClient(config);
  const { embeddingModel, rerank } = config;
  const rerankLine = new Line(surroundings, config);
  const chat = new OpenaiChat(config, { surroundings, line, client });
  const embedding = embeddingModel === undefined ? undefined : new OpenaiEmbedding({ ...config, embeddingModel }, { line, client });
  const reranking =
    rerank && new HttpReranking(rerank, { line: rerankLine, client: createClient({ ...config, baseUrl: rerank.url, apiKey: rerank.apiKey }) });
  return {
    chat,
    ...(embedding ? { embedding } : {}),
    ...(reranking ? { reranking } : {}),
    host: hostOf(config),
    standing: () => ({ waiting: line.standing.waiting + rerankLine.standing.waiting, isResting: line.standing.isResting }),
    examine: () => examineServer({ chat, embedding, reranking, client, surroundings }),
  };
}
