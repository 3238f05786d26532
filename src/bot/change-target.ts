import type { Entry } from '../domain/entry.ts';
import type { TargetReference } from '../domain/reading.ts';
import type { ChangeBy } from '../ledgers/correct.ts';
import { resolveTarget } from '../ledgers/resolve-target.ts';
import type { Transaction } from '../store/store.ts';
import { ambiguousTarget, noTarget } from '../wording/receipt.ts';
import type { Reply, Services, Turn } from './turn.ts';

export function changeBy({ member, message, supplement }: Pick<Turn, 'member' | 'message' | 'supplement'>): ChangeBy {
  return { member, at: message.at, messageId: message.id, reason: supplement.reason };
}

/** How the changed entry is called in the answer: as the sender called it. */
export function nameOfTarget(reference: TargetReference, entry: Entry): string {
  return reference.by === 'position' ? `第${reference.position}条` : entry.number;
}

/** Runs `change` on the one entry that is meant; says so when there are several or none, and then changes nothing. */
export async function onTarget(
  tx: Transaction,
  { turn, services, includeWithdrawn = false }: { turn: Turn; services: Services; includeWithdrawn?: boolean },
  change: (entry: Entry, reference: TargetReference) => Promise<Reply[]>,
): Promise<Reply[]> {
  const { message, member, reading } = turn;
  const reference = reading.target ?? { by: 'latest' };
  const target = await resolveTarget(tx, reference, {
    bureau: services.bureau,
    member,
    conversationId: message.conversation.id,
    quote: message.quote,
    at: message.at,
    changes: reading.changes,
    includeWithdrawn,
  });
  if (target.found === 'one') return change(target.entry, reference);
  return [{ text: target.found === 'several' ? ambiguousTarget(target.candidates) : noTarget }];
}
