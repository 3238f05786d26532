import { yearOf } from '../domain/date.ts';
import type { Entry, NilReport } from '../domain/entry.ts';
import type { Period } from '../domain/period.ts';
import { allRows } from '../ledgers/all-rows.ts';
import type { Kind, Query, Reader, Rows } from '../store/store.ts';

/** What counting a period needs: the entries and nil reports from the New Year before it (cumulative figures begin there) up to its year's end. */
export async function loadEntries(reader: Reader, period: Period): Promise<{ entries: Entry[]; nilReports: NilReport[] }> {
  const range = { from: `${yearOf(period.from)}-01-01`, to: `${yearOf(period.to) + 1}-01-31` };
  return {
    entries: await collect(reader, 'entry', { index: 'byPeriodEnd', ...range }),
    nilReports: await collect(reader, 'nil-report', { index: 'byPeriodEnd', ...range }),
  };
}

async function collect<K extends Kind>(reader: Reader, kind: K, query: Query<K>): Promise<Rows[K][]> {
  const rows: Rows[K][] = [];
  for await (const row of allRows(reader, kind, { ...query, limit: 10_000 })) rows.push(row);
  return rows;
}
