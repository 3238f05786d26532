import { describe, expect, it } from 'vitest';
import { type Play, play } from '../helpers/play.ts';

async function october(): Promise<Play> {
  const played = await play('2026-10-28T15:00');
  await played.say('qinlang', '今天走访企业3家');
  await played.at('2026-11-05T09:00');
  expect((await played.say('lianghui', '封账 10月')).join()).toContain('已封账**｜10月');
  return played;
}

describe('an editor closes the books of a period', () => {
  it('later entries for it need a reason; without one nothing of it is kept', async () => {
    const { say, stage } = await october();
    const [refused] = await say('qinlang', '10月29日走访企业4家');
    expect(refused).toMatch(/没有登记.*走访企业4家.*10月已封账（梁慧，11月5日）.*补录：/s);
    expect(await stage.entries()).toHaveLength(1);
    const [kept] = await say('qinlang', '补录：10月29日走访企业4家，原因：外出未及时报');
    expect(kept).toMatch(/已记1条.*补录1条〔1105-1〕.*原因：外出未及时报/s);
    expect((await stage.entries())[1]).toMatchObject({ supplement: { reason: '外出未及时报' }, date: '2026-10-29' });
    expect((await say('gaoyuan', '10月走访了多少企业', { group: 'leaders' })).join()).toContain('7家');
    expect((await say('gaoyuan', '明细', { group: 'leaders' })).join()).toMatch(/1105-1.*（补录）/);
  });

  it('keeps the rest of a message', async () => {
    const { say, stage } = await october();
    const [answer] = await say('qinlang', '10月29日走访企业4家；11月4日走访企业5家');
    expect(answer).toMatch(/已记1条.*走访企业5家.*没有登记.*走访企业4家/s);
    expect((await stage.entries()).map(entry => entry.date)).toEqual(['2026-10-28', '2026-11-04']);
  });

  it('corrections and withdrawals need a reason too, and carry it in their history', async () => {
    const { say, stage } = await october();
    expect((await say('qinlang', '1028-1改成5家')).join()).toMatch(/10月已封账.*写明原因/s);
    expect((await say('qinlang', '撤回1028-1')).join()).toContain('写明原因');
    expect((await stage.entries())[0]?.history).toHaveLength(1);
    expect((await say('qinlang', '1028-1改成5家，原因：当时漏了2家')).join()).toContain('已更正');
    const [entry] = await stage.entries();
    expect(entry?.metrics[0]?.value).toBe(5);
    expect(entry?.history.at(-1)?.what).toContain('封账后更改，原因：当时漏了2家');
  });

  it('counts what came late, and opens the books again', async () => {
    const { say } = await october();
    await say('qinlang', '补录：10月29日走访企业4家，原因：外出未及时报');
    await say('qinlang', '1028-1改成5家，原因：笔误');
    expect((await say('lianghui', '封账情况')).join()).toMatch(/10月（梁慧，11月5日）：补录1条〔1105-1〕，更改1条〔1028-1〕/);
    expect((await say('lianghui', '解封10月')).join()).toMatch(/已解封.*补录和更改2条/s);
    expect((await say('qinlang', '10月30日走访企业2家')).join()).toContain('已记1条');
  });

  it('is not for everybody, nor for a month that still runs, nor twice', async () => {
    const { say } = await october();
    expect((await say('qinlang', '解封10月')).join()).toContain('您的角色不能');
    expect((await say('lianghui', '封账11月')).join()).toContain('还没过完');
    expect((await say('lianghui', '封账10月')).join()).toContain('已经封账');
    expect((await say('lianghui', '解封9月')).join()).toContain('没有封账');
    expect((await say('lianghui', '封账三季度')).join()).toContain('已封账**｜7—9月');
  });

  it('leaves a year’s cumulative figure of today alone', async () => {
    const { say } = await october();
    expect((await say('qinlang', '截至目前累计走访企业120家')).join()).toContain('已记1条');
  });
});
