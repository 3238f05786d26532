import type { TopicRow, Transaction } from '../store/store.ts';
import type { Services, Turn } from './turn.ts';

function topicId({ message, member }: Turn): string {
  return `${message.conversation.id}|${member.id}`;
}

/** What this person asked last in this conversation. */
export function topicOf(turn: Turn, { store, bureau }: Services): Promise<TopicRow | undefined> {
  return store.read({ bureau: bureau.id }, reader => reader.get('topic', topicId(turn)));
}

export async function keepTopic(tx: Transaction, turn: Turn, topic: Pick<TopicRow, 'kind' | 'question' | 'cited'>): Promise<void> {
  const id = topicId(turn);
  const known = await tx.get('topic', id);
  const row: TopicRow = { bureau: turn.message.bureau, id, version: known?.version ?? 1, at: turn.message.at, ...topic };
  if (known) await tx.replace('topic', row);
  else await tx.insert('topic', row);
}

/** 新话题 — forgets what this person asked last in this conversation. */
export async function forgetTopic(tx: Transaction, turn: Turn): Promise<void> {
  const known = await tx.get('topic', topicId(turn));
  if (known) await tx.remove('topic', known.id, known.version);
}
