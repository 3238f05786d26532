import { AppError } from '../domain/errors.ts';
import { addDocument, type HandedInDocument } from '../knowledge/add-document.ts';
import type { AskOptions, Corpus } from '../knowledge/corpus.ts';
import type { IngestResult } from '../knowledge/ingest.ts';

async function upload(corpus: Corpus, file: HandedInDocument, as: AskOptions): Promise<IngestResult> {
  try {
    return (await addDocument(corpus, file, as)).result;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { path: file.name, outcome: 'skipped', reason: error.message, title: null, passages: 0, notes: [], doubts: [] };
  }
}

/** 上传资料 — documents from the console, each added as one of the chat is; one that cannot be read or kept stops no other. */
export async function uploadDocuments(corpus: Corpus, files: readonly HandedInDocument[], as: AskOptions): Promise<IngestResult[]> {
  const results: IngestResult[] = [];
  for (const file of files) results.push(await upload(corpus, file, as));
  return results;
}
