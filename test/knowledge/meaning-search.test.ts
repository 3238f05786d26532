import { describe, expect, it, onTestFinished } from 'vitest';
import { type Corpus, openCorpus } from '../../src/knowledge/corpus.ts';
import type { AskingBureau } from '../../src/knowledge/document-weights.ts';
import type { SourceFile } from '../../src/knowledge/gather-files.ts';
import { marksOf, sayOf, shippedExam } from '../../src/knowledge/meaning/exam.ts';
import { fuse } from '../../src/knowledge/meaning/fuse.ts';
import { MeaningSearch } from '../../src/knowledge/meaning/meaning-search.ts';
import { Reranking } from '../../src/knowledge/meaning/reranking.ts';
import { comparable, keyOf, likenesses, VectorBook } from '../../src/knowledge/meaning/vector-book.ts';
import type { RetrievedPassage } from '../../src/knowledge/retrieve.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { bigramVector } from '../helpers/emulated-openai.ts';
import { openModel } from '../helpers/open-model.ts';
import { ScriptedEmbedding, topicVector } from '../helpers/scripted-embedding.ts';
import { memoryBlobs } from './memory-blobs.ts';

const bureau: AskingBureau = { id: 'qinghe', validity: [], contacts: [] };
const asking = { bureau, asOf: '2026-11-20', asker: 'qinlang', deadline: 10_000 };
const clock = { now: (): number => 0 };

const law: SourceFile = {
  path: '行政法规/茶摊管理条例(2025-06-01).md',
  bytes: Buffer.from(
    '# 茶摊管理条例\n\n2025年6月1日 国务院令第9号公布\n\n<!-- INFO END -->\n\n第一条 茶摊应当于日落前收摊。\n\n第二条 赊欠茶资的，应当在月底结清。\n\n第三条 摊主电话13800138000应当张贴在显著位置。',
  ),
};
const secret: SourceFile = { path: '内部/茶资清欠办法.md', bytes: Buffer.from('# 茶资清欠办法\n\n第一条 茶资拖欠的，由摊主协会催收。') };
/** What a model of tea stalls knows. */
const exam = [
  ['打烊', '收摊'],
  ['欠钱', '茶资'],
  ['联系', '电话'],
] as const;
const topics = topicVector([/收摊|打烊|关门/, /茶资|欠钱|还款|催收/, /电话|联系/]);

interface Opened {
  corpus: Corpus;
  meaning: MeaningSearch;
  model: ScriptedEmbedding;
  blobs: ReturnType<typeof memoryBlobs>;
}

async function opened(options: { blobs?: Opened['blobs']; model?: ScriptedEmbedding; isReady?: boolean } = {}): Promise<Opened> {
  const { blobs = memoryBlobs(), model = new ScriptedEmbedding(topics), isReady = true } = options;
  const meaning = new MeaningSearch({ blobs, model, clock, logger: silentLogger, exam });
  const corpus = await openCorpus({ blobs, ranker: null, meaning });
  await corpus.ingest([law], { bureau: 'shared' });
  await corpus.ingest([secret], { bureau: 'baihe' });
  if (isReady) expect(await meaning.catchUp()).toBe(true);
  return { corpus, meaning, model, blobs };
}

const found = async (corpus: Corpus, text: string, changes: Partial<typeof asking> = {}): Promise<(string | null)[]> =>
  (await corpus.searchByMeaning(text, { ...asking, ...changes })).map(hit => `${hit.document}${hit.article}`);

