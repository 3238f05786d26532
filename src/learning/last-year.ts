import { addDays, type LocalDate } from '../domain/date.ts';
import { counts, type Entry } from '../domain/entry.ts';
import { overlaps, type Period } from '../domain/period.ts';
import { allRows } from '../ledgers/all-rows.ts';
import type { Reader } from '../store/store.ts';

const AROUND_DAYS = 7;
const LONGEST_ENTRY_DAYS = 31;

function around(period: Period): Period {
  return { from: addDays(period.from, -AROUND_DAYS), to: addDays(period.to, AROUND_DAYS) };
}

function lengthOf({ from, to }: Period): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** 去年同期 — what was done for 普法 around the same observance a year before; the 科室 that leads it first, then by day. */
export async function doneLastYear(
  reader: Reader,
  { period, department, section = 'EDU' }: { period: Period; department: string | null; section?: string },
): Promise<Entry[]> {
  const days = around(period);
  const found: Entry[] = [];
  const until: LocalDate = addDays(days.to, LONGEST_ENTRY_DAYS);
  for await (const entry of allRows(reader, 'entry', { index: 'byPeriodEnd', from: days.from, to: until })) {
    // A year's cumulative figure says nothing about a week of it.
    if (counts(entry) && entry.section === section && overlaps(entry.period, days) && lengthOf(entry.period) <= LONGEST_ENTRY_DAYS) found.push(entry);
  }
  const own = (entry: Entry): number => Number(entry.department !== department);
  return found.sort((a, b) => own(a) - own(b) || a.period.from.localeCompare(b.period.from));
}
