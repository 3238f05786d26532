import { describe, expect, it } from 'vitest';
import { play } from '../helpers/play.ts';

describe('a figure that no ledger defines', () => {
  it('is kept under the words used, can be asked for, and is proposed to the editor', async () => {
    const { say, at, pushes } = await play('2026-11-17T10:00');
    await say('shaobing', '目前在库项目86个');
    await at('2026-11-18T10:00');
    await say('shaobing', '目前在库项目88个');
    expect((await say('gaoyuan', '在库项目多少个', { group: 'leaders' })).join()).toMatch(/在库项目88个.*截至11月18日/s);
    expect((await say('lianghui', '新指标')).join()).toMatch(
      /- 在库项目（个，存量）：投资审批科报过2次〔1117-1、1118-1〕.*name: 在库项目, units: \[个\], kind: level/s,
    );
    expect((await say('qinlang', '新指标')).join()).toContain('不能');
    await at('2026-11-20T18:00');
    expect(pushes('direct:lianghui').join()).toContain('这周有1个台账里没有的指标');
  });

  it('is not asked for in place of the law', async () => {
    const { say } = await play('2026-11-17T10:00');
    expect((await say('gaoyuan', '小微企业的货款最晚多久要付')).join()).toContain('第');
  });
});

describe('evidence told with the report', () => {
  it('is kept beside every entry of the message and is no part of it', async () => {
    const { say, stage } = await play('2026-11-17T10:00');
    await say('qinlang', '今天走访企业3家，佐证：签到表，档案盒2026-3');
    const [entry] = await stage.entries();
    expect(entry?.evidence).toEqual(['签到表，档案盒2026-3']);
    expect(entry?.metrics).toHaveLength(1);
    expect((await say('qinlang', '看佐证1117-1')).join()).toContain('档案盒2026-3');
  });
});
