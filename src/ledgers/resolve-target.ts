import type { Bureau } from '../bureau/bureau.ts';
import { addDays, dateOf, instantAt } from '../domain/date.ts';
import type { DecidedNames } from '../domain/decided-names.ts';
import { type Entry, isWithdrawn } from '../domain/entry.ts';
import type { Member } from '../domain/member.ts';
import type { Quote } from '../domain/message.ts';
import type { ChangeRequest, TargetReference } from '../domain/reading.ts';
import type { Instant } from '../lib/clock.ts';
import type { Reader } from '../store/store.ts';
import { findByContent } from './find-by-content.ts';
import { findMetric } from './find-metric.ts';
import { entryAsCounted } from './names/as-counted.ts';
import { decidedNames } from './names/decided-names.ts';

/** What is known besides the reference itself. */
export interface TargetContext {
  bureau: Pick<Bureau, 'departments'>;
  member: Member;
  conversationId: string;
  quote?: Quote | undefined;
  at: Instant;
  /** What is to be changed tells which of several entries is meant. */
  changes?: readonly ChangeRequest[];
  /** Withdrawn entries too, for 恢复. */
  includeWithdrawn?: boolean;
}

/** 指代的条目 — one entry, several between which the sender must choose, or none. */
export type Target = { found: 'one'; entry: Entry } | { found: 'several'; candidates: Entry[] } | { found: 'none' };

/** Finds the entry that a correction, withdrawal or update means. */
export async function resolveTarget(reader: Reader, reference: TargetReference, context: TargetContext): Promise<Target> {
  switch (reference.by) {
    case 'number':
      return choose(reader, await byNumber(reader, reference.number), context);
    case 'position':
      return choose(reader, await byPosition(reader, reference.position, context), context);
    case 'quote':
      return choose(reader, await quoted(reader, context), context);
    case 'latest':
      return choose(reader, context.quote ? await quoted(reader, context) : await latest(reader, context), context);
    case 'content':
      return choose(reader, await findByContent(reader, reference, context), context);
    case 'unclear':
      return ask(reader, await ownOfLate(reader, context), context);
  }
}

/** However few there are, the sender says which. */
async function ask(reader: Reader, entries: readonly Entry[], context: TargetContext): Promise<Target> {
  const target = await choose(reader, entries, context);
  return target.found === 'one' ? { found: 'several', candidates: [target.entry] } : target;
}

/** How far back the sender's own entries are offered for choice. */
const DAYS_OFFERED = 10;

async function ownOfLate(reader: Reader, { member, at }: TargetContext): Promise<Entry[]> {
  const from = instantAt(addDays(dateOf(at), -DAYS_OFFERED));
  const { rows } = await reader.find('entry', { index: 'bySubmitted', from, to: at, order: 'descending', limit: 1_000 });
  return rows.filter(entry => entry.reporter.id === member.id);
}

async function choose(reader: Reader, entries: readonly Entry[], context: TargetContext): Promise<Target> {
  const open = context.includeWithdrawn ? entries : entries.filter(entry => !isWithdrawn(entry));
  const meant = open.length > 1 ? narrowed(open, context.changes ?? [], await decidedNames(reader)) : open;
  const [only] = meant;
  if (only && meant.length === 1) return { found: 'one', entry: only };
  return only ? { found: 'several', candidates: [...meant] } : { found: 'none' };
}

/** The entries in which every change finds its metric; all of them when that tells nothing. */
function narrowed(entries: readonly Entry[], changes: readonly ChangeRequest[], decided: DecidedNames): readonly Entry[] {
  const telling = changes.filter(change => change.quantity !== null);
  if (telling.length === 0) return entries;
  const fitting = entries.filter(entry => telling.every(change => findMetric(entryAsCounted(entry, decided).metrics, change).found === 'one'));
  return fitting.length > 0 ? fitting : entries;
}

async function byNumber(reader: Reader, number: string): Promise<Entry[]> {
  const id = /^20\d{6}-\d+$/.test(number) ? await reader.get('entry', number) : undefined;
  if (id) return [id];
  const { rows } = await reader.find('entry', { index: 'byNumber', equals: [number], order: 'descending', limit: 1 });
  return rows;
}

async function byPosition(reader: Reader, position: number, context: TargetContext): Promise<Entry[]> {
  const ids = context.quote ? (await quoted(reader, context)).map(entry => entry.id) : await latestReceipt(reader, context);
  return load(reader, [ids[position - 1]]);
}

/** Ids in the order of the sender's latest receipt here; a purged one leaves an empty place, so that 第3条 stays 第3条. */
async function latestReceipt(reader: Reader, { conversationId, member }: Pick<TargetContext, 'conversationId' | 'member'>): Promise<string[]> {
  const { rows } = await reader.find('receipt', { index: 'byMember', equals: [conversationId, member.id], order: 'descending', limit: 1 });
  return rows[0]?.entries ?? [];
}

/** The entries of the sender's latest receipt here, in its order. */
export async function latest(reader: Reader, context: Pick<TargetContext, 'conversationId' | 'member'>): Promise<Entry[]> {
  return load(reader, await latestReceipt(reader, context));
}

/** Entries of the quoted message: by its id, by an entry number in its words, or by the words themselves. */
async function quoted(reader: Reader, context: TargetContext): Promise<Entry[]> {
  const { quote } = context;
  if (!quote) return [];
  if (quote.messageId) {
    const { rows } = await reader.find('entry', { index: 'byMessage', equals: [quote.messageId], limit: 100 });
    if (rows.length > 0) return inOrder(rows);
  }
  const numbers = numbersIn(quote.text);
  if (numbers.length > 0) return (await Promise.all(numbers.map(number => byNumber(reader, number)))).flat();
  return bySourceText(reader, quote.text);
}

/** `1120-1`, and both ends and what lies between of `1120-1至3`. */
export function numbersIn(text: string): string[] {
  const found: string[] = [];
  for (const [, day = '', first = '', last] of text.matchAll(/(?<!\d)(\d{4})-(\d{1,3})(?:至(\d{1,3}))?(?!\d)/g)) {
    const end = Math.min(Number(last ?? first), Number(first) + 99);
    for (let running = Number(first); running <= end; running++) found.push(`${day}-${running}`);
  }
  return found;
}

async function bySourceText(reader: Reader, text: string): Promise<Entry[]> {
  const wanted = squeezed(text);
  if (wanted.length < 4) return [];
  const { rows } = await reader.find('entry', { index: 'bySubmitted', order: 'descending', limit: 1_000 });
  const first = rows.find(entry => squeezed(entry.source.text).includes(wanted) || wanted.includes(squeezed(entry.source.text)));
  return first ? inOrder(rows.filter(entry => entry.source.messageId === first.source.messageId)) : [];
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, '').replace(/(…|\.{3})$/, '');
}

function inOrder(entries: readonly Entry[]): Entry[] {
  return [...entries].sort((a, b) => Number(a.id.split('-')[1]) - Number(b.id.split('-')[1]));
}

async function load(reader: Reader, ids: readonly (string | undefined)[]): Promise<Entry[]> {
  const rows = await Promise.all(ids.map(id => (id ? reader.get('entry', id) : undefined)));
  return rows.filter(row => row !== undefined);
}
