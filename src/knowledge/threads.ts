import { setImmediate } from 'node:timers/promises';
import type { UnreadableReason } from '../domain/unreadable.ts';
import { type ThreadLoss, ThreadLost, WorkerThread } from '../lib/worker-thread.ts';
import type { IndexFiles } from './index-builder.ts';
import type { IndexRequest } from './index-worker.ts';
import type { FileReading } from './reading/file-text.ts';
import type { ReadingRequest } from './reading-worker.ts';
import { type IndexBatch, type Workshop, workshopHere } from './workshop.ts';

/** The longest real document of the corpus takes a tenth of a second. */
const READING_MS = 60_000;
/** In the chat somebody waits. */
const CHAT_MS = 20_000;
const BUILDING_MS = 300_000;
/** Documents handed over at once; between two batches the service does its other work. */
const AT_ONCE = 40;
/** So few passages are indexed sooner than a thread starts. */
const FEW = 600;

const reasons: Record<ThreadLoss, UnreadableReason> = { time: 'too-slow', memory: 'too-heavy', crash: 'damaged' };

/** Files are read in one thread with limits on time and memory, indexes made in another. */
export function openThreads({ readingMs = READING_MS }: { readingMs?: number } = {}): Workshop {
  const reading = new WorkerThread(new URL(import.meta.url.replace(/threads(\.[jt]s)$/, 'reading-worker$1')), { heapMb: 384, idleMs: 20_000 });
  const indexing = new WorkerThread(new URL(import.meta.url.replace(/threads(\.[jt]s)$/, 'index-worker$1')), { heapMb: 1_024, idleMs: 5_000 });
  const read = async <T>(request: ReadingRequest, ms: number): Promise<FileReading<T>> => {
    try {
      return await reading.call<FileReading<T>>(request, ms);
    } catch (error) {
      return { unreadable: error instanceof ThreadLost ? reasons[error.loss] : 'damaged' };
    }
  };
  const index = async ({ id, documents, originals }: IndexBatch): Promise<IndexFiles> => {
    for (let at = 0; at < documents.length; at += AT_ONCE) {
      const request: IndexRequest = { documents: documents.slice(at, at + AT_ONCE), originals: originals.slice(at, at + AT_ONCE) };
      await indexing.call(request, BUILDING_MS);
      await setImmediate();
    }
    const request: IndexRequest = { id };
    return indexing.call<IndexFiles>(request, BUILDING_MS);
  };
  return {
    read: (file, origin) => read({ file, origin }, readingMs),
    readForChat: file => read({ file }, Math.min(CHAT_MS, readingMs)),
    index: batch => (batch.documents.reduce((sum, { passages }) => sum + passages.length, 0) <= FEW ? workshopHere.index(batch) : index(batch)),
    close: async () => {
      await Promise.all([reading.close(), indexing.close()]);
    },
  };
}
