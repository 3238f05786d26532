import { setImmediate } from 'node:timers/promises';
import { type OriginalFile, PackBuilder } from './pack.ts';
import type { Encoder } from './ranking/encoder.ts';
import { encodeVectors, passageVectors } from './ranking/passage-vectors.ts';
import type { ReadDocument } from './read-document.ts';
import { encodeSegment, SegmentBuilder } from './segment.ts';

/** 索引文件 — the bytes of one segment: the index itself, the files as they came, and what the ranker makes of each passage. */
export interface IndexFiles {
  segment: Uint8Array;
  pack: Uint8Array;
  /** Null where they are left to whoever loads the segment. */
  vectors: Uint8Array | null;
}

/** Takes documents as they come and makes the files of their segment. */
export class IndexBuilder {
  readonly #segment = new SegmentBuilder();
  readonly #pack = new PackBuilder();

  /** Lets other work run between documents. */
  async add({ documents, originals }: { documents: readonly ReadDocument[]; originals: readonly OriginalFile[] }): Promise<void> {
    for (const document of documents) {
      this.#segment.add(document);
      await setImmediate();
    }
    for (const original of originals) this.#pack.add(original);
  }

  build(id: string, ranker: { encoder: Encoder; fingerprint: string } | null): IndexFiles {
    const segment = this.#segment.build(id);
    const vectors = ranker && encodeVectors(passageVectors(ranker.encoder, segment), ranker.fingerprint);
    return { segment: encodeSegment(segment), pack: this.#pack.build(), vectors };
  }
}
