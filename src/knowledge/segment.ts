import type { SourcePlace } from '../domain/provision.ts';
import { type BinaryFile, decodeBinaryFile, encodeBinaryFile } from '../lib/binary-file.ts';
import { type ArticleNumber, findArticles, formatArticle } from './article-number.ts';
import { normaliseTitle } from './document-title.ts';
import { type Postings, PostingsBuilder } from './postings.ts';
import type { CorpusDocument, ReadDocument } from './read-document.ts';
import { bigramKeys, wordKeys } from './terms.ts';

/** Grows when the file's shape or the terms change: an older file is then built again from the stored documents. */
export const SEGMENT_FORMAT = 2;

/** 编章 — a place in a document that several passages share: the document and the headings above. */
export interface Section {
  /** Position in the segment's documents. */
  document: number;
  path: string[];
}

/** 索引段 — an unchanging index over the documents that were read in together. */
export interface Segment {
  id: string;
  documents: CorpusDocument[];
  /** First passage of each document; one more at the end. */
  documentStarts: Uint32Array;
  sections: Section[];
  /** Section of each passage. */
  sectionOf: Uint32Array;
  /** Article of each passage: number × 100 + branch, or 4,000,000,000 + place in `labels`; 0 for none. */
  articleOf: Uint32Array;
  /** Where each passage begins in its original: sheet × 2^20 + number, counted in its document's unit. */
  placeOf: Uint32Array;
  /** Labels of list items, such as 一、. */
  labels: string[];
  /** UTF-16 text of all passages and where each begins. */
  text: Uint16Array;
  textStarts: Uint32Array;
  words: Postings;
  bigrams: Postings;
  /** Over sections: title and headings. */
  headings: Postings;
  /** How often the passages name each document, by title. */
  citations: Record<string, number>;
}

const LABEL = 4_000_000_000;

/** Reads 《…》 with one level of 《》 or 〈〉 inside. */
const namedDocument = /《((?:[^《》]|《[^《》]*》){2,60})》/g;

const SHEET = 2 ** 20;

/** 建索引 — takes documents one after the other and makes the segment of all of them. */
export class SegmentBuilder {
  readonly #documents: CorpusDocument[] = [];
  readonly #documentStarts: number[] = [];
  readonly #sections: Section[] = [];
  readonly #sectionOf: number[] = [];
  readonly #articleOf: number[] = [];
  readonly #placeOf: number[] = [];
  readonly #labels: string[] = [];
  readonly #texts: string[] = [];
  readonly #words = new PostingsBuilder();
  readonly #bigrams = new PostingsBuilder();
  readonly #headings = new PostingsBuilder();
  readonly #citations = new Map<string, number>();

  add({ document, passages }: ReadDocument): void {
    const position = this.#documents.length;
    this.#documents.push(document);
    this.#documentStarts.push(this.#texts.length);
    let path: string | undefined;
    for (const passage of passages) {
      const joined = passage.path.join('\n');
      if (joined !== path) this.#addSection({ document: position, path: passage.path });
      path = joined;
      this.#sectionOf.push(this.#sections.length - 1);
      this.#articleOf.push(this.#articleCode(passage.article));
      const { number, sheet } = passage.place;
      this.#placeOf.push(Math.max(0, document.sheets.indexOf(sheet ?? '')) * SHEET + Math.min(number, SHEET - 1));
      this.#texts.push(passage.text);
      this.#words.add(wordKeys(passage.text));
      this.#bigrams.add(bigramKeys(passage.text));
    }
    this.#countCitations(document, passages.map(passage => passage.text).join('\n'));
  }

