import { describe, expect, it } from 'vitest';
import { readPartRequest } from '../../src/reports/read-part-request.ts';
import { play } from '../helpers/play.ts';

describe('a leader who wants one part of the report', () => {
  it.each([
    ['起草“行政执法”这一段', /（五）行政执法\*\*\n.*检查企业4家.*〔1120-1〕/s],
    ['写一段行政执法', /（五）行政执法\*\*\n.*〔1120-1〕/s],
    ['优化营商环境那部分先帮我写出来', /走访服务企业\*\*\n.*走访企业12家.*〔1120-2〕/s],
    ['清欠那块帮我写一段', /惠企政策与营商环境\*\*｜没有记录，不编写，请/],
    ['食堂那部分给我写一下', /没有对上“食堂”的部分，没有起草。现有：\n（一）/],
  ])('“%s” gets it in the chat, each sentence with its records', async (text, expected) => {
    const { say } = await play('2026-11-20T16:20');
    await say('leiming', '昨天执法检查企业4家，发现隐患3个');
    await say('qinlang', '本周走访企业12家，收集问题5条');
    const [answer] = await say('gaoyuan', text);
    expect(answer).toMatch(expected);
  });

  it('hears how many shortcomings are on record where there are fewer than wanted, and nothing is recorded of the order', async () => {
    const { say, stage } = await play('2026-11-20T16:20');
    await say('guchuan', '存在问题：执法力量不足，持证的只有8人');
    const before = (await stage.entries()).length;
    const [answer] = await say('gaoyuan', '存在问题怎么写？给我三条有依据的。');
    expect(answer).toMatch(/持证.*8人.*〔1120-1〕/s);
    expect(answer).toContain('要3条，记录里有依据的只有1条，其余不编');
    expect((await stage.entries()).length).toBe(before);
  });

  it('gets the outline of the 述职 with what can be said under each heading, and both files', async () => {
    const { say, stage } = await play('2026-11-20T16:20');
    await say('qinlang', '本周走访企业12家');
    const [answer] = await say('gaoyuan', '我的第一责任人述职，帮我列提纲和能用的数');
    expect(answer).toMatch(/服务企业和优化营商环境\*\*｜.*走访企业12家.*〔1120-1〕/);
    expect(answer).toContain('下一步打算**｜待补');
    expect((await stage.drafts()).map(({ id }) => id)).toEqual(['duty:2026']);
  });

  it('is a version that was handed out: a later correction names it', async () => {
    const { say } = await play('2026-11-20T16:20');
    await say('qinlang', '本周走访企业12家');
    await say('gaoyuan', '写一段走访企业');
    expect((await say('qinlang', '更正：走访企业是13家')).join('')).toContain('初稿');
  });
});

describe('what is no order for one part', () => {
  it.each([
    '本周写了一段普法信息，发了3篇',
    '起草规范性文件1件，正在征求意见',
    '生成年度报告',
    '企业走访部分写得怎么样了',
    '存在问题：执法力量弱，持证的就8个',
    '把第三段改成：本周走访12家',
    '三部分材料已经写好交给办公室',
    '出一份提纲式的通知',
  ])('“%s”', text => {
    expect(readPartRequest(text)).toBeNull();
  });
});