describe('searching by meaning', () => {
  it('finds a passage that shares no word with the question', async () => {
    const { corpus } = await opened();
    expect(corpus.search('几点打烊关门', asking)).toEqual([]);
    expect((await found(corpus, '几点打烊关门'))[0]).toBe('茶摊管理条例第一条');
    expect((await found(corpus, '还款催收找谁'))[0]).toBe('茶摊管理条例第二条');
  });

  it('never shows one bureau the papers of another, however near they are', async () => {
    const { corpus } = await opened();
    expect((await found(corpus, '欠钱催收')).join()).not.toContain('茶资清欠办法');
    expect((await found(corpus, '欠钱催收', { bureau: { ...bureau, id: 'baihe' } })).join()).toContain('茶资清欠办法');
  });

  it('leaves a named article first, and a named law to its words', async () => {
    const { corpus } = await opened();
    expect((await found(corpus, '茶摊管理条例第三条'))[0]).toBe('茶摊管理条例第三条');
  });

  it('searches by words while no vectors are there, and when the model fails', async () => {
    const { corpus, meaning, model } = await opened({ isReady: false });
    expect(await found(corpus, '茶摊收摊')).toEqual(corpus.search('茶摊收摊', asking).map(hit => `${hit.document}${hit.article}`));
    await meaning.catchUp();
    model.fault = 'timeout';
    expect(await found(corpus, '茶摊收摊')).toEqual(corpus.search('茶摊收摊', asking).map(hit => `${hit.document}${hit.article}`));
  });

  it('sends no personal data out, of passages or of questions', async () => {
    const { corpus, model } = await opened();
    await found(corpus, '我的电话13900139000要张贴吗');
    expect(model.texts.join()).not.toMatch(/13800138000|13900139000/);
    expect([...model.askers]).toEqual(['corpus', 'qinlang']);
  });

  it('asks for the same question once', async () => {
    const { corpus, model } = await opened();
    const before = model.texts.length;
    for (let turn = 0; turn < 3; turn++) await found(corpus, '几点打烊');
    expect(model.texts.length).toBe(before + 1);
  });
});

describe('the vectors of a corpus', () => {
  it('are kept by content: after a restart nothing is made again, after a change only what changed', async () => {
    const first = await opened();
    const made = first.model.texts.length - exam.flat().length;
    expect(first.meaning.progress).toEqual({ model: 'scripted', done: made, total: made, trouble: null, marks: 1 });
    const idle = await opened({ blobs: first.blobs, isReady: false });
    expect(await idle.meaning.look()).toEqual(first.meaning.progress);
    const second = await opened({ blobs: first.blobs });
    expect(second.model.texts).toEqual([]);
    const changed = { path: law.path, bytes: Buffer.from(law.bytes.toString().replace('月底', '年底')) };
    await second.corpus.ingest([changed], { bureau: 'shared' });
    await second.meaning.catchUp();
    expect(second.model.texts.join()).toContain('年底结清');
    expect(second.model.texts).toHaveLength(1);
  });

  it('go on after a kill in the middle, and after a page was torn', async () => {
    const first = await opened();
    const page = [...first.blobs.kept.keys()].find(key => key.startsWith('vectors/')) ?? '';
    const bytes = first.blobs.kept.get(page) ?? new Uint8Array();
    first.blobs.kept.set(page, bytes.slice(0, bytes.length - 5));
    const second = await opened({ blobs: first.blobs });
    expect(second.model.texts.length).toBeGreaterThan(0);
    expect((await found(second.corpus, '几点打烊'))[0]).toBe('茶摊管理条例第一条');
  });

  it('wait while the model is down, say why, and are made when it is back', async () => {
    const model = new ScriptedEmbedding(topics);
    model.fault = 'unavailable';
    const { meaning, corpus } = await opened({ model, isReady: false });
    expect(await meaning.catchUp()).toBe(false);
    expect(meaning.progress).toMatchObject({ done: 0, trouble: '没有给出向量。' });
    model.fault = null;
    expect(await meaning.catchUp()).toBe(true);
    expect((await found(corpus, '几点打烊'))[0]).toBe('茶摊管理条例第一条');
  });

  it('are made in the background, also of what comes in later, until it is stopped', async () => {
    const { meaning, corpus, model } = await opened({ isReady: false });
    meaning.start();
    onTestFinished(() => meaning.stop());
    await expect.poll(() => meaning.progress.done).toBeGreaterThan(2);
    const before = model.texts.length;
    const later = { path: '茶具条例.md', bytes: Buffer.from('# 茶具条例\n\n第一条 茶具应当清洗。') };
    await corpus.ingest([later], { bureau: 'shared' });
    await expect.poll(() => model.texts.length).toBeGreaterThan(before);
    await meaning.stop();
  });

  it('of another model, or of another length, are never compared', async () => {
    const blobs = memoryBlobs();
    await opened({ blobs });
    const other = await opened({ blobs, model: new ScriptedEmbedding(topics, 'another') });
    expect(other.model.texts.length).toBeGreaterThan(0);
    const longer = new ScriptedEmbedding(text => [...topics(text), 0, 0]);
    const { corpus } = await opened({ blobs, model: longer });
    expect(await found(corpus, '茶摊收摊')).toEqual(corpus.search('茶摊收摊', asking).map(hit => `${hit.document}${hit.article}`));
  });

  it('come in batches over real HTTP, in whatever order the server sends them', async () => {
    const { server, embedding, trail } = await openModel({ config: { embeddingBatch: 2 } });
    const vectors = await embedding.embed(['甲甲', '乙乙', '丙丙'], { asker: 'corpus', deadline: Date.now() + 5_000 });
    expect(server.embedded).toEqual([['甲甲', '乙乙'], ['丙丙']]);
    expect(trail.calls).toMatchObject([{ purpose: 'embedding', outcome: 'ok', characters: 4 }, { characters: 2 }]);
    const [again] = await embedding.embed(['乙乙'], { asker: 'qin', deadline: Date.now() + 5_000 });
    expect(vectors[1]).toEqual(again);
    expect(Math.hypot(...(again ?? []))).toBeCloseTo(1, 5);
  });

  it.each([
    ['fewer than were asked for', '{"data":[]}'],
    ['none at all', '{"object":"list"}'],
    ['of no length', '{"data":[{"index":0,"embedding":[0,0]}]}'],
    ['nothing that is JSON', '<html>'],
  ])('are refused when a server sends %s', async (_, raw) => {
    const { server, embedding } = await openModel();
    server.embeddingFaults.push({ raw });
    await expect(embedding.embed(['甲'], { asker: 'qin', deadline: Date.now() + 5_000 })).rejects.toMatchObject({ kind: 'malformed' });
  });
});

