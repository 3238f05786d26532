import { setTimeout as wait } from 'node:timers/promises';
import { CORPUS_ASKER } from '../../domain/model-call.ts';
import { maskPersonalData } from '../../language/personal-data.ts';
import type { Clock, Instant } from '../../lib/clock.ts';
import type { Logger } from '../../lib/logger.ts';
import type { EmbeddingModel } from '../../models/embedding-model.ts';
import { ModelFault } from '../../models/model-fault.ts';
import type { Blobs } from '../../store/blobs.ts';
import { type CorpusView, placeOf, type SegmentView } from '../corpus-view.ts';
import type { DocumentWeight, RetrievedPassage } from '../retrieve.ts';
import { articleLabel, passageText, type Segment } from '../segment.ts';
import { TopHits } from '../top-hits.ts';
import { type ExamPair, marksOf, sayOf, shippedExam } from './exam.ts';
import { comparable, type FoundVectors, keyOf, likenesses, VectorBook } from './vector-book.ts';

/** So many texts make a page of the book; what a kill costs. */
const PAGE = 240;
/** Models read no further, and the beginning of an article says what it is about. */
const LONGEST_TEXT = 1_500;
const PATIENCE_MS = 120_000;
/** The words alone are a good answer, and writing one takes its time too. */
const QUESTION_PATIENCE_MS = 1_500;
const SHORTEST_REST_MS = 5_000;
const LONGEST_REST_MS = 300_000;
const KEYS_AT_ONCE = 2_000;
const REMEMBERED_QUESTIONS = 200;
/** A passage that is less like the question than this share of the nearest is not near. */
const NEAR = 0.75;

interface Place {
  segment: Segment;
  passage: number;
}

export interface MeaningOptions {
  blobs: Blobs;
  model: EmbeddingModel;
  clock: Clock;
  logger: Logger;
  /** What the model has to know to be listened to; the shipped questions unless others are given. */
  exam?: readonly ExamPair[];
}

/** 进度 — how many passages have their vector. */
export interface MeaningProgress {
  model: string;
  done: number;
  total: number;
  /** Set while nothing comes from the model, in its own words. */
  trouble: string | null;
  /** Share of sayings that the model matches with what the law calls them; null before it was asked. */
  marks: number | null;
}

/** 按意思检索 — the vectors of a corpus, made in the background and kept by content; whatever has none yet is found by its words. */
export class MeaningSearch {
  readonly #options: MeaningOptions;
  readonly #book: Promise<VectorBook>;
  readonly #keys = new WeakMap<Segment, string[]>();
  readonly #found = new WeakMap<Segment, { edition: number; vectors: FoundVectors }>();
  readonly #questions = new Map<string, Float32Array>();
  readonly #exam: readonly ExamPair[];
  readonly #examKeys: ReadonlySet<string>;
  #marks: number | null = null;
  #view: CorpusView | undefined;
  #opened: VectorBook | undefined;
  #progress = { done: 0, total: 0 };
  #trouble: string | null = null;
  #wake = new AbortController();
  #isStopped = false;
  #work: Promise<void> | undefined;

  constructor(options: MeaningOptions) {
    this.#options = options;
    this.#exam = options.exam ?? shippedExam;
    this.#examKeys = new Set(this.#exam.flat().map(keyOf));
    this.#book = VectorBook.open(options.blobs, options.model.name);
  }

