import { type Entry, isWithdrawn } from '../../domain/entry.ts';
import { AppError } from '../../domain/errors.ts';
import type { EvidenceFile } from '../../domain/evidence-file.ts';
import type { Transaction } from '../../store/store.ts';
import { evidenceChange, filesPhrase } from '../../wording/evidence.ts';
import { withdrawnCannotChange } from '../../wording/receipt.ts';
import { type ChangeBy, recordChange } from '../correct.ts';
import { requireMayChange } from '../may-change.ts';

/** 附上佐证 — the entry names these pictures and files from now on; one that it has already changes nothing. */
export async function linkEvidence(
  transaction: Transaction,
  entry: Entry,
  { files, ...by }: ChangeBy & { files: readonly EvidenceFile[] },
): Promise<Entry> {
  requireMayChange(by.member, entry);
  if (isWithdrawn(entry)) throw new AppError('conflict', withdrawnCannotChange(entry.number));
  const known = entry.evidenceFiles ?? [];
  const added = files.filter(({ hash }) => !known.some(file => file.hash === hash));
  if (added.length === 0) return entry;
  const said = filesPhrase(added);
  const after = { evidence: [...(entry.evidence ?? []), said], evidenceFiles: [...known, ...added] };
  return recordChange(transaction, entry, { ...by, action: 'update', what: evidenceChange(said), after });
}
