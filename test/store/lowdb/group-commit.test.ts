import { expect, it } from 'vitest';
import { FaultyDisk } from '../../helpers/faulty-disk.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { insertRow, keptIds, openStore } from './lowdb-harness.ts';

it('transactions that wait at the same time share one fsync', async () => {
  const disk = new FaultyDisk();
  const store = await openStore(await temporaryFolder(), { disk });
  const before = disk.syncs;
  await Promise.all(Array.from({ length: 64 }, (_, at) => insertRow(store, `row-${at}`)));
  expect(disk.syncs - before).toBe(1);
  expect(await keptIds(store)).toHaveLength(64);
  await store.close();
});

it('those that come while the disk is busy go together in the next one', async () => {
  const disk = new FaultyDisk();
  const store = await openStore(await temporaryFolder(), { disk });
  const before = disk.syncs;
  const writes: Promise<boolean>[] = [];
  disk.beforeWrite = async () => {
    disk.beforeWrite = async () => undefined;
    for (let at = 0; at < 30; at++) writes.push(insertRow(store, `later-${at}`));
  };
  await insertRow(store, 'first');
  await Promise.all(writes);
  expect(disk.syncs - before).toBe(2);
  await store.close();
});

it('a power cut drops what was not acknowledged and keeps what was', async () => {
  const folder = await temporaryFolder();
  const store = await openStore(folder);
  await insertRow(store, 'kept');
  const waiting = insertRow(store, 'lost');
  const abandoned = Promise.resolve().then(() => store.abandon());
  await expect(waiting).rejects.toMatchObject({ code: 'store-closed' });
  await abandoned;
  const reopened = await openStore(folder);
  expect(await keptIds(reopened)).toEqual(['kept']);
  await reopened.close();
});
