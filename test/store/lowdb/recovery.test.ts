import { appendFile, cp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RecordingLogger } from '../../helpers/recording-logger.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { insertRow, keptIds, openStore } from './lowdb-harness.ts';

const TORN = expect.stringContaining('已丢弃');
const REPLACED = expect.stringContaining('已改用上一个完好的检查点');

function journal(folder: string, generation: number): string {
  return join(folder, 'journal', `${String(generation).padStart(8, '0')}.log`);
}

function checkpointFile(folder: string, generation: number, name = 'rows-00001.json'): string {
  return join(folder, 'checkpoints', String(generation).padStart(8, '0'), name);
}

/** Changes one byte in the middle of a file. */
async function damage(path: string): Promise<void> {
  const bytes = await readFile(path);
  const middle = bytes.length >>> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

/** Rows a, b, c with a checkpoint after a and one after b: generation 2 is the newest, 1 the last good one before it. */
async function folderWithTwoCheckpoints(): Promise<string> {
  const folder = await temporaryFolder();
  const store = await openStore(folder);
  await insertRow(store, 'a');
  await store.checkpoint();
  await insertRow(store, 'b');
  await store.checkpoint();
  await insertRow(store, 'c');
  await store.close();
  return folder;
}

async function reopenedIds(folder: string, logger = new RecordingLogger()): Promise<string[]> {
  const store = await openStore(folder, { logger });
  const ids = await keptIds(store);
  await store.close();
  return ids;
}

describe('a torn tail', () => {
  it('of any length is dropped with a line in the log, and everything before it is there', async () => {
    const folder = await temporaryFolder();
    const store = await openStore(folder);
    await insertRow(store, 'a');
    const whole = (await readFile(journal(folder, 0))).length;
    await insertRow(store, 'b');
    await store.close();
    const bytes = await readFile(journal(folder, 0));
    for (let length = whole; length < bytes.length; length++) {
      await writeFile(journal(folder, 0), bytes.subarray(0, length));
      const logger = new RecordingLogger();
      expect(await reopenedIds(folder, logger)).toEqual(['a']);
      expect(logger.messages()).toEqual(length === whole ? [] : [TORN]);
    }
  });

  it.each([
    ['zeros, as after a power cut', Buffer.alloc(500)],
    ['bytes of another file', Buffer.from('{"half":1}\n\n\0garbage\n')],
  ])('of %s is dropped, and writing goes on behind the good part', async (_what, garbage) => {
    const folder = await temporaryFolder();
    const store = await openStore(folder);
    await insertRow(store, 'a');
    await store.close();
    await appendFile(journal(folder, 0), garbage);
    const reopened = await openStore(folder);
    await insertRow(reopened, 'b');
    await reopened.close();
    const logger = new RecordingLogger();
    expect(await reopenedIds(folder, logger)).toEqual(['a', 'b']);
    expect(logger.lines).toEqual([]);
  });

  it('that is not the tail is a loss, and the store refuses to start and changes nothing', async () => {
    const folder = await temporaryFolder();
    const store = await openStore(folder);
    for (const id of ['a', 'b', 'c']) await insertRow(store, id);
    await store.close();
    await damage(journal(folder, 0));
    const before = await readFile(journal(folder, 0));
    await expect(openStore(folder)).rejects.toMatchObject({ code: 'store-corrupt', message: expect.stringContaining('备份') });
    expect(await readFile(journal(folder, 0))).toEqual(before);
  });
});

describe('a checkpoint', () => {
  it('is read at start with the journal since', async () => {
    const folder = await folderWithTwoCheckpoints();
    const logger = new RecordingLogger();
    expect(await reopenedIds(folder, logger)).toEqual(['a', 'b', 'c']);
    expect(logger.lines).toEqual([]);
    expect(await readdir(join(folder, 'checkpoints'))).toEqual(['00000001', '00000002']);
    expect(await readdir(join(folder, 'journal'))).toEqual(['00000001.log', '00000002.log']);
  });

  it.each([
    ['a changed byte', (folder: string) => damage(checkpointFile(folder, 2))],
    ['a changed byte in its manifest', (folder: string) => damage(checkpointFile(folder, 2, 'manifest.json'))],
    ['a file cut short', (folder: string) => truncate(checkpointFile(folder, 2), 40)],
    ['an empty file', (folder: string) => truncate(checkpointFile(folder, 2), 0)],
    ['a missing file', (folder: string) => rm(checkpointFile(folder, 2))],
    ['a file of the one before', (folder: string) => cp(checkpointFile(folder, 1), checkpointFile(folder, 2))],
  ])('with %s is replaced by the last good one, with a line in the log', async (_what, spoil) => {
    const folder = await folderWithTwoCheckpoints();
    await spoil(folder);
    const logger = new RecordingLogger();
    const store = await openStore(folder, { logger });
    expect(await keptIds(store)).toEqual(['a', 'b', 'c']);
    expect(logger.messages()).toEqual([REPLACED]);
    expect(await store.verify()).toEqual([expect.stringContaining('检查点2已损坏')]);
    await insertRow(store, 'd');
    await store.checkpoint();
    expect(await store.verify()).toEqual([]);
    await store.close();
    expect(await reopenedIds(folder)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is not missed when there is none other: the store refuses to start and says what to do', async () => {
    const folder = await folderWithTwoCheckpoints();
    await damage(checkpointFile(folder, 1));
    await damage(checkpointFile(folder, 2));
    await expect(openStore(folder)).rejects.toMatchObject({ code: 'store-corrupt', message: expect.stringContaining('restore') });
  });

  it('whose journal is gone is not enough', async () => {
    const folder = await folderWithTwoCheckpoints();
    await rm(journal(folder, 2));
    await expect(openStore(folder)).rejects.toMatchObject({ code: 'store-corrupt' });
  });

  it('that was loaded from a backup is not mixed with the journal from before', async () => {
    const folder = await temporaryFolder();
    const store = await openStore(folder);
    const empty: string[] = [];
    for await (const line of store.dump()) empty.push(line);
    await insertRow(store, 'before');
    await store.load(
      (async function* () {
        yield* empty;
      })(),
    );
    await insertRow(store, 'after');
    await store.close();
    expect(await reopenedIds(folder)).toEqual(['after']);
    const newest = (await readdir(join(folder, 'checkpoints'))).at(-1);
    await damage(checkpointFile(folder, Number(newest), 'manifest.json'));
    expect(await reopenedIds(folder)).toEqual(['after']);
  });

  it('is written by itself when the journal has grown, while commits go on', async () => {
    const folder = await temporaryFolder();
    const store = await openStore(folder, { journalBounds: { least: 2_000, most: 2_000 } });
    for (let at = 0; at < 60; at++) await insertRow(store, `row-${String(at).padStart(2, '0')}`);
    await store.close();
    const generations = (await readdir(join(folder, 'checkpoints'))).map(Number);
    expect(generations.at(-1)).toBeGreaterThan(1);
    expect(generations.length).toBeLessThanOrEqual(2);
    expect(await reopenedIds(folder)).toHaveLength(60);
  });
});

it('scrub leaves nothing of removed and replaced rows in the folder', async () => {
  const folder = await temporaryFolder();
  const store = await openStore(folder);
  const bureau = { bureau: 'qinghe' };
  await insertRow(store, 'must-not-exist');
  await insertRow(store, 'stays');
  await store.checkpoint();
  await store.write(bureau, tx => tx.remove('audit', 'must-not-exist', 1));
  await store.scrub();
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(entry => entry.isFile());
  const contents = await Promise.all(files.map(entry => readFile(join(entry.parentPath, entry.name), 'utf8')));
  expect(contents.filter(text => text.includes('must-not-exist'))).toEqual([]);
  await store.close();
  expect(await reopenedIds(folder)).toEqual(['stays']);
});
