import type { EmbeddingModel } from '../../src/models/embedding-model.ts';
import { ModelFault, type ModelFaultKind } from '../../src/models/model-fault.ts';
import { bigramVector } from './emulated-openai.ts';

/** An embedding model that computes its vectors here, keeps what it was given, and fails when it is told to. */
export class ScriptedEmbedding implements EmbeddingModel {
  readonly name: string;
  readonly texts: string[] = [];
  readonly askers = new Set<string>();
  fault: ModelFaultKind | null = null;
  readonly #vectorOf: (text: string) => readonly number[];

  constructor(vectorOf: (text: string) => readonly number[] = text => bigramVector(text), name = 'scripted') {
    this.#vectorOf = vectorOf;
    this.name = name;
  }

  async embed(texts: readonly string[], { asker }: { asker: string }): Promise<Float32Array[]> {
    if (this.fault) throw new ModelFault(this.fault, '没有给出向量。');
    this.texts.push(...texts);
    this.askers.add(asker);
    return texts.map(text => {
      const vector = this.#vectorOf(text);
      const length = Math.hypot(...vector) || 1;
      return Float32Array.from(vector, value => value / length);
    });
  }
}

/** Vectors by topic: texts that share none of their words are near when they speak of the same thing. */
export function topicVector(topics: readonly RegExp[]): (text: string) => number[] {
  return text => [...topics.map(topic => (topic.test(text) ? 1 : 0)), 0.1];
}
