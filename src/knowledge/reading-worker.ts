import { parentPort } from 'node:worker_threads';
import type { DocumentOrigin } from './read-document.ts';
import { type NamedFile, readChatFile } from './reading/read-file.ts';
import { readAsDocument } from './workshop.ts';

/** What the reading thread is asked: a file as a document of the corpus, or, without an origin, as a file of the chat. */
export interface ReadingRequest {
  file: NamedFile;
  origin?: DocumentOrigin;
}

parentPort?.on('message', ({ file, origin }: ReadingRequest) => {
  const reading = origin ? readAsDocument(file, origin) : readChatFile(file);
  reading.then(
    answer => parentPort?.postMessage(answer),
    // Whatever a reader trips over, the file is what is wrong.
    () => parentPort?.postMessage({ unreadable: 'damaged' }),
  );
});
