import type { Entry } from '../domain/entry.ts';

/** Lists of entries are never changed once they are read, so what was sorted out of one stays true while it is in use. */
const sorted = new WeakMap<readonly Entry[], ReadonlyMap<string, readonly Entry[]>>();

function byMetric(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const lists = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const { name } of entry.metrics) {
      const list = lists.get(name);
      if (!list) lists.set(name, [entry]);
      else if (list.at(-1) !== entry) list.push(entry);
    }
  }
  return lists;
}

/** The entries that carry a metric, so that one total does not go through the work of years. */
export function entriesWith(entries: readonly Entry[], metric: string): readonly Entry[] {
  let lists = sorted.get(entries);
  if (!lists) {
    lists = byMetric(entries);
    sorted.set(entries, lists);
  }
  return lists.get(metric) ?? [];
}
