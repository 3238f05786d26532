import { describe, expect, it } from 'vitest';
import { type Corpus, openCorpus } from '../../src/knowledge/corpus.ts';
import type { AskingBureau } from '../../src/knowledge/document-weights.ts';
import type { SourceFile } from '../../src/knowledge/gather-files.ts';
import { memoryBlobs } from './memory-blobs.ts';

const bureau: AskingBureau = { id: 'qinghe', validity: [], contacts: [] };
const options = { bureau, asOf: '2026-11-20' };

function file(path: string, text: string): SourceFile {
  return { path, bytes: Buffer.from(text) };
}

const version = (date: string, days: string): string =>
  `# 苗木款项支付条例\n\n${date} 国务院令第9号公布\n\n<!-- INFO END -->\n\n第一条 为了及时支付苗木款项，制定本条例。\n\n第二条 购买苗木的，应当自交付之日起${days}内支付款项。\n\n第三条 本条例自${date}起施行。`;
const oldLaw = file('行政法规/苗木款项支付条例(2019-01-01).md', version('2019年1月1日', '九十日'));
const newLaw = file('行政法规/苗木款项支付条例(2025-06-01).md', version('2025年6月1日', '三十日'));

async function corpusOf(files: SourceFile[], blobs = memoryBlobs()): Promise<Corpus> {
  const corpus = await openCorpus({ blobs });
  await corpus.ingest(files, { bureau: 'shared' });
  return corpus;
}

describe('ingest', () => {
  it('changes nothing when the same files come again', async () => {
    const corpus = await corpusOf([oldLaw, newLaw]);
    const again = await corpus.ingest([oldLaw, newLaw], { bureau: 'shared' });
    expect(again.map(result => result.outcome)).toEqual(['unchanged', 'unchanged']);
    expect(corpus.documents('qinghe')).toHaveLength(2);
  });

  it('keeps the copy that was read first when one version lies in two folders', async () => {
    const copies = [newLaw, { path: '法律/苗木款项支付条例(2025-06-01).md', bytes: Buffer.from(`${version('2025年6月1日', '三十日')}\n`) }];
    const corpus = await corpusOf(copies);
    expect(corpus.documents('qinghe')).toHaveLength(1);
    const again = await corpus.ingest(copies, { bureau: 'shared' });
    expect(again.map(result => result.outcome)).toEqual(['unchanged', 'unchanged']);
  });

  it('replaces the passages of a file that changed', async () => {
    const corpus = await corpusOf([newLaw]);
    const [result] = await corpus.ingest([{ path: newLaw.path, bytes: Buffer.from(version('2025年6月1日', '四十五日')) }], { bureau: 'shared' });
    expect(result?.outcome).toBe('replaced');
    expect(corpus.documents('qinghe')).toHaveLength(1);
    const texts = corpus
      .search('苗木款项几天内支付', options)
      .map(hit => hit.text)
      .join();
    expect(texts).toContain('四十五日');
    expect(texts).not.toContain('三十日');
  });

  it('brings a replaced text back when the old file comes again', async () => {
    const corpus = await corpusOf([newLaw]);
    await corpus.ingest([{ path: newLaw.path, bytes: Buffer.from(version('2025年6月1日', '四十五日')) }], { bureau: 'shared' });
    await corpus.ingest([newLaw], { bureau: 'shared' });
    expect(corpus.documents('qinghe')).toHaveLength(1);
    expect(
      corpus
        .search('苗木款项几天内支付', options)
        .map(hit => hit.text)
        .join(),
    ).toContain('三十日');
  });

  it('skips what it cannot read and says why', async () => {
    const corpus = await openCorpus({ blobs: memoryBlobs() });
    const results = await corpus.ingest([file('a.docx', ''), { path: 'b.txt', bytes: Buffer.from('PK\x03\x04') }, file('c.txt', ' ')], {
      bureau: 'shared',
    });
    expect(results.map(({ outcome, reason }) => [outcome, reason === null])).toEqual([
      ['skipped', false],
      ['skipped', false],
      ['skipped', false],
    ]);
    expect(corpus.documents('qinghe')).toEqual([]);
  });

  it('keeps many small ingestions searchable and few in segments', async () => {
    const blobs = memoryBlobs();
    const corpus = await openCorpus({ blobs });
    for (let index = 1; index <= 12; index++) {
      await corpus.ingest(
        [
          file(
            `办法${index}.md`,
            `# 青禾区第${index}类苗木办法\n\n第一条 第${index}类苗木由园艺${index}科管理。\n\n第二条 本办法自2025年1月1日起施行。`,
          ),
        ],
        { bureau: 'qinghe' },
      );
    }
    expect(corpus.documents('qinghe')).toHaveLength(12);
    expect([...blobs.kept.keys()].filter(key => key.startsWith('corpus/segments/')).length).toBeLessThanOrEqual(8);
  });
});

