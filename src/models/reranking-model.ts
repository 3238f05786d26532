import type { Instant } from '../lib/clock.ts';

/** 重排模型 — says how well texts answer a question. Rejects only with `ModelFault`. */
export interface RerankingModel {
  readonly name: string;
  /** One number a text, in the order given; the higher, the better. Only numbers of one call can be compared. */
  score(question: string, texts: readonly string[], options: { asker: string; deadline: Instant }): Promise<number[]>;
}