describe('a model that knows nothing', () => {
  it('is not listened to, and not asked again: what shares letters is not what means the same', async () => {
    const { corpus, meaning, model } = await opened({ model: new ScriptedEmbedding() });
    expect(meaning.progress.marks).toBe(0);
    const before = model.texts.length;
    expect(await found(corpus, '茶摊收摊')).toEqual(corpus.search('茶摊收摊', asking).map(hit => `${hit.document}${hit.article}`));
    expect(model.texts.length).toBe(before);
  });

  it('is told by the shipped questions, none of which can be answered by comparing characters', async () => {
    for (const [said, meant] of shippedExam) expect([...said].filter(character => meant.includes(character))).toEqual([]);
    const vectors = (at: 0 | 1): Float32Array[] => shippedExam.map(pair => Float32Array.from(bigramVector(pair[at], 512)));
    const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
    const meant = vectors(1);
    expect(sayOf(marksOf(vectors(0).map(said => meant.map(one => dot(said, one)))))).toBe(0);
  });
});

describe('putting in order anew', () => {
  const question = '茶资没有结清';

  it('asks a reranker over real HTTP which passage answers, and hands on its order', async () => {
    const { server, reranking } = await openModel();
    server.relevance = (_, text) => (text.includes('显著位置') ? 0.9 : text.includes('月底') ? 0.5 : 0.1);
    const corpus = await openCorpus({ blobs: memoryBlobs(), ranker: null, reranking: new Reranking(reranking, { now: Date.now }) });
    await corpus.ingest([law], { bureau: 'shared' });
    const ask = (text: string): Promise<(string | null)[]> => found(corpus, text, { deadline: Date.now() + 5_000 });
    expect(corpus.search('茶资没有结清，摊主电话', asking)[0]?.article).toBe('第二条');
    expect((await ask('茶资没有结清，摊主电话13900139000'))[0]).toBe('茶摊管理条例第三条');
    // Neither a passage's nor a question's numbers leave.
    expect(JSON.stringify(server.reranked)).not.toMatch(/13800138000|13900139000/);
    // An article that is asked for by name stays in front.
    expect((await ask('茶摊管理条例第二条'))[0]).toBe('茶摊管理条例第二条');
    server.rerankingFaults.push({ status: 500 }, { status: 500 }, { status: 500 });
    expect((await ask('茶资没有结清，摊主电话'))[0]).toBe('茶摊管理条例第二条');
  });

  it('comes in batches, each in the book, and from text-embeddings-inference too', async () => {
    const { server, reranking, trail } = await openModel();
    server.relevance = (_, text) => Number(text);
    const texts = Array.from({ length: 40 }, (_, at) => String((at * 7) % 40));
    const options = { asker: 'qin', deadline: Date.now() + 5_000 };
    expect(await reranking.score(question, texts, options)).toEqual(texts.map(Number));
    expect(server.reranked.map(one => one.texts.length).sort()).toEqual([16, 16, 8]);
    expect(trail.calls).toHaveLength(3);
    expect(trail.calls[0]).toMatchObject({ asker: 'qin', purpose: 'reranking', model: 'reranker-emulated', outcome: 'ok' });
    server.rerankField = 'texts';
    expect(await reranking.score(question, ['2', '1'], options)).toEqual([2, 1]);
  });

  it.each([
    ['a place that was not given', '{"results":[{"index":0,"relevance_score":1},{"index":7,"relevance_score":1}]}'],
    ['fewer than were asked for', '{"results":[{"index":0,"relevance_score":1}]}'],
    ['no numbers', '{"results":[{"index":0,"relevance_score":null},{"index":1,"relevance_score":"a"}]}'],
    ['nothing', 'null'],
    ['nothing that is JSON', '<html>'],
  ])('is refused when a server sends %s', async (_, raw) => {
    const { server, reranking } = await openModel();
    server.rerankingFaults.push({ raw });
    await expect(reranking.score(question, ['甲', '乙'], { asker: 'qin', deadline: Date.now() + 5_000 })).rejects.toMatchObject({
      kind: 'malformed',
    });
  });
});