  #addSection(section: Section): void {
    this.#sections.push(section);
    const title = this.#documents[section.document]?.title ?? '';
    this.#headings.add(bigramKeys(`${title}\n${section.path.join('\n')}`));
  }

  #articleCode(article: string | null): number {
    if (article === null) return 0;
    const number = /^第.*条/.test(article) ? findArticles(article)[0] : undefined;
    if (number) return number.article * 100 + number.branch;
    this.#labels.push(article);
    return LABEL + this.#labels.length - 1;
  }

  #countCitations(document: CorpusDocument, text: string): void {
    const named = new Set([...text.matchAll(namedDocument)].map(match => normaliseTitle(match[1] ?? '')));
    named.delete(document.title);
    for (const title of named) this.#citations.set(title, (this.#citations.get(title) ?? 0) + 1);
  }

  build(id: string): Segment {
    const textStarts = new Uint32Array(this.#texts.length + 1);
    this.#texts.forEach((text, index) => {
      textStarts[index + 1] = (textStarts[index] ?? 0) + text.length;
    });
    const text = new Uint16Array(textStarts.at(-1) ?? 0);
    this.#texts.forEach((passage, index) => {
      const start = textStarts[index] ?? 0;
      for (let at = 0; at < passage.length; at++) text[start + at] = passage.charCodeAt(at);
    });
    return {
      id,
      documents: this.#documents,
      documentStarts: Uint32Array.from([...this.#documentStarts, this.#texts.length]),
      sections: this.#sections,
      sectionOf: Uint32Array.from(this.#sectionOf),
      articleOf: Uint32Array.from(this.#articleOf),
      placeOf: Uint32Array.from(this.#placeOf),
      labels: this.#labels,
      text,
      textStarts,
      words: this.#words.build(),
      bigrams: this.#bigrams.build(),
      headings: this.#headings.build(),
      citations: Object.fromEntries(this.#citations),
    };
  }
}

/** The exact text of a passage. */
export function passageText(segment: Segment, passage: number): string {
  const from = segment.textStarts[passage] ?? 0;
  const to = segment.textStarts[passage + 1] ?? from;
  return Buffer.from(segment.text.buffer, segment.text.byteOffset + from * 2, (to - from) * 2).toString('utf16le');
}

/** 第五十四条 of a passage as a number; undefined where it has none. */
export function articleNumber(segment: Segment, passage: number): ArticleNumber | undefined {
  const code = segment.articleOf[passage] ?? 0;
  return code === 0 || code >= LABEL ? undefined : { article: Math.floor(code / 100), branch: code % 100 };
}

/** Where a passage begins in the file that it was read from. */
export function sourcePlace(segment: Segment, passage: number, { unit, sheets }: CorpusDocument): SourcePlace {
  const packed = segment.placeOf[passage] ?? 1;
  const sheet = sheets[Math.floor(packed / SHEET)];
  return { unit, number: packed % SHEET, ...(sheet === undefined ? {} : { sheet }) };
}

export function articleLabel(segment: Segment, passage: number): string | null {
  const number = articleNumber(segment, passage);
  if (number) return formatArticle(number);
  const code = segment.articleOf[passage] ?? 0;
  return code === 0 ? null : (segment.labels[code - LABEL] ?? null);
}

function postingsArrays(name: string, postings: Postings): BinaryFile['arrays'] {
  return Object.fromEntries(Object.entries(postings).map(([key, array]) => [`${name}.${key}`, array as Uint32Array]));
}

interface SegmentMeta {
  id: string;
  documents: CorpusDocument[];
  sections: [number, string[]][];
  labels: string[];
  citations: Record<string, number>;
}

export function encodeSegment(segment: Segment): Uint8Array {
  const { id, documents, labels, citations, sections, documentStarts, sectionOf, articleOf, placeOf, text, textStarts } = segment;
  const meta: SegmentMeta = { id, documents, labels, citations, sections: sections.map(({ document, path }) => [document, path]) };
  const arrays = {
    documentStarts,
    sectionOf,
    articleOf,
    placeOf,
    text,
    textStarts,
    ...postingsArrays('words', segment.words),
    ...postingsArrays('bigrams', segment.bigrams),
    ...postingsArrays('headings', segment.headings),
  };
  return encodeBinaryFile({ meta, arrays }, SEGMENT_FORMAT);
}

/** Undefined when the file is damaged or of another format. */
export function decodeSegment(bytes: Uint8Array): Segment | undefined {
  const file = decodeBinaryFile(bytes, SEGMENT_FORMAT);
  if (!file) return undefined;
  const meta = file.meta as SegmentMeta;
  const wide = (name: string): Uint32Array => file.arrays[name] as Uint32Array;
  const postings = (name: string): Postings => ({
    keys: wide(`${name}.keys`),
    starts: wide(`${name}.starts`),
    counts: wide(`${name}.counts`),
    bytes: file.arrays[`${name}.bytes`] as Uint8Array,
    lengths: file.arrays[`${name}.lengths`] as Uint16Array,
  });
  return {
    id: meta.id,
    documents: meta.documents,
    labels: meta.labels,
    citations: meta.citations,
    sections: meta.sections.map(([document, path]) => ({ document, path })),
    documentStarts: wide('documentStarts'),
    sectionOf: wide('sectionOf'),
    articleOf: wide('articleOf'),
    placeOf: wide('placeOf'),
    text: file.arrays['text'] as Uint16Array,
    textStarts: wide('textStarts'),
    words: postings('words'),
    bigrams: postings('bigrams'),
    headings: postings('headings'),
  };
}
