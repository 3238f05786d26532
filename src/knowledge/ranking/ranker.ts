import { scoreRow, type Trees } from '../../lib/trees.ts';
import { type CorpusView, findArticle, type SegmentView } from '../corpus-view.ts';
import { legalWordsFor } from '../lay-words.ts';
import { askedAbout, type RetrievalQuery, type RetrievedPassage, type ScoredQuery } from '../retrieve.ts';
import type { Segment } from '../segment.ts';
import { wordKeys } from '../terms.ts';
import { type Candidate, type Candidates, chooseCandidates } from './candidates.ts';
import { type Encoder, encodeQuestion, encodeText } from './encoder.ts';
import { FEATURES, featureNames, featuresOf } from './features.ts';
import { type Memory, QuestionMemory } from './memory.ts';
import { passageVectors } from './passage-vectors.ts';

/** 排序权重 — everything that was learned. */
export interface RankerWeights {
  encoder: Encoder;
  memory: Memory;
  trees: Trees;
  /** Choose the answer among the contenders; none when nothing was learned about that. */
  answers: Trees;
}

/** 待选 — a passage that may answer, with its score by plain wording, what the trees make of it, and its row of features. */
export interface Contender extends RetrievedPassage {
  learned: number;
  row: Float32Array;
}

/** Candidates with their rows of features. */
export interface FeaturedCandidates {
  candidates: Candidates;
  rows: Float32Array;
}

const POOL = 300;
const RECALLED = 1;
const LAW = 0.5;
const PRIOR = 0.04;
/** How much plain wording counts beside the trees: it holds where nothing was learned. */
const WORDING = 0.5;

const [BASE, COVERED, COVERED_LEGAL] = (['base', 'covered', 'coveredLegal'] as const).map(name => featureNames.indexOf(name)) as [
  number,
  number,
  number,
];

/** What rescore() judges by: the words' score, and the share of the question that the passage holds. */
function wording(rows: Float32Array, from: number): number {
  const value = (feature: number): number => rows[from + feature] ?? 0;
  return value(BASE) + 0.55 * value(COVERED) + 0.3 * value(COVERED_LEGAL);
}

/** What the encoder reads of a question: what it asks about, and the legal words for its everyday ones. */
export function questionKeys(text: string): number[] {
  return wordKeys(`${askedAbout(text)} ${legalWordsFor(text)}`);
}

/** 排序 — chooses candidates by words, likeness and memory, and puts them in order with trees. */
export class LearnedRanker {
  readonly #weights: RankerWeights;
  readonly #memory: QuestionMemory;
  readonly #vectors = new WeakMap<Segment, Int8Array>();
  readonly #answers = new WeakMap<CorpusView, Map<SegmentView, Map<number, number>>>();

  /** Tells these weights from others; null for weights that are never kept with an index. */
  readonly fingerprint: string | null;

  constructor(weights: RankerWeights, fingerprint: string | null = null) {
    this.fingerprint = fingerprint;
    this.#weights = weights;
    this.#memory = new QuestionMemory(weights.encoder, weights.memory);
  }

  /** Makes the vectors of new segments, so that no question waits for them. */
  prepare(view: CorpusView): void {
    for (const { segment } of view.segments) this.vectorsOf(segment);
    this.#answersIn(view);
  }

