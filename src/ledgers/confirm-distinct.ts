import type { Entry } from '../domain/entry.ts';
import type { Transaction } from '../store/store.ts';
import { distinctChange } from '../wording/receipt.ts';
import { type ChangeBy, recordChange } from './correct.ts';
import { requireMayChange } from './may-change.ts';

/** 不是同一件 — somebody says that a suspected duplicate is another event: from now on both count. */
export async function confirmDistinct(transaction: Transaction, entry: Entry, by: ChangeBy): Promise<Entry> {
  requireMayChange(by.member, entry);
  const flags = entry.flags.filter(flag => flag !== 'suspected-duplicate');
  return recordChange(transaction, entry, { ...by, action: 'correct', what: distinctChange, after: { flags } });
}
