import { join } from 'node:path';
import { openCorpus } from '../src/knowledge/corpus.ts';
import { CorpusFiles } from '../src/knowledge/corpus-files.ts';
import { type CorpusView, createView } from '../src/knowledge/corpus-view.ts';
import { workshopHere } from '../src/knowledge/workshop.ts';
import { memoryBlobs } from '../test/knowledge/memory-blobs.ts';

/** The national laws, read in once: the blobs that a corpus opens from, and a view that searches by words alone. */
export async function readLawbook(shared: string): Promise<{ blobs: ReturnType<typeof memoryBlobs>; view: CorpusView }> {
  const blobs = memoryBlobs();
  const corpus = await openCorpus({ blobs, ranker: null });
  await corpus.ingestPaths([join(shared, 'corpus', 'laws')], { bureau: 'shared' });
  const { loaded, removed } = await new CorpusFiles(blobs, { workshop: workshopHere, ranker: null }).load();
  return { blobs, view: createView(loaded, removed, null) };
}
