import { openLowdbStore } from '../../src/store/lowdb/lowdb-store.ts';
import type { Store } from '../../src/store/store.ts';
import { STORE_TIME } from '../helpers/rows.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { describeStore } from './store.ts';

const folders = new WeakMap<Store, string>();

async function openIn(folder: string): Promise<Store> {
  const store = await openLowdbStore({ folder, clock: { now: () => STORE_TIME } });
  folders.set(store, folder);
  return store;
}

describeStore({
  name: 'lowdb',
  open: async () => openIn(await temporaryFolder()),
  async reopen(store) {
    await store.close();
    return openIn(folders.get(store) ?? '');
  },
});
