import { type IngestOutcome, ingestReasons, readingNotes, unreadableReason, unsupportedFile } from '../wording/corpus.ts';
import type { OriginalFile } from './corpus-files.ts';
import type { CorpusView, DocumentPlace, RemovedDocuments } from './corpus-view.ts';
import { decodeText } from './decode-text.ts';
import { isReadableFile, type SourceFile } from './gather-files.ts';
import { hashBytes, type ReadDocument, readDocument } from './read-document.ts';

/** 入库结果 — what became of one file, with the reason in plain words when it was not added. */
export interface IngestResult {
  path: string;
  outcome: IngestOutcome;
  reason: string | null;
  /** Title of the document, when one was read. */
  title: string | null;
  passages: number;
  /** What could not be placed with certainty. */
  notes: string[];
}

/** 入库计划 — what a batch of files adds to and removes from the corpus. */
export interface IngestPlan {
  results: IngestResult[];
  originals: OriginalFile[];
  documents: ReadDocument[];
  removed: RemovedDocuments;
}

const LARGEST = 20 * 1024 * 1024;

/** Decides file by file; nothing is kept yet. */
export class IngestPlanner {
  readonly plan: IngestPlan = { results: [], originals: [], documents: [], removed: {} };
  readonly #view: CorpusView;
  readonly #bureau: string;
  readonly #byPath: Map<string, DocumentPlace>;
  readonly #byHash: Map<string, DocumentPlace>;
  readonly #planned = new Map<string, number>();

  constructor(view: CorpusView, bureau: string) {
    this.#view = view;
    this.#bureau = bureau;
    const own = view.documents.filter(place => place.document.bureau === bureau);
    this.#byPath = new Map(own.map(place => [place.document.path, place]));
    this.#byHash = new Map(own.map(place => [place.document.contentHash, place]));
  }

  add(file: SourceFile): void {
    const result = this.#consider(file);
    this.plan.results.push({ reason: null, title: null, passages: 0, notes: [], ...result, path: file.path });
  }

  #consider({ path, bytes }: SourceFile): Pick<IngestResult, 'outcome'> & Partial<IngestResult> {
    if (!isReadableFile(path)) return { outcome: 'skipped', reason: unsupportedFile(/\.[^./\\]+$/.exec(path)?.[0] ?? '') };
    if (bytes.length > LARGEST) return { outcome: 'skipped', reason: ingestReasons.tooLarge };
    const contentHash = hashBytes(bytes);
    const same = this.#byHash.get(contentHash);
    if (same)
      return {
        outcome: 'unchanged',
        title: same.document.title,
        reason: same.document.path === path ? ingestReasons.samePlace : `${ingestReasons.sameContent}（${same.document.path}）`,
      };
    const decoded = decodeText(bytes);
    if ('unreadable' in decoded) return { outcome: 'skipped', reason: unreadableReason(decoded.unreadable) };
    const origin = { path, bureau: this.#bureau, contentHash };
    const read = readDocument(decoded.text, origin);
    if (read.passages.length === 0) return { outcome: 'skipped', reason: ingestReasons.noPassages };
    return this.#accept({ origin, bytes }, read);
  }

  #accept(original: OriginalFile, read: ReadDocument): Pick<IngestResult, 'outcome'> & Partial<IngestResult> {
    const { document, passages } = read;
    const twin = this.#planned.get(document.id);
    if (twin !== undefined)
      return {
        outcome: 'unchanged',
        title: document.title,
        reason: `${ingestReasons.sameContent}（${this.plan.originals[twin]?.origin.path ?? ''}）`,
      };
    this.#planned.set(document.id, this.plan.originals.length);
    this.plan.originals.push(original);
    this.plan.documents.push(read);
    const old = [this.#byPath.get(document.path), this.#view.byId.get(document.id)].filter(place => place !== undefined);
    for (const place of old) this.#remove(place);
    return { outcome: old.length > 0 ? 'replaced' : 'added', title: document.title, passages: passages.length, notes: readingNotes(read.notes) };
  }

  #remove({ segment, position }: DocumentPlace): void {
    const removed = this.plan.removed[segment.segment.id] ?? [];
    if (!removed.includes(position)) this.plan.removed[segment.segment.id] = [...removed, position];
  }
}
