import { type LowdbStore, type LowdbStoreOptions, openLowdbStore } from '../../../src/store/lowdb/lowdb-store.ts';
import { auditRow, STORE_TIME } from '../../helpers/rows.ts';

/** The scope of these tests. */
export const bureau = { bureau: 'qinghe' };

export function openStore(folder: string, options: Partial<LowdbStoreOptions> = {}): Promise<LowdbStore> {
  return openLowdbStore({ folder, clock: { now: () => STORE_TIME }, ...options });
}

export function insertRow(store: LowdbStore, id: string): Promise<boolean> {
  return store.write(bureau, tx => tx.insert('audit', auditRow({ id })));
}

export async function keptIds(store: LowdbStore): Promise<string[]> {
  const { rows } = await store.read(bureau, reader => reader.find('audit', { index: 'byId' }));
  return rows.map(row => row.id);
}
