import type { Citation } from '../domain/citation.ts';
import type { LocalDate } from '../domain/date.ts';
import type { Provision, SourceDocument, SourcePlace } from '../domain/provision.ts';
import type { Validity } from '../domain/validity.ts';
import type { Instant } from '../lib/clock.ts';
import { Mutex } from '../lib/mutex.ts';
import type { Blobs } from '../store/blobs.ts';
import { placeInOriginal } from '../wording/corpus.ts';
import { askCurrent, asOfPrefix, originalText } from '../wording/law.ts';
import { type Answer, answerQuestion } from './answer.ts';
import { pastDayIn, withoutPastDay } from './as-of.ts';
import { paragraphsOf } from './choose-clause.ts';
import { cite, referenceOf, validityLineOf } from './cite.ts';
import { CorpusFiles, type LoadedCorpus } from './corpus-files.ts';
import { type CorpusView, createView, documentsIn, type PassagePlace, provisionAt, type RemovedDocuments } from './corpus-view.ts';
import { type AskingBureau, createScope, type ReadingScope } from './document-weights.ts';
import { noteFurther } from './further-questions.ts';
import { gatherFiles, type SourceFile } from './gather-files.ts';
import { type IngestPlan, IngestPlanner, type IngestResult } from './ingest.ts';
import type { KnownTitle } from './law-names.ts';
import type { MeaningSearch } from './meaning/meaning-search.ts';
import { Reranking } from './meaning/reranking.ts';
import type { OriginalFile } from './pack.ts';
import type { LearnedRanker } from './ranking/ranker.ts';
import { shippedRanker } from './ranking/ranker-file.ts';
import type { ReadDocument } from './read-document.ts';
import type { FileReading } from './reading/file-text.ts';
import type { ChatFile, NamedFile } from './reading/read-file.ts';
import { knownTitles, NAMED_ARTICLE, type NearInMeaning, readQuestion, searchScope } from './search.ts';
import { type Workshop, workshopHere } from './workshop.ts';

/** Whose question, on which day. */
export interface AskOptions {
  bureau: AskingBureau;
  asOf: LocalDate;
  /** Id of the passage that the last answer stood on, when this question goes on with that one. */
  told?: string;
}

/** 检索结果 — one passage as it is listed. */
export interface SearchHit {
  document: string;
  article: string | null;
  path: string[];
  text: string;
  score: number;
  place: SourcePlace;
  documentId: string;
  provisionId: string;
  validity: Validity;
}

/** 文件库 — laws, policies and past reports: read in, searched, and answered from. */
export interface Corpus {
  /** Reads files in; the same bytes again change nothing, a changed file replaces its old passages. All or nothing. */
  ingest(files: Iterable<SourceFile> | AsyncIterable<SourceFile>, options: { bureau: string }): Promise<IngestResult[]>;
  /** The same for paths of files and folders. */
  ingestPaths(paths: readonly string[], options: { bureau: string }): Promise<IngestResult[]>;
  search(text: string, options: AskOptions & { limit?: number }): SearchHit[];
  /** The same, joined with what is near in meaning where an embedding model is configured, and put in order by a reranking model where one is; each only when it answers in time. */
  searchByMeaning(text: string, options: AskOptions & { limit?: number; asker: string; deadline: Instant }): Promise<SearchHit[]>;
  /** Null where no embedding model is configured. */
  readonly meaning: MeaningSearch | null;
  ask(question: string, options: AskOptions): Answer;
  /** Every living document that a bureau may read. */
  documents(bureau: string): SourceDocument[];
  /** All passages of a document in their order; empty when there is none. */
  provisions(documentId: string): Provision[];
  provision(provisionId: string): Provision | undefined;
  /** 看原文: a passage with its neighbours. */
  original(provisionId: string): { document: SourceDocument; provision: Provision; before: Provision | null; after: Provision | null } | undefined;
  /** 看原文, ready to be sent; undefined when the passage is no longer there. */
  originalText(provisionId: string, options: AskOptions): string | undefined;
  /** 摘引: words of a passage for reading aloud; undefined when they are not, letter by letter, in it, or may not be read by this bureau. */
  quote(provisionId: string, words: string, options: AskOptions): Quotation | undefined;
  /** Living documents of this title that are in force on the day and whose validity somebody has checked. */
  inForce(title: string, options: AskOptions): SourceDocument[];
  /** 时效 of a document as it is said; undefined when there is none, or this bureau may not read it. */
  validityLine(documentId: string, options: AskOptions): string | undefined;
  /** Takes documents out again, by the paths that they were read from; resolves to how many there were. */
  remove(paths: readonly string[], options: { bureau: string }): Promise<number>;
  /** What stands in a file of the chat, which is not added. Never throws. */
  readForChat(file: NamedFile): Promise<FileReading<ChatFile>>;
  /** Plain-word lines about what was rebuilt at start; empty when all was well. */
  findings: readonly string[];
  /** Ends the threads that read. */
  close(): Promise<void>;
}