describe('a book of vectors', () => {
  it('compares as finely as the vectors themselves', async () => {
    const book = await VectorBook.open(memoryBlobs(), 'm');
    const unit = (values: number[]): Float32Array => Float32Array.from(values, value => value / Math.hypot(...values));
    const [a, b] = [unit([3, 4, 1, 2, 7]), unit([2, 5, 0, 1, 6])];
    await book.add([keyOf('a')], [a]);
    const exact = a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
    const [likeness, none] = likenesses(book.find([keyOf('a'), keyOf('b')]), comparable(b));
    expect(likeness).toBeCloseTo(exact, 2);
    expect(none).toBe(0);
  });

  it('forgets pages of which nothing is there any more', async () => {
    const blobs = memoryBlobs();
    const book = await VectorBook.open(blobs, 'm');
    await book.add(['a', 'b'], [Float32Array.of(1, 0), Float32Array.of(0, 1)]);
    await book.add(['c'], [Float32Array.of(1, 0)]);
    await book.forget(key => key === 'b');
    expect([book.has('a'), book.has('c'), blobs.kept.size]).toEqual([true, false, 1]);
  });
});

describe('joining two orders', () => {
  const segment = { segment: { id: 's' } } as RetrievedPassage['segment'];
  const hit = (passage: number, score = 1): RetrievedPassage => ({ segment, passage, score, place: {} as RetrievedPassage['place'] });

  it('puts first what both have, each with its say, and keeps the scale of the first', () => {
    const joined = fuse([hit(1, 9), hit(2, 8), hit(3, 7)], [hit(3, 0.9), hit(2, 0.8), hit(4, 0.7)], 0.5);
    expect(joined.map(({ passage }) => passage)).toEqual([2, 3, 1, 4]);
    expect(joined.map(({ score }) => score)).toEqual([9, 8, 7, 7]);
  });

  it('changes nothing when the second says nothing', () => {
    expect(fuse([hit(1, 9), hit(2, 8)], []).map(({ passage }) => passage)).toEqual([1, 2]);
  });

  it.each([
    ['everything', 1, 1],
    ['half', 0.5, 0.5],
    ['what guessing brings', 0.2, 0],
  ])('gives a model that knows %s of the sayings its due', (_, marks, say) => {
    expect(sayOf(marks)).toBeCloseTo(say, 5);
  });
});
