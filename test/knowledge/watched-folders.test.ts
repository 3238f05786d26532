import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Corpus, openCorpus } from '../../src/knowledge/corpus.ts';
import { FolderWatch } from '../../src/knowledge/watched-folders.ts';
import { memoryBlobs } from './memory-blobs.ts';

const rule = (days: string): string => `青禾区苗木款项办法\n\n第一条 购买苗木的，应当在${days}内付款。\n\n第二条 本办法自2025年6月1日起施行。`;

interface Scene {
  corpus: Corpus;
  folder: string;
  /** Writes a file as of so many seconds before now. */
  put(name: string, text: string, age?: number): void;
  watch(): FolderWatch;
  titles(): string[];
}

async function scene(): Promise<Scene> {
  const folder = join(mkdtempSync(join(tmpdir(), 'xiaofa-folder-')), '政策');
  mkdirSync(folder);
  onTestFinished(() => rmSync(dirname(folder), { recursive: true, force: true }));
  const blobs = memoryBlobs();
  const corpus = await openCorpus({ blobs, ranker: null });
  return {
    corpus,
    folder,
    put(name, text, age = 60) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
      const at = (Date.now() - age * 1000) / 1000;
      utimesSync(join(folder, name), at, at);
    },
    watch: () => new FolderWatch({ corpus, blobs, folders: [{ path: folder, bureau: 'qinghe' }], now: () => Date.now() }),
    titles: () => corpus.documents('qinghe').map(({ title }) => title),
  };
}

describe('a watched folder', () => {
  it('is read, and not read again while nothing changes, by another process either', async () => {
    const { put, watch, titles } = await scene();
    put('办法.md', rule('三十日'));
    expect((await watch().look()).results.map(({ outcome }) => outcome)).toEqual(['added']);
    expect((await watch().look()).results).toEqual([]);
    expect(titles()).toEqual(['青禾区苗木款项办法']);
  });

  it('is read again where a file changed', async () => {
    const { corpus, put, watch } = await scene();
    put('办法.md', rule('三十日'));
    const watching = watch();
    await watching.look();
    put('办法.md', rule('四十五日'), 30);
    expect((await watching.look()).results.map(({ outcome }) => outcome)).toEqual(['replaced']);
    expect(corpus.search('苗木多少日内付款', { bureau: { id: 'qinghe', validity: [], contacts: [] }, asOf: '2026-11-20' })[0]?.text).toContain(
      '四十五日',
    );
  });

  it('loses the documents of files that are gone', async () => {
    const { folder, put, watch, titles } = await scene();
    put('办法.md', rule('三十日'));
    put('细则.md', rule('十日').replace('款项办法', '款项细则'));
    const watching = watch();
    await watching.look();
    rmSync(join(folder, '办法.md'));
    expect((await watching.look()).removed).toBe(1);
    expect(titles()).toEqual(['青禾区苗木款项细则']);
  });

  it('keeps the document of a file that was moved, or of which a copy is left', async () => {
    const { folder, put, watch, titles } = await scene();
    put('办法.md', rule('三十日'));
    put('备份/办法.md', rule('三十日'));
    const watching = watch();
    await watching.look();
    renameSync(join(folder, '办法.md'), join(folder, '新办法.md'));
    await watching.look();
    rmSync(join(folder, '新办法.md'));
    await watching.look();
    expect(titles()).toEqual(['青禾区苗木款项办法']);
  });

  it('waits for a file that is still being written', async () => {
    const { put, watch, titles } = await scene();
    const watching = watch();
    put('办法.md', '青禾区苗木', 0);
    expect((await watching.look()).results).toEqual([]);
    expect(watching.states()[0]?.waiting).toBe(1);
    put('办法.md', rule('三十日'), -1);
    expect((await watching.look()).results).toEqual([]);
    expect((await watching.look()).results.map(({ outcome }) => outcome)).toEqual(['added']);
    expect(titles()).toEqual(['青禾区苗木款项办法']);
  });

  it('keeps its documents while the share is gone or empty, and says so', async () => {
    const { folder, put, watch, titles } = await scene();
    put('办法.md', rule('三十日'));
    const watching = watch();
    await watching.look();
    rmSync(join(folder, '办法.md'));
    expect((await watching.look()).removed).toBe(0);
    expect(watching.states()[0]?.trouble).toBe('emptied');
    rmSync(folder, { recursive: true });
    await watching.look();
    expect(watching.states()[0]?.trouble).toBe('unreachable');
    expect(titles()).toEqual(['青禾区苗木款项办法']);
  });

  it('tells which files were not read and why, without trying them every time', async () => {
    const { put, watch } = await scene();
    put('扫描.pdf', '%PDF-1.7 断');
    put('~$办法.docx', '锁');
    const watching = watch();
    await watching.look();
    expect((await watching.look()).results).toEqual([]);
    expect(watching.states()[0]?.skipped).toEqual([{ path: '政策/扫描.pdf', reason: expect.stringContaining('已损坏') }]);
  });
});
