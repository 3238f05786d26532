import type { Reader } from '../store/store.ts';
import type { Turn } from './turn.ts';

/** So many others' reports in so short a time, and a group has no room for whole receipts. */
const REPORTS = 4;
const WITHIN_MS = 10 * 60_000;

/** 周五下午的群 — whether a group is full of reports just now. */
export async function isBusy(reader: Reader, { message, member }: Pick<Turn, 'message' | 'member'>): Promise<boolean> {
  const { conversation, id, at } = message;
  if (conversation.kind !== 'group') return false;
  const { rows } = await reader.find('entry', { index: 'bySubmitted', from: at - WITHIN_MS, to: at, order: 'descending', limit: 200 });
  const others = rows.filter(
    ({ source, reporter }) => source.conversationId === conversation.id && source.messageId !== id && reporter.id !== member.id,
  );
  return new Set(others.map(({ source }) => source.messageId)).size >= REPORTS;
}
