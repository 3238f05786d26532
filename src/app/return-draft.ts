import type { Bureau } from '../bureau/bureau.ts';
import type { Draft } from '../domain/draft.ts';
import { AppError } from '../domain/errors.ts';
import { plainText } from '../domain/word-text.ts';
import type { Corpus } from '../knowledge/corpus.ts';
import { screen } from '../language/secrecy.ts';
import type { Instant } from '../lib/clock.ts';
import { describeReturned } from '../reports/describe-returned.ts';
import type { KnowsTitle } from '../reports/keep-draft.ts';
import { takeBack } from '../reports/take-back.ts';
import type { Store } from '../store/store.ts';
import { secrecyRefusal } from '../wording/bot.ts';
import { notADraft, whoReturns } from '../wording/returned-draft.ts';
import { unreadableFile } from '../wording/unreadable.ts';

/** A Word file that an editor hands in outside the chat. */
export interface HandedIn {
  name: string;
  bytes: Uint8Array;
  /** Name or id of the editor; the only one of the roster may be left out. */
  by: string | undefined;
}

/** Merges an editor's file into its draft, as the chat does; throws in plain words when that cannot be done. */
export async function returnDraft(
  { bureau, store, corpus, knowsTitle }: { bureau: Bureau; store: Store; corpus: Pick<Corpus, 'readForChat'>; knowsTitle: KnowsTitle },
  file: HandedIn,
  at: Instant,
): Promise<{ draft: Draft; text: string }> {
  const editors = bureau.members.filter(member => member.roles.includes('editor'));
  const editor = file.by === undefined ? editors[0] : bureau.members.find(member => member.id === file.by || member.name === file.by);
  if (!editor || (file.by === undefined && editors.length > 1)) throw new AppError('not-found', whoReturns);
  const word = await corpus.readForChat(file);
  if ('unreadable' in word) throw new AppError('unreadable', unreadableFile(file.name, word.unreadable));
  const { paragraphs } = word;
  if (!paragraphs) throw new AppError('unreadable', unreadableFile(file.name, 'not-word'));
  if (screen(plainText(paragraphs))) throw new AppError('not-permitted', secrecyRefusal);
  const taken = await store.write({ bureau: bureau.id }, tx =>
    takeBack(tx, paragraphs, { editor: { id: editor.id, name: editor.name, at }, bureau, knowsTitle }),
  );
  if (!taken) throw new AppError('not-found', notADraft(file.name));
  return { draft: taken.draft, text: describeReturned(taken, editor) };
}
