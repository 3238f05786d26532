import type { LocalDate } from '../domain/date.ts';
import type { Provision } from '../domain/provision.ts';
import { startOf, type ValidityFact } from '../domain/validity.ts';
import { lengthNorms, type Postings } from './postings.ts';
import type { LearnedRanker } from './ranking/ranker.ts';
import type { CorpusDocument, ReadDocument } from './read-document.ts';
import { articleLabel, articleNumber, passageText, type Segment, sourcePlace } from './segment.ts';

/** Which documents of which segments no longer count, by position. */
export type RemovedDocuments = Record<string, number[]>;

/** 文件位置 — one living document and where its passages lie. */
export interface DocumentPlace {
  document: CorpusDocument;
  segment: SegmentView;
  /** Position in the segment. */
  position: number;
  first: number;
  end: number;
}

/** 条款位置 — one passage of a segment. */
export interface PassagePlace {
  segment: SegmentView;
  passage: number;
}

/** A segment with what follows from all segments together. */
export interface SegmentView {
  segment: Segment;
  /** Position of the document of each passage. */
  documentOf: Uint32Array;
  norms: { words: Float32Array; bigrams: Float32Array; headings: Float32Array };
  /** By position; undefined for removed ones. */
  places: (DocumentPlace | undefined)[];
}

/** 语料视图 — everything that can be looked up in the corpus as it now is; a new one is made after each change. */
export interface CorpusView {
  segments: SegmentView[];
  documents: DocumentPlace[];
  byId: Map<string, DocumentPlace>;
  /** All versions and parts of a law, by title. */
  byTitle: Map<string, DocumentPlace[]>;
  /** What closing articles say about other documents. */
  statedFacts: ValidityFact[];
  citations: Map<string, number>;
  passages: number;
  sections: number;
  /** Null when passages are found by their words alone. */
  ranker: LearnedRanker | null;
}

const TEXT_TUNING = { k1: 1.2, b: 0.75 };
const HEADING_TUNING = { k1: 0.6, b: 0.3 };

export function createView(segments: readonly Segment[], removed: RemovedDocuments, ranker: LearnedRanker | null): CorpusView {
  const averages = { words: average(segments, 'words'), bigrams: average(segments, 'bigrams'), headings: average(segments, 'headings') };
  const views = segments.map(segment => viewSegment(segment, new Set(removed[segment.id] ?? []), averages));
  const documents = views.flatMap(view => view.places.filter(place => place !== undefined));
  const citations = new Map<string, number>();
  for (const segment of segments)
    for (const [title, count] of Object.entries(segment.citations)) citations.set(title, (citations.get(title) ?? 0) + count);
  const view: CorpusView = {
    ranker,
    segments: views,
    documents,
    citations,
    byId: new Map(documents.map(place => [place.document.id, place])),
    byTitle: groupByTitle(documents),
    statedFacts: documents.flatMap(place => statedFacts(place.document)),
    passages: segments.reduce((sum, segment) => sum + segment.sectionOf.length, 0),
    sections: segments.reduce((sum, segment) => sum + segment.sections.length, 0),
  };
  ranker?.prepare(view);
  return view;
}

function average(segments: readonly Segment[], field: 'words' | 'bigrams' | 'headings'): number {
  let terms = 0;
  let passages = 0;
  for (const segment of segments) {
    for (const length of segment[field].lengths) terms += length;
    passages += segment[field].lengths.length;
  }
  return Math.max(1, terms / Math.max(1, passages));
}

function viewSegment(segment: Segment, removed: ReadonlySet<number>, averages: Record<'words' | 'bigrams' | 'headings', number>): SegmentView {
  const norms = (field: 'words' | 'bigrams' | 'headings', postings: Postings): Float32Array =>
    lengthNorms(postings, averages[field], field === 'headings' ? HEADING_TUNING : TEXT_TUNING);
  const documentOf = Uint32Array.from(segment.sectionOf, section => segment.sections[section]?.document ?? 0);
  const view: SegmentView = {
    segment,
    documentOf,
    places: [],
    norms: { words: norms('words', segment.words), bigrams: norms('bigrams', segment.bigrams), headings: norms('headings', segment.headings) },
  };
  view.places = segment.documents.map((document, position) =>
    removed.has(position)
      ? undefined
      : { document, segment: view, position, first: segment.documentStarts[position] ?? 0, end: segment.documentStarts[position + 1] ?? 0 },
  );
  return view;
}

function groupByTitle(documents: readonly DocumentPlace[]): Map<string, DocumentPlace[]> {
  const byTitle = new Map<string, DocumentPlace[]>();
  for (const place of documents) byTitle.set(place.document.title, [...(byTitle.get(place.document.title) ?? []), place]);
  return byTitle;
}

/** A closing article's repeals as facts; only versions older than the repealing document are meant. */
function statedFacts(document: CorpusDocument): ValidityFact[] {
  const since: LocalDate | null = startOf(document);
  return document.repeals.map(title => ({
    title,
    status: 'repealed',
    since,
    successor: `《${document.title}》`,
    upToVersion: document.versionOn,
    source: document.title,
    confidence: 'corpus',
    checkedTo: null,
  }));
}

/** All versions of the same text: the same title and, for a code in several files, the same 编. */
export function versionsOf(view: CorpusView, document: CorpusDocument): CorpusDocument[] {
  return (view.byTitle.get(document.title) ?? [])
    .map(place => place.document)
    .filter(other => other.part === document.part && other.bureau === document.bureau);
}

export function placeOf(view: SegmentView, passage: number): DocumentPlace | undefined {
  return view.places[view.documentOf[passage] ?? 0];
}

/** What a segment was made of, without the removed documents, so that it can be made again with others. */
export function documentsIn(view: SegmentView): ReadDocument[] {
  return view.places.flatMap(place => {
    if (!place) return [];
    const passages = Array.from({ length: place.end - place.first }, (_, at) => provisionAt({ segment: view, passage: place.first + at }));
    return [{ document: place.document, passages: passages.map(({ article, path, text, place }) => ({ article, path, text, place })), notes: [] }];
  });
}

/** A passage as the domain knows it. */
export function provisionAt({ segment: view, passage }: PassagePlace): Provision {
  const { segment } = view;
  const position = view.documentOf[passage] ?? 0;
  const order = passage - (segment.documentStarts[position] ?? 0);
  const document = segment.documents[position];
  const documentId = document?.id ?? '';
  return {
    id: `${documentId}#${order}`,
    documentId,
    order,
    article: articleLabel(segment, passage),
    path: segment.sections[segment.sectionOf[passage] ?? 0]?.path ?? [],
    text: passageText(segment, passage),
    place: document ? sourcePlace(segment, passage, document) : { unit: 'line', number: 1 },
  };
}

export function findArticle(place: DocumentPlace, wanted: { article: number; branch: number }): PassagePlace | undefined {
  for (let passage = place.first; passage < place.end; passage++) {
    const number = articleNumber(place.segment.segment, passage);
    if (number?.article === wanted.article && number.branch === wanted.branch) return { segment: place.segment, passage };
  }
  return undefined;
}