/** 摘引 — quoted words with where they stand and whether they are law. */
export interface Quotation {
  citation: Citation;
  reference: string;
  validityLine: string;
}

/** More small segments than this are put together. */
const MOST_SEGMENTS = 8;
const SMALL_SEGMENT = 4000;

/** Originals that wait to be indexed take memory: a folder with more is indexed in several steps. */
const MOST_WAITING = 128 * 1024 * 1024;

export interface CorpusOptions {
  blobs: Blobs;
  /** The one that ships with the project unless another is given; null searches by words alone. */
  ranker?: LearnedRanker | null;
  /** Where files are read and indexes made; in this thread unless another is given. */
  workshop?: Workshop;
  /** Absent where no embedding model is configured. */
  meaning?: MeaningSearch | null;
  /** Absent where no reranking model is configured. */
  reranking?: Reranking | null;
}

export async function openCorpus(options: CorpusOptions): Promise<Corpus> {
  const { blobs, ranker = shippedRanker(), workshop = workshopHere, meaning = null, reranking = null } = options;
  const files = new CorpusFiles(blobs, { workshop, ranker });
  return new StoredCorpus(await files.load(), { files, ranker, workshop, meaning, reranking });
}

class StoredCorpus implements Corpus {
  readonly findings: readonly string[];
  readonly meaning: MeaningSearch | null;
  readonly #reranking: Reranking | null;
  readonly #files: CorpusFiles;
  readonly #workshop: Workshop;
  readonly #mutex = new Mutex();
  readonly #ranker: LearnedRanker | null;
  #state: LoadedCorpus;
  #view: CorpusView;
  /** The last scopes asked through: a bureau asks many questions on one day. */
  #scopes: { scope: ReadingScope; titles: KnownTitle[] }[] = [];

  constructor(state: LoadedCorpus, parts: { files: CorpusFiles } & Required<Pick<CorpusOptions, 'ranker' | 'workshop' | 'meaning' | 'reranking'>>) {
    this.#files = parts.files;
    this.meaning = parts.meaning;
    this.#reranking = parts.reranking;
    this.#ranker = parts.ranker;
    this.#workshop = parts.workshop;
    this.#state = state;
    this.#view = createView(state.loaded, state.removed, parts.ranker);
    this.findings = state.findings;
    this.meaning?.follow(this.#view);
  }

  ingestPaths(paths: readonly string[], options: { bureau: string }): Promise<IngestResult[]> {
    return this.ingest(gatherFiles(paths), options);
  }

  ingest(files: Iterable<SourceFile> | AsyncIterable<SourceFile>, { bureau }: { bureau: string }): Promise<IngestResult[]> {
    return this.#mutex.run(async () => {
      const results: IngestResult[] = [];
      const settled = new Set<string>();
      const begin = (): IngestPlanner => new IngestPlanner(this.#view, { bureau, workshop: this.#workshop, settled });
      let planner = begin();
      const finish = async (): Promise<void> => {
        const plan = planner.finish();
        if (plan.documents.length > 0) await this.#apply(plan);
        results.push(...plan.results);
      };
      for await (const file of files) {
        await planner.add(file);
        if (planner.bytes <= MOST_WAITING) continue;
        await finish();
        planner = begin();
      }
      await finish();
      return results;
    });
  }

