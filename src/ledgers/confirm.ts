import type { Bureau } from '../bureau/bureau.ts';
import { closingOf } from '../domain/closing.ts';
import { mayConfirm } from '../domain/confirmation.ts';
import type { Entry } from '../domain/entry.ts';
import { overlaps, type Period } from '../domain/period.ts';
import type { Reader, Transaction } from '../store/store.ts';
import { awaitingNote, confirmedChange, returnedChange } from '../wording/confirmation.ts';
import { closedPeriods } from './closing.ts';
import { type ChangeBy, recordChange } from './correct.ts';

/** 待确认 — by 科室 in the bureau's fixed order, the earliest reported first. */
export async function awaitingEntries(reader: Reader, { departments }: Pick<Bureau, 'departments'>): Promise<Entry[]> {
  const { rows } = await reader.find('entry', { index: 'byStatus', equals: ['awaiting'], limit: 10_000 });
  const place = ({ department }: Entry): number => departments.findIndex(({ name }) => name === department);
  return rows.sort((a, b) => place(a) - place(b) || a.submittedAt - b.submittedAt || Number(a.number.split('-')[1]) - Number(b.number.split('-')[1]));
}

/** What of these days waits for a head's yes, in a line; empty when nothing does. */
export async function awaitingIn(reader: Reader, bureau: Pick<Bureau, 'departments'>, period: Period): Promise<string> {
  return awaitingNote((await awaitingEntries(reader, bureau)).filter(entry => overlaps(entry.period, period)));
}

/** 确认的结果 — what was done, and what was left as it is and why. */
export interface Decided {
  done: Entry[];
  /** Of another 科室. */
  foreign: Entry[];
  /** Confirmed before, withdrawn, or never waiting. */
  settled: Entry[];
  /** Of a closed period, without a reason. */
  closed: Entry[];
}

/** 确认 or 退回 of these entries by a head; each for itself, so that one that cannot be does not hold up the others. */
export async function decide(transaction: Transaction, entries: readonly Entry[], { isYes, ...by }: ChangeBy & { isYes: boolean }): Promise<Decided> {
  const decided: Decided = { done: [], foreign: [], settled: [], closed: [] };
  const closings = await closedPeriods(transaction);
  for (const entry of entries) {
    const mayBe = isYes ? entry.status === 'awaiting' || entry.status === 'returned' : entry.status === 'awaiting' || entry.status === 'accepted';
    if (!mayConfirm(by.member, entry)) decided.foreign.push(entry);
    else if (!mayBe) decided.settled.push(entry);
    else if (!by.reason && closingOf(closings, entry.period.to)) decided.closed.push(entry);
    else decided.done.push(await recordChange(transaction, entry, isYes ? yes(by) : no(by)));
  }
  return decided;
}

function yes(by: ChangeBy): Parameters<typeof recordChange>[2] {
  return { ...by, action: 'accept', what: confirmedChange, after: {}, status: 'accepted' };
}

function no(by: ChangeBy): Parameters<typeof recordChange>[2] {
  return { ...by, action: 'return', what: returnedChange(by.reason ?? null), after: {}, status: 'returned' };
}
