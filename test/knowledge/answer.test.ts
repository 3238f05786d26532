import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ValidityFact } from '../../src/domain/validity.ts';
import type { Answer } from '../../src/knowledge/answer.ts';
import { type Corpus, openCorpus } from '../../src/knowledge/corpus.ts';
import type { AskingBureau } from '../../src/knowledge/document-weights.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { loadStatuteQuestions } from '../../training/statute-questions.ts';
import { scoreLaw } from '../evals/law.ts';
import { corpusRanker, scoreRanker } from '../evals/search.ts';
import { memoryBlobs } from './memory-blobs.ts';

function fact(title: string, overrides: Partial<ValidityFact>): ValidityFact {
  return {
    title,
    status: 'in-force',
    since: null,
    successor: null,
    upToVersion: null,
    source: '',
    confidence: 'search',
    checkedTo: '2026-11-20',
    ...overrides,
  };
}

const bureau: AskingBureau = {
  id: 'qinghe',
  contacts: [{ words: ['奖补', '补贴'], department: '经济运行科' }],
  validity: [
    fact('青禾区涉企行政检查规定（示例）', { since: '2026-01-01' }),
    fact('青禾区行政规范性文件管理规定（示例）', { status: 'repealed', since: '2026-06-01', successor: '《青禾区文件管理新规定（示例）》' }),
    fact('苗圃促进法', { since: '2026-05-01' }),
  ],
};
const asOf = '2026-11-20';
let corpus: Corpus;
const ask = (question: string): Answer => corpus.ask(question, { bureau, asOf });

beforeAll(async () => {
  corpus = await openCorpus({ blobs: memoryBlobs() });
  await corpus.ingestPaths([join(projectRoot, 'data', 'corpus')], { bureau: 'qinghe' });
});

describe('an answer', () => {
  it.each([
    ['小微企业的货款最晚多久要付', '第五条第一款', '六十日'],
    ['涉企检查一年最多几次', '第三条第一款', '一年不得超过两次'],
    ['数字化诊断补助最多多少钱', '第三条', '最高2万元'],
    ['没有亮证企业能拒绝检查吗', '第四条', '有权拒绝检查'],
    ['涉企行政检查规定第七条', '第七条', '十个工作日内答复'],
  ])('%s → %s', (question, article, words) => {
    const answer = ask(question);
    expect(answer.answered).toBe(true);
    expect(answer.citations[0]?.article).toBe(article);
    expect(answer.citations[0]?.quote).toContain(words);
  });

  it('quotes letter by letter and fits on a phone', () => {
    for (const question of ['小微企业的货款最晚多久要付', '企业提供虚假材料有什么后果', '检查中有哪些行为不允许']) {
      const answer = ask(question);
      for (const { provisionId, quote } of answer.citations) expect(corpus.provision(provisionId)?.text).toContain(quote);
      expect(answer.text.length).toBeLessThan(600);
    }
  });

  it('says up to when validity was checked, and 效力待核 where nobody did', () => {
    expect(ask('涉企检查一年最多几次').text).toContain('现行有效（2026年1月1日起施行，效力核对至2026年11月20日）');
    expect(ask('小微企业的货款最晚多久要付').text).toContain('效力待核');
  });

  it('takes a past figure from the report, in its own words', () => {
    const answer = ask('去年走访了多少家企业');
    expect(answer.text).toContain('全年走访企业312家次');
    expect(answer.citations[0]?.document).toContain('2025年');
  });

  it('says that a masked figure is masked and gives no number', () => {
    const answer = ask('去年罚款多少万元');
    expect(answer.answered).toBe(false);
    expect(answer.text).toContain('遮盖');
  });
});

describe('two regulations of one organ that rule one matter differently', () => {
  it('are both cited, and the newer goes first by the rule of 立法法', async () => {
    const shelf = await openCorpus({ blobs: memoryBlobs() });
    const law = (title: string, days: string, since: string): string =>
      `${title}\n\n第一条　购买苗木的单位应当自苗木交付之日起${days}内支付苗木款项。\n第二条　本条例自${since}起施行。`;
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    await shelf.ingest(
      [
        { path: '苗木交易条例.txt', bytes: bytes(law('苗木交易条例', '四十五日', '2012年3月1日')) },
        { path: '苗木款项条例.txt', bytes: bytes(law('苗木款项条例', '三十日', '2021年3月1日')) },
      ],
      { bureau: 'qinghe' },
    );
    expect(shelf.ask('购买苗木多少日内支付款项', { bureau, asOf }).text).toMatch(/先看《苗木款项条例》第一条：新的规定优于旧的规定/);
  });
});

describe('an honest refusal', () => {
  it.each([
    ['《企业发展法》第二十条怎么规定的', '没有名为《企业发展法》'],
    ['苗圃促进法第三条是什么', '库内没有它的正文'],
    ['规范性文件管理规定第三条', '已废止'],
    ['涉企行政检查规定第八十条', '没有第八十条'],
    ['这起合同纠纷法院会判谁赢', '不作预测'],
    ['明年考核我们能得多少分', '不作预测'],
    ['那份机密会议纪要讲了什么', '保密员'],
    ['我们区今年专精特新奖补每家给多少钱', '经济运行科'],
    ['去年植树多少棵', '没有查到'],
    ['红烧肉怎么做才不腻', '没有查到依据'],
    ['美国加州最低工资是多少', '没有查到依据'],
  ])('%s', (question, words) => {
    const answer = ask(question);
    expect(answer.answered).toBe(false);
    expect(answer.citations.filter(citation => citation.validity === 'in-force')).toEqual([]);
    expect(answer.text).toContain(words);
  });
});

const shared = join(projectRoot, '..', 'shared');

describe('on the national laws', () => {
  it.skipIf(!existsSync(shared))('search and answers stay as good as they were measured', { timeout: 240_000 }, async () => {
    const blobs = memoryBlobs();
    const laws = await openCorpus({ blobs });
    const { loadBureau } = await import('../../src/bureau/load-bureau.ts');
    await laws.ingestPaths([join(shared, 'corpus', 'laws'), join(shared, 'reports')], { bureau: 'shared' });
    // The shipped ranker learned from these very questions, so only the search by words is judged on them; `npm run eval -- search` judges the ranker.
    const byWords = await openCorpus({ blobs, ranker: null });
    const search = scoreRanker(loadStatuteQuestions(shared), corpusRanker(byWords, asOf));
    expect(search.recall10).toBeGreaterThan(0.51);
    expect(search.recall100).toBeGreaterThan(0.72);
    const law = scoreLaw(laws, await loadBureau(join(projectRoot, 'data')), shared, { layStep: 8 });
    const share = (text: string): number => Number(text.split('/')[0]) / Number(text.split('/')[1]);
    expect(share(law.citationHit)).toBeGreaterThanOrEqual(0.9);
    expect(share(law.firstIsHit)).toBeGreaterThanOrEqual(0.8);
    expect(share(law.quotesExact)).toBe(1);
    expect(share(law.refusedRightly)).toBeGreaterThanOrEqual(0.9);
    expect(share(law.falseRefusals)).toBeLessThanOrEqual(0.08);
    expect(share(law.staleAnsweredAsInForce)).toBe(0);
    expect(share(law.offTopicRefused)).toBeGreaterThanOrEqual(0.85);
  });
});
