import { describe, expect, it } from 'vitest';
import { play } from '../helpers/play.ts';

describe('people say where the paper behind an entry lies', () => {
  it('of the last entry, shown in 明细 and kept with the entry', async () => {
    const { say, stage } = await play('2026-11-20T16:20');
    await say('qinlang', '本周走访企业12家');
    expect((await say('qinlang', '佐证：签到表，档案盒2026-3'))[0]).toMatch(/已记佐证.*1120-1.*签到表，档案盒2026-3/s);
    const [entry] = await stage.entries();
    expect(entry?.evidence).toEqual(['签到表，档案盒2026-3']);
    expect(entry?.history.at(-1)).toMatchObject({ action: 'update', what: '佐证：签到表，档案盒2026-3' });
    await say('gaoyuan', '今年走访了多少企业', { group: 'leaders' });
    expect((await say('gaoyuan', '明细', { group: 'leaders' })).join()).toContain('〔佐证：签到表，档案盒2026-3〕');
    expect((await say('taoran', '1120-1佐证在哪'))[0]).toContain('档案盒2026-3');
  });

  it('of a named or quoted one; of several it asks which', async () => {
    const { say, stage } = await play('2026-11-20T16:20');
    await say('qinlang', '本周走访企业12家；周三组织学习《行政处罚法》，35人参加', { id: 'm-two' });
    expect((await say('qinlang', '佐证：签到表，档案盒2026-3'))[0]).toContain('哪一条');
    await say('qinlang', '第2条佐证：签到表，档案盒2026-3');
    await stage.say({ from: 'taoran', text: '1120-1佐证：走访记录，档案盒2026-4', quote: { text: '…', messageId: 'm-two' } });
    expect((await stage.entries()).map(entry => entry.evidence)).toEqual([['走访记录，档案盒2026-4'], ['签到表，档案盒2026-3']]);
  });

  it('not for what another 科室 reported', async () => {
    const { say, stage } = await play('2026-11-20T16:20');
    await say('qinlang', '本周走访企业12家');
    await say('yezhou', '1120-1佐证：签到表，档案盒2026-3');
    expect((await stage.entries())[0]?.evidence).toBeUndefined();
  });
});
