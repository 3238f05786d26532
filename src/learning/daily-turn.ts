import type { BureauId } from '../domain/member.ts';
import type { Transaction } from '../store/store.ts';

function turnId(reader: string): string {
  return `daily-law:${reader}`;
}

/** How many laws a conversation has had, so that the next one is another. */
export async function turnOf(
  reader: { get(kind: 'counter', id: string): Promise<{ value: number } | undefined> },
  conversation: string,
): Promise<number> {
  return (await reader.get('counter', turnId(conversation)))?.value ?? 0;
}

export async function takeTurn(transaction: Transaction, bureau: BureauId, conversation: string): Promise<void> {
  const id = turnId(conversation);
  const known = await transaction.get('counter', id);
  if (known) await transaction.replace('counter', { ...known, value: known.value + 1 });
  else await transaction.insert('counter', { bureau, id, version: 1, value: 1 });
}
