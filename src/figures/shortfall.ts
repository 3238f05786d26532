import type { Bureau } from '../bureau/bureau.ts';
import { dateOf, yearOf } from '../domain/date.ts';
import type { Entry } from '../domain/entry.ts';
import type { Shortfall } from '../domain/shortfall.ts';
import type { Reader } from '../store/store.ts';
import { loadEntries } from './load-entries.ts';
import { byTime } from './report-line.ts';
import { totalOf } from './total.ts';

/** The running totals of one message that cannot be right beside what is in the ledgers. */
export async function shortfallsOf(reader: Reader, kept: readonly Entry[], { bureau, at }: { bureau: Bureau; at: number }): Promise<Shortfall[]> {
  const own = new Set(kept.map(({ id }) => id));
  const found: Shortfall[] = [];
  for (const [index, entry] of kept.entries()) {
    for (const { name: metric, kind, value, approximate, unit, period = entry.period } of entry.metrics) {
      if (kind !== 'cumulative' || value === null || approximate !== null) continue;
      const year = { from: `${yearOf(period.to)}-01-01`, to: period.to };
      const { entries } = await loadEntries(reader, year);
      const others = entries.filter(other => !own.has(other.id) && other.department === entry.department);
      const total = totalOf(others, { metric, period: year, today: dateOf(at), bureau });
      const widest = total.lines
        .filter(({ verdict }) => verdict === 'counted')
        .sort((a, b) => (b.quantity.value ?? 0) - (a.quantity.value ?? 0) || byTime(a, b))[0];
      const before = total.quantity?.value ?? 0;
      if (widest && before > value && total.quantity?.unit === unit)
        found.push({ position: index + 1, metric, value, before, unit, number: widest.number });
    }
  }
  return found;
}
