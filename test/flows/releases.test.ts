import { describe, expect, it } from 'vitest';
import { play } from '../helpers/play.ts';

const question = '今年走访了多少企业';

describe('figures that leave are kept', () => {
  it('a later figure that differs says what was told before, and which entries made the difference', async () => {
    const { say, at } = await play('2026-11-03T09:20');
    await say('qinlang', '上周走访企业12家');
    await say('taoran', '10月20日走访企业4家');
    expect((await say('gaoyuan', question, { group: 'leaders' })).join()).not.toContain('上次报您');
    await at('2026-11-20T15:00');
    await say('qinlang', '本周走访企业7家');
    await say('qinlang', '1103-1改成11家');
    const answer = (await say('gaoyuan', question, { group: 'leaders' })).join();
    expect(answer).toContain('上次报您（11月3日，截至11月3日）的走访企业为16家，现为22家：此后新增1条〔1120-1〕，更正1条〔1103-1〕');
    expect((await say('gaoyuan', question, { group: 'leaders' })).join()).not.toContain('上次报您');
  });

  it('names what was withdrawn', async () => {
    const { say } = await play('2026-11-20T15:00');
    await say('qinlang', '本周走访企业12家');
    await say('taoran', '10月20日走访企业4家');
    await say('gaoyuan', question, { group: 'leaders' });
    await say('qinlang', '撤回1120-1');
    expect((await say('gaoyuan', question, { group: 'leaders' })).join()).toMatch(/为16家，现为4家：撤回或不再单独计入1条〔1120-1〕/);
  });

  it('is told per person: who asks for the first time was told nothing before', async () => {
    const { say } = await play('2026-11-20T15:00');
    await say('qinlang', '本周走访企业12家');
    await say('gaoyuan', question, { group: 'leaders' });
    await say('qinlang', '1120-1改成13家');
    expect((await say('fangzheng', question, { group: 'leaders' })).join()).not.toContain('上次报您');
  });

  it('lists what was told, with 截至; everybody’s only to editors alone with the bot', async () => {
    const { say } = await play('2026-11-20T15:00');
    expect((await say('gaoyuan', '报过什么数')).join()).toContain('还没有报给您过数');
    await say('qinlang', '上周走访企业12家');
    await say('gaoyuan', question, { group: 'leaders' });
    await say('lianghui', '生成年度报告');
    expect((await say('gaoyuan', '报过什么数')).join()).toMatch(/11月20日：走访企业12家（截至11月20日）/);
    const all = (await say('lianghui', '报数留底', { group: 'direct' })).join();
    expect(all).toContain('报高远：走访企业12家');
    expect(all).toMatch(/交梁慧：《.+》第\d+稿/);
    expect((await say('lianghui', '报数留底')).join()).not.toContain('高远');
    expect((await say('qinlang', '给领导报过什么数')).join()).not.toContain('12家');
  });

  it('what is purged is in no kept figure either', async () => {
    const { say, stage } = await play('2026-11-20T15:00');
    await say('qinlang', '本周走访企业12家');
    await say('gaoyuan', question, { group: 'leaders' });
    await say('qinlang', '撤回并清除1120-1');
    expect(await stage.store.read({ bureau: stage.bureau.id }, reader => reader.count('release', { index: 'byTime' }))).toBe(0);
  });
});
