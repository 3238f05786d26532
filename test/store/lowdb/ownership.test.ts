import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { controlAddress } from '../../../src/store/lowdb/control.ts';
import { Ownership } from '../../../src/store/lowdb/ownership.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { insertRow, keptIds, openStore } from './lowdb-harness.ts';

const writer = join(projectRoot, 'dist', 'test', 'helpers', 'store-writer.js');
const SINCE = '2026-11-20T16:42:00+08:00';

async function writeOwner(folder: string, owner: object): Promise<void> {
  await writeFile(join(folder, 'owner-000004.json'), JSON.stringify({ since: SINCE, started: '', ...owner }));
}

/** The number of a process that has surely ended. */
function endedProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

describe('a state folder', () => {
  it('has one owner in a process', async () => {
    const folder = await temporaryFolder();
    const store = await openStore(folder);
    await expect(openStore(folder)).rejects.toMatchObject({ code: 'store-owned', message: expect.stringContaining(String(process.pid)) });
    await store.close();
    await (await openStore(folder)).close();
  });

  it('that this process owns is refused to another', async () => {
    const folder = await temporaryFolder();
    const store = await openStore(folder);
    const child = spawnSync(process.execPath, [writer, folder], { encoding: 'utf8' });
    expect(child.stdout).toBe('store-owned\n');
    await insertRow(store, 'a');
    expect(await keptIds(store)).toEqual(['a']);
    await store.close();
  });

  it('that another process owns is refused to this one until that one is killed', async () => {
    const folder = await temporaryFolder();
    const child = spawn(process.execPath, [writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    await expect(openStore(folder)).rejects.toMatchObject({ code: 'store-owned' });
    child.stdout.resume();
    const ended = once(child, 'close');
    child.kill('SIGKILL');
    await ended;
    await (await openStore(folder)).close();
  });

  it('goes to one of many who find its owner dead', async () => {
    const folder = await temporaryFolder();
    await writeOwner(folder, { pid: endedProcess() });
    const claims = await Promise.allSettled(Array.from({ length: 25 }, () => Ownership.claim(folder, SINCE)));
    expect(claims.filter(claim => claim.status === 'fulfilled')).toHaveLength(1);
    for (const claim of claims) if (claim.status === 'rejected') expect(claim.reason).toMatchObject({ code: 'store-owned' });
    expect((await readdir(folder)).sort()).toEqual(['owner-000005.json']);
  });

  it('is not taken for owned because a later process was given the same number', async () => {
    const folder = await temporaryFolder();
    await writeOwner(folder, { pid: process.pid, started: 'another boot/1' });
    await (await openStore(folder)).close();
  });

  it('whose owner file was torn by a power cut is free', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'owner-000004.json'), '');
    await (await openStore(folder)).close();
  });

  it.skipIf(process.platform === 'win32')('is owned while its socket answers, though the process cannot be seen (another container)', async () => {
    const folder = await temporaryFolder();
    await writeOwner(folder, { pid: endedProcess() });
    const server = createServer().listen(controlAddress(folder));
    await once(server, 'listening');
    await expect(openStore(folder)).rejects.toMatchObject({ code: 'store-owned' });
    await new Promise(resolve => server.close(resolve));
    await (await openStore(folder)).close();
  });

  it('that cannot be used is named in plain words', async () => {
    const file = join(await temporaryFolder(), 'a-file');
    await writeFile(file, '');
    await expect(openStore(join(file, 'state'))).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringContaining('数据文件夹不能使用'),
    });
  });

  it('is given free when it could not be opened', async () => {
    const folder = await temporaryFolder();
    const store = await openStore(folder);
    await insertRow(store, 'a');
    await store.checkpoint();
    await store.close();
    const journal = join(folder, 'journal', '00000001.log');
    const bytes = await readFile(journal);
    await writeFile(journal, 'spoiled\n00000000 {}\n');
    // Spoiled at its end only: that is a torn tail and opens; so make a good frame follow the bad one.
    await writeFile(journal, Buffer.concat([Buffer.from('spoiled\n'), await readFile(join(folder, 'journal', '00000000.log')), bytes]));
    await expect(openStore(folder)).rejects.toMatchObject({ code: 'store-corrupt' });
    await writeFile(journal, bytes);
    await (await openStore(folder)).close();
  });
});
