import type { ModelServer } from '../model-server.ts';
import type { ModelSurroundings } from '../model-surroundings.ts';
import { OpenaiChat } from './chat.ts';
import { createClient } from './client.ts';
import { hostOf, type OpenaiConfig } from './config.ts';
import { OpenaiEmbedding } from './embedding.ts';
import { examineServer } from './examine.ts';
import { Line } from './line.ts';

/** The models of one OpenAI-compatible server, on one line. */
export function createOpenaiServer(config: OpenaiConfig, surroundings: ModelSurroundings): ModelServer {
  const line = new Line(surroundings, config);
  const client = createClient(config);
  const { embeddingModel } = config;
  const chat = new OpenaiChat(config, { surroundings, line, client });
  const embedding = embeddingModel === undefined ? undefined : new OpenaiEmbedding({ ...config, embeddingModel }, { line, client });
  return {
    chat,
    ...(embedding ? { embedding } : {}),
    host: hostOf(config),
    standing: () => line.standing,
    examine: () => examineServer({ chat, embedding, client, surroundings }),
  };
}
