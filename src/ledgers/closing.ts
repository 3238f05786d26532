import type { Bureau } from '../bureau/bureau.ts';
import { type Closing, closedBy, closingOf } from '../domain/closing.ts';
import { dateOf, type LocalDate } from '../domain/date.ts';
import { type Entry, stands } from '../domain/entry.ts';
import { AppError } from '../domain/errors.ts';
import type { Period } from '../domain/period.ts';
import { readDates } from '../language/dates.ts';
import type { Reader, Transaction } from '../store/store.ts';
import { alreadyClosed, notClosed, notOverYet, reasonNeeded } from '../wording/closing.ts';
import { allRows } from './all-rows.ts';
import type { ChangeBy } from './correct.ts';

/** Every period that stands closed, in order. */
export async function closedPeriods(reader: Reader): Promise<Closing[]> {
  return (await reader.find('closing', { index: 'byState', equals: ['closed'], limit: 500 })).rows;
}

/** The period that 封账10月, 解封三季度 names: a month, quarter, half or year; the last one that words fit. */
export function periodToClose(text: string, { today, calendar }: { today: LocalDate; calendar: Bureau['calendar'] }): Period | null {
  const whole = readDates(text, { today, calendar }).find(date => ['month', 'quarter', 'half', 'year'].includes(date.grain));
  return whole?.period ?? null;
}

/** 封账 — from now on what comes for this period needs a reason. */
export async function closeBooks(
  transaction: Transaction,
  period: Period,
  { bureau, member, at }: ChangeBy & { bureau: Pick<Bureau, 'id'> },
): Promise<Closing> {
  if (period.to >= dateOf(at)) throw new AppError('usage', notOverYet(period, at));
  const id = `${period.from}:${period.to}`;
  const known = await transaction.get('closing', id);
  if (known?.state === 'closed') throw new AppError('conflict', alreadyClosed(known, at));
  const step = { action: 'close' as const, by: { id: member.id, name: member.name }, at };
  const closing: Closing = {
    bureau: bureau.id,
    id,
    version: known?.version ?? 1,
    period,
    state: 'closed',
    history: [...(known?.history ?? []), step],
  };
  if (known) await transaction.replace('closing', closing);
  else await transaction.insert('closing', closing);
  return closing;
}

/** 解封 — the books of this period are open again; resolves to what was changed while they were closed. */
export async function reopenBooks(transaction: Transaction, period: Period, { member, at }: ChangeBy): Promise<Entry[]> {
  const known = await transaction.get('closing', `${period.from}:${period.to}`);
  if (known?.state !== 'closed') throw new AppError('not-found', notClosed(period, at));
  const { late, changed } = await changedSince(transaction, known);
  const step = { action: 'reopen' as const, by: { id: member.id, name: member.name }, at };
  await transaction.replace('closing', { ...known, state: 'open', history: [...known.history, step] });
  return [...late, ...changed];
}

/** 补录 and changes of a closed period since it was closed. */
export async function changedSince(reader: Reader, closing: Closing): Promise<{ late: Entry[]; changed: Entry[] }> {
  const since = closedBy(closing)?.at ?? 0;
  const late: Entry[] = [];
  const changed: Entry[] = [];
  for await (const entry of allRows(reader, 'entry', { index: 'byPeriodEnd', from: closing.period.from, to: closing.period.to })) {
    if (entry.submittedAt >= since && entry.supplement !== undefined && stands(entry)) late.push(entry);
    else if (entry.history.some(step => step.at >= since && ['correct', 'withdraw', 'restore'].includes(step.action))) changed.push(entry);
  }
  return { late, changed };
}

/** Throws when one of these days lies in a closed period and no reason was given; true when it does and one was. */
export async function requireReason(reader: Reader, dates: readonly LocalDate[], { at, reason }: Pick<ChangeBy, 'at' | 'reason'>): Promise<boolean> {
  const closings = await closedPeriods(reader);
  const closing = dates.map(date => closingOf(closings, date)).find(found => found !== undefined);
  if (closing && !reason) throw new AppError('conflict', reasonNeeded(closing, at));
  return closing !== undefined;
}
