import type { Bureau } from '../bureau/bureau.ts';
import type { Draft, DraftVersion, Edit, Hand } from '../domain/draft.ts';
import type { WordParagraph } from '../domain/word-text.ts';
import { allRows } from '../ledgers/all-rows.ts';
import type { Reader, Transaction } from '../store/store.ts';
import { type Alignment, alignReturned } from './align-returned.ts';
import { versionsOf } from './hand-out.ts';
import { gateNow, type KnowsTitle } from './keep-draft.ts';
import { mergeReturned, type ReturnedMerge } from './merge-returned.ts';
import { versionOfMark } from './word/marks.ts';

/** 退回稿 — a file that turned out to be a version of a draft. */
export interface Returned {
  draft: Draft;
  /** As it was handed out; the draft itself where that version is not kept. */
  handed: Draft;
  /** False when the version was guessed from its words. */
  isCertain: boolean;
  alignment: Alignment;
}

/** 并稿 — what came of it. */
export interface TakenBack extends ReturnedMerge {
  returned: Returned;
}

/** Of a file without our bookmarks, so much must be found again word for word. */
const leastFound = 0.3;

function guess(draft: Draft, versions: readonly DraftVersion[], paragraphs: readonly WordParagraph[]): Returned {
  const [best] = [draft, ...versions.map(version => version.content).reverse()]
    .map(handed => ({ draft, handed, isCertain: false, alignment: alignReturned(paragraphs, handed) }))
    .sort((a, b) => b.alignment.certainty - a.alignment.certainty);
  return best ?? { draft, handed: draft, isCertain: false, alignment: alignReturned(paragraphs, draft) };
}

function revisionIn(paragraphs: readonly WordParagraph[], draft: Draft): number | undefined {
  return paragraphs.map(({ mark }) => versionOfMark(mark, draft.id)).find(one => one !== null) ?? undefined;
}

async function asVersionOf(reader: Reader, draft: Draft, paragraphs: readonly WordParagraph[]): Promise<Returned | null> {
  const revision = revisionIn(paragraphs, draft);
  const isTitled = paragraphs.slice(0, 6).some(({ text }) => text.replace(/\s/g, '') === draft.title.replace(/\s/g, ''));
  if (revision === undefined && !isTitled) return null;
  const versions = await versionsOf(reader, draft.id);
  const handed = revision === draft.revision ? draft : versions.find(version => version.revision === revision)?.content;
  if (handed) return { draft, handed, isCertain: true, alignment: alignReturned(paragraphs, handed) };
  const guessed = guess(draft, versions, paragraphs);
  return revision !== undefined || guessed.alignment.certainty >= leastFound ? guessed : null;
}

/** Which draft, in which version, a Word file is; null when it is none of ours. */
export async function findReturned(reader: Reader, paragraphs: readonly WordParagraph[]): Promise<Returned | null> {
  const drafts: Draft[] = [];
  for await (const draft of allRows(reader, 'draft', { index: 'byKind' })) drafts.push(draft);
  // Drafts of one title differ by their bookmarks; only a file without any is told by its words.
  const marked = drafts.find(draft => revisionIn(paragraphs, draft) !== undefined);
  let best: Returned | null = null;
  for (const draft of marked ? [marked] : drafts) {
    const returned = await asVersionOf(reader, draft, paragraphs);
    if (returned && returned.alignment.certainty > (best?.alignment.certainty ?? -1)) best = returned;
  }
  return best;
}

/** Who hands a file in, and what its words are checked against. */
export interface Editing {
  editor: Hand;
  bureau: Bureau;
  knowsTitle: KnowsTitle;
}

/** Merges an editor's file into the draft and keeps it; null when the file is no draft. */
export async function takeBack(tx: Transaction, paragraphs: readonly WordParagraph[], editing: Editing): Promise<TakenBack | null> {
  const returned = await findReturned(tx, paragraphs);
  if (!returned) return null;
  const { draft, handed, alignment } = returned;
  const by: Edit = { ...editing.editor, via: 'word', revision: handed.revision };
  const merge = mergeReturned(draft, { version: handed, alignment, by });
  if (draft.state === 'final') return { ...merge, draft, returned };
  if (merge.draft === draft) return { ...merge, returned };
  const gated = await gateNow(tx, merge.draft, editing);
  await tx.replace('draft', gated);
  return { ...merge, draft: gated, returned };
}
