import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openCorpus } from '../../src/knowledge/corpus.ts';
import { decodeText } from '../../src/knowledge/decode-text.ts';
import { gatherFiles, type SourceFile } from '../../src/knowledge/gather-files.ts';
import { readDocument } from '../../src/knowledge/read-document.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { corpusRanker, loadStatuteQuestions, type Ranker, type SearchScore, scoreRanker } from '../evals/search.ts';
import { memoryBlobs } from '../knowledge/memory-blobs.ts';

const asOf = '2026-11-20';

/** BM25 as the textbook has it: character pairs of the article text, a Map of arrays, no fields, no priors, no versions. */
function plainRanker(files: readonly SourceFile[]): Ranker {
  const passages: { document: string; article: string | null; length: number }[] = [];
  const postings = new Map<string, [number, number][]>();
  for (const { path, bytes } of files) {
    const decoded = decodeText(bytes);
    if (!('text' in decoded)) continue;
    const { document, passages: pieces } = readDocument(decoded.text, { path, bureau: 'shared', contentHash: '' });
    for (const { article, text } of pieces) {
      const times = new Map<string, number>();
      for (const pair of pairs(text)) times.set(pair, (times.get(pair) ?? 0) + 1);
      for (const [pair, count] of times) {
        const list = postings.get(pair) ?? [];
        list.push([passages.length, count]);
        postings.set(pair, list);
      }
      passages.push({ document: document.title, article, length: text.length });
    }
  }
  const average = passages.reduce((sum, passage) => sum + passage.length, 0) / passages.length;
  return (text, limit) => {
    const scores = new Map<number, number>();
    for (const pair of new Set(pairs(text))) {
      const list = postings.get(pair) ?? [];
      const rarity = Math.log(1 + (passages.length - list.length + 0.5) / (list.length + 0.5));
      for (const [at, count] of list) {
        const norm = 1.2 * (0.25 + (0.75 * (passages[at]?.length ?? 0)) / average);
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

function row(name: string, score: SearchScore, built: number): string {
  const share = (value: number): string => value.toFixed(3);
  return `${name}\tR@10 ${share(score.recall10)}\tR@100 ${share(score.recall100)}\tMRR ${share(score.mrr10)}\tp50 ${score.p50.toFixed(1)} ms\tp99 ${score.p99.toFixed(1)} ms\t建 ${(built / 1000).toFixed(1)} s`;
}

function megabytes(): string {
  globalThis.gc?.();
  const { rss, arrayBuffers, heapUsed } = process.memoryUsage();
  return `常驻内存 ${Math.round(rss / 1e6)} MB（数组 ${Math.round(arrayBuffers / 1e6)}，堆 ${Math.round(heapUsed / 1e6)}）`;
}

/** Prints build, load, update, memory and query times of the search on the national laws, beside a plain BM25 in the same run. */
export async function run(args: readonly string[]): Promise<void> {
  const shared = args[0] ?? join(projectRoot, '..', 'shared');
  if (!existsSync(shared)) {
    console.log('没有找到测评材料（../shared），跳过检索测速。');
    return;
  }
  const questions = loadStatuteQuestions(shared);
  const blobs = memoryBlobs();
  let start = performance.now();
  const corpus = await openCorpus({ blobs });
  await corpus.ingestPaths([join(shared, 'corpus', 'laws')], { bureau: 'shared' });
  const built = performance.now() - start;
  console.log(row('小法', scoreRanker(questions, corpusRanker(corpus, asOf)), built));
  start = performance.now();
  const loaded = await openCorpus({ blobs });
  console.log(
    `载入 ${Math.round(performance.now() - start)} ms，索引 ${Math.round([...blobs.kept].filter(([key]) => key.includes('segments')).reduce((sum, [, bytes]) => sum + bytes.length, 0) / 1e6)} MB，${megabytes()}`,
  );
  start = performance.now();
  await loaded.ingestPaths([join(projectRoot, 'data', 'corpus', 'policies')], { bureau: 'sample' });
  console.log(`新增5份本地文件 ${Math.round(performance.now() - start)} ms`);
  start = performance.now();
  const files: SourceFile[] = [];
  for await (const file of gatherFiles([join(shared, 'corpus', 'laws')])) files.push(file);
  const plain = plainRanker(files);
  console.log(row('朴素BM25', scoreRanker(questions, plain), performance.now() - start));
}
