import { describe, expect, it } from 'vitest';
import { play } from '../helpers/play.ts';

describe('what happens by itself', () => {
  it('reminds privately, once, only those who have not reported, and on workdays', async () => {
    const { say, at, pushes } = await play('2026-11-16T09:00');
    await say('qinlang', '本周走访企业12家');
    await at('2026-11-20T18:00');
    expect(pushes('direct:wenjing').filter(text => text.includes('还没有记录'))).toHaveLength(1);
    expect(pushes('direct:taoran').filter(text => text.includes('还没有记录'))).toHaveLength(0);
    expect(pushes('work').join()).not.toContain('温静');
  });

  it('compiles on Friday, keeps a record of each run, and runs nothing twice after a restart', async () => {
    const { at, stage } = await play('2026-11-16T09:00');
    await at('2026-11-20T18:00');
    const before = (await stage.runs()).map(run => run.id);
    expect(before.some(id => id.includes('compile'))).toBe(true);
    await stage.restart();
    await at('2026-11-20T18:05');
    const after = (await stage.runs()).map(run => run.id);
    expect(new Set(after).size).toBe(after.length);
    expect(after).toEqual(before);
  });

  it('no reminder in the National Day week', async () => {
    const { at, pushes } = await play('2026-09-30T18:30');
    await at('2026-10-07T23:00');
    expect(pushes('direct:wenjing')).toEqual([]);
  });

  it('keeps what was acknowledged when the plug is pulled', async () => {
    const { say, stage } = await play('2026-11-20T10:00');
    await say('qinlang', '本周走访企业12家');
    await stage.crash();
    expect(await stage.entries()).toHaveLength(1);
    expect((await say('gaoyuan', '今年以来走访了多少企业')).join()).toContain('12');
  });
});
