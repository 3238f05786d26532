import type { OpenAI } from 'openai';
import type { EmbeddingModel } from '../embedding-model.ts';
import { hostOf, type OpenaiConfig } from './config.ts';
import { faultOf } from './failure.ts';
import type { Line, Try } from './line.ts';

function unit(vector: readonly number[]): Float32Array {
  const length = Math.hypot(...vector);
  if (!(length > 0)) throw faultOf('malformed');
  return Float32Array.from(vector, value => value / length);
}

/** 向量模型（OpenAI 兼容）. */
export class OpenaiEmbedding implements EmbeddingModel {
  readonly name: string;
  readonly #host: string;
  readonly #batchSize: number;
  readonly #line: Line;
  readonly #client: OpenAI;

  constructor(config: OpenaiConfig & { embeddingModel: string }, { line, client }: { line: Line; client: OpenAI }) {
    this.name = config.embeddingModel;
    this.#host = hostOf(config);
    this.#batchSize = config.embeddingBatch;
    this.#line = line;
    this.#client = client;
  }

  async embed(texts: readonly string[], { asker, deadline }: Parameters<EmbeddingModel['embed']>[1]): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (let from = 0; from < texts.length; from += this.#batchSize) {
      const batch = texts.slice(from, from + this.#batchSize);
      const characters = batch.reduce((sum, text) => sum + text.length, 0);
      const call = { asker, purpose: 'embedding', model: this.name, host: this.#host, characters };
      vectors.push(...(await this.#line.call(call, deadline, one => this.#batch(batch, one))));
    }
    return vectors;
  }

  async #batch(texts: readonly string[], { signal, notes }: Try): Promise<Float32Array[]> {
    notes.sent += 1;
    // Without `float` the client asks for base64, which not every server knows.
    const reply = await this.#client.embeddings.create({ model: this.name, input: [...texts], encoding_format: 'float' }, { signal });
    if (!Array.isArray(reply.data)) throw faultOf('malformed');
    const vectors = [...reply.data].sort((a, b) => a.index - b.index).map(({ embedding }) => unit(embedding));
    const sizes = new Set(vectors.map(vector => vector.length));
    if (vectors.length !== texts.length || sizes.size > 1) throw faultOf('malformed');
    if (reply.usage?.prompt_tokens) notes.tokens = { input: reply.usage.prompt_tokens, output: 0 };
    return vectors;
  }
}
