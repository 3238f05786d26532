import { describe, expect, it } from 'vitest';
import { play } from '../helpers/play.ts';

describe('whoever asks for a report in a few words', () => {
  it.each([
    ['2026-11-20T10:00', '生成年度报告', 'annual:2026'],
    ['2027-01-12T10:00', '生成年度报告', 'annual:2026'],
    ['2027-01-12T10:00', '生成今年年度报告', 'annual:2027'],
    ['2026-11-20T10:00', '生成2025年度报告', 'annual:2025'],
    ['2026-06-30T10:00', '生成上半年汇报', 'half-year:2026-h1'],
    ['2026-11-20T10:00', '生成半年汇报', 'half-year:2026-h1'],
    ['2027-01-12T10:00', '生成半年汇报', 'half-year:2026-h2'],
    ['2026-11-20T10:00', '生成三季度总结', 'quarter:2026-q3'],
    ['2026-11-20T10:00', '生成10月小结', 'month:2026-10'],
    ['2026-11-20T10:00', '生成上月小结', 'month:2026-10'],
    ['2026-11-20T10:00', '生成上周小结', 'week:2026-11-09'],
    ['2026-11-20T10:00', '生成述职报告', 'duty:2026'],
    ['2026-11-20T10:00', '生成年度总结', 'summary:2026'],
  ])('on %s “%s” gives %s', async (day, words, id) => {
    const { say, stage } = await play(day);
    await say('lianghui', words);
    expect((await stage.drafts()).map(draft => draft.id)).toEqual([id]);
  });

  it('may name another outline over the same ledgers, which is a draft of its own', async () => {
    const { say, stage } = await play('2026-11-20T10:00');
    await say('qinlang', '本周走访企业12家');
    await say('lianghui', '生成年度报告');
    await say('lianghui', '按任务分工生成年度报告');
    const drafts = await stage.drafts();
    expect(drafts.map(({ id, outline }) => `${id} ${outline}`).sort()).toEqual(['annual-framework:2026 annual-framework', 'annual:2026 annual']);
    for (const draft of drafts) expect(JSON.stringify(draft.sections)).toContain('走访企业12家');
  });
});

describe('a figure that somebody asks after', () => {
  it.each(['走访企业12家怎么来的', '走访企业12家，这个数是哪来的？', '“走访企业12家，收集问题5条”的依据是什么'])(
    '“%s” is explained and never reported',
    async text => {
      const { say, stage } = await play('2026-11-20T16:20');
      await say('qinlang', '本周走访企业12家，收集问题5条');
      await say('lianghui', '生成年度报告');
      const before = (await stage.entries()).length;
      expect((await say('lianghui', text)).join('')).toMatch(/走访企业12家.*秦朗/s);
      expect((await stage.entries()).length).toBe(before);
    },
  );
});

describe('how far a part of the draft is', () => {
  it.each([
    ['走访服务企业那块写得怎么样了', /走访服务企业\*\*｜已汇编/],
    ['服务企业部分写好了没', /走访服务企业\*\*｜已汇编/],
    ['第九部分写得怎么样了', /没有第九部分，现有4部分：\n一、/],
  ])('“%s”', async (text, answer) => {
    const { say } = await play('2026-11-20T16:20');
    await say('qinlang', '本周走访企业12家，收集问题5条');
    await say('lianghui', '生成年度报告');
    expect((await say('lianghui', text)).join('')).toMatch(answer);
  });
});
