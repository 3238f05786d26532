import type { Bureau } from '../../bureau/bureau.ts';
import { type Entry, isWithdrawn } from '../../domain/entry.ts';
import type { Instant } from '../../lib/clock.ts';
import type { Transaction } from '../../store/store.ts';
import { figureText } from '../../wording/entry-line.ts';
import { importCorrection, importedStep, importerName } from '../../wording/import.ts';
import { takeNumbers } from '../entry-number.ts';
import { asSaid } from '../names/as-counted.ts';
import { decidedNames } from '../names/decided-names.ts';
import type { ImportItem } from './propose-import.ts';

/** What an import did, or would do. */
export interface ImportOutcome {
  isNew: number;
  changed: number;
  same: number;
}

const importer = { id: 'import', name: importerName };

/** The entry that this number of the file is already: from an earlier import, or the very one that was exported. */
async function knownEntry(transaction: Transaction, { key, number, content }: ImportItem): Promise<Entry | undefined> {
  const { rows } = await transaction.find('entry', { index: 'byMessage', equals: [key], limit: 1 });
  if (rows[0] || number === null) return rows[0];
  const named = await transaction.find('entry', { index: 'byNumber', equals: [number], limit: 20 });
  const [metric] = content.metrics;
  return named.rows.find(
    entry =>
      entry.period.to === content.period.to &&
      entry.metrics.some(one => one.name === metric?.name && one.value === metric.value && one.unit === metric.unit),
  );
}

function sameFigure(entry: Entry, { content }: ImportItem): boolean {
  const [mine] = content.metrics;
  return entry.metrics.some(one => one.name === mine?.name && one.value === mine.value && one.unit === mine.unit);
}

/** 开账 — writes what is new, corrects what the file now says differently, and leaves the rest; writing the same file twice changes nothing. */
export async function importEntries(
  transaction: Transaction,
  items: readonly ImportItem[],
  { bureau, at, isDry }: { bureau: Pick<Bureau, 'id'>; at: Instant; isDry: boolean },
): Promise<ImportOutcome> {
  const outcome: ImportOutcome = { isNew: 0, changed: 0, same: 0 };
  const fresh: ImportItem[] = [];
  const decided = await decidedNames(transaction);
  for (const listed of items) {
    const item = { ...listed, content: { ...listed.content, metrics: asSaid(listed.content.metrics, decided) } };
    const known = await knownEntry(transaction, item);
    if (!known) fresh.push(item);
    else if (sameFigure(known, item) || known.reporter.id !== importer.id || isWithdrawn(known)) outcome.same++;
    else {
      outcome.changed++;
      if (!isDry) await change(transaction, known, { item, at });
    }
  }
  outcome.isNew = fresh.length;
  if (isDry || fresh.length === 0) return outcome;
  const numbers = await takeNumbers(transaction, bureau.id, { at, count: fresh.length });
  for (const [index, item] of fresh.entries()) {
    const number = numbers[index];
    if (number) await transaction.insert('entry', newEntry(item, { bureau: bureau.id, at, ...number }));
  }
  return outcome;
}

function newEntry(
  { content, key, place }: ImportItem,
  { bureau, at, id, number }: { bureau: string; at: Instant; id: string; number: string },
): Entry {
  return {
    ...content,
    ...{ bureau, id, version: 1, number, status: 'submitted', reporter: importer, submittedAt: at },
    source: { platform: 'import', conversationId: 'import', messageId: key, text: place },
    history: [{ at, by: importer, action: 'submit', what: importedStep(place), messageId: null }],
  };
}

async function change(transaction: Transaction, known: Entry, { item, at }: { item: ImportItem; at: Instant }): Promise<void> {
  const { metrics, summary, raw } = item.content;
  const [before, after] = [known.metrics[0], metrics[0]];
  const what = importCorrection(before ? figureText(before) : '', after ? figureText(after) : '', item.place);
  const step = { at, by: importer, action: 'correct' as const, what, before: { metrics: known.metrics }, after: { metrics }, messageId: null };
  const source = { ...known.source, text: item.place };
  await transaction.replace('entry', { ...known, metrics, summary, raw, source, history: [...known.history, step] });
}
