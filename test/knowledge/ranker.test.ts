import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCorpus } from '../../src/knowledge/corpus.ts';
import type { AskingBureau } from '../../src/knowledge/document-weights.ts';
import { encodeQuestion } from '../../src/knowledge/ranking/encoder.ts';
import { LearnedRanker } from '../../src/knowledge/ranking/ranker.ts';
import { decodeRanker, shippedWeights } from '../../src/knowledge/ranking/ranker-file.ts';
import { wordKeys } from '../../src/knowledge/terms.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { LEAF, scoreRow } from '../../src/lib/trees.ts';
import { trainTrees } from '../../training/train-trees.ts';
import { memoryBlobs } from './memory-blobs.ts';

const bureau: AskingBureau = { id: 'sample', validity: [], contacts: [] };
const asOf = '2026-11-20';
const bytes = readFileSync(shippedWeights);

describe('the shipped ranker', () => {
  it('is at most ten megabytes and whole', () => {
    expect(bytes.length).toBeLessThan(10_000_000);
    expect(decodeRanker(bytes)?.memory.answers.length).toBeGreaterThan(700);
  });

  it('is not used when its file is torn', () => {
    expect(decodeRanker(bytes.subarray(0, bytes.length - 10))).toBeUndefined();
  });

  it('gives a question a unit vector, and one without known words nothing', () => {
    const weights = decodeRanker(bytes);
    if (!weights) throw new Error('no weights');
    const length = (text: string): number => Math.hypot(...encodeQuestion(weights.encoder, wordKeys(text)));
    expect(length('公司拖欠工资怎么办')).toBeCloseTo(1, 5);
    expect(length('？！')).toBe(0);
  });

  it('searches a small corpus that it never learned from, finds what was just added, and forgets what was replaced', async () => {
    const weights = decodeRanker(bytes);
    if (!weights) throw new Error('no weights');
    const corpus = await openCorpus({ blobs: memoryBlobs(), ranker: new LearnedRanker(weights) });
    expect(corpus.search('公司拖欠工资怎么办', { bureau, asOf })).toEqual([]);
    await corpus.ingestPaths([join(projectRoot, 'data', 'corpus', 'policies')], { bureau: 'sample' });
    const rule = (article: string): Uint8Array => Buffer.from(`# 青禾区茶摊管理规定\n\n第一条 ${article}\n`);
    await corpus.ingest([{ path: '茶摊.md', bytes: rule('茶摊应当备有凉茶，并在收摊以后清扫地面。') }], { bureau: 'sample' });
    expect(corpus.search('茶摊收摊以后要扫地吗', { bureau, asOf })[0]?.document).toContain('茶摊');
    await corpus.ingest([{ path: '茶摊.md', bytes: rule('茶摊应当在日落以前关门。') }], { bureau: 'sample' });
    expect(corpus.search('茶摊几点关门', { bureau, asOf })[0]?.text).toContain('日落');
    expect(corpus.search('凉茶', { bureau, asOf }).filter(hit => hit.text.includes('凉茶'))).toEqual([]);
  });
});

describe('regression trees', () => {
  it('go left at most at the bound and right above it', () => {
    const trees = {
      starts: Uint32Array.of(0, 3),
      features: Uint8Array.of(1, LEAF, LEAF),
      values: Float32Array.of(0.5, -1, 2),
      lefts: Uint8Array.of(1, 0, 0),
    };
    expect([scoreRow(trees, Float32Array.of(9, 0.5), 0), scoreRow(trees, Float32Array.of(9, 0.6), 0)]).toEqual([-1, 2]);
  });

  it('learn which feature tells answers from others, and the same again from the same samples', () => {
    const questions = 40;
    const rows = Float32Array.from({ length: questions * 10 * 2 }, (_, at) =>
      at % 2 === 0 ? (at * 7919) % 13 : (at / 2) % 10 < 1 ? 1 : ((at * 31) % 7) / 10,
    );
    const data = {
      features: 2,
      rows,
      starts: Uint32Array.from({ length: questions + 1 }, (_, at) => at * 10),
      labels: Uint8Array.from({ length: questions * 10 }, (_, at) => (at % 10 === 0 ? 1 : 0)),
      worth: new Float32Array(questions * 10).fill(1),
    };
    const tuning = { trees: 5, leaves: 4, rate: 0.3, least: 5, calm: 1, featureShare: 1, questionShare: 1, seed: 1 };
    const trees = trainTrees(data, tuning);
    expect(scoreRow(trees, Float32Array.of(0, 1), 0)).toBeGreaterThan(scoreRow(trees, Float32Array.of(0, 0.2), 0));
    expect(trainTrees(data, tuning)).toEqual(trees);
  });
});
