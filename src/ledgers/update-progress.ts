import { type Entry, isWithdrawn } from '../domain/entry.ts';
import { AppError } from '../domain/errors.ts';
import type { ChangeRequest } from '../domain/reading.ts';
import type { Transaction } from '../store/store.ts';
import { progressChange, withdrawnCannotChange } from '../wording/receipt.ts';
import { type ChangeBy, recordChange } from './correct.ts';
import { requireMayChange } from './may-change.ts';

/** 办理进展 — the state of an earlier entry in the reporter's words (复查合格); its figures stay as they were reported. */
export async function updateProgress(
  transaction: Transaction,
  entry: Entry,
  { changes, ...by }: ChangeBy & { changes: readonly Pick<ChangeRequest, 'progress'>[] },
): Promise<Entry> {
  requireMayChange(by.member, entry);
  if (isWithdrawn(entry)) throw new AppError('conflict', withdrawnCannotChange(entry.number));
  const progress = changes.findLast(change => change.progress !== null)?.progress ?? entry.progress;
  return recordChange(transaction, entry, { ...by, action: 'update', what: progressChange(entry.progress, progress), after: { progress } });
}
