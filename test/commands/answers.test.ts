import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import type { LawCase } from '../../src/domain/evaluation-case.ts';
import { openCorpus } from '../../src/knowledge/corpus.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { readCases, scoreLawCases } from '../evals/cases.ts';
import { commandLine } from '../helpers/command-line.ts';
import { scriptedModels } from '../helpers/scripted-models.ts';
import { memoryBlobs } from '../knowledge/memory-blobs.ts';

const day = [
  { id: '1', at: '2026-11-20T09:00:00+08:00', from: 'qinlang', group: 'work', text: '小微企业的货款最晚多久要付' },
  { id: '2', at: '2026-11-20T09:01:00+08:00', from: 'qinlang', group: 'work', text: '采纳' },
  { id: '3', at: '2026-11-20T09:02:00+08:00', from: 'taoran', group: 'work', text: '小微企业遇到拖欠怎么投诉' },
  { id: '4', at: '2026-11-20T09:03:00+08:00', from: 'taoran', group: 'work', text: '不采纳，问的是省里的电话' },
  { id: '5', at: '2026-11-20T09:10:00+08:00', from: 'qinlang', group: 'work', text: '本周走访企业12家，另有13家打了电话' },
  { id: '6', at: '2026-11-20T09:11:00+08:00', from: 'qinlang', group: 'work', text: '1120-1走访企业改成13家' },
  { id: '7', at: '2026-11-20T09:20:00+08:00', from: 'guchuan', group: 'work', text: '11月12日组织学习《行政处罚法》1次，40人参加' },
  { id: '8', at: '2026-11-20T09:21:00+08:00', from: 'guchuan', group: 'work', text: '第1条改成45人' },
];

describe('answers --cases', () => {
  it('exports what people found right and wrong, without their names, and eval reads it with both columns', async () => {
    const { run, jsonl, folder } = commandLine();
    await run('replay', jsonl('day.jsonl', day), '--state', 'played');
    const listed = (await run('answers', '--state', 'played')).out.join('\n');
    expect(listed).toMatch(/采纳｜小微企业的货款最晚多久要付/);
    expect((await run('answers', '--cases', 'cases.jsonl', '--state', 'played')).code).toBe(0);
    const cases = readCases(join(folder, 'cases.jsonl'));
    expect(cases).toMatchObject([
      { kind: 'law', text: '小微企业的货款最晚多久要付', articles: ['青禾区保障中小企业货款支付办法（示例）第五条'] },
      { kind: 'law', text: '小微企业遇到拖欠怎么投诉', not: [expect.stringContaining('第九条')] },
      // 45 is in no word of the message: that was a slip of its own, and no reading could know it.
      {
        kind: 'message',
        text: day[4]?.text,
        from: { department: '企业服务科' },
        entries: [{ metrics: expect.arrayContaining([expect.objectContaining({ value: 13 })]) }],
      },
    ]);
    expect(JSON.stringify(cases)).not.toMatch(/秦朗|陶然/);

    const bureau = await loadBureau(join(projectRoot, 'data'));
    const corpus = await openCorpus({ blobs: memoryBlobs() });
    await corpus.ingestPaths([join(projectRoot, 'data', 'corpus')], { bureau: 'shared' });
    const models = await scriptedModels({ answer: '规定是{{q1}}' });
    const law = cases.filter((one): one is LawCase => one.kind === 'law');
    expect(await scoreLawCases(law, corpus, { models, bureau })).toEqual([
      { name: '采纳的仍引到', without: '1/1', withModel: '1/1' },
      { name: '不采纳的不再引', without: '0/1', withModel: '0/1' },
    ]);
  }, 60_000);
});
