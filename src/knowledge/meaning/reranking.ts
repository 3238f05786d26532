import { maskPersonalData } from '../../language/personal-data.ts';
import type { Clock, Instant } from '../../lib/clock.ts';
import { ModelFault } from '../../models/model-fault.ts';
import type { RerankingModel } from '../../models/reranking-model.ts';

/** The order that was found is a good one, and writing an answer takes its time too. */
const PATIENCE_MS = 1_500;
/** Models read no further, and time grows with every character. */
const LONGEST_TEXT = 800;

/** What is put in order. */
export interface Reranked {
  document: string;
  article: string | null;
  text: string;
  score: number;
}

/** 重排 — what was found, in the order in which a model finds that it answers the question. */
export class Reranking {
  /** So many of the first are put in order anew. */
  static readonly DEPTH = 30;
  readonly #model: RerankingModel;
  readonly #clock: Clock;

  constructor(model: RerankingModel, clock: Clock) {
    this.#model = model;
    this.#clock = clock;
  }

  /** The same hits, the best first; as they were where no model answers in time. Scores stay where they are, rank by rank, so that whoever judges by them goes on judging on one scale. */
  async inOrder<T extends Reranked>(question: string, hits: readonly T[], { asker, deadline }: { asker: string; deadline: Instant }): Promise<T[]> {
    if (hits.length < 2) return [...hits];
    const texts = hits.map(({ document, article, text }) => maskPersonalData(`《${document}》${article ?? ''}　${text}`.slice(0, LONGEST_TEXT)).text);
    try {
      const until = Math.min(deadline, this.#clock.now() + PATIENCE_MS);
      const scores = await this.#model.score(maskPersonalData(question).text, texts, { asker, deadline: until });
      const order = hits.map((hit, at) => ({ hit, score: scores[at] ?? 0 })).sort((a, b) => b.score - a.score);
      return order.map(({ hit }, rank) => ({ ...hit, score: hits[rank]?.score ?? hit.score }));
    } catch (error) {
      if (error instanceof ModelFault) return [...hits];
      throw error;
    }
  }
}