  get progress(): MeaningProgress {
    return { model: this.#options.model.name, ...this.#progress, trouble: this.#trouble, marks: this.#marks };
  }

  /** How much the vectors count beside the words: as much as the model was found to know. */
  get say(): number {
    return sayOf(this.#marks ?? 0);
  }

  /** The progress, counted anew. */
  async look(): Promise<MeaningProgress> {
    const book = await this.#book;
    this.#mark(book);
    await this.#missing(book);
    return this.progress;
  }

  /** The corpus as it now is; what is new in it is next. */
  follow(view: CorpusView): void {
    this.#view = view;
    this.#wake.abort();
    this.#wake = new AbortController();
  }

  /** Makes what is missing, now and after each change, until it is stopped. */
  start(): void {
    if (this.#work) return;
    this.#isStopped = false;
    this.#wake = new AbortController();
    this.#work = this.#workOn();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#wake.abort();
    await this.#work;
    this.#work = undefined;
  }

  /** Makes what is missing once; false when the model failed before the end. For tests and scripts. */
  async catchUp(): Promise<boolean> {
    const book = await this.#book;
    this.#opened = book;
    const view = this.#view;
    if (!(await this.#examine(book))) return false;
    const missing = await this.#missing(book);
    for (let from = 0; from < missing.length && view === this.#view && !this.#isStopped; from += PAGE) {
      const page = missing.slice(from, from + PAGE);
      if (!(await this.#make(book, new Map(page.map(([key, place]) => [key, textOf(place.segment, place.passage)]))))) return false;
      this.#progress.done += page.length;
    }
    return true;
  }

  /** A question's vector; undefined when there is nothing to compare it with, or the model gives none in time. */
  async vectorOf(question: string, options: { asker: string; deadline: Instant }): Promise<Float32Array | undefined> {
    this.#opened = await this.#book;
    if (this.#marks === null) this.#mark(this.#opened);
    if (this.#opened.size === 0 || this.say === 0) return undefined;
    for (const { segment } of this.#view?.segments ?? []) await this.#keysOf(segment);
    const text = maskPersonalData(question).text;
    const known = this.#questions.get(text);
    if (known) return known;
    try {
      const { model, clock } = this.#options;
      const deadline = Math.min(options.deadline, clock.now() + QUESTION_PATIENCE_MS);
      const [vector] = await model.embed([text], { asker: options.asker, deadline });
      if (vector) this.#remember(text, vector);
      return vector;
    } catch (error) {
      if (error instanceof ModelFault) return undefined;
      throw error;
    }
  }

  /** The passages whose meaning is nearest, of those that may be read. */
  nearest(view: CorpusView, vector: Float32Array, { weight, limit }: { weight: DocumentWeight; limit: number }): RetrievedPassage[] {
    const book = this.#opened;
    const question = comparable(vector);
    const hits = new TopHits<SegmentView>(limit);
    if (!book) return [];
    for (const segment of view.segments) {
      const isOpen = Uint8Array.from(segment.places, place => (place && weight(place) > 0 ? 1 : 0));
      const likeness = likenesses(this.#vectorsOf(segment.segment, book), question);
      for (let passage = 0; passage < likeness.length; passage++) {
        const value = likeness[passage] as number;
        if (value > hits.threshold && value > 0 && isOpen[segment.documentOf[passage] as number] === 1) hits.add(segment, passage, value);
      }
    }
    const list = hits.take();
    const least = (list[0]?.score ?? 0) * NEAR;
    return list.flatMap(({ source, index, score }) => {
      const place = placeOf(source, index);
      return place && score >= least ? [{ segment: source, passage: index, place, score }] : [];
    });
  }

  #vectorsOf(segment: Segment, book: VectorBook): FoundVectors {
    const known = this.#found.get(segment);
    if (known?.edition === book.edition) return known.vectors;
    const vectors = book.find(this.#keys.get(segment) ?? []);
    this.#found.set(segment, { edition: book.edition, vectors });
    return vectors;
  }

  async #workOn(): Promise<void> {
    let rest = SHORTEST_REST_MS;
    while (!this.#isStopped) {
      const { signal } = this.#wake;
      const isDone = await this.catchUp().catch(() => false);
      if (signal.aborted) continue;
      rest = isDone ? SHORTEST_REST_MS : Math.min(rest * 2, LONGEST_REST_MS);
      // Done: until the corpus changes. Failed: a while, which does not keep a process that is otherwise finished.
      await wait(isDone ? LONGEST_REST_MS : rest, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** What the model knows, asked once and kept like everything else; false when it cannot be asked now. */
  async #examine(book: VectorBook): Promise<boolean> {
    const missing = this.#exam.flat().flatMap(text => (book.has(keyOf(text)) ? [] : [[keyOf(text), text] as const]));
    if (missing.length > 0 && !(await this.#make(book, new Map(missing)))) return false;
    this.#mark(book);
    return true;
  }

  #mark(book: VectorBook): void {
    const meant = book.find(this.#exam.map(([, text]) => keyOf(text)));
    const rows = this.#exam.flatMap(([said]) => {
      const vector = book.vector(keyOf(said));
      return vector ? [[...likenesses(meant, comparable(vector))]] : [];
    });
    this.#marks = rows.length === this.#exam.length ? marksOf(rows) : null;
  }

  async #missing(book: VectorBook): Promise<[string, Place][]> {
    const missing = new Map<string, Place>();
    const living = new Set<string>();
    for (const view of this.#view?.segments ?? []) {
      const keys = await this.#keysOf(view.segment);
      keys.forEach((key, passage) => {
        if (!placeOf(view, passage)) return;
        living.add(key);
        if (!book.has(key)) missing.set(key, { segment: view.segment, passage });
      });
    }
    this.#progress = { done: living.size - missing.size, total: living.size };
    await book.forget(key => living.has(key) || this.#examKeys.has(key));
    return [...missing];
  }

  /** A little at a time, so that nobody who asks has to wait for it. */
  async #keysOf(segment: Segment): Promise<string[]> {
    const known = this.#keys.get(segment);
    if (known) return known;
    const keys: string[] = [];
    for (let passage = 0; passage < segment.sectionOf.length; passage++) {
      keys.push(keyOf(textOf(segment, passage)));
      if (passage % KEYS_AT_ONCE === KEYS_AT_ONCE - 1) await wait(0);
    }
    this.#keys.set(segment, keys);
    return keys;
  }

  /** Texts by their key. */
  async #make(book: VectorBook, texts: ReadonlyMap<string, string>): Promise<boolean> {
    try {
      const deadline = this.#options.clock.now() + PATIENCE_MS;
      await book.add([...texts.keys()], await this.#options.model.embed([...texts.values()], { asker: CORPUS_ASKER, deadline }));
      this.#trouble = null;
      return true;
    } catch (error) {
      if (!(error instanceof ModelFault)) throw error;
      if (this.#trouble === null) this.#options.logger.warn({ fault: error.kind }, 'the vectors of the corpus wait: the model gives none');
      this.#trouble = error.message;
      return false;
    }
  }

  #remember(text: string, vector: Float32Array): void {
    this.#questions.set(text, vector);
    const [oldest] = this.#questions.keys();
    if (this.#questions.size > REMEMBERED_QUESTIONS && oldest !== undefined) this.#questions.delete(oldest);
  }
}

/** What a model reads of a passage: where it stands, and its words without personal data. */
function textOf(segment: Segment, passage: number): string {
  const section = segment.sections[segment.sectionOf[passage] ?? 0];
  const title = segment.documents[section?.document ?? 0]?.title ?? '';
  const words = `${title} ${section?.path.join(' ') ?? ''} ${articleLabel(segment, passage) ?? ''}\n${passageText(segment, passage)}`;
  return maskPersonalData(words.slice(0, LONGEST_TEXT)).text;
}
