import { type Encoder, encodeQuestion, rowOf } from './encoder.ts';

/** 答过的问题 — real questions with the articles that answered them, and how often each law was the answer. */
export interface Memory {
  /** Word keys of each question, one after the other, and where each begins. */
  keys: Uint32Array;
  starts: Uint32Array;
  /** By question: places in `articles`. */
  answers: number[][];
  articles: { title: string; code: number }[];
  /** Every law that could have been an answer: one that was none says something, one that was unknown says nothing. */
  knownTitles: string[];
  /** Rarity of each of the encoder's words. */
  rarity: Float32Array;
}

/** How a question resembles those that were answered before. */
export interface Recalled {
  /** Likeness of the nearest question that an article answered, and the sum over all of them. */
  nearest: Map<number, number>;
  votes: Map<number, number>;
  /** Share of the votes that each law got. */
  laws: Map<string, number>;
}

const NEIGHBOURS = 30;
const SHARPNESS = 3;

/** 旧问 — finds the answered questions that a new one resembles, by their vectors and by their rare words. */
export class QuestionMemory {
  readonly memory: Memory;
  readonly lawCounts = new Map<string, number>();
  readonly articleCounts: Uint16Array;
  readonly #encoder: Encoder;
  /** One row for each question, as long as the encoder's. */
  readonly #vectors: Float32Array;
  readonly #lengths: number[];
  readonly #holders = new Map<number, number[]>();
  readonly #known: Set<string>;
  readonly #neutral: number;

  constructor(encoder: Encoder, memory: Memory) {
    this.#encoder = encoder;
    this.memory = memory;
    this.articleCounts = new Uint16Array(memory.articles.length);
    const questions = memory.answers.map((_, question) => this.#keysOf(question));
    this.#vectors = new Float32Array(questions.length * encoder.dimensions);
    questions.forEach((keys, question) => {
      this.#vectors.set(encodeQuestion(encoder, keys), question * encoder.dimensions);
    });
    this.#lengths = questions.map(keys => Math.sqrt(keys.reduce((sum, key) => sum + this.#rarity(key) ** 2, 0)));
    questions.forEach((keys, question) => {
      for (const key of keys) {
        const holders = this.#holders.get(key);
        if (holders) holders.push(question);
        else this.#holders.set(key, [question]);
      }
    });
    for (const answers of memory.answers)
      for (const article of answers) {
        this.articleCounts[article] = (this.articleCounts[article] ?? 0) + 1;
        const title = memory.articles[article]?.title ?? '';
        this.lawCounts.set(title, (this.lawCounts.get(title) ?? 0) + 1);
      }
    this.#known = new Set(memory.knownTitles);
    const counts = [...this.lawCounts.values()].sort((a, b) => a - b);
    this.#neutral = Math.log1p(counts[counts.length >> 1] ?? 0);
  }

  #keysOf(question: number): number[] {
    return [...this.memory.keys.subarray(this.memory.starts[question], this.memory.starts[question + 1])];
  }

  #rarity(key: number): number {
    return this.memory.rarity[rowOf(this.#encoder.keys, key)] ?? 0;
  }

  /** Whether a law of this title could have been an answer. */
  knows(title: string): boolean {
    return this.#known.has(title);
  }

  /** How often a law was the answer; for a law that nobody could have answered with, what is usual. */
  lawPrior(title: string): number {
    return this.knows(title) ? Math.log1p(this.lawCounts.get(title) ?? 0) : this.#neutral;
  }

  recall(keys: readonly number[], vector: Float32Array): Recalled {
    const likeness = this.#likeness([...new Set(keys)], vector);
    const order = nearestIn(likeness);
    const recalled: Recalled = { nearest: new Map(), votes: new Map(), laws: new Map() };
    let all = 1e-9;
    for (const question of order) {
      const like = likeness[question] ?? 0;
      const vote = like ** SHARPNESS;
      all += vote;
      const answers = this.memory.answers[question] ?? [];
      for (const article of answers) {
        recalled.nearest.set(article, Math.max(recalled.nearest.get(article) ?? 0, like));
        recalled.votes.set(article, (recalled.votes.get(article) ?? 0) + vote);
      }
      for (const title of new Set(answers.map(article => this.memory.articles[article]?.title ?? '')))
        recalled.laws.set(title, (recalled.laws.get(title) ?? 0) + vote);
    }
    for (const [title, votes] of recalled.laws) recalled.laws.set(title, votes / all);
    return recalled;
  }

  #likeness(keys: readonly number[], vector: Float32Array): Float32Array {
    const shared = new Float32Array(this.#lengths.length);
    let square = 1e-9;
    for (const key of keys) {
      const rare = this.#rarity(key) ** 2;
      square += rare;
      for (const question of this.#holders.get(key) ?? []) shared[question] = (shared[question] ?? 0) + rare;
    }
    const length = Math.sqrt(square);
    const [vectors, lengths, width] = [this.#vectors, this.#lengths, vector.length];
    for (let question = 0, from = 0; question < shared.length; question++, from += width) {
      let cosine = 0;
      for (let at = 0; at < width; at++) cosine += (vector[at] as number) * (vectors[from + at] as number);
      shared[question] = Math.max(0, (cosine + (shared[question] as number) / (length * (lengths[question] || 1))) / 2);
    }
    return shared;
  }
}

/** The questions that are most alike, the earlier first where two are equally so. */
function nearestIn(likeness: Float32Array): number[] {
  const best: number[] = [];
  let least = Number.NEGATIVE_INFINITY;
  for (let question = 0; question < likeness.length; question++) {
    const like = likeness[question] as number;
    if (like <= least) continue;
    let place = best.length;
    while (place > 0 && (likeness[best[place - 1] as number] as number) < like) place--;
    best.splice(place, 0, question);
    if (best.length > NEIGHBOURS) best.pop();
    if (best.length === NEIGHBOURS) least = likeness[best[NEIGHBOURS - 1] as number] as number;
  }
  return best;
}
