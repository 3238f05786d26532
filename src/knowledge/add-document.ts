import { AppError } from '../domain/errors.ts';
import { maskPersonalData } from '../language/personal-data.ts';
import { screen } from '../language/secrecy.ts';
import { type AddedSaid, addedDocument, notForTheCorpus } from '../wording/corpus.ts';
import { unreadableFile } from '../wording/unreadable.ts';
import type { AskOptions, Corpus } from './corpus.ts';
import type { IngestResult } from './ingest.ts';
import { plainTextOf } from './plain-text.ts';
import { hashBytes } from './read-document.ts';

/** 入库文件 — a file that somebody hands in for the corpus. */
export interface HandedInDocument {
  name: string;
  bytes: Uint8Array;
  /** Name of whoever hands it in, which its path keeps. */
  by: string;
}

/** 入库回执 — what became of it, and the words that say so. */
export interface AddedDocument {
  result: IngestResult;
  text: string;
}

/** A path of its own for each content, so that another file of the same name takes nobody's place. */
function pathOf({ name, bytes, by }: HandedInDocument): string {
  const plain = name.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ').trim();
  return `入库/${by}/${hashBytes(bytes).slice(0, 8)}/${plain === '' ? '未命名' : plain}`;
}

/** 入库 — one file into the corpus, from the chat or the console. `as`: whose corpus, on which day its validity is told. Throws what is to be said of a file that may not be kept or cannot be read; nothing is kept then. */
export async function addDocument(corpus: Corpus, file: HandedInDocument, as: AskOptions): Promise<AddedDocument> {
  const reading = await corpus.readForChat(file);
  if ('unreadable' in reading) throw new AppError('unreadable', unreadableFile(file.name, reading.unreadable));
  const words = plainTextOf(reading.content);
  if (screen(words) || screen(file.name)) throw new AppError('not-permitted', notForTheCorpus);
  const path = pathOf(file);
  const [result] = await corpus.ingest([{ path, bytes: file.bytes }], { bureau: as.bureau.id });
  if (!result || result.outcome === 'skipped') throw new AppError('unreadable', unreadableFile(file.name, 'empty'));
  const document = corpus.documents(as.bureau.id).find(one => one.path === path);
  const said: AddedSaid = {
    ...result,
    title: result.title ?? file.name,
    level: document?.level ?? null,
    number: document?.number ?? null,
    validity: (document && corpus.validityLine(document.id, as)) ?? null,
    isDated: document ? document.effectiveOn !== null || document.versionOn !== null : true,
    holdsPersonalData: maskPersonalData(words).masked,
  };
  return { result, text: addedDocument(said) };
}
