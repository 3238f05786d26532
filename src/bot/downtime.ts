import type { Bureau } from '../bureau/bureau.ts';
import { addDays, dateOf, instantAt } from '../domain/date.ts';
import type { Instant } from '../lib/clock.ts';
import type { Store } from '../store/store.ts';

const MARK = 'alive';
/** A restart is shorter than this. */
const SHORTEST_MS = 2 * 60_000;
/** When people may have spoken to a program that was not there; a PC that is off at night has missed nobody. */
const WORKED = { from: '08:30', to: '17:30' } as const;

/** 在线 — notes every minute that the program runs, so that its next start knows since when it did not. */
export async function noteAlive(store: Store, { id }: Pick<Bureau, 'id'>, at: Instant): Promise<void> {
  await store.write({ bureau: id }, async tx => {
    const known = await tx.get('counter', MARK);
    if (!known) await tx.insert('counter', { bureau: id, id: MARK, version: 1, value: at });
    else if (known.value < at) await tx.replace('counter', { ...known, value: at });
  });
}

/** Since when the program was not there, at its start; null when that was only a moment, or outside working hours. */
export async function downSince(store: Store, bureau: Pick<Bureau, 'id' | 'calendar'>, now: Instant): Promise<Instant | null> {
  const since = (await store.read({ bureau: bureau.id }, reader => reader.get('counter', MARK)))?.value ?? now;
  return missedWork(since, now, bureau) >= SHORTEST_MS ? since : null;
}

/** Milliseconds of working hours between two moments. */
function missedWork(from: Instant, to: Instant, { calendar }: Pick<Bureau, 'calendar'>): number {
  let missed = 0;
  for (let day = dateOf(from); day <= dateOf(to); day = addDays(day, 1)) {
    if (!calendar.isWorkday(day)) continue;
    missed += Math.max(0, Math.min(to, instantAt(day, WORKED.to)) - Math.max(from, instantAt(day, WORKED.from)));
  }
  return missed;
}
