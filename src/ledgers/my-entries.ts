import { addDays, instantAt } from '../domain/date.ts';
import type { Entry } from '../domain/entry.ts';
import type { Member } from '../domain/member.ts';
import { overlaps, type Period } from '../domain/period.ts';
import type { Reader } from '../store/store.ts';
import { allRows } from './all-rows.ts';

/** What a member reported in a period, or about it, withdrawn ones included, in the order in which it was reported. */
export async function myEntries(reader: Reader, member: Pick<Member, 'id'>, period: Period): Promise<Entry[]> {
  const from = instantAt(period.from);
  const end = instantAt(addDays(period.to, 1));
  const mine: Entry[] = [];
  for await (const entry of allRows(reader, 'entry', { index: 'byReporter', equals: [member.id], from })) {
    if (entry.submittedAt < end || overlaps(entry.period, period)) mine.push(entry);
  }
  return mine;
}
