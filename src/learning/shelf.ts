import type { Bureau } from '../bureau/bureau.ts';
import type { LocalDate } from '../domain/date.ts';
import type { SourceDocument } from '../domain/provision.ts';
import type { AskOptions, Corpus } from '../knowledge/corpus.ts';

/** 学法书架 — the corpus as one bureau may read it on a day. */
export interface Shelf {
  corpus: Pick<Corpus, 'documents' | 'provisions' | 'quote' | 'inForce'>;
  options: AskOptions;
}

/** `reader`: as whom the corpus is read. */
export function shelfOf(corpus: Shelf['corpus'], { bureau, reader, asOf }: { bureau: Bureau; reader: string; asOf: LocalDate }): Shelf {
  return { corpus, options: { bureau: { ...bureau, id: reader }, asOf } };
}

/** The text in force of each title that has one whose validity was checked, in the order of the titles. */
export function textsInForce({ corpus, options }: Shelf, titles: readonly string[]): SourceDocument[] {
  return titles.flatMap(title => corpus.inForce(title, options));
}

const local: ReadonlySet<SourceDocument['level']> = new Set(['normative-document', 'local-regulation', 'policy']);

/** What the bureau studies: its list, as far as it is in the corpus and in force; else its own papers that are. */
export function studyTexts(shelf: Shelf, studyList: readonly string[]): SourceDocument[] {
  const listed = textsInForce(shelf, studyList);
  if (listed.length > 0) return listed;
  const own = shelf.corpus.documents(shelf.options.bureau.id).filter(document => local.has(document.level));
  return textsInForce(shelf, [...new Set(own.map(document => document.title))]);
}
