import { createHash } from 'node:crypto';
import type { Member } from '../domain/member.ts';
import type { Instant } from '../lib/clock.ts';
import type { OutboxRow, Reader, Transaction } from '../store/store.ts';

/** States of a message that will not leave by itself any more: 死信, and what a crash left uncertain. */
const stuck = ['dead', 'uncertain'] as const;

/** More than these nobody reads; the rest comes up as they are dealt with. */
const MOST_LISTED = 100;

/** 未送达 — what will not arrive unless somebody sends it again, the latest first. */
export async function undelivered(reader: Reader): Promise<OutboxRow[]> {
  const pages = await Promise.all(
    stuck.map(state => reader.find('outbox', { index: 'byState', equals: [state], order: 'descending', limit: MOST_LISTED })),
  );
  return pages.flatMap(page => page.rows).sort((a, b) => b.queuedAt - a.queuedAt);
}

/** 发件箱深度 — how many messages wait, are dead, or may have arrived. */
export async function queueDepth(reader: Reader): Promise<Record<'open' | (typeof stuck)[number], number>> {
  const count = (state: string): Promise<number> => reader.count('outbox', { index: 'byState', equals: [state] });
  const [open, dead, uncertain] = await Promise.all([count('open'), count('dead'), count('uncertain')]);
  return { open, dead, uncertain };
}

/** 重发号 — four digits by which an admin on a phone names a message; two of a few dead letters hardly ever share one. */
export function resendCode({ id }: Pick<OutboxRow, 'id'>): string {
  const number = createHash('sha256').update(id).digest().readUInt32BE(0) % 10_000;
  return String(number).padStart(4, '0');
}

/** Puts a message that was given up back into the queue, from the piece that failed on; false when it is not stuck any more. Kept in the audit trail. */
export async function resend(tx: Transaction, id: string, { member, at }: { member: Pick<Member, 'id'>; at: Instant }): Promise<boolean> {
  const row = await tx.get('outbox', id);
  if (row?.state !== 'dead' && row?.state !== 'uncertain') return false;
  await tx.replace('outbox', { ...row, state: 'open', dueAt: at, leasedUntil: 0, attempts: 0, inFlight: false, lastError: null });
  await tx.insert('audit', { bureau: row.bureau, id: `resend:${id}:${at}`, version: 1, at, actor: member.id, action: 'resend', subject: id });
  return true;
}
