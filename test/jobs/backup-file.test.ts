import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { instantAt } from '../../src/domain/date.ts';
import { checkBackup, type Kept, restoreBackup, writeBackup } from '../../src/jobs/backup-file.ts';
import { memoryBlobs } from '../knowledge/memory-blobs.ts';

const at = instantAt('2026-11-20', '18:00');
const rows = ['{"kind":"entry","id":"a"}', '{"kind":"entry","id":"b"}'];

/** Only what a backup asks of a store. */
function kept(): Kept & { loaded: string[] } {
  const loaded: string[] = [];
  const store = {
    async *dump() {
      yield* rows;
    },
    async load(lines: AsyncIterable<string>) {
      for await (const line of lines) loaded.push(line);
    },
  };
  return { store: store as unknown as Kept['store'], blobs: memoryBlobs(), loaded };
}

let folder = '';
let path = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xiaofa-backup-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  path = join(folder, 'all.backup');
  const source = kept();
  await source.blobs.put('corpus/one', Buffer.from('示例内容'.repeat(2_000)));
  await writeBackup(source, path, at);
});

describe('a backup file', () => {
  it('brings rows and files back', async () => {
    const target = kept();
    expect(await restoreBackup(target, path)).toMatchObject({ rows: 2, blobs: 1 });
    expect(target.loaded).toEqual(rows);
    expect(Buffer.from((await target.blobs.get('corpus/one')) ?? '').toString()).toContain('示例内容');
  });

  it('that is not there is said to be missing', async () => {
    await expect(checkBackup(join(folder, 'none.backup'))).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('找不到') });
  });

  it.each<[string, (bytes: Buffer) => Buffer, string]>([
    ['truncated', bytes => bytes.subarray(0, bytes.length - 20), '不完整或已损坏'],
    ['cut in half', bytes => bytes.subarray(0, bytes.length / 2), '不完整或已损坏'],
    [
      'without its end line',
      bytes =>
        gzipSync(
          gunzipSync(bytes)
            .toString()
            .replace(/\{"end".*\n/, ''),
        ),
      '不完整或已损坏',
    ],
    ['changed in a row', bytes => gzipSync(gunzipSync(bytes).toString().replace('\\"id\\":\\"a', '\\"id\\":\\"c')), '不完整或已损坏'],
    ['no backup but text', () => Buffer.from('这不是备份'), '不是小法的备份文件'],
    ['no backup but another compressed file', () => gzipSync('这不是备份\n'), '不是小法的备份文件'],
    ['no backup but other JSON lines', () => gzipSync('12\n{"a":1}\n'), '不是小法的备份文件'],
    ['empty', () => Buffer.alloc(0), '不完整或已损坏'],
  ])('that is %s is refused in plain words, and nothing is touched', async (_, change, words) => {
    await writeFile(path, change(await readFile(path)));
    const target = kept();
    await expect(restoreBackup(target, path)).rejects.toMatchObject({ code: 'unreadable', message: expect.stringContaining(words) });
    expect(target.loaded).toEqual([]);
    expect(await target.blobs.list('')).toEqual([]);
  });

  it('with any one bit flipped is refused, or holds the same', async () => {
    const bytes = await readFile(path);
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 40)) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 0x10;
      await writeFile(path, flipped);
      const summary = await checkBackup(path).catch((error: unknown) => error as { code: string });
      // A few bytes of the gzip header (time, system) say nothing of the content.
      expect('code' in summary ? summary.code : summary).toEqual('code' in summary ? 'unreadable' : expect.objectContaining({ rows: 2, blobs: 1 }));
    }
  });

  it('is read up to its end line only', async () => {
    const text = gunzipSync(await readFile(path)).toString();
    await writeFile(path, gzipSync(`${text}${JSON.stringify({ row: '{"kind":"entry","id":"smuggled"}' })}\n`));
    const target = kept();
    expect(await restoreBackup(target, path)).toMatchObject({ rows: 2 });
    expect(target.loaded).toEqual(rows);
  });
});
