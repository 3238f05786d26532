import { mkdir, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain/errors.ts';
import { controlAddress, runInOwner } from '../../../src/store/lowdb/control.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { openStore } from './lowdb-harness.ts';

const request = { command: 'stats', args: ['今年走访了多少企业'], cwd: '/somewhere' };

async function ask(folder: string): Promise<{ exit: number | undefined; stdout: string[]; stderr: string[] }> {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const exit = await runInOwner(folder, request, { stdout: line => stdout.push(line), stderr: line => stderr.push(line) });
  return { exit, stdout, stderr };
}

describe('the control socket', () => {
  it('runs a command in the owner and passes on its lines and its exit code', async () => {
    const folder = await temporaryFolder();
    const store = await openStore(folder);
    store.serve(async (asked, output) => {
      output.stdout(JSON.stringify(asked));
      output.stderr('两行\n也是一句');
      return 2;
    });
    expect(await ask(folder)).toEqual({ exit: 2, stdout: [JSON.stringify(request)], stderr: ['两行\n也是一句'] });
    await store.close();
  });

  it('serves several at once', async () => {
    const folder = await temporaryFolder();
    const store = await openStore(folder);
    let running = 0;
    let release: () => void = () => undefined;
    const bothRun = new Promise<void>(resolve => {
      release = resolve;
    });
    store.serve(async () => {
      running += 1;
      if (running === 2) release();
      await bothRun;
      return 0;
    });
    const answers = await Promise.all([ask(folder), ask(folder)]);
    expect(answers.map(answer => answer.exit)).toEqual([0, 0]);
    await store.close();
  });

  it('says in Chinese why a command failed, and nothing of the insides', async () => {
    const folder = await temporaryFolder();
    const store = await openStore(folder);
    store.serve(() => Promise.reject(new AppError('not-found', '没有找到文件“a.txt”。')));
    expect(await ask(folder)).toEqual({ exit: 1, stdout: [], stderr: ['没有找到文件“a.txt”。'] });
    store.serve(() => Promise.reject(new TypeError('x is not a function')));
    expect((await ask(folder)).stderr).toEqual([expect.not.stringContaining('function')]);
    await store.close();
  });

  it('answers before the program serves, and not after it has closed', async () => {
    const folder = await temporaryFolder();
    const store = await openStore(folder);
    expect(await ask(folder)).toMatchObject({ exit: 1, stderr: [expect.stringContaining('正在启动')] });
    await store.close();
    expect((await ask(folder)).exit).toBeUndefined();
  });

  it('tells the asker when the owner ends in the middle', async () => {
    const folder = await temporaryFolder();
    const store = await openStore(folder);
    store.serve(() => {
      void store.abandon();
      return new Promise(() => undefined);
    });
    expect(await ask(folder)).toMatchObject({ exit: 1, stderr: [expect.stringContaining('中断')] });
  });

  it('drops whoever does not speak its language, and goes on', async () => {
    const folder = await temporaryFolder();
    const store = await openStore(folder);
    store.serve(async () => 0);
    for (const noise of ['GET / HTTP/1.1\r\n\r\n', '{}\n', '[1]\n', 'null\n']) {
      const socket = connect(controlAddress(folder));
      const ended = new Promise(resolve => socket.on('close', resolve).on('error', () => undefined));
      socket.resume().write(noise);
      await ended;
    }
    expect((await ask(folder)).exit).toBe(0);
    await store.close();
  });

  it.skipIf(process.platform === 'win32')('may be connected to by its user only', async () => {
    const folder = await temporaryFolder();
    const store = await openStore(folder);
    expect((await stat(controlAddress(folder))).mode & 0o777).toBe(0o600);
    await store.close();
  });

  it('lies elsewhere when the path is longer than a socket may have', async () => {
    const folder = join(await temporaryFolder(), '很长的文件夹名'.repeat(4), 'x'.repeat(60));
    await mkdir(folder, { recursive: true });
    const store = await openStore(folder);
    store.serve(async () => 0);
    expect(controlAddress(folder).startsWith(tmpdir()) || process.platform === 'win32').toBe(true);
    expect(Buffer.byteLength(controlAddress(folder))).toBeLessThan(108);
    expect((await ask(folder)).exit).toBe(0);
    await store.close();
  });
});
