import type { BureauId } from '../domain/member.ts';
import type { OutgoingMessage } from '../domain/message.ts';
import type { Instant } from '../lib/clock.ts';
import type { Transaction } from '../store/store.ts';

/** Where a queued message comes from, which also makes its id: the same source queues the same message once. */
export interface Queueing {
  bureau: BureauId;
  /** Unique for this message: `<message id>:0`, `<run id>:zhang`. */
  id: string;
  at: Instant;
  /** Schedule run that sends it; null for a reply. */
  run: string | null;
  /** After this it is no longer worth sending. */
  latest?: Instant | undefined;
}

/** Queues a message in the transaction that made it necessary; the outbox id, whether it is new or was queued before. */
export async function enqueue(tx: Transaction, message: OutgoingMessage, queueing: Queueing): Promise<string> {
  await tx.insert('outbox', {
    bureau: queueing.bureau,
    id: queueing.id,
    version: 1,
    dueAt: queueing.at,
    leasedUntil: 0,
    state: 'open',
    message,
    queuedAt: queueing.at,
    attempts: 0,
    inFlight: false,
    deliveredAt: null,
    lastError: null,
    run: queueing.run,
    ...(queueing.latest === undefined ? {} : { latest: queueing.latest }),
  });
  return queueing.id;
}
