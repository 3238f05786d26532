import { describe, expect, it } from 'vitest';
import { play } from '../helpers/play.ts';

describe('a figure that no ledger defines', () => {
  it('is kept under the words used, can be asked for, and is proposed to the editor', async () => {
    const { say, at, pushes } = await play('2026-11-17T10:00');
    await say('shaobing', '目前在库项目86个');
    await at('2026-11-18T10:00');
    await say('shaobing', '目前在库项目88个');
    expect((await say('gaoyuan', '在库项目多少个', { group: 'leaders' })).join()).toMatch(/在库项目88个.*截至11月18日/s);
    expect((await say('lianghui', '新指标')).join()).toMatch(/1\. 在库项目（个，存量）：投资审批科报过2次〔1117-1、1118-1〕.*回“新指标1列为指标”/s);
    expect((await say('qinlang', '新指标')).join()).toContain('不能');
    await at('2026-11-20T18:00');
    expect(pushes('direct:lianghui').join()).toContain('这周有1个台账里没有的指标');
  });

  it('is not added up where it is what there is, though no word says so', async () => {
    const { say, at } = await play('2026-11-17T10:00');
    await say('shaobing', '规上陶瓷企业52户，挂账27笔2260万元');
    await at('2026-11-18T10:00');
    await say('shaobing', '规上陶瓷企业54户');
    const answer = (await say('gaoyuan', '规上陶瓷企业有多少户', { group: 'leaders' })).join();
    expect(answer).toMatch(/规上陶瓷企业54户.*截至11月18日/s);
    expect((await say('lianghui', '新指标')).join()).toContain('1. 规上陶瓷企业（户，存量）');
  });

  it('told in other words by somebody else is counted with what was kept before', async () => {
    const { say, at } = await play('2026-11-17T10:00');
    await say('leiming', '本周检查塔吊18台');
    await at('2026-11-18T10:00');
    expect((await say('leiming', '塔吊看了6台，没发现毛病')).join()).toContain('检查塔吊6台');
    expect((await say('leiming', '拆除塔吊2台')).join()).toContain('拆除塔吊2台');
    for (const asked of ['今年检查塔吊多少台', '塔吊查了几台', '今年看了多少台塔吊'])
      expect((await say('gaoyuan', asked, { group: 'leaders' })).join(), asked).toContain('检查塔吊24台');
  });

  it('is explained, listed and asked for other days like any other', async () => {
    const { say, at } = await play('2026-11-16T10:00');
    await say('leiming', '今天巡河里程3公里');
    await at('2026-11-17T10:00');
    await say('leiming', '今天巡河里程800米，清淤2处');
    const ask = async (text: string) => (await say('gaoyuan', text, { group: 'leaders' })).join();
    expect(await ask('今年巡河里程多少')).toMatch(/今年巡河里程3\.8公里.*口径：11月16日3公里＋11月17日800米/s);
    expect(await ask('怎么算的')).toMatch(/3\.8公里是这样算的.*11月16日3公里.*11月17日800米/s);
    expect(await ask('明细')).toMatch(/1116-1.*1117-1/s);
    expect(await ask('那昨天呢')).toContain('3公里');
    expect(await ask('上半年呢')).toMatch(/1—6月还没有收集到.*巡河里程/s);
  });

  it('told in 亿元 before and in 万元 now is compared as what it is', async () => {
    const { say, at } = await play('2026-10-08T10:00');
    await say('shaobing', '9月归集保证金1.2亿元');
    await at('2026-11-03T10:00');
    await say('shaobing', '10月归集保证金9000万元');
    const ask = async (text: string) => (await say('gaoyuan', text, { group: 'leaders' })).join();
    expect(await ask('归集保证金9月和10月对比')).toMatch(/减少3000万元.*25%|减少0\.3亿元.*25%/s);
    expect(await ask('今年归集保证金多少')).toMatch(/21000万元|2\.1亿元/);
  });

  it('is put into no total of a metric that its words do not say', async () => {
    const { say } = await play('2026-11-17T10:00');
    const receipt = (await say('leiming', '检查塔吊18台，其中不合格3台；调解集体讨薪2起，累计15起')).join();
    expect(receipt).toContain('检查塔吊18台，不合格塔吊3台');
    expect(receipt).toContain('调解集体讨薪2起');
    expect((await say('gaoyuan', '今年检查企业多少家', { group: 'leaders' })).join()).toContain('还没有收集到');
    expect((await say('gaoyuan', '今年化解矛盾纠纷多少起', { group: 'leaders' })).join()).toContain('还没有收集到');
    expect((await say('gaoyuan', '调解集体讨薪多少起', { group: 'leaders' })).join()).toContain('15起');
    expect((await say('lianghui', '新指标')).join()).toContain('检查塔吊（台，增量）：绿色安全科报过1次');
  });

  it('is still found in January, when people speak of the year that has just ended', async () => {
    const { say, at } = await play('2026-12-28T10:00');
    await say('shaobing', '目前在库项目86个');
    await at('2027-01-11T10:00');
    expect((await say('gaoyuan', '在库项目多少个', { group: 'leaders' })).join()).toContain('86个');
    expect((await say('lianghui', '新指标')).join()).toContain('在库项目');
  });

  it('with 累计 after a week that names no days of its own is asked about', async () => {
    const { say } = await play('2026-11-20T10:00');
    const receipt = (await say('leiming', '本周检查企业9家，累计发现隐患40处')).join();
    expect(receipt).toContain('要是今年以来的累计');
    expect((await say('leiming', '本周检查企业9家，今年累计发现隐患40处')).join()).not.toContain('要是今年以来的累计');
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
