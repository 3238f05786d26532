import { type Entry, isWithdrawn } from '../domain/entry.ts';
import { AppError } from '../domain/errors.ts';
import type { Transaction } from '../store/store.ts';
import { alreadyWithdrawn, notWithdrawn, restoredChange, withdrawnChange } from '../wording/receipt.ts';
import { type ChangeBy, recordChange } from './correct.ts';
import { requireMayChange } from './may-change.ts';

/** 撤回 — it was wrong: the entry no longer counts, its history stays. */
export async function withdrawEntry(transaction: Transaction, entry: Entry, by: ChangeBy): Promise<Entry> {
  requireMayChange(by.member, entry);
  if (isWithdrawn(entry)) throw new AppError('conflict', alreadyWithdrawn(entry.number));
  return recordChange(transaction, entry, { ...by, action: 'withdraw', what: withdrawnChange, after: {}, status: 'withdrawn' });
}

function statusBefore({ history }: Entry): Entry['status'] {
  return history.findLast(step => step.action === 'withdraw')?.statusBefore ?? 'submitted';
}

/** 恢复 — a withdrawn entry is again what it was. */
export async function restoreEntry(transaction: Transaction, entry: Entry, by: ChangeBy): Promise<Entry> {
  requireMayChange(by.member, entry);
  if (entry.status !== 'withdrawn') throw new AppError('conflict', notWithdrawn(entry.number));
  return recordChange(transaction, entry, { ...by, action: 'restore', what: restoredChange, after: {}, status: statusBefore(entry) });
}
