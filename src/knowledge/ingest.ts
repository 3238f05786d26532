import { type IngestOutcome, ingestReasons, readingNotes } from '../wording/corpus.ts';
import { unreadableReason, unsupportedFile } from '../wording/unreadable.ts';
import type { CorpusView, DocumentPlace, RemovedDocuments } from './corpus-view.ts';
import type { SourceFile } from './gather-files.ts';
import type { OriginalFile } from './pack.ts';
import { hashBytes, type ReadDocument } from './read-document.ts';
import { isReadableName } from './reading/file-kind.ts';
import type { Workshop } from './workshop.ts';

/** 入库结果 — what became of one file, with the reason in plain words when it was not added. */
export interface IngestResult {
  path: string;
  outcome: IngestOutcome;
  reason: string | null;
  /** Title of the document, when one was read. */
  title: string | null;
  passages: number;
  /** What could not be placed with certainty, in words. */
  notes: string[];
  /** The kinds of the same, one for each place. */
  doubts: string[];
}

/** 入库计划 — what a batch of files adds to and removes from the corpus. */
export interface IngestPlan {
  results: IngestResult[];
  originals: OriginalFile[];
  documents: ReadDocument[];
  removed: RemovedDocuments;
}

type Outcome = Pick<IngestResult, 'outcome'> & Partial<IngestResult>;

/** A file that was read and waits for the end of the batch. */
interface Candidate {
  original: OriginalFile;
  read: ReadDocument;
  /** Position in the results. */
  at: number;
}

/** Decides file by file; nothing is kept yet. */
export class IngestPlanner {
  readonly #view: CorpusView;
  readonly #bureau: string;
  readonly #workshop: Workshop;
  readonly #results: IngestResult[] = [];
  readonly #candidates = new Map<string, Candidate>();
  /** Paths whose documents stay, of this batch and of those before it. */
  readonly #settled: Set<string>;
  readonly #byPath: Map<string, DocumentPlace>;
  readonly #byHash: Map<string, DocumentPlace>;

  /** Of the files that are waiting. */
  bytes = 0;

  constructor(view: CorpusView, { bureau, workshop, settled }: { bureau: string; workshop: Workshop; settled: Set<string> }) {
    this.#view = view;
    this.#bureau = bureau;
    this.#workshop = workshop;
    this.#settled = settled;
    const own = view.documents.filter(place => place.document.bureau === bureau);
    this.#byPath = new Map(own.map(place => [place.document.path, place]));
    this.#byHash = new Map(own.map(place => [place.document.contentHash, place]));
  }

  async add(file: SourceFile): Promise<void> {
    const outcome = await this.#consider(file);
    this.#results.push({ reason: null, title: null, passages: 0, notes: [], doubts: [], ...outcome, path: file.path });
  }

  /** The same law often lies in two folders: the copy that was read first stays, or each reading would replace the other's. */
  finish(): IngestPlan {
    const plan: IngestPlan = { results: this.#results, originals: [], documents: [], removed: {} };
    for (const { original, read, at } of this.#candidates.values()) {
      const version = this.#view.byId.get(read.document.id);
      if (version && version.document.path !== read.document.path && this.#settled.has(version.document.path)) {
        this.#settle(at, {
          outcome: 'unchanged',
          passages: 0,
          notes: [],
          doubts: [],
          reason: `${ingestReasons.sameVersion}（${version.document.path}）`,
        });
        continue;
      }
      this.#settled.add(read.document.path);
      plan.originals.push(original);
      plan.documents.push(read);
      const old = [this.#byPath.get(read.document.path), version].filter(place => place !== undefined);
      for (const place of old) remove(plan.removed, place);
      if (old.length > 0) this.#settle(at, { outcome: 'replaced' });
    }
    return plan;
  }

  #settle(at: number, change: Partial<IngestResult>): void {
    const result = this.#results[at];
    if (result) this.#results[at] = { ...result, ...change };
  }

  async #consider({ path, bytes, isTooLarge }: SourceFile): Promise<Outcome> {
    if (!isReadableName(path)) return { outcome: 'skipped', reason: unsupportedFile(/\.[^./\\]+$/.exec(path)?.[0] ?? '') };
    if (isTooLarge) return { outcome: 'skipped', reason: ingestReasons.tooLarge };
    const contentHash = hashBytes(bytes);
    const same = this.#byHash.get(contentHash);
    if (same) return this.#unchanged(same, path);
    const origin = { path, bureau: this.#bureau, contentHash };
    const read = await this.#workshop.read({ name: path, bytes }, origin);
    if ('unreadable' in read) return { outcome: 'skipped', reason: unreadableReason(read.unreadable) };
    return this.#accept({ origin, bytes }, read);
  }

  #unchanged({ document }: DocumentPlace, path: string): Outcome {
    if (document.path === path) this.#settled.add(path);
    const reason = document.path === path ? ingestReasons.samePlace : `${ingestReasons.sameContent}（${document.path}）`;
    return { outcome: 'unchanged', title: document.title, reason };
  }

  #accept(original: OriginalFile, read: ReadDocument): Outcome {
    const { document, passages } = read;
    const twin = this.#candidates.get(document.id);
    if (twin) return { outcome: 'unchanged', title: document.title, reason: `${ingestReasons.sameVersion}（${twin.original.origin.path}）` };
    this.#candidates.set(document.id, { original, read, at: this.#results.length });
    this.bytes += original.bytes.length;
    return {
      outcome: 'added',
      title: document.title,
      passages: passages.length,
      notes: readingNotes(read.notes),
      doubts: read.notes.map(note => note.kind),
    };
  }
}

function remove(removed: RemovedDocuments, { segment, position }: DocumentPlace): void {
  const positions = removed[segment.segment.id] ?? [];
  if (!positions.includes(position)) removed[segment.segment.id] = [...positions, position];
}
