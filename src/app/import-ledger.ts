import type { Bureau } from '../bureau/bureau.ts';
import { dateOf } from '../domain/date.ts';
import { AppError } from '../domain/errors.ts';
import { describeImport } from '../ledgers/import/describe-import.ts';
import { importEntries } from '../ledgers/import/import-entries.ts';
import { proposeImport } from '../ledgers/import/propose-import.ts';
import { readSheets } from '../ledgers/import/read-sheets.ts';
import type { Instant } from '../lib/clock.ts';
import type { Store } from '../store/store.ts';
import { type ImportSaid, importReport, noFigures } from '../wording/import.ts';

/** A table that is to be imported, or only looked at. */
export interface TableFile {
  name: string;
  bytes: Uint8Array;
  /** Where the table itself does not say it. */
  year: number | null;
  isDry: boolean;
}

/** 开账 — reads a bureau's own table, says what it would become, and writes it when it was agreed to. */
export async function importLedger(
  { bureau, store }: { bureau: Bureau; store: Store },
  { name, bytes, year, isDry }: TableFile,
  at: Instant,
): Promise<{ said: ImportSaid; lines: string[] }> {
  const { sheets, hidden } = await readSheets(name, bytes);
  const proposal = proposeImport(sheets, { file: name, bureau, year, today: dateOf(at) });
  if (proposal.items.length === 0 && proposal.skipped.length === 0) throw new AppError('unreadable', noFigures);
  const outcome = await store.write({ bureau: bureau.id }, tx => importEntries(tx, proposal.items, { bureau, at, isDry }));
  const said = describeImport(name, { ...proposal, hidden }, outcome);
  return { said, lines: importReport(said, !isDry) };
}
