import { dateOf, type LocalDate } from '../domain/date.ts';
import type { BureauId } from '../domain/member.ts';
import type { Instant } from '../lib/clock.ts';
import type { Transaction } from '../store/store.ts';

/** 编号 — `20261120-3` as an id, `1120-3` as people say it. */
export interface EntryNumber {
  id: string;
  number: string;
}

/** The next `count` numbers of the day of `at` in this bureau. A number is never given twice, not even after a purge. */
export async function takeNumbers(transaction: Transaction, bureau: BureauId, { at, count }: { at: Instant; count: number }): Promise<EntryNumber[]> {
  const day = dateOf(at);
  const id = `entry:${compact(day)}`;
  const counter = await transaction.get('counter', id);
  const last = counter?.value ?? 0;
  if (counter) await transaction.replace('counter', { ...counter, value: last + count });
  else await transaction.insert('counter', { bureau, id, version: 1, value: count });
  return Array.from({ length: count }, (_, index) => numberOf(day, last + index + 1));
}

function numberOf(day: LocalDate, running: number): EntryNumber {
  return { id: `${compact(day)}-${running}`, number: `${compact(day).slice(4)}-${running}` };
}

function compact(day: LocalDate): string {
  return day.replaceAll('-', '');
}
