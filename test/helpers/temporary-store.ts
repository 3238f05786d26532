import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../src/lib/clock.ts';
import { openLowdbStore } from '../../src/store/lowdb/lowdb-store.ts';
import type { Store } from '../../src/store/store.ts';

/** A real store in a folder of its own, closed and removed when the test ends. */
export async function temporaryStore(clock: Clock): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'xiaofa-store-'));
  const store = await openLowdbStore({ folder, clock });
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  return store;
}
