import type { MetricReading } from '../domain/entry.ts';
import { type Entry, type EntryContent, stands } from '../domain/entry.ts';
import { samePeriod } from '../domain/period.ts';
import type { Reader } from '../store/store.ts';
import { entryAsCounted } from './names/as-counted.ts';
import { decidedNames } from './names/decided-names.ts';

/** The earlier entry that seems to say the same event as this new one, whatever its figures were called, or undefined. */
export async function findTwin(reader: Reader, entry: Entry): Promise<Entry | undefined> {
  if (entry.metrics.length === 0) return undefined;
  const { rows } = await reader.find('entry', {
    index: 'byDepartment',
    equals: [entry.department],
    from: entry.period.to,
    to: entry.period.to,
    limit: 200,
  });
  const decided = await decidedNames(reader);
  const counted = entryAsCounted(entry, decided);
  return rows.find(other => other.id !== entry.id && stands(other) && isSameEvent(counted, entryAsCounted(other, decided)));
}

/** Entries of the first list with one of the second that seems to say the same event; none that was asked about when it came in. */
export function twinsBetween(entries: readonly Entry[], others: readonly Entry[]): (readonly [Entry, Entry])[] {
  const isUnasked = (entry: Entry): boolean => stands(entry) && !entry.flags.includes('suspected-duplicate');
  const placeOf = ({ department, period }: Entry): string => `${department}|${period.from}|${period.to}`;
  const byPlace = new Map<string, Entry[]>();
  for (const other of others.filter(isUnasked)) byPlace.set(placeOf(other), [...(byPlace.get(placeOf(other)) ?? []), other]);
  return entries.filter(isUnasked).flatMap(entry => {
    const twin = byPlace.get(placeOf(entry))?.find(other => isSameEvent(entry, other));
    return twin ? [[entry, twin] as const] : [];
  });
}

/** Same 科室, same days, every figure that both state equal, said by two people; or the very same words sent twice by one. */
function isSameEvent(a: Entry, b: Entry): boolean {
  if (a.source.messageId === b.source.messageId && a.source.platform === b.source.platform) return false;
  if (a.reporter.id === b.reporter.id && a.raw.trim() !== b.raw.trim()) return false;
  return a.department === b.department && samePeriod(a.period, b.period) && agree(a, b);
}

function agree(a: EntryContent, b: EntryContent): boolean {
  const shared = a.metrics.flatMap(mine => {
    const theirs = b.metrics.find(metric => metric.name === mine.name);
    return theirs ? [{ mine, theirs }] : [];
  });
  // An inferred count of 1 says nothing: two trainings of one day agree in it and are two trainings.
  const telling = shared.some(({ mine, theirs }) => !mine.inferred && !theirs.inferred && mine.value !== null);
  return telling && shared.every(({ mine, theirs }) => sameFigure(mine, theirs));
}

/** Same kind and same value; 家 and 家次 do not tell two reports of one event apart. */
export function sameFigure(a: MetricReading, b: MetricReading): boolean {
  return a.kind === b.kind && a.value === b.value && a.min === b.min && a.max === b.max;
}
