/** 重排设置 — the whole address of a `/rerank`, which servers put in different places. */
export interface RerankConfig {
  /** `http://127.0.0.1:8001/rerank`. */
  url: string;
  apiKey: string;
  model: string;
}

/** 模型设置 — one OpenAI-compatible server, as the environment names it. */
export interface OpenaiConfig {
  /** `http://127.0.0.1:8000/v1`. */
  baseUrl: string;
  /** Sent as the bearer; servers without keys ignore it. */
  apiKey: string;
  /** Chat model's name at that server. */
  model: string;
  embeddingModel?: string;
  rerank?: RerankConfig;
  /** Texts sent at once to be turned into vectors. */
  embeddingBatch: number;
  /** Fields that one vendor wants in every chat request, such as `{"enable_thinking": false}`. */
  extraBody?: Readonly<Record<string, unknown>>;
  /** Calls at the same time. */
  inFlight: number;
  fetch: typeof globalThis.fetch;
}

export function hostOf({ baseUrl }: Pick<OpenaiConfig, 'baseUrl'>): string {
  return new URL(baseUrl).host;
}