  remove(paths: readonly string[], { bureau }: { bureau: string }): Promise<number> {
    return this.#mutex.run(async () => {
      const gone = new Set(paths);
      const places = this.#view.documents.filter(({ document }) => document.bureau === bureau && gone.has(document.path));
      const removed: RemovedDocuments = {};
      for (const { segment, position } of places) removed[segment.segment.id] = [...(removed[segment.segment.id] ?? []), position];
      if (places.length > 0) await this.#apply({ originals: [], documents: [], removed });
      return places.length;
    });
  }

  readForChat(file: NamedFile): Promise<FileReading<ChatFile>> {
    return this.#workshop.readForChat(file);
  }

  close(): Promise<void> {
    return this.#workshop.close();
  }

  async #apply(plan: Omit<IngestPlan, 'results'>): Promise<void> {
    const removed = { ...this.#state.removed };
    for (const [id, positions] of Object.entries(plan.removed)) removed[id] = [...(removed[id] ?? []), ...positions];
    const added = plan.documents.length > 0 ? await this.#files.add(plan.originals, plan.documents) : undefined;
    const kept = this.#state.loaded.filter(segment => segment.id !== added?.id && (removed[segment.id]?.length ?? 0) < segment.documents.length);
    // Files that come back exactly as they once were make the same segment again, of which nothing is removed.
    if (added) delete removed[added.id];
    const loaded = await this.#merged(added ? [...kept, added] : kept, removed);
    const segments = loaded.map(segment => segment.id);
    const counting = Object.fromEntries(Object.entries(removed).filter(([id]) => segments.includes(id)));
    await this.#files.commit(segments, counting);
    this.#state = { ...this.#state, segments, loaded, removed: counting };
    this.#view = createView(loaded, counting, this.#ranker);
    this.meaning?.follow(this.#view);
    this.#scopes = [];
  }

  async #merged(segments: LoadedCorpus['loaded'], removed: LoadedCorpus['removed']): Promise<LoadedCorpus['loaded']> {
    const small = segments.filter(segment => segment.sectionOf.length < SMALL_SEGMENT);
    if (segments.length <= MOST_SEGMENTS || small.length < 2) return segments;
    const originals: OriginalFile[] = [];
    const documents: ReadDocument[] = [];
    for (const view of createView(small, removed, null).segments) {
      const read = documentsIn(view);
      const living = new Set(read.map(({ document }) => `${document.bureau}\n${document.path}`));
      const packed = await this.#files.originals(view.segment.id);
      if (!packed) return segments;
      originals.push(...packed.filter(({ origin }) => living.has(`${origin.bureau}\n${origin.path}`)));
      documents.push(...read);
    }
    const merged = await this.#files.add(originals, documents);
    return [...segments.filter(segment => !small.includes(segment)), merged];
  }

  #scope({ bureau, asOf }: AskOptions): { scope: ReadingScope; titles: KnownTitle[] } {
    const known = this.#scopes.find(
      ({ scope }) =>
        scope.bureau.id === bureau.id &&
        scope.bureau.validity === bureau.validity &&
        scope.bureau.contacts === bureau.contacts &&
        scope.asOf === asOf,
    );
    if (known) return known;
    const scope = createScope(this.#view, bureau, asOf);
    const made = { scope, titles: knownTitles(scope) };
    this.#scopes = [made, ...this.#scopes.slice(0, 7)];
    return made;
  }

  search(text: string, options: AskOptions & { limit?: number }): SearchHit[] {
    return this.#search(text, options);
  }

  async searchByMeaning(text: string, options: AskOptions & { limit?: number; asker: string; deadline: Instant }): Promise<SearchHit[]> {
    const { meaning } = this;
    const vector = await meaning?.vectorOf(text, options);
    const near =
      meaning && vector
        ? { say: meaning.say, find: (given: Parameters<NearInMeaning['find']>[0]) => meaning.nearest(this.#view, vector, given) }
        : undefined;
    return this.#reranking ? this.#inOrder(text, options, near) : this.#search(text, options, near);
  }

  /** An article that was asked for by name stays in front. */
  async #inOrder(text: string, options: Parameters<Corpus['searchByMeaning']>[1], near: NearInMeaning | undefined): Promise<SearchHit[]> {
    const limit = options.limit ?? 10;
    const hits = this.#search(text, { ...options, limit: Math.max(limit, Reranking.DEPTH) }, near);
    const named = hits.filter(({ score }) => score >= NAMED_ARTICLE);
    const first = hits.slice(named.length, Reranking.DEPTH);
    const ordered = (await this.#reranking?.inOrder(text, first, options)) ?? first;
    return [...named, ...ordered, ...hits.slice(named.length + first.length)].slice(0, limit);
  }

  #search(text: string, options: AskOptions & { limit?: number }, near?: NearInMeaning): SearchHit[] {
    const { scope, titles } = this.#scope(options);
    const found = searchScope(scope, readQuestion(text, titles), { limit: options.limit ?? 10, learned: true, ...(near ? { near } : {}) });
    return found.map(hit => {
      const { id, documentId, article, path, text: words, place } = provisionAt(hit);
      return {
        document: hit.place.document.title,
        article,
        path,
        text: words,
        score: hit.score,
        place,
        documentId,
        provisionId: id,
        validity: scope.verdict(hit.place).validity,
      };
    });
  }

  ask(question: string, options: AskOptions): Answer {
    const past = pastDayIn(question, options.asOf);
    if (past === undefined) return this.#answer(question, options);
    const answer = this.#answer(withoutPastDay(question), { ...options, asOf: past });
    return answer.answered ? { ...answer, text: [asOfPrefix(past), answer.text, askCurrent].join('\n') } : answer;
  }

  #answer(question: string, options: AskOptions): Answer {
    const { scope, titles } = this.#scope(options);
    const read = readQuestion(question, titles);
    const answer = answerQuestion(scope, options.told === undefined ? read : { ...read, told: options.told });
    return noteFurther(answer, read.text);
  }

  documents(bureau: string): SourceDocument[] {
    return this.#view.documents.map(({ document }) => document).filter(document => document.bureau === 'shared' || document.bureau === bureau);
  }

  provisions(documentId: string): Provision[] {
    const place = this.#view.byId.get(documentId);
    return place
      ? Array.from({ length: place.end - place.first }, (_, order) => provisionAt({ segment: place.segment, passage: place.first + order }))
      : [];
  }

  #find(provisionId: string): (PassagePlace & { first: number; end: number; document: SourceDocument }) | undefined {
    const [, documentId = '', order = ''] = /^(.*)#(\d+)$/.exec(provisionId) ?? [];
    const place = this.#view.byId.get(documentId);
    if (!place || Number(order) >= place.end - place.first) return undefined;
    return { segment: place.segment, passage: place.first + Number(order), first: place.first, end: place.end, document: place.document };
  }

  provision(provisionId: string): Provision | undefined {
    const found = this.#find(provisionId);
    return found && provisionAt(found);
  }

  original(provisionId: string): ReturnType<Corpus['original']> {
    const found = this.#find(provisionId);
    if (!found) return undefined;
    const { segment, passage, first, end, document } = found;
    const at = (index: number): Provision | null => (index >= first && index < end ? provisionAt({ segment, passage: index }) : null);
    return { document, provision: provisionAt(found), before: at(passage - 1), after: at(passage + 1) };
  }

  quote(provisionId: string, words: string, options: AskOptions): Quotation | undefined {
    const found = this.#find(provisionId);
    const place = found && this.#view.byId.get(found.document.id);
    if (!found || !place) return undefined;
    const { scope } = this.#scope(options);
    const chosen = { paragraph: paragraphOf(provisionAt(found).text, words), conclusion: words, quote: words };
    const citation = scope.mayRead(place) ? cite(scope, { ...found, place }, chosen) : undefined;
    return citation && { citation, reference: referenceOf(scope, citation), validityLine: validityLineOf(scope, place) };
  }

  inForce(title: string, options: AskOptions): SourceDocument[] {
    const { scope } = this.#scope(options);
    const places = (this.#view.byTitle.get(title) ?? []).filter(scope.mayRead);
    return places.flatMap(place => {
      const { validity, checkedTo } = scope.verdict(place);
      return validity === 'in-force' && checkedTo !== null ? [place.document] : [];
    });
  }

  validityLine(documentId: string, options: AskOptions): string | undefined {
    const { scope } = this.#scope(options);
    const place = this.#view.byId.get(documentId);
    return place && scope.mayRead(place) ? validityLineOf(scope, place) : undefined;
  }

  originalText(provisionId: string, options: AskOptions): string | undefined {
    const found = this.original(provisionId);
    const place = found && this.#view.byId.get(found.document.id);
    const { scope } = this.#scope(options);
    if (!found || !place || !scope.mayRead(place)) return undefined;
    const { article, path, text } = found.provision;
    const shorten = (neighbour: Provision | null): string | null =>
      neighbour && `${neighbour.article ?? ''}　${neighbour.text.length > 60 ? `${neighbour.text.slice(0, 60)}…` : neighbour.text}`;
    const words = originalText({
      document: found.document.title,
      path,
      article,
      text,
      before: shorten(found.before),
      after: shorten(found.after),
      validity: found.document.level === 'report' ? null : validityLineOf(scope, place),
    });
    const where = placeInOriginal(found.provision.place);
    return where === null ? words : `${words}\n${where}`;
  }
}

/** 第几款 the words stand in; null for words of several, or of an article without 款. */
function paragraphOf(text: string, words: string): number | null {
  return paragraphsOf(text).find(({ lines }) => lines.join('\n').includes(words))?.number ?? null;
}
