import type { Instant } from '../lib/clock.ts';

/** 向量模型 — turns texts into vectors of one length. Rejects only with `ModelFault`. */
export interface EmbeddingModel {
  /** Vectors of different names must never be compared. */
  readonly name: string;
  /** One unit-length vector a text, in the order given. */
  embed(texts: readonly string[], options: { asker: string; deadline: Instant }): Promise<Float32Array[]>;
}
