import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type LowdbStore, openLowdbStore } from '../../src/store/lowdb/lowdb-store.ts';
import type { Store } from '../../src/store/store.ts';
import { STORE_TIME } from '../helpers/rows.ts';
import { describeStore } from './store.ts';

const folders = new Map<Store, string>();

async function openIn(folder: string): Promise<LowdbStore> {
  const store = await openLowdbStore({ folder, clock: { now: () => STORE_TIME } });
  folders.set(store, folder);
  return store;
}

afterAll(() => Promise.all([...new Set(folders.values())].map(folder => rm(folder, { recursive: true }))));

describeStore({
  name: 'lowdb',
  open: async () => openIn(await mkdtemp(join(tmpdir(), 'xiaofa-store-'))),
  async reopen(store) {
    await store.close();
    return openIn(folders.get(store) ?? '');
  },
});
