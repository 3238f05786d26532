import { type Entry, isWithdrawn } from '../domain/entry.ts';
import { AppError } from '../domain/errors.ts';
import type { Transaction } from '../store/store.ts';
import { evidenceChange } from '../wording/evidence.ts';
import { withdrawnCannotChange } from '../wording/receipt.ts';
import { type ChangeBy, recordChange } from './correct.ts';
import { requireMayChange } from './may-change.ts';

/** 佐证 — keeps in words where the paper behind an entry lies; saying the same twice changes nothing. */
export async function keepEvidence(transaction: Transaction, entry: Entry, { where, ...by }: ChangeBy & { where: string }): Promise<Entry> {
  requireMayChange(by.member, entry);
  if (isWithdrawn(entry)) throw new AppError('conflict', withdrawnCannotChange(entry.number));
  const known = entry.evidence ?? [];
  if (known.includes(where)) return entry;
  return recordChange(transaction, entry, { ...by, action: 'update', what: evidenceChange(where), after: { evidence: [...known, where] } });
}
