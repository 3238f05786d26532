import { describe, expect, it } from 'vitest';
import { readSuperiorRequest } from '../../src/language/superior-request.ts';
import { type Play, play } from '../helpers/play.ts';

async function october(): Promise<Play> {
  const played = await play('2026-09-30T10:00');
  await played.say('qinlang', '截至9月底累计走访企业238家');
  await played.at('2026-11-05T11:00');
  return played;
}

const request = '市局要1—9月走访、培训，15点前';

describe('a superior wants figures at once', () => {
  it('what is known is said with its 截至, and what is missing with whose it is', async () => {
    const [answer] = await (await october()).say('lianghui', request);
    expect(answer).toContain('**市局要的数**｜1—9月，15点前');
    expect(answer).toContain('- 走访企业238家（截至9月30日，依据1条）');
    expect(answer).toContain('- 企业培训：**没有记录**，不等于0（中小企业服务中心）');
  });

  it('each owner is asked once, privately, however often the same is wanted', async () => {
    const played = await october();
    expect((await played.say('lianghui', request)).join()).toContain('已私下问白露');
    expect((await played.say('guchuan', request)).join()).toContain('不再重复问');
    const asked = played.pushes('direct:bailu').filter(text => text.includes('市局要1—9月'));
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/“企业培训”，15点前，中小企业服务中心还没有报全.*1—9月企业培训12场.*只问这一次/s);
    await played.say('bailu', '1—9月企业培训12场');
    expect((await played.say('lianghui', request)).join()).toMatch(/企业培训12场.*都有了/s);
  });

  it('what the superior was given is kept; a later figure that differs says so and why', async () => {
    const played = await october();
    await played.say('lianghui', request);
    expect((await played.say('lianghui', '报数留底', { group: 'direct' })).join()).toMatch(/报市局：走访企业238家/);
    await played.say('qinlang', '0930-1改成240家');
    expect((await played.say('lianghui', request)).join()).toMatch(
      /上次报市局（11月5日，截至9月30日）的走访企业为238家，现为240家：更正1条〔0930-1〕/,
    );
  });

  it('nothing of it is recorded as work, and staff may not ask in the bureau’s name', async () => {
    const played = await october();
    await played.say('lianghui', request);
    expect(await played.stage.entries()).toHaveLength(1);
    expect((await played.say('qinlang', request)).join()).toContain('不能');
    expect((await played.say('lianghui', '市局要1—9月的情况，明天报')).join()).toContain('没看出市局要的是台账里哪几个数');
  });

  it.each([
    ['区委办要今年以来的执法检查、行政处罚数据，明天下班前', { who: '区委办', due: '明天下班前' }],
    ['急：司法局让我们报1—10月合法性审核情况', { who: '司法局', due: null }],
  ])('%s', (text, expected) => expect(readSuperiorRequest(text)).toMatchObject(expected));

  it.each(['市局要求全年走访不少于300家', '市局要我们参加明天的会', '上级要来检查', '走访企业12家'])('%s asks for no figures', text =>
    expect(readSuperiorRequest(text)).toBeNull(),
  );
});
