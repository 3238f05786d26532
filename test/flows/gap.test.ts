import { describe, expect, it } from 'vitest';
import { play } from '../helpers/play.ts';

describe('a question that nothing answered', () => {
  it('is answered to the asker, once, when a document that decides it comes in', async () => {
    const { say, stage, pushes } = await play('2026-11-20T10:00');
    const question = '共享自行车停放点由谁负责划定';
    expect((await say('qinlang', question)).join()).toContain('没有查到依据');
    const text =
      '青禾区共享自行车停放管理办法（示例）\n第一条 为了规范共享自行车停放，制定本办法。\n第二条 共享自行车停放点由区城市管理部门负责划定。\n第三条 本办法自2026年1月1日起施行。\n';
    await stage.runtime.corpus.ingest([{ path: '办法.txt', bytes: new TextEncoder().encode(text) }], { bureau: 'shared' });
    await stage.runtime.answerGaps();
    await stage.runtime.answerGaps();
    const told = pushes('direct:qinlang').filter(push => push.includes('有依据了'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('第二条');
  });
});

describe('somebody who writes to 小法 alone', () => {
  it.each(['啊啊啊啊', '今天的云真好看'])('is told that “%s” was not understood', async words => {
    const { say } = await play('2026-11-20T10:00');
    expect((await say('qinlang', words, { group: 'direct' })).join()).toContain('没看懂');
  });

  it.each(['收到', '好的', '谢谢', '👍'])('is left in peace after “%s”', async words => {
    const { say } = await play('2026-11-20T10:00');
    expect(await say('qinlang', words, { group: 'direct' })).toEqual([]);
  });
});
