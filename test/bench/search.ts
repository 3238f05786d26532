import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import MiniSearch from 'minisearch';
import { type Corpus, openCorpus } from '../../src/knowledge/corpus.ts';
import { decodeText } from '../../src/knowledge/decode-text.ts';
import { gatherFiles, type SourceFile } from '../../src/knowledge/gather-files.ts';
import { readDocument } from '../../src/knowledge/read-document.ts';
import { askedAbout } from '../../src/knowledge/retrieve.ts';
import { searchWords } from '../../src/language/segmentation.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { openDiskBlobs } from '../../src/store/disk/disk-blobs.ts';
import { loadStatuteQuestions } from '../../training/statute-questions.ts';
import { corpusRanker, type Ranker, type SearchScore, scoreRanker } from '../evals/search.ts';

const asOf = '2026-11-20';

interface PlainPassage {
  document: string;
  article: string | null;
  text: string;
}

function plainPassages(files: readonly SourceFile[]): PlainPassage[] {
  return files.flatMap(({ path, bytes }) => {
    const decoded = decodeText(bytes);
    if (!('text' in decoded)) return [];
    const { document, passages } = readDocument(decoded.text, { path, bureau: 'shared', contentHash: '' });
    return passages.map(({ article, text }) => ({ document: document.title, article, text }));
  });
}

/** BM25 as the textbook has it: character pairs of the article text, a Map of arrays, no fields, no priors, no versions. */
function plainRanker(passages: readonly PlainPassage[]): Ranker {
  const postings = new Map<string, [number, number][]>();
  passages.forEach(({ text }, at) => {
    const times = new Map<string, number>();
    for (const pair of pairs(text)) times.set(pair, (times.get(pair) ?? 0) + 1);
    for (const [pair, count] of times) {
      const list = postings.get(pair) ?? [];
      list.push([at, count]);
      postings.set(pair, list);
    }
  });
  const average = passages.reduce((sum, { text }) => sum + text.length, 0) / passages.length;
  return (text, limit) => {
    const scores = new Map<number, number>();
    for (const pair of new Set(pairs(text))) {
      const list = postings.get(pair) ?? [];
      const rarity = Math.log(1 + (passages.length - list.length + 0.5) / (list.length + 0.5));
      for (const [at, count] of list) {
        const norm = 1.2 * (0.25 + (0.75 * (passages[at]?.text.length ?? 0)) / average);
        scores.set(at, (scores.get(at) ?? 0) + (rarity * count) / (count + norm));
      }
    }
    return [...scores]
      .sort((a, b) => b[1] - a[1])
      .slice(0, limit)
      .flatMap(([at]) => passages[at] ?? []);
  };
}

function pairs(text: string): string[] {
  return [...text.matchAll(/(?=([一-龥]{2}))/g)].map(match => match[1] ?? '');
}

/** MiniSearch as one would set it up for Chinese: words of jieba, title and text, words of asking left out. */
function miniSearchRanker(passages: readonly PlainPassage[]): Ranker {
  const index = new MiniSearch({
    fields: ['document', 'text'],
    tokenize: text => searchWords(text).filter(word => /[\p{L}\p{N}]{2}/u.test(word)),
    searchOptions: { boost: { document: 0.5 } },
  });
  index.addAll(passages.map(({ document, text }, id) => ({ id, document, text })));
  return (text, limit) =>
    index
      .search(askedAbout(text))
      .slice(0, limit)
      .flatMap(({ id }) => passages[id as number] ?? []);
}

function row(name: string, score: SearchScore, options: { built: number; seen?: boolean }): string {
  const share = (value: number): string => (options.seen ? '—' : value.toFixed(3));
  return `${name}\tR@10 ${share(score.recall10)}\tR@100 ${share(score.recall100)}\tMRR ${share(score.mrr10)}\tp50 ${score.p50.toFixed(1)} ms\tp99 ${score.p99.toFixed(1)} ms\t建 ${(options.built / 1000).toFixed(1)} s`;
}

function since(start: number): number {
  return performance.now() - start;
}

/** In a process of its own, as 小法 starts: loads the index from its folder, searches, and says what that took. */
async function loadAndAsk(folder: string, shared: string): Promise<void> {
  let start = performance.now();
  const corpus = await openCorpus({ blobs: openDiskBlobs(folder) });
  const loaded = since(start);
  const score = scoreRanker(loadStatuteQuestions(shared), corpusRanker(corpus, asOf));
  console.log(row('小法（学习排序）', score, { built: 0, seen: true }).replace(/\t建.*/, '\t（这些问题训练用过，准确率见 eval -- search）'));
  globalThis.gc?.();
  const { rss, arrayBuffers, heapUsed } = process.memoryUsage();
  const megabytes = (bytes: number): number => Math.round(bytes / 1e6);
  console.log(`载入 ${Math.round(loaded)} ms，常驻内存 ${megabytes(rss)} MB（数组 ${megabytes(arrayBuffers)}，堆 ${megabytes(heapUsed)}）`);
  for await (const file of gatherFiles([join(projectRoot, 'data', 'corpus', 'policies')])) {
    start = performance.now();
    await corpus.ingest([file], { bureau: 'sample' });
    console.log(`新增一份 ${file.path} ${Math.round(since(start))} ms`);
  }
}

async function buildIn(folder: string, shared: string): Promise<{ corpus: Corpus; built: number }> {
  const start = performance.now();
  const corpus = await openCorpus({ blobs: openDiskBlobs(folder), ranker: null });
  await corpus.ingestPaths([join(shared, 'corpus', 'laws')], { bureau: 'shared' });
  return { corpus, built: since(start) };
}

/** Prints build, load, update, memory and query times of the search on the national laws, beside MiniSearch and a plain BM25 in the same run. */
export async function run(args: readonly string[]): Promise<void> {
  const shared = args.find(arg => !arg.startsWith('--')) ?? join(projectRoot, '..', 'shared');
  if (!existsSync(shared)) {
    console.log('没有找到测评材料（../shared），跳过检索测速。');
    return;
  }
  const built = args.find(arg => arg.startsWith('--built='))?.slice('--built='.length);
  if (built !== undefined) return loadAndAsk(built, shared);
  const folder = mkdtempSync(join(tmpdir(), 'xiaofa-bench-'));
  try {
    await compare(folder, shared);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function compare(folder: string, shared: string): Promise<void> {
  const questions = loadStatuteQuestions(shared);
  const { corpus, built } = await buildIn(folder, shared);
  console.log(row('小法（仅按词）', scoreRanker(questions, corpusRanker(corpus, asOf)), { built }));
  // Reading files in makes the ranker's vectors too, in its own thread; only new weights make a start do it.
  const start = performance.now();
  await openCorpus({ blobs: openDiskBlobs(folder) });
  console.log(`排序权重更换后的第一次载入 ${Math.round(since(start))} ms`);
  const main = fileURLToPath(new URL('main.js', import.meta.url));
  const child = spawnSync(process.execPath, ['--expose-gc', main, 'search', shared, `--built=${folder}`], { encoding: 'utf8' });
  console.log(child.status === 0 ? child.stdout.trim() : child.stderr);
  const files: SourceFile[] = [];
  for await (const file of gatherFiles([join(shared, 'corpus', 'laws')])) files.push(file);
  const passages = plainPassages(files);
  for (const [name, make] of [
    ['MiniSearch', miniSearchRanker],
    ['朴素BM25', plainRanker],
  ] as const) {
    const start = performance.now();
    const rank = make(passages);
    const time = since(start);
    console.log(row(name, scoreRanker(questions, rank), { built: time }));
  }
}