  /** Takes vectors that were kept with the index, so that they need not be made again. */
  adopt(segment: Segment, vectors: Int8Array): void {
    if (vectors.length === segment.sectionOf.length * this.#weights.encoder.dimensions) this.#vectors.set(segment, vectors);
  }

  /** The vectors of a segment; made when there are none yet. */
  vectorsOf(segment: Segment): Int8Array {
    const known = this.#vectors.get(segment);
    if (known) return known;
    const made = passageVectors(this.#weights.encoder, segment);
    this.#vectors.set(segment, made);
    return made;
  }

  /** Where the articles that answered before lie in this corpus: all versions of them. */
  #answersIn(view: CorpusView): Map<SegmentView, Map<number, number>> {
    const known = this.#answers.get(view);
    if (known) return known;
    const places = new Map<SegmentView, Map<number, number>>();
    this.#weights.memory.articles.forEach(({ title, code }, article) => {
      for (const place of view.byTitle.get(title) ?? []) {
        const found = findArticle(place, { article: Math.floor(code / 100), branch: code % 100 });
        if (!found) continue;
        const inSegment = places.get(found.segment) ?? new Map<number, number>();
        places.set(found.segment, inSegment.set(found.passage, article));
      }
    });
    this.#answers.set(view, places);
    return places;
  }

  features(view: CorpusView, scored: ScoredQuery): FeaturedCandidates {
    const { query, weight } = scored;
    const keys = wordKeys(`${askedAbout(query.text)} ${query.expansion}`);
    const vector = encodeQuestion(this.#weights.encoder, keys);
    const recalled = this.#memory.recall(keys, vector);
    const answers = this.#answersIn(view);
    const bonus = new Map<SegmentView, Map<number, number>>();
    for (const [segment, articles] of answers) {
      const inSegment = new Map<number, number>();
      for (const [passage, article] of articles) {
        const like = recalled.nearest.get(article);
        if (like !== undefined) inSegment.set(passage, RECALLED * like);
      }
      bonus.set(segment, inSegment);
    }
    const candidates = chooseCandidates(
      {
        scored,
        vector,
        bonus: ({ document }) => LAW * (recalled.laws.get(document.title) ?? 0) + PRIOR * this.#memory.lawPrior(document.title),
        recalled: bonus,
      },
      { vectors: ({ segment }) => this.vectorsOf(segment), limit: POOL },
    );
    const articleAt = ({ in: source, passage }: Candidate): number => answers.get(source.view)?.get(passage) ?? -1;
    const rows = featuresOf(candidates, {
      view,
      question: query.text,
      expansion: query.expansion,
      weight,
      memory: this.#memory,
      recalled,
      articleAt,
    });
    return { candidates, rows };
  }

  /** 相近 — cosine of a question and any text, −1 to 1; 0 where no word is known. */
  likeness(query: RetrievalQuery): (text: string) => number {
    const { encoder } = this.#weights;
    const asked = encodeQuestion(encoder, wordKeys(`${askedAbout(query.text)} ${query.expansion}`));
    return text => {
      const vector = encodeText(encoder, wordKeys(text));
      let sum = 0;
      for (let at = 0; at < vector.length; at++) sum += (vector[at] ?? 0) * (asked[at] ?? 0);
      return sum;
    };
  }

  rank(view: CorpusView, scored: ScoredQuery, limit: number): RetrievedPassage[] {
    return this.#scored(view, scored)
      .sort((a, b) => b.learned - a.learned)
      .slice(0, limit)
      .map(({ segment, passage, place, learned }) => ({ segment, passage, place, score: learned }));
  }

  /** 待选 — the best by what was learned and the best by plain wording, in the order of plain wording and with its scores (those of rescore()). */
  contenders(view: CorpusView, scored: ScoredQuery, limits: { learned: number; worded: number }): Contender[] {
    const all = this.#scored(view, scored).sort((a, b) => b.score - a.score);
    const learned = new Set([...all].sort((a, b) => b.learned - a.learned).slice(0, limits.learned));
    return all.filter((each, rank) => rank < limits.worded || learned.has(each));
  }

  /** Whether the laws that were read in training hold one of this title. */
  knows(title: string): boolean {
    return this.#memory.knows(title);
  }

  /** What the trees add to the odds that a contender is the answer. */
  answerOdds(row: Float32Array): number {
    return scoreRow(this.#weights.answers, row, 0);
  }

  #scored(view: CorpusView, scored: ScoredQuery): Contender[] {
    const { candidates, rows } = this.features(view, scored);
    return candidates.list.map(({ in: source, passage, place }, at) => {
      const from = at * FEATURES;
      const worded = wording(rows, from);
      return {
        segment: source.view,
        passage,
        place,
        score: candidates.top * worded,
        learned: scoreRow(this.#weights.trees, rows, from) + WORDING * worded,
        row: rows.subarray(from, from + FEATURES),
      };
    });
  }
}
