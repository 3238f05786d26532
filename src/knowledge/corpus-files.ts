import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Blobs } from '../store/blobs.ts';
import { indexRebuilt, storedDocumentsLost } from '../wording/corpus.ts';
import { decodeBinaryFile, encodeBinaryFile } from './binary-file.ts';
import type { RemovedDocuments } from './corpus-view.ts';
import { decodeFile } from './decode-file.ts';
import { type DocumentOrigin, type ReadDocument, readDocument } from './read-document.ts';
import { buildSegment, decodeSegment, encodeSegment, type Segment } from './segment.ts';

/** Three kinds of blobs: packs hold the files as they came and are the truth, segments are the index made from one pack, the manifest says which of them count. */
const MANIFEST = 'corpus/manifest.json';
const PACK_FORMAT = 1;
const packKey = (id: string): string => `corpus/packs/${id}.bin`;
const segmentKey = (id: string): string => `corpus/segments/${id}.bin`;

/** 原件 — a file as it came, with the origin that it was read by. */
export interface OriginalFile {
  origin: DocumentOrigin;
  bytes: Uint8Array;
}

interface Manifest {
  segments: string[];
  removed: RemovedDocuments;
}

export interface LoadedCorpus extends Manifest {
  loaded: Segment[];
  /** Plain-word lines about what had to be rebuilt or is lost. */
  findings: string[];
}

function encodePack(files: readonly OriginalFile[]): Uint8Array {
  const packed = files.map(({ bytes }) => deflateRawSync(bytes));
  const meta = files.map(({ origin }, index) => ({ ...origin, length: packed[index]?.length ?? 0 }));
  return encodeBinaryFile({ meta, arrays: { files: new Uint8Array(Buffer.concat(packed)) } }, PACK_FORMAT);
}

function decodePack(bytes: Uint8Array): OriginalFile[] | undefined {
  const file = decodeBinaryFile(bytes, PACK_FORMAT);
  const data = file?.arrays['files'];
  if (!file || !(data instanceof Uint8Array)) return undefined;
  let at = 0;
  return (file.meta as (DocumentOrigin & { length: number })[]).map(({ length, ...origin }) => {
    const bytesOfFile = inflateRawSync(data.subarray(at, at + length));
    at += length;
    return { origin, bytes: bytesOfFile };
  });
}

/** Reads an original again; undefined when it is not text. Only text ever gets into a pack, so this is for damaged ones. */
export function readOriginal({ origin, bytes }: OriginalFile): ReadDocument | undefined {
  const decoded = decodeFile(bytes);
  return 'text' in decoded ? readDocument(decoded.text, origin) : undefined;
}

/** 语料存放 — keeps the corpus in blobs, so that a torn or outdated index is made again from the files that came. */
export class CorpusFiles {
  readonly #blobs: Blobs;

  constructor(blobs: Blobs) {
    this.#blobs = blobs;
  }

  async load(): Promise<LoadedCorpus> {
    const manifest = await this.#manifest();
    const loaded: Segment[] = [];
    const findings: string[] = [];
    for (const id of manifest.segments) {
      const bytes = await this.#blobs.get(segmentKey(id));
      const segment = (bytes && decodeSegment(bytes)) ?? (await this.#rebuild(id, findings));
      if (segment) loaded.push(segment);
    }
    return { ...manifest, segments: loaded.map(segment => segment.id), loaded, findings };
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
    const segment = await buildSegment(
      id,
      originals.flatMap(original => readOriginal(original) ?? []),
    );
    await this.#blobs.put(segmentKey(id), encodeSegment(segment));
    findings.push(indexRebuilt(segment.documents.length));
    return segment;
  }

  /** The files behind a segment; undefined when the pack is missing or damaged. */
  async originals(id: string): Promise<OriginalFile[] | undefined> {
    const bytes = await this.#blobs.get(packKey(id));
    return bytes && decodePack(bytes);
  }

  /** Builds and keeps a segment. It counts only once the manifest names it. */
  async add(files: readonly OriginalFile[], documents: readonly ReadDocument[]): Promise<Segment> {
    const id = createHash('sha256')
      .update(files.map(({ origin }) => `${origin.bureau}\n${origin.path}\n${origin.contentHash}`).join('\n'))
      .digest('hex')
      .slice(0, 24);
    const segment = await buildSegment(id, documents);
    await this.#blobs.put(packKey(id), encodePack(files));
    await this.#blobs.put(segmentKey(id), encodeSegment(segment));
    return segment;
  }

  /** From now on exactly these segments count; others are dropped. */
  async commit(segments: readonly string[], removed: RemovedDocuments): Promise<void> {
    await this.#blobs.put(MANIFEST, Buffer.from(JSON.stringify({ segments, removed })));
    for (const prefix of ['corpus/packs/', 'corpus/segments/']) {
      for (const key of await this.#blobs.list(prefix)) {
        if (!segments.includes(key.slice(prefix.length).replace(/\.bin$/, ''))) await this.#blobs.remove(key);
      }
    }
  }
}
