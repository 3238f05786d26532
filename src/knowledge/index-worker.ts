import { parentPort } from 'node:worker_threads';
import { IndexBuilder } from './index-builder.ts';
import type { OriginalFile } from './pack.ts';
import { shippedRankerWeights } from './ranking/ranker-file.ts';
import type { ReadDocument } from './read-document.ts';

/** What the indexing thread is asked: to take documents with their files, then to make the segment of all that it took. */
export type IndexRequest = { documents: readonly ReadDocument[]; originals: readonly OriginalFile[] } | { id: string };

let builder = new IndexBuilder();

parentPort?.on('message', async (request: IndexRequest) => {
  if (!('id' in request)) {
    await builder.add(request);
    parentPort?.postMessage(null);
    return;
  }
  const files = builder.build(request.id, shippedRankerWeights());
  builder = new IndexBuilder();
  const buffers = Object.values(files).flatMap((bytes: Uint8Array | null) => (bytes ? [bytes.buffer as ArrayBuffer] : []));
  parentPort?.postMessage(files, buffers);
});
