import type { Corpus } from '../knowledge/corpus.ts';
import { decodeFile } from '../knowledge/decode-file.ts';
import type { SourceFile } from '../knowledge/gather-files.ts';
import type { IngestResult } from '../knowledge/ingest.ts';
import { screen } from '../language/secrecy.ts';
import { documentsWords } from '../wording/console.ts';

function isSecret({ path, bytes }: SourceFile): boolean {
  const decoded = decodeFile(bytes);
  return [path, 'text' in decoded ? decoded.text : ''].some(text => screen(text)?.certain);
}

/** 上传资料 — into the corpus, those apart that bear a marking of secrecy: nothing of them is written. */
export async function uploadDocuments(corpus: Corpus, files: readonly SourceFile[], options: { bureau: string }): Promise<IngestResult[]> {
  const secret = new Set(files.filter(isSecret));
  const read = await corpus.ingest(
    files.filter(file => !secret.has(file)),
    options,
  );
  const refused = [...secret].map(({ path }): IngestResult => {
    return { path, outcome: 'skipped', reason: documentsWords.refusedAsSecret, title: null, passages: 0, notes: [] };
  });
  return [...read, ...refused];
}
