/** 模型设置 — one OpenAI-compatible server, as the environment names it. */
export interface OpenaiConfig {
  /** `http://127.0.0.1:8000/v1`. */
  baseUrl: string;
  /** Sent as the bearer; servers without keys ignore it. */
  apiKey: string;
  /** Chat model's name at that server. */
  model: string;
  embeddingModel?: string;
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