describe('the index', () => {
  it('is loaded again as it was', async () => {
    const blobs = memoryBlobs();
    const first = await corpusOf([oldLaw, newLaw], blobs);
    const second = await openCorpus({ blobs });
    expect(second.findings).toEqual([]);
    expect(second.search('苗木款项支付期限', options)).toEqual(first.search('苗木款项支付期限', options));
  });

  it('is made again from the stored files when it is damaged, and says so', async () => {
    const blobs = memoryBlobs();
    const first = await corpusOf([newLaw], blobs);
    const [key = ''] = [...blobs.kept.keys()].filter(one => one.startsWith('corpus/segments/'));
    const torn = Uint8Array.from(blobs.kept.get(key) ?? []);
    torn[torn.length >> 1] = (torn[torn.length >> 1] ?? 0) ^ 255;
    blobs.kept.set(key, torn);
    const second = await openCorpus({ blobs });
    expect(second.findings.join()).toContain('重建');
    expect(second.search('苗木款项支付期限', options)).toEqual(first.search('苗木款项支付期限', options));
    expect((await openCorpus({ blobs })).findings).toEqual([]);
  });

  it('finds every pack again when the manifest is torn', async () => {
    const blobs = memoryBlobs();
    await corpusOf([newLaw], blobs);
    blobs.kept.set('corpus/manifest.json', Buffer.from('{"segm'));
    expect((await openCorpus({ blobs })).documents('qinghe')).toHaveLength(1);
  });
});

describe('search', () => {
  it('shows the version in force and hides the older one', async () => {
    const corpus = await corpusOf([oldLaw, newLaw]);
    const ids = corpus.search('苗木款项支付期限', options).map(hit => hit.documentId);
    expect(new Set(ids)).toEqual(new Set(['shared:苗木款项支付条例@2025-06-01']));
  });

  it('shows what was in force on an earlier day', async () => {
    const corpus = await corpusOf([oldLaw, newLaw]);
    const ids = corpus.search('苗木款项支付期限', { bureau, asOf: '2024-01-01' }).map(hit => hit.documentId);
    expect(new Set(ids)).toEqual(new Set(['shared:苗木款项支付条例@2019-01-01']));
  });

  it('puts a named article first, whatever else the words fit', async () => {
    const corpus = await corpusOf([newLaw]);
    expect(corpus.search('款项支付条例第三条', options)[0]?.article).toBe('第三条');
    expect(corpus.search('款项支付条例第2条', options)[0]?.article).toBe('第二条');
  });

  it('never shows one bureau the papers of another', async () => {
    const corpus = await openCorpus({ blobs: memoryBlobs() });
    await corpus.ingest([newLaw], { bureau: 'baihe' });
    expect(corpus.search('苗木款项支付期限', options)).toEqual([]);
    expect(corpus.search('苗木款项支付期限', { bureau: { ...bureau, id: 'baihe' }, asOf: '2026-11-20' })).not.toEqual([]);
  });
});

describe('original', () => {
  it('gives the article between its neighbours', async () => {
    const corpus = await corpusOf([newLaw]);
    const text = corpus.originalText('shared:苗木款项支付条例@2025-06-01#1', options) ?? '';
    expect(text).toContain('第二条　购买苗木的');
    expect(text).toContain('上一条　第一条');
    expect(text).toContain('下一条　第三条');
    expect(corpus.originalText('shared:没有@-#0', options)).toBeUndefined();
  });
});
