import { type CorpusView, type DocumentPlace, type PassagePlace, placeOf, type SegmentView } from './corpus-view.ts';
import { addScores, findKey, type Postings } from './postings.ts';
import { bigramKeys, wordKey, wordKeys } from './terms.ts';
import { TopHits } from './top-hits.ts';

/** 检索式 — what to look for: the question's own words, and further words that count less. */
export interface RetrievalQuery {
  text: string;
  /** Legal words for lay ones. */
  expansion: string;
}

/** 命中 — a passage with its score. */
export interface RetrievedPassage extends PassagePlace {
  place: DocumentPlace;
  score: number;
}

/** How much a document counts: 0 hides it, 1 is neutral. */
export type DocumentWeight = (place: DocumentPlace) => number;

const EXPANSION = 0.7;
const HEADINGS = 0.4;
const BIGRAMS = 1;
/** A term in a third of all passages says nothing and costs the most. */
const TOO_COMMON = 0.33;
/** Words of asking, not of what is asked about. */
const asking =
  /请问|想问一下|什么时候|怎么办|怎么样|怎么|什么|哪些|哪个|哪里|哪儿|为什么|如何|是否|能不能|可不可以|会不会|是不是|有没有|吗|呢|吧|啊|谁|几|多少|多久|我们|我|你们|你|他们|他|她|一下|到底|究竟|应该|可以|需要/g;

/** What a question is about, without the words of asking. */
export function askedAbout(question: string): string {
  return question.replace(asking, ' ');
}

interface WeightedTerm {
  key: number;
  weight: number;
}

interface Field {
  postings: (segment: SegmentView) => Postings;
  terms: WeightedTerm[];
  size: number;
}

function weigh(own: readonly number[], added: readonly number[]): WeightedTerm[] {
  const weights = new Map<number, number>();
  for (const key of own) weights.set(key, Math.min((weights.get(key) ?? 0) + 1, 2));
  for (const key of added) if (!weights.has(key)) weights.set(key, EXPANSION);
  return [...weights].map(([key, weight]) => ({ key, weight }));
}

function fieldsOf(query: RetrievalQuery, view: CorpusView): Record<'words' | 'bigrams' | 'headings', Field> {
  const asked = askedAbout(query.text);
  const bigrams = weigh(bigramKeys(asked), bigramKeys(query.expansion));
  return {
    words: {
      postings: ({ segment }) => segment.words,
      terms: weigh(
        wordKeys(asked),
        query.expansion.split(' ').flatMap(word => wordKey(word) ?? []),
      ),
      size: view.passages,
    },
    bigrams: { postings: ({ segment }) => segment.bigrams, terms: bigrams, size: view.passages },
    headings: { postings: ({ segment }) => segment.headings, terms: bigrams, size: view.sections },
  };
}

/** Inverse document frequency over all segments together, so that a passage scores the same wherever it lies. */
function rarity(view: CorpusView, field: Field): Map<number, number> {
  const result = new Map<number, number>();
  for (const { key, weight } of field.terms) {
    let count = 0;
    for (const segment of view.segments) {
      const postings = field.postings(segment);
      const place = findKey(postings, key);
      if (place >= 0) count += postings.counts[place] ?? 0;
    }
    if (count > 0 && count < Math.max(50, field.size * TOO_COMMON))
      result.set(key, weight * Math.log(1 + (field.size - count + 0.5) / (count + 0.5)));
  }
  return result;
}

function score(postings: Postings, rare: Map<number, number>, run: { factor: number; norms: Float32Array; scores: Float32Array }): void {
  for (const [key, weight] of rare) {
    const place = findKey(postings, key);
    if (place >= 0) addScores(postings, place, weight * run.factor, run);
  }
}

/** 检索 — the best passages: BM25 over words and two-character pieces of the text and over titles and headings, times each document's weight. */
export function retrieve(view: CorpusView, query: RetrievalQuery, options: { weight: DocumentWeight; limit: number }): RetrievedPassage[] {
  const fields = fieldsOf(query, view);
  const rare = { words: rarity(view, fields.words), bigrams: rarity(view, fields.bigrams), headings: rarity(view, fields.headings) };
  const top = new TopHits<SegmentView>(options.limit);
  for (const segmentView of view.segments) {
    const { segment, norms } = segmentView;
    const scores = new Float32Array(segment.sectionOf.length);
    const headings = new Float32Array(segment.sections.length);
    score(segment.words, rare.words, { factor: 1, norms: norms.words, scores });
    score(segment.bigrams, rare.bigrams, { factor: BIGRAMS, norms: norms.bigrams, scores });
    score(segment.headings, rare.headings, { factor: HEADINGS, norms: norms.headings, scores: headings });
    const weights = Float32Array.from(segmentView.places, place => (place ? options.weight(place) : 0));
    for (let passage = 0; passage < scores.length; passage++) {
      const own = scores[passage] ?? 0;
      if (own === 0) continue;
      const weighted = (own + (headings[segment.sectionOf[passage] ?? 0] ?? 0)) * (weights[segmentView.documentOf[passage] ?? 0] ?? 0);
      if (weighted > top.threshold) top.add(segmentView, passage, weighted);
    }
  }
  return top.take().flatMap(({ source, index, score: value }) => {
    const place = placeOf(source, index);
    return place ? [{ segment: source, passage: index, place, score: value }] : [];
  });
}
