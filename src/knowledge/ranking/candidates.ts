import type { DocumentPlace, SegmentView } from '../corpus-view.ts';
import type { DocumentWeight, FieldScores, ScoredQuery } from '../retrieve.ts';
import { TopHits } from '../top-hits.ts';

/** 初选 — one segment with everything that was scored for all of its passages. */
export interface ScoredSegment {
  view: SegmentView;
  fields: FieldScores;
  /** BM25 with headings, times the document's weight, as a share of the best. */
  base: Float32Array;
  /** Cosine of question and passage. */
  likeness: Float32Array;
  /** By document: the best of its passages. */
  bestBase: Float32Array;
  bestLikeness: Float32Array;
}

export interface Candidate {
  in: ScoredSegment;
  passage: number;
  place: DocumentPlace;
  /** What it was chosen by. */
  first: number;
}

/** 初选结果. */
export interface Candidates {
  list: Candidate[];
  attainable: { words: number; bigrams: number };
  /** BM25 of the best passage, on the scale of retrieve(). */
  top: number;
  bestLikeness: number;
}

export interface CandidateQuery {
  scored: ScoredQuery;
  vector: Float32Array;
  /** Added for passages that answered a question like this one, and for the law that did. */
  bonus: (place: DocumentPlace) => number;
  recalled: ReadonlyMap<SegmentView, ReadonlyMap<number, number>>;
}

const LIKENESS = 2;

/** Fine enough that rounding changes no order, and small enough that sums stay whole 32-bit numbers. */
const STEPS = 8192;

/** Cosines of all passages, in whole numbers; the loop that a search spends most of its time in. */
function compare(vectors: Int8Array, vector: Float32Array, into: Float32Array): void {
  const size = vector.length;
  const asked = Int32Array.from(vector, value => Math.round(value * STEPS));
  for (let passage = 0; passage < into.length; passage++) {
    let sum = 0;
    const from = passage * size;
    for (let at = 0; at < size; at += 4) {
      sum =
        (sum +
          Math.imul(vectors[from + at] as number, asked[at] as number) +
          Math.imul(vectors[from + at + 1] as number, asked[at + 1] as number) +
          Math.imul(vectors[from + at + 2] as number, asked[at + 2] as number) +
          Math.imul(vectors[from + at + 3] as number, asked[at + 3] as number)) |
        0;
    }
    into[passage] = sum / (127 * STEPS);
  }
}

function likenessOf({ weighted, ...fields }: ScoredQuery['segments'][number], vectors: Int8Array, vector: Float32Array): ScoredSegment {
  const likeness = new Float32Array(weighted.length);
  compare(vectors, vector, likeness);
  const documents = fields.view.places.length;
  return {
    view: fields.view,
    fields,
    base: weighted.slice(),
    likeness,
    bestBase: new Float32Array(documents),
    bestLikeness: new Float32Array(documents),
  };
}

/** What each passage gets because it answered a question like this one. */
function recalledIn({ view, base }: ScoredSegment, recalled: CandidateQuery['recalled']): Float32Array {
  const bonus = new Float32Array(base.length);
  for (const [passage, value] of recalled.get(view) ?? []) bonus[passage] = value;
  return bonus;
}

function readable({ view }: ScoredSegment, weight: DocumentWeight): Uint8Array {
  return Uint8Array.from(view.places, place => (place && weight(place) > 0 ? 1 : 0));
}

/** 初选 — the passages worth reading closely: by words, by likeness, and by what answered such questions before. */
export function chooseCandidates(asked: CandidateQuery, options: { vectors: (segment: SegmentView) => Int8Array; limit: number }): Candidates {
  const { segments, attainable, weight } = asked.scored;
  const scored = segments.map(fields => likenessOf(fields, options.vectors(fields.view), asked.vector));
  let top = 0;
  for (const { base } of scored) for (const value of base) if (value > top) top = value;
  const hits = new TopHits<ScoredSegment>(options.limit);
  let bestLikeness = 0;
  for (const segment of scored) {
    const open = readable(segment, weight);
    const bonus = Float32Array.from(segment.view.places, (place, at) => (place && open[at] === 1 ? asked.bonus(place) : 0));
    const recalled = recalledIn(segment, asked.recalled);
    const { base, likeness, bestBase } = segment;
    const documentOf = segment.view.documentOf;
    for (let passage = 0; passage < base.length; passage++) {
      const document = documentOf[passage] as number;
      if (open[document] === 0) continue;
      const share = top > 0 ? (base[passage] as number) / top : 0;
      const like = likeness[passage] as number;
      base[passage] = share;
      if (share > (bestBase[document] as number)) bestBase[document] = share;
      if (like > (segment.bestLikeness[document] as number)) segment.bestLikeness[document] = like;
      if (like > bestLikeness) bestLikeness = like;
      const score = 1 + share + LIKENESS * like + (bonus[document] as number) + (recalled[passage] as number);
      if (score > hits.threshold) hits.add(segment, passage, score);
    }
  }
  const list = hits.take().flatMap(({ source, index, score }): Candidate[] => {
    const place = source.view.places[source.view.documentOf[index] ?? 0];
    return place ? [{ in: source, passage: index, place, first: score - 1 }] : [];
  });
  return { list, attainable, top, bestLikeness };
}
