import { createHash } from 'node:crypto';
import type { Blobs } from '../store/blobs.ts';
import { indexRebuilt, storedDocumentsLost } from '../wording/corpus.ts';
import type { RemovedDocuments } from './corpus-view.ts';
import type { IndexFiles } from './index-builder.ts';
import { decodePack, type OriginalFile } from './pack.ts';
import { decodeVectors, encodeVectors } from './ranking/passage-vectors.ts';
import type { LearnedRanker } from './ranking/ranker.ts';
import type { ReadDocument } from './read-document.ts';
import { decodeSegment, type Segment } from './segment.ts';
import type { Workshop } from './workshop.ts';

/** Four kinds of blobs: packs hold the files as they came and are the truth, segments are the index made from one pack, vectors spare the ranker work, the manifest says which of them count. */
const MANIFEST = 'corpus/manifest.json';
const packKey = (id: string): string => `corpus/packs/${id}.bin`;
const segmentKey = (id: string): string => `corpus/segments/${id}.bin`;
const vectorsKey = (id: string): string => `corpus/vectors/${id}.bin`;

interface Manifest {
  segments: string[];
  removed: RemovedDocuments;
}

export interface LoadedCorpus extends Manifest {
  loaded: Segment[];
  /** Plain-word lines about what had to be rebuilt or is lost. */
  findings: string[];
}

/** 语料存放 — keeps the corpus in blobs, so that a torn or outdated index is made again from the files that came. */
export class CorpusFiles {
  readonly #blobs: Blobs;
  readonly #workshop: Workshop;
  readonly #ranker: LearnedRanker | null;

  constructor(blobs: Blobs, { workshop, ranker }: { workshop: Workshop; ranker: LearnedRanker | null }) {
    this.#blobs = blobs;
    this.#workshop = workshop;
    this.#ranker = ranker;
  }

  async load(): Promise<LoadedCorpus> {
    const manifest = await this.#manifest();
    const loaded: Segment[] = [];
    const findings: string[] = [];
    for (const id of manifest.segments) {
      const bytes = await this.#blobs.get(segmentKey(id));
      const segment = (bytes && decodeSegment(bytes)) ?? (await this.#rebuild(id, findings));
      if (!segment) continue;
      await this.#loadVectors(segment);
      loaded.push(segment);
    }
    return { ...manifest, segments: loaded.map(segment => segment.id), loaded, findings };
  }

  /** Vectors that were made with other weights, or never, are made now and kept for the next start. */
  async #loadVectors(segment: Segment): Promise<void> {
    const ranker = this.#ranker;
    if (!ranker || ranker.fingerprint === null) return;
    const bytes = await this.#blobs.get(vectorsKey(segment.id));
    const kept = bytes && decodeVectors(bytes, ranker.fingerprint);
    if (kept) ranker.adopt(segment, kept);
    else await this.#blobs.put(vectorsKey(segment.id), encodeVectors(ranker.vectorsOf(segment), ranker.fingerprint));
  }

  async #manifest(): Promise<Manifest> {
    const bytes = await this.#blobs.get(MANIFEST);
    if (bytes) {
      try {
        const { segments, removed } = JSON.parse(Buffer.from(bytes).toString('utf8')) as Manifest;
        if (Array.isArray(segments)) return { segments, removed: removed ?? {} };
      } catch {
        // A torn manifest: every pack that is there counts again.
      }
    }
    const packs = bytes ? await this.#blobs.list('corpus/packs/') : [];
    return { segments: packs.map(key => key.replace(/^corpus\/packs\/|\.bin$/g, '')), removed: {} };
  }

  async #rebuild(id: string, findings: string[]): Promise<Segment | undefined> {
    const originals = await this.originals(id);
    if (!originals) {
      findings.push(storedDocumentsLost(id));
      return undefined;
    }
    const documents: ReadDocument[] = [];
    for (const { origin, bytes } of originals) {
      const read = await this.#workshop.read({ name: origin.path, bytes }, origin);
      if (!('unreadable' in read)) documents.push(read);
    }
    findings.push(indexRebuilt(documents.length));
    return this.#keep(id, await this.#workshop.index({ id, documents, originals }));
  }

  /** The files behind a segment; undefined when the pack is missing or damaged. */
  async originals(id: string): Promise<OriginalFile[] | undefined> {
    const bytes = await this.#blobs.get(packKey(id));
    return bytes && decodePack(bytes);
  }

  /** Builds and keeps a segment. It counts only once the manifest names it. */
  async add(originals: readonly OriginalFile[], documents: readonly ReadDocument[]): Promise<Segment> {
    const id = createHash('sha256')
      .update(originals.map(({ origin }) => `${origin.bureau}\n${origin.path}\n${origin.contentHash}`).join('\n'))
      .digest('hex')
      .slice(0, 24);
    return this.#keep(id, await this.#workshop.index({ id, documents, originals }));
  }

  async #keep(id: string, { pack, segment, vectors }: IndexFiles): Promise<Segment> {
    await this.#blobs.put(packKey(id), pack);
    await this.#blobs.put(segmentKey(id), segment);
    if (vectors) await this.#blobs.put(vectorsKey(id), vectors);
    const decoded = decodeSegment(segment);
    if (!decoded) throw new Error('an index that was just made cannot be read');
    const fingerprint = this.#ranker?.fingerprint ?? null;
    const kept = vectors && fingerprint !== null ? decodeVectors(vectors, fingerprint) : undefined;
    if (kept) this.#ranker?.adopt(decoded, kept);
    return decoded;
  }

  /** From now on exactly these segments count; others are dropped. */
  async commit(segments: readonly string[], removed: RemovedDocuments): Promise<void> {
    await this.#blobs.put(MANIFEST, Buffer.from(JSON.stringify({ segments, removed })));
    for (const prefix of ['corpus/packs/', 'corpus/segments/', 'corpus/vectors/']) {
      for (const key of await this.#blobs.list(prefix)) {
        if (!segments.includes(key.slice(prefix.length).replace(/\.bin$/, ''))) await this.#blobs.remove(key);
      }
    }
  }
}
