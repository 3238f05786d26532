import { IndexBuilder, type IndexFiles } from './index-builder.ts';
import type { OriginalFile } from './pack.ts';
import { plainTextOf } from './plain-text.ts';
import { type DocumentOrigin, type ReadDocument, readDocument } from './read-document.ts';
import type { FileReading } from './reading/file-text.ts';
import { type ChatFile, type NamedFile, readChatFile, readFile } from './reading/read-file.ts';
import { screenDocument } from './screen-document.ts';

/** What becomes one segment of the index. */
export interface IndexBatch {
  id: string;
  documents: readonly ReadDocument[];
  originals: readonly OriginalFile[];
}

/** 读入车间 — where files are read and indexes made: here, or in threads of their own, which no file can harm the service through. */
export interface Workshop {
  /** Never throws. */
  read(file: NamedFile, origin: DocumentOrigin): Promise<FileReading<ReadDocument>>;
  /** For a file of the chat, of which the words are looked at before anything is kept. Never throws. */
  readForChat(file: NamedFile): Promise<FileReading<ChatFile>>;
  index(batch: IndexBatch): Promise<IndexFiles>;
  close(): Promise<void>;
}

/** Reads a file as a document; a file without a single passage is empty, one that bears a marking of secrecy is not to be kept. */
export async function readAsDocument(file: NamedFile, origin: DocumentOrigin): Promise<FileReading<ReadDocument>> {
  const content = await readFile(file);
  if ('unreadable' in content) return content;
  const read = readDocument(content, origin);
  if (screenDocument(read.document, plainTextOf(content))) return { unreadable: 'secret' };
  return read.passages.length === 0 ? { unreadable: 'empty' } : read;
}

/** In the thread that asks: for tests, and for batches so small that a thread would take longer to start. */
export const workshopHere: Workshop = {
  read: readAsDocument,
  readForChat: readChatFile,
  async index({ id, documents, originals }) {
    const builder = new IndexBuilder();
    await builder.add({ documents, originals });
    return builder.build(id, null);
  },
  close: async () => undefined,
};
