import type { ModelBudget } from '../domain/model-call.ts';
import type { ChatModel } from './chat-model.ts';
import type { EmbeddingModel } from './embedding-model.ts';
import type { Prompts } from './prompt.ts';
import type { RerankingModel } from './reranking-model.ts';

/** 模型 — what is handed to the features where a model is configured; without it everything works by rules alone. */
export interface Models {
  prompts: Prompts;
  chat: ChatModel;
  embedding?: EmbeddingModel;
  reranking?: RerankingModel;
  /** What may be spent in a day; absent where nobody counts. */
  budget?: ModelBudget;
  /** Told when a generation was not taken, for log and metrics: the prompt and the rules that it broke, never its words. */
  refused?: (event: { prompt: string; rules: readonly string[] }) => void;
}
