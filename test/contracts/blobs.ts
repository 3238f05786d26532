import { describe, expect, it } from 'vitest';
import type { Blobs } from '../../src/store/blobs.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function textOf(blobs: Blobs, key: string): Promise<string | undefined> {
  const found = await blobs.get(key);
  return found && new TextDecoder().decode(found);
}

/** 文件存放合同 — what every adapter of the blob port must do. */
export function describeBlobs(name: string, open: () => Promise<Blobs>): void {
  describe(`blobs ${name}`, () => {
    it('gives back what was put, and nothing for what was not', async () => {
      const blobs = await open();
      await blobs.put('index/provisions.bin', bytes('条文'));
      await blobs.put('empty', new Uint8Array());
      expect(await textOf(blobs, 'index/provisions.bin')).toBe('条文');
      expect(await textOf(blobs, 'empty')).toBe('');
      expect(await blobs.get('index')).toBeUndefined();
      expect(await blobs.get('index/provisions.bin/deeper')).toBeUndefined();
    });

    it('replaces whole: of many who put at once, one wins', async () => {
      const blobs = await open();
      const texts = Array.from({ length: 20 }, (_, at) => String(at).repeat(at * 50));
      await Promise.all(texts.map(text => blobs.put('a/b', bytes(text))));
      expect(texts).toContain(await textOf(blobs, 'a/b'));
    });

    it('lists keys by prefix, sorted, and forgets removed ones', async () => {
      const blobs = await open();
      for (const key of ['exports/二月.xlsx', 'exports/一月.xlsx', 'evidence/a', 'exported']) await blobs.put(key, bytes(key));
      expect(await blobs.list('exports/')).toEqual(['exports/一月.xlsx', 'exports/二月.xlsx']);
      expect(await blobs.list('')).toHaveLength(4);
      await blobs.remove('exports/一月.xlsx');
      await blobs.remove('exports');
      await blobs.remove('never/there');
      expect(await blobs.list('export')).toEqual(['exported', 'exports/二月.xlsx']);
    });

    it.each(['../outside', 'a/../../outside', '/absolute', 'a//b', '', '.', 'a/.', 'C:\\x', 'a\\b', 'nul', 'a\0b', 'a/', 'x.writing', '.hidden'])(
      'refuses the key %j',
      async key => {
        const blobs = await open();
        await expect(blobs.put(key, bytes('x'))).rejects.toMatchObject({ code: 'usage' });
        await expect(blobs.get(key)).rejects.toMatchObject({ code: 'usage' });
        await expect(blobs.remove(key)).rejects.toMatchObject({ code: 'usage' });
      },
    );
  });
}
