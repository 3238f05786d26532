import type { Bureau } from '../../bureau/bureau.ts';
import type { Case } from '../../domain/case.ts';
import type { CaseKind } from '../../domain/case-kind.ts';
import type { Quote } from '../../domain/message.ts';
import type { Reader } from '../../store/store.ts';
import { allRows } from '../all-rows.ts';
import { caseMentionOf } from './case-mention.ts';

/** 所指的事项 — one, several to choose from, or a number that no case has. */
export type FoundCase =
  | { found: 'one'; case: Case; kind: CaseKind }
  | { found: 'several'; cases: { case: Case; kind: CaseKind }[] }
  | { found: 'none'; number: number };

export function kindOf(bureau: Pick<Bureau, 'cases'>, found: Pick<Case, 'kind'>): CaseKind | undefined {
  return bureau.cases.find(kind => kind.id === found.kind);
}

async function caseByNumber(reader: Reader, number: number): Promise<Case | undefined> {
  const { rows } = await reader.find('case', { index: 'byNumber', equals: [number], limit: 1 });
  return rows[0];
}

/** The case that an entry opened. */
export async function caseOfEntry(reader: Reader, entryId: string): Promise<Case | undefined> {
  const { rows } = await reader.find('case', { index: 'byEntry', equals: [entryId], limit: 1 });
  return rows[0];
}

export async function openCases(reader: Reader): Promise<Case[]> {
  const cases: Case[] = [];
  for await (const row of allRows(reader, 'case', { index: 'byStatus', equals: ['open'] })) cases.push(row);
  return cases;
}

function withKind(bureau: Pick<Bureau, 'cases'>, cases: readonly (Case | undefined)[]): { case: Case; kind: CaseKind }[] {
  return cases.flatMap(found => {
    const kind = found && kindOf(bureau, found);
    return found && kind ? [{ case: found, kind }] : [];
  });
}

/** The case that a message is about, by what it says or quotes; null when it is about none, so that it is read as anything else. */
export async function findCase(
  reader: Reader,
  { text, quote, bureau }: { text: string; quote?: Quote | undefined; bureau: Pick<Bureau, 'cases'> },
): Promise<FoundCase | null> {
  const mention = caseMentionOf(text, bureau.cases);
  if (mention?.by === 'number') {
    const [one] = withKind(bureau, [await caseByNumber(reader, mention.number)]);
    if (one && (mention.kind === null || mention.kind.id === one.kind.id)) return { found: 'one', ...one };
    return mention.isCertain ? { found: 'none', number: mention.number } : null;
  }
  const meant = mention ? await byWords(reader, mention, bureau) : await byQuote(reader, quote, bureau);
  const [first] = meant;
  if (!first) return null;
  return meant.length === 1 ? { found: 'one', ...first } : { found: 'several', cases: meant };
}

async function byWords(
  reader: Reader,
  { words, kinds }: { words: string[]; kinds: CaseKind[] },
  bureau: Pick<Bureau, 'cases'>,
): Promise<{ case: Case; kind: CaseKind }[]> {
  const open = withKind(bureau, await openCases(reader)).filter(({ kind }) => kinds.includes(kind));
  return open.filter(({ case: one }) => words.every(word => one.title.includes(word)));
}

/** Quoted is the message that reported it, or an answer of ours that names it. */
async function byQuote(reader: Reader, quote: Quote | undefined, bureau: Pick<Bureau, 'cases'>): Promise<{ case: Case; kind: CaseKind }[]> {
  if (!quote) return [];
  const numbers = [...quote.text.matchAll(/事项(\d{1,5})/g)].map(([, number]) => Number(number));
  if (numbers.length > 0) return withKind(bureau, await Promise.all([...new Set(numbers)].map(number => caseByNumber(reader, number))));
  if (!quote.messageId) return [];
  const { rows } = await reader.find('entry', { index: 'byMessage', equals: [quote.messageId], limit: 50 });
  return withKind(bureau, await Promise.all(rows.map(entry => caseOfEntry(reader, entry.id))));
}
