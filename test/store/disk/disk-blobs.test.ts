import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { openDiskBlobs } from '../../../src/store/disk/disk-blobs.ts';
import { FaultyDisk } from '../../helpers/faulty-disk.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

it('a blob that the disk has no room for leaves the old one and nothing beside it', async () => {
  const folder = await temporaryFolder();
  const disk = new FaultyDisk();
  const blobs = openDiskBlobs(folder, disk);
  await blobs.put('index/provisions.bin', Buffer.from('old'));
  disk.space = 2;
  await expect(blobs.put('index/provisions.bin', Buffer.from('new'))).rejects.toMatchObject({ code: 'store-full' });
  expect(Buffer.from((await blobs.get('index/provisions.bin')) ?? []).toString()).toBe('old');
  expect(await readdir(`${folder}/index`)).toEqual(['provisions.bin']);
});

it('a blob is on the medium before it has its name', async () => {
  const disk = new FaultyDisk();
  const blobs = openDiskBlobs(await temporaryFolder(), disk);
  await blobs.put('a', Buffer.from('1'));
  expect(disk.syncs).toBe(1);
});
