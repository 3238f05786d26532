import { describe, expect, it } from 'vitest';
import { play } from '../helpers/play.ts';

describe('a member of staff reports in the group', () => {
  it('gets the entries as understood, with how to correct them', async () => {
    const { say } = await play('2026-11-20T16:20');
    const [receipt] = await say('qinlang', '@小法 本周走访企业12家，收集问题5条，当场解决3条；周三组织学习《行政处罚法》，35人参加');
    expect(receipt).toContain('已记2条');
    expect(receipt).toContain('企业服务科');
    for (const figure of ['走访企业12家', '收集问题5条', '3条', '35人']) expect(receipt).toContain(figure);
    expect(receipt).toMatch(/第1条改成|撤回第/);
    expect(receipt).toContain('1120-1');
  });

  it('is understood in spite of typos', async () => {
    const { say } = await play('2026-11-20T16:20');
    const [receipt] = await say('qinlang', '本周走仿企业12家，收急问题5条，己解决3条');
    for (const figure of ['走访企业12家', '收集问题5条', '解决问题3条']) expect(receipt).toContain(figure);
  });

  it('corrects in four words, and the history keeps both figures', async () => {
    const { say, stage } = await play('2026-11-20T16:20');
    await say('qinlang', '本周走访企业12家，收集问题5条');
    const [answer] = await say('qinlang', '第1条改成13家');
    expect(answer).toContain('已更正');
    expect(answer).toMatch(/12家 → \**13家/);
    const [entry] = await stage.entries();
    expect(entry?.history.map(change => change.action)).toEqual(['submit', 'correct']);
    expect(entry?.metrics.find(metric => metric.name === '走访企业')?.value).toBe(13);
  });

  it.each([
    ['少报了2家', '12家 → **14家**'],
    ['多写了两家', '12家 → **10家**'],
    ['问题少报了3条', '5条 → **8条**'],
    ['第1条再加1家', '12家 → **13家**'],
    ['少报了2家，应该是15家', '12家 → **15家**'],
  ])('is told the new figure when it says by how much the old one was off: %s', async (text, change) => {
    const { say } = await play('2026-11-20T16:20');
    await say('qinlang', '本周走访企业12家，收集问题5条');
    expect((await say('qinlang', text)).join()).toContain(change);
  });

  it.each([
    ['1120-1走访企业少报了2家', '12家 → **14家**'],
    ['第1条收集问题多报了3条', '5条 → **2条**'],
  ])('names entry and figure before it says by how much: %s', async (text, change) => {
    const { say } = await play('2026-11-20T16:20');
    await say('qinlang', '本周走访企业12家，收集问题5条');
    expect((await say('qinlang', text)).join()).toContain(change);
  });

  it('keeps the unit of a figure that is corrected without one, and asks where it may be another', async () => {
    const { say } = await play('2026-11-20T16:20');
    await say('leiming', '今天罚款5000元');
    expect((await say('leiming', '罚款改成6000')).join()).toContain('5000元 → **6000元**');
    await say('leiming', '昨天罚款2万元');
    await say('leiming', '今天巡河里程3公里');
    expect((await say('leiming', '1120-3巡河里程少报了500米')).join()).toContain('3公里 → **3.5公里**');
    expect((await say('leiming', '1120-2罚款改成3000')).join()).toMatch(/2万元，3000没有说单位.*什么都没有动.*1120-2罚款金额改成3000元/);
  });

  it.each(['多报了20家', '少报了2场'])('changes nothing where that cannot be worked out, and says what stands there: %s', async text => {
    const { say, stage } = await play('2026-11-20T16:20');
    await say('qinlang', '本周走访企业12家，收集问题5条');
    expect((await say('qinlang', text)).join()).toMatch(/走访企业12家.*什么都没有动/);
    expect((await stage.entries()).map(entry => entry.history.length)).toEqual([1]);
  });

  it('is asked which entry it means when several have such a figure', async () => {
    const { say } = await play('2026-11-20T16:20');
    await say('qinlang', '1. 本周走访企业12家\n2. 上周走访企业9家');
    expect((await say('qinlang', '少报了2家')).join()).toContain('您说的是哪一条');
  });

  it('withdraws by position; the withdrawn entry no longer counts but is kept', async () => {
    const { say, stage } = await play('2026-11-20T16:20');
    await say('qinlang', '本周走访企业12家；周三组织学习《行政处罚法》，35人参加');
    const [answer] = await say('qinlang', '撤回第2条');
    expect(answer).toContain('撤回');
    expect((await stage.entries()).map(entry => entry.status)).toEqual(['submitted', 'withdrawn']);
  });

  it('withdraws and purges what must not exist: nothing of it is left in rows', async () => {
    const { say, stage, dumped, filesWith } = await play('2026-11-20T16:20');
    await say('qinlang', '本周走访企业12家，其中云帆示例机电反映用工难');
    await say('qinlang', '撤回并清除云帆示例机电那条');
    expect(await stage.entries()).toEqual([]);
    expect(await dumped()).not.toContain('云帆示例机电');
    expect(filesWith('云帆示例机电')).toEqual([]);
  });

  it('says in one line that there was nothing this week', async () => {
    const { say } = await play('2026-11-20T16:20');
    expect((await say('wenjing', '本周没有')).join()).toContain('无新增事项');
    const missing = await say('guchuan', '谁还没报', { group: 'direct' });
    expect(missing.join()).toMatch(/还没有记录：.*绿色安全科/);
    expect(missing.join()).toMatch(/报“无”：经济运行科/);
  });

  it('takes “nothing” back as easily', async () => {
    const { say } = await play('2026-11-20T16:20');
    await say('wenjing', '本周没有');
    expect((await say('wenjing', '撤回')).join()).toContain('已撤回');
    expect((await say('guchuan', '谁还没报', { group: 'direct' })).join()).toMatch(/还没有记录：.*经济运行科/);
  });

  it.each(['收到', '好的', '👍', '辛苦了', '大家周末愉快'])('records nothing of “%s”', async text => {
    const { say, stage } = await play('2026-11-20T16:20');
    await say('qinlang', text);
    expect(await stage.entries()).toEqual([]);
  });

  it('reads a pasted 接龙 per reporter', async () => {
    const { say, stage } = await play('2026-11-20T16:20');
    await say('shenlan', '#接龙\n本周工作\n1. 秦朗：走访企业4家，收集问题2条\n2. 邵兵：备案3个\n3. 温静：无');
    const entries = await stage.entries();
    expect(entries.map(entry => entry.department)).toEqual(['企业服务科', '投资审批科']);
    expect(entries.flatMap(entry => entry.metrics.map(metric => `${metric.name}${metric.value}${metric.unit}`))).toEqual(
      expect.arrayContaining(['走访企业4家', '收集问题2条']),
    );
  });

  it('tells people what they reported this week', async () => {
    const { say } = await play('2026-11-20T16:20');
    await say('qinlang', '本周走访企业12家');
    const [answer] = await say('qinlang', '我本周报了什么');
    expect(answer).toContain('走访企业12家');
    expect(answer).toContain('1120-1');
  });

  it('keeps staff from changing what another department reported', async () => {
    const { say, stage } = await play('2026-11-20T16:20');
    await say('qinlang', '本周走访企业12家');
    const [answer] = await say('yezhou', '1120-1改成20家');
    expect(answer).not.toContain('已更正');
    expect((await stage.entries())[0]?.metrics[0]?.value).toBe(12);
  });
});

describe('a reminder is answered in a word', () => {
  it('“已报” is checked, not taken on trust', async () => {
    const { say } = await play('2026-11-20T16:20');
    expect((await say('taoran', '已报', { group: 'direct' })).join()).toContain('还没有看到企业服务科');
    await say('qinlang', '本周走访企业12家');
    expect((await say('taoran', '同事已报', { group: 'direct' })).join()).toContain('本周已有记录');
  });
});

describe('a forwarded list', () => {
  it('credits each person with their own line, and keeps who forwarded it', async () => {
    const { say, stage } = await play('2026-11-20T16:20');
    await say('wenjing', '#接龙\n1. 秦朗：走访企业4家\n2. 邵兵：备案3个');
    const entries = await stage.entries();
    expect(entries.map(entry => entry.reporter.name)).toEqual(['秦朗', '邵兵']);
    expect(entries.map(entry => entry.history[0]?.by.name)).toEqual(['温静', '温静']);
    expect((await say('qinlang', '我本周报了什么')).join()).toContain('走访企业4家');
  });
});
