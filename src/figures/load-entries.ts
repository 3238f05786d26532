import { yearOf } from '../domain/date.ts';
import type { Entry, NilReport } from '../domain/entry.ts';
import type { Period } from '../domain/period.ts';
import { asCounted } from '../ledgers/names/as-counted.ts';
import { decidedNames } from '../ledgers/names/decided-names.ts';
import type { Kind, Query, Reader, Rows } from '../store/store.ts';

/** What counting a period needs: the entries and nil reports from the New Year before it (cumulative figures begin there) up to its year's end; their figures under the names that they count as. */
export async function loadEntries(reader: Reader, period: Period): Promise<{ entries: Entry[]; nilReports: NilReport[] }> {
  const range = { from: `${yearOf(period.from)}-01-01`, to: `${yearOf(period.to) + 1}-01-31` };
  const entries = sameEntries(`${range.from}/${range.to}`, await collect(reader, 'entry', { index: 'byPeriodEnd', ...range }));
  return {
    entries: asCounted(entries, await decidedNames(reader)),
    nilReports: sameNilReports(`${range.from}/${range.to}`, await collect(reader, 'nil-report', { index: 'byPeriodEnd', ...range })),
  };
}

const MOST_LISTS = 2;

/** Gives the list that was loaded before where its rows are the very same, so that what was made out of it (`entriesWith`, totals) still serves. */
function keepLists<Row>(): (range: string, rows: Row[]) => Row[] {
  const lastLists = new Map<string, Row[]>();
  return (range, rows) => {
    const last = lastLists.get(range);
    const isSame = last?.length === rows.length && rows.every((row, index) => row === last[index]);
    const list = isSame ? last : rows;
    lastLists.delete(range);
    lastLists.set(range, list);
    for (const oldest of [...lastLists.keys()].slice(0, -MOST_LISTS)) lastLists.delete(oldest);
    return list;
  };
}

const sameEntries = keepLists<Entry>();
const sameNilReports = keepLists<NilReport>();

/** Page by page and not row by row: a question may need the ten thousand rows of a year and the one before. */
async function collect<K extends Kind>(reader: Reader, kind: K, query: Query<K>): Promise<Rows[K][]> {
  const pages: Rows[K][][] = [];
  let cursor: string | undefined;
  do {
    const page = await reader.find(kind, { ...query, limit: 10_000, ...(cursor === undefined ? {} : { cursor }) });
    pages.push(page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return pages.length === 1 ? (pages[0] ?? []) : pages.flat();
}
