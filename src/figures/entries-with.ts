import type { Entry } from '../domain/entry.ts';

type Lists = ReadonlyMap<string, readonly Entry[]>;

/** Lists of entries are never changed once they are read, so what was sorted out of one stays true while it is in use. */
const sorted = new WeakMap<readonly Entry[], Lists>();

/** The lists that were made last; a metric of which nothing new was reported keeps its very list, and with it its totals. */
let recent: readonly Lists[] = [];
const MOST_RECENT = 3;

function byMetric(entries: readonly Entry[]): Lists {
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

function asBefore(metric: string, list: readonly Entry[]): readonly Entry[] {
  const isSame = (known: readonly Entry[] | undefined): boolean =>
    known !== undefined && known.length === list.length && known.every((entry, index) => entry === list[index]);
  return recent.map(lists => lists.get(metric)).find(isSame) ?? list;
}

/** The entries that carry a metric, so that one total does not go through the work of years. The same entries give the very same list. */
export function entriesWith(entries: readonly Entry[], metric: string): readonly Entry[] {
  let lists = sorted.get(entries);
  if (!lists) {
    lists = new Map([...byMetric(entries)].map(([name, list]) => [name, asBefore(name, list)]));
    sorted.set(entries, lists);
    recent = [lists, ...recent].slice(0, MOST_RECENT);
  }
  return lists.get(metric) ?? none;
}

const none: readonly Entry[] = [];
