import { type Draft, type DraftVersion, type Hand, versionId } from '../domain/draft.ts';
import type { OutgoingFile } from '../domain/message.ts';
import { allRows } from '../ledgers/all-rows.ts';
import type { Reader, Transaction } from '../store/store.ts';
import { draftFile, draftIdOf } from './draft-file.ts';
import { sentencesFedBy } from './flag-stale.ts';

/** 发出 — the file of a draft, with the version kept as it leaves and whom it went to. */
export async function handOut(tx: Transaction, draft: Draft, to: Hand): Promise<OutgoingFile> {
  const id = versionId(draft.id, draft.revision);
  const known = await tx.get('draft-version', id);
  if (known) await tx.replace('draft-version', { ...known, handed: [...known.handed, to] });
  else
    await tx.insert('draft-version', {
      bureau: draft.bureau,
      id,
      version: 1,
      draft: draft.id,
      revision: draft.revision,
      content: draft,
      handed: [to],
    });
  return draftFile(draft);
}

/** The versions of a draft that were handed out, oldest first. */
export async function versionsOf(reader: Reader, draftId: string): Promise<DraftVersion[]> {
  const versions: DraftVersion[] = [];
  for await (const version of allRows(reader, 'draft-version', { index: 'byDraft', equals: [draftId] })) versions.push(version);
  return versions;
}

/** What a file's id means: the version as it was handed out, else the draft as it stands. */
export async function draftInFile(reader: Reader, fileId: string): Promise<Draft | undefined> {
  const meant = draftIdOf(fileId);
  if (!meant) return undefined;
  const version = await reader.get('draft-version', versionId(meant.draft, meant.revision));
  const current = await reader.get('draft', meant.draft);
  if (!version) return current;
  // Number and signature are given to a text that no longer changes.
  return current?.revision === version.revision && current.imprint ? { ...version.content, imprint: current.imprint } : version.content;
}

/** A version that had left before an entry was changed, and how many of its sentences say it. */
export interface TouchedVersion {
  version: DraftVersion;
  sentences: number;
}

/** 已发出的稿 — of each draft the last handed-out version that tells these entries, finals above all. */
export async function versionsTouchedBy(reader: Reader, entryIds: readonly string[]): Promise<TouchedVersion[]> {
  const latest = new Map<string, TouchedVersion>();
  for await (const version of allRows(reader, 'draft-version', { index: 'byDraft' })) {
    const sentences = sentencesFedBy(version.content, entryIds).length;
    if (sentences > 0) latest.set(version.draft, { version, sentences });
  }
  return [...latest.values()];
}
