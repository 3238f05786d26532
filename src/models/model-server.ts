import type { ChatModel } from './chat-model.ts';
import type { EmbeddingModel } from './embedding-model.ts';
import type { RerankingModel } from './reranking-model.ts';

/** One thing that was found out about a server, in plain Chinese with what to do. */
export interface ModelCheck {
  level: 'good' | 'note' | 'bad';
  what: string;
  advice: string;
}

/** 模型服务 — the models of one server, and what an operator wants to know of it. */
export interface ModelServer {
  chat: ChatModel;
  embedding?: EmbeddingModel;
  reranking?: RerankingModel;
  host: string;
  /** Calls that wait, and whether none are let through because the server failed too often. */
  standing(): { waiting: number; isResting: boolean };
  /** Tries it: reachable, key, model, JSON, first token; a few short calls. */
  examine(): Promise<ModelCheck[]>;
}
