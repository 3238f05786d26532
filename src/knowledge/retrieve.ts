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

/** One field of the index, with the question's own terms and those that were added to them. */
interface Field {
  postings: (segment: SegmentView) => Postings;
  own: Map<number, number>;
  added: Map<number, number>;
  size: number;
}

function fieldOf(postings: Field['postings'], keys: { own: readonly number[]; added: readonly number[] }, size: number): Field {
  const own = new Map<number, number>();
  for (const key of keys.own) own.set(key, Math.min((own.get(key) ?? 0) + 1, 2));
  return { postings, own, added: new Map(keys.added.filter(key => !own.has(key)).map(key => [key, EXPANSION])), size };
}

function fieldsOf(query: RetrievalQuery, view: CorpusView): Record<'words' | 'bigrams' | 'headings', Field> {
  const asked = askedAbout(query.text);
  const bigrams = { own: bigramKeys(asked), added: bigramKeys(query.expansion) };
  const words = { own: wordKeys(asked), added: query.expansion.split(' ').flatMap(word => wordKey(word) ?? []) };
  return {
    words: fieldOf(({ segment }) => segment.words, words, view.passages),
    bigrams: fieldOf(({ segment }) => segment.bigrams, bigrams, view.passages),
    headings: fieldOf(({ segment }) => segment.headings, bigrams, view.sections),
  };
}

/** Inverse document frequency over all segments together, so that a passage scores the same wherever it lies. */
function rarity(view: CorpusView, field: Field, terms: ReadonlyMap<number, number>): Map<number, number> {
  const result = new Map<number, number>();
  for (const [key, weight] of terms) {
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

function score(postings: Postings, rare: ReadonlyMap<number, number>, run: { factor: number; norms: Float32Array; scores: Float32Array }): void {
  for (const [key, weight] of rare) {
    const place = findKey(postings, key);
    if (place >= 0) addScores(postings, place, weight * run.factor, run);
  }
}

/** 字段得分 — what each passage of a segment gets for the question's words, its character pairs and the legal words added; headings by section. */
export interface FieldScores {
  view: SegmentView;
  words: Float32Array;
  bigrams: Float32Array;
  added: Float32Array;
  headings: Float32Array;
}

function scoreFields(view: CorpusView, query: RetrievalQuery): { segments: FieldScores[]; attainable: { words: number; bigrams: number } } {
  const { words, bigrams, headings } = fieldsOf(query, view);
  const rare = {
    words: rarity(view, words, words.own),
    bigrams: rarity(view, bigrams, bigrams.own),
    addedWords: rarity(view, words, words.added),
    addedBigrams: rarity(view, bigrams, bigrams.added),
    headings: rarity(view, headings, new Map([...headings.own, ...headings.added])),
  };
  const segments = view.segments.map(segmentView => {
    const { segment, norms } = segmentView;
    const empty = (): Float32Array => new Float32Array(segment.sectionOf.length);
    const scores: FieldScores = {
      view: segmentView,
      words: empty(),
      bigrams: empty(),
      added: empty(),
      headings: new Float32Array(segment.sections.length),
    };
    score(segment.words, rare.words, { factor: 1, norms: norms.words, scores: scores.words });
    score(segment.words, rare.addedWords, { factor: 1, norms: norms.words, scores: scores.added });
    score(segment.bigrams, rare.bigrams, { factor: BIGRAMS, norms: norms.bigrams, scores: scores.bigrams });
    score(segment.bigrams, rare.addedBigrams, { factor: BIGRAMS, norms: norms.bigrams, scores: scores.added });
    score(segment.headings, rare.headings, { factor: HEADINGS, norms: norms.headings, scores: scores.headings });
    return scores;
  });
  const sum = (weights: ReadonlyMap<number, number>): number => [...weights.values()].reduce((total, weight) => total + weight, 0);
  return { segments, attainable: { words: sum(rare.words), bigrams: sum(rare.bigrams) } };
}

/** BM25 of each passage, headings above it included, times what its document counts; 0 for passages without any of the words. */
function weighScores(scores: FieldScores, weight: DocumentWeight): Float32Array {
  const { view, words, bigrams, added, headings } = scores;
  const weights = Float32Array.from(view.places, place => (place ? weight(place) : 0));
  const { sectionOf } = view.segment;
  const result = new Float32Array(words.length);
  for (let passage = 0; passage < result.length; passage++) {
    const own = (words[passage] ?? 0) + (bigrams[passage] ?? 0) + (added[passage] ?? 0);
    if (own === 0) continue;
    result[passage] = (own + (headings[sectionOf[passage] ?? 0] ?? 0)) * (weights[view.documentOf[passage] ?? 0] ?? 0);
  }
  return result;
}

/** 检索得分 — a query with the scores of all passages of a corpus. */
export interface ScoredQuery {
  query: RetrievalQuery;
  weight: DocumentWeight;
  /** `weighted` is what weighScores() makes of the fields. */
  segments: (FieldScores & { weighted: Float32Array })[];
  /** The most that words and pairs could give. */
  attainable: { words: number; bigrams: number };
}

export function scoreQuery(view: CorpusView, query: RetrievalQuery, weight: DocumentWeight): ScoredQuery {
  const { segments, attainable } = scoreFields(view, query);
  return { query, weight, attainable, segments: segments.map(fields => ({ ...fields, weighted: weighScores(fields, weight) })) };
}

/** 检索 — the best passages: BM25 over words and two-character pieces of the text and over titles and headings, times each document's weight. */
export function retrieve({ segments }: Pick<ScoredQuery, 'segments'>, limit: number): RetrievedPassage[] {
  const top = new TopHits<SegmentView>(limit);
  for (const { view, weighted } of segments) {
    for (let passage = 0; passage < weighted.length; passage++)
      if ((weighted[passage] as number) > top.threshold) top.add(view, passage, weighted[passage] as number);
  }
  return top.take().flatMap(({ source, index, score: value }) => {
    const place = placeOf(source, index);
    return place ? [{ segment: source, passage: index, place, score: value }] : [];
  });
}
