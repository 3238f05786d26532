import type { BureauId } from '../domain/member.ts';
import { purgeMarks, type Transaction } from '../store/store.ts';
import type { Services } from './turn.ts';

/** 待清盘 — kept with the purge itself, so that a crash between the two cannot leave the purged words in the store's files. */
export async function markScrub(tx: Transaction, bureau: BureauId): Promise<void> {
  for (const id of Object.values(purgeMarks)) {
    const known = await tx.get('counter', id);
    if (known) await tx.replace('counter', { ...known, value: known.value + 1 });
    else await tx.insert('counter', { bureau, id, version: 1, value: 1 });
  }
}

/** Rewrites the store's files when a purge asked for it, and removes the evidence that no entry names any more. */
export async function scrubIfDue({ store, evidence, bureau: { id: bureau } }: Pick<Services, 'store' | 'evidence' | 'bureau'>): Promise<void> {
  const due = await store.read({ bureau }, reader => reader.get('counter', purgeMarks.scrubDue));
  if (!due) return;
  await store.scrub();
  await evidence.sweep();
  await store.write({ bureau }, async tx => {
    const row = await tx.get('counter', purgeMarks.scrubDue);
    // A purge that came meanwhile wants another round.
    if (row?.version === due.version) await tx.remove('counter', purgeMarks.scrubDue, row.version);
  });
}
