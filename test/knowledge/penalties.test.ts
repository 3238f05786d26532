import { describe, expect, it } from 'vitest';
import { openCorpus } from '../../src/knowledge/corpus.ts';
import { furtherQuestions } from '../../src/knowledge/further-questions.ts';
import { memoryBlobs } from './memory-blobs.ts';

const law = `# 青禾市仓库安全条例

## 第一章 仓库管理

第一条 仓库的负责人应当每日巡查仓库，并且记录巡查的情况。

第二条 仓库内不得存放来历不明的货物。

第三条 仓库应当设置围墙。

## 第二章 法律责任

第四条 违反本条例第三条规定的，责令改正。

第五条 违反本条例第一条、第二条规定的，处五千元罚款。

第六条 违反《青禾市道路条例》第一条规定的，处九千元罚款。
`;

async function ask(question: string): Promise<string> {
  const corpus = await openCorpus({ blobs: memoryBlobs(), ranker: null });
  await corpus.ingest([{ path: '青禾市仓库安全条例(2025-01-01).md', bytes: Buffer.from(law) }], { bureau: 'shared' });
  const answer = corpus.ask(question, { bureau: { id: 'qinghe', validity: [], contacts: [] }, asOf: '2026-11-20' });
  await corpus.close();
  return answer.text;
}

describe('what a breach costs', () => {
  it('is told from the article that punishes it by number, though that article does not say what the duty is', async () => {
    const text = await ask('按青禾市仓库安全条例，仓库负责人没有每日巡查仓库怎么罚');
    expect(text).toContain('第五条');
    expect(text).toContain('五千元');
    expect(text).not.toContain('九千元');
  });

  it('is not told where only the duty was asked for', async () => {
    expect(await ask('按青禾市仓库安全条例，仓库负责人要多久巡查一次仓库')).toContain('第一条');
  });
});

describe('a message that asks two things', () => {
  it.each([
    ['试用期最长几个月，没约定罚多少', ['没约定罚多少']],
    ['试用期最长几个月，最晚什么时候转正', []],
    ['试用期最长几个月', []],
    ['公司在外地，试用期最长几个月', []],
    ['节能审查归谁管？没做就开工怎么罚？', ['没做就开工怎么罚']],
  ])('%s', (message, asked) => {
    expect(furtherQuestions(message).map(each => each.asked)).toEqual(asked);
  });
});
