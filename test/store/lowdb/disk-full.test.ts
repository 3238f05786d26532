import { describe, expect, it } from 'vitest';
import { FaultyDisk } from '../../helpers/faulty-disk.ts';
import { RecordingLogger } from '../../helpers/recording-logger.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { bureau, insertRow, keptIds, openStore } from './lowdb-harness.ts';

describe('a disk that fails', () => {
  it.each([0, 1, 40, 150])(
    'by being full after %i more bytes refuses the commit, keeps what was, and goes on when there is room again',
    async space => {
      const folder = await temporaryFolder();
      const disk = new FaultyDisk();
      const store = await openStore(folder, { disk });
      await insertRow(store, 'before');
      disk.space = space;
      await expect(insertRow(store, 'refused')).rejects.toMatchObject({ code: 'store-full', message: expect.stringContaining('磁盘空间不足') });
      expect(await keptIds(store)).toEqual(['before']);
      disk.space = Number.POSITIVE_INFINITY;
      await insertRow(store, 'after');
      expect(await keptIds(store)).toEqual(['after', 'before']);
      expect(await store.verify()).toEqual([]);
      await store.close();
      const reopened = await openStore(folder);
      expect(await keptIds(reopened)).toEqual(['after', 'before']);
      await reopened.close();
    },
  );

  it('in fsync refuses the commit, and does not bring it back after a restart', async () => {
    const folder = await temporaryFolder();
    const disk = new FaultyDisk();
    const store = await openStore(folder, { disk });
    await insertRow(store, 'before');
    disk.syncError = 'EIO';
    await expect(insertRow(store, 'refused')).rejects.toMatchObject({ code: 'store-full', message: expect.stringContaining('EIO') });
    await store.abandon();
    const reopened = await openStore(folder);
    expect(await keptIds(reopened)).toEqual(['before']);
    await reopened.close();
  });

  it('and cannot even cut off the half-written commit refuses further ones until it can', async () => {
    const folder = await temporaryFolder();
    const disk = new FaultyDisk();
    const store = await openStore(folder, { disk });
    await insertRow(store, 'before');
    Object.assign(disk, { space: 60, truncateError: 'EIO' });
    await expect(insertRow(store, 'refused')).rejects.toMatchObject({ code: 'store-full' });
    disk.space = Number.POSITIVE_INFINITY;
    await expect(insertRow(store, 'refused too')).rejects.toMatchObject({ code: 'store-full' });
    disk.truncateError = null;
    await insertRow(store, 'after');
    await store.abandon();
    const reopened = await openStore(folder);
    expect(await keptIds(reopened)).toEqual(['after', 'before']);
    await reopened.close();
  });

  it('refuses with the failed commit all that were built on it, also those that only looked at it', async () => {
    const disk = new FaultyDisk();
    const store = await openStore(await temporaryFolder(), { disk });
    disk.syncError = 'EIO';
    const later: Promise<unknown>[] = [];
    disk.beforeWrite = async () =>
      void later.push(
        insertRow(store, 'claim'),
        store.write(bureau, tx => tx.get('audit', 'claim')),
      );
    await expect(insertRow(store, 'claim')).rejects.toMatchObject({ code: 'store-full' });
    // One saw the claim as taken and the other saw the row: neither may say so, since it was never kept.
    expect((await Promise.allSettled(later)).map(outcome => outcome.status)).toEqual(['rejected', 'rejected']);
    disk.beforeWrite = async () => undefined;
    disk.syncError = null;
    expect(await insertRow(store, 'claim')).toBe(true);
    await store.close();
  });

  it('shows no reader what it has not kept', async () => {
    const disk = new FaultyDisk();
    const store = await openStore(await temporaryFolder(), { disk });
    const seen: string[][] = [];
    disk.beforeWrite = async () => void seen.push(await keptIds(store));
    await insertRow(store, 'a');
    expect(seen).toEqual([[]]);
    expect(await keptIds(store)).toEqual(['a']);
    await store.close();
  });

  it('during a checkpoint harms nothing, and the next one is written', async () => {
    const folder = await temporaryFolder();
    const disk = new FaultyDisk();
    const logger = new RecordingLogger();
    const store = await openStore(folder, { disk, logger });
    await insertRow(store, 'a');
    disk.space = 10;
    await expect(store.checkpoint()).rejects.toMatchObject({ code: 'store-full' });
    disk.space = Number.POSITIVE_INFINITY;
    await insertRow(store, 'b');
    expect(await store.verify()).toEqual([]);
    await store.checkpoint();
    await store.close();
    const reopened = await openStore(folder, { logger });
    expect(await keptIds(reopened)).toEqual(['a', 'b']);
    expect(logger.lines).toEqual([]);
    await reopened.close();
  });

  it('so that no checkpoint can be written is not asked for one, and not logged, with every commit', async () => {
    const disk = new FaultyDisk();
    const logger = new RecordingLogger();
    const store = await openStore(await temporaryFolder(), { disk, logger, journalBounds: { least: 2_000, most: 2_000 } });
    disk.folderSyncError = 'EIO';
    for (let at = 0; at < 25; at++) await insertRow(store, `row-${at}`);
    expect(logger.messages().length).toBeGreaterThan(0);
    expect(logger.messages().length).toBeLessThanOrEqual(2);
    await store.close();
  });

  it.each([
    [0, ['a', 'b']],
    [300, ['a', 'b']],
    // Enough for the checkpoint that the load is, not for the second copy of it.
    [500, ['a']],
  ])('after %i more bytes of a backup being loaded has loaded it or not, never half', async (space, expected) => {
    const folder = await temporaryFolder();
    const disk = new FaultyDisk();
    const store = await openStore(folder, { disk });
    await insertRow(store, 'a');
    const dump: string[] = [];
    for await (const line of store.dump()) dump.push(line);
    await insertRow(store, 'b');
    disk.space = space;
    const lines = (async function* () {
      yield* dump;
    })();
    const outcome = await store.load(lines).catch((error: unknown) => error);
    expect(outcome).toEqual(expected.length === 1 ? undefined : expect.objectContaining({ code: 'store-full' }));
    disk.space = Number.POSITIVE_INFINITY;
    expect(await keptIds(store)).toEqual(expected);
    await insertRow(store, 'c');
    expect(await store.verify()).toEqual([]);
    await store.close();
    const reopened = await openStore(folder);
    expect(await keptIds(reopened)).toEqual([...expected, 'c']);
    await reopened.close();
  });

  it('when a new journal cannot be begun leaves the old one in use, whatever its end looks like after a crash', async () => {
    const folder = await temporaryFolder();
    const disk = new FaultyDisk();
    const store = await openStore(folder, { disk });
    await insertRow(store, 'a');
    disk.syncError = 'EIO';
    await expect(store.checkpoint()).rejects.toMatchObject({ code: 'store-full' });
    disk.syncError = null;
    await insertRow(store, 'b');
    Object.assign(disk, { space: 60, truncateError: 'EIO' });
    await expect(insertRow(store, 'refused')).rejects.toMatchObject({ code: 'store-full' });
    await store.abandon();
    const reopened = await openStore(folder);
    expect(await keptIds(reopened)).toEqual(['a', 'b']);
    await reopened.checkpoint();
    await insertRow(reopened, 'c');
    expect(await reopened.verify()).toEqual([]);
    await reopened.close();
  });

  it.each(['EPERM', 'EISDIR', 'EINVAL'])('only by refusing to sync folders (%s, as Windows does) is good enough', async folderSyncError => {
    const folder = await temporaryFolder();
    const disk = Object.assign(new FaultyDisk(), { folderSyncError });
    const store = await openStore(folder, { disk });
    await insertRow(store, 'a');
    await store.checkpoint();
    await store.close();
    const reopened = await openStore(folder, { disk });
    expect(await keptIds(reopened)).toEqual(['a']);
    await reopened.close();
  });

  it('in syncing a folder for a real reason is not passed over', async () => {
    const disk = Object.assign(new FaultyDisk(), { folderSyncError: 'EIO' });
    await expect(openStore(await temporaryFolder(), { disk })).rejects.toThrow('EIO');
  });
});
