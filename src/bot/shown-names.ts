import type { Reader, TopicRow, Transaction } from '../store/store.ts';
import type { Turn } from './turn.ts';

function shownId({ message, member }: Pick<Turn, 'message' | 'member'>): string {
  return `${message.conversation.id}|${member.id}|names`;
}

/** The names of the list of 新指标 that this person saw last here, in its order: 新指标2 is the second of them, whatever was reported or decided since. */
export async function shownNames(reader: Reader, turn: Pick<Turn, 'message' | 'member'>): Promise<string[] | null> {
  const row = await reader.get('topic', shownId(turn));
  return row ? row.question.split('\n').filter(name => name !== '') : null;
}

export async function keepShownNames(tx: Transaction, turn: Pick<Turn, 'message' | 'member'>, names: readonly string[]): Promise<void> {
  const id = shownId(turn);
  const known = await tx.get('topic', id);
  const { bureau, at } = turn.message;
  const row: TopicRow = { bureau, id, version: known?.version ?? 1, at, kind: 'names', question: names.join('\n') };
  if (known) await tx.replace('topic', row);
  else await tx.insert('topic', row);
}
