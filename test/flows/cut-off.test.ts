import { describe, expect, it } from 'vitest';
import { type Play, play } from '../helpers/play.ts';

async function autumn(): Promise<Play> {
  const played = await play('2026-10-28T15:00');
  await played.say('qinlang', '今天走访企业3家，收集问题2条');
  await played.say('guchuan', '今天组织集体学法1次');
  await played.at('2026-11-10T15:00');
  await played.say('qinlang', '今天走访企业4家');
  await played.at('2026-11-20T10:00');
  return played;
}

async function ask({ say }: Play, words: string): Promise<string> {
  return (await say('gaoyuan', words, { group: 'leaders' })).join('\n');
}

describe('a change of 截至 lists every figure that moved', () => {
  it.each(['截至10月31日改到11月20日，哪些数变了', '截至由10月底调整为11月20日，有哪些数字变动？', '截至10月31日以来哪些数变了'])(
    '%s',
    async words => {
      const answer = await ask(await autumn(), words);
      expect(answer).toContain('截至由10月31日改为11月20日，1项数变动');
      expect(answer).toContain('- 走访企业：3家 → 7家，增加4家〔1110-1〕');
      expect(answer).toMatch(/其余\d项不变/);
      expect(answer).not.toContain('收集问题：');
    },
  );

  it('of one 科室, and when nothing moved', async () => {
    expect(await ask(await autumn(), '法规科截至10月31日改到11月20日，哪些数变了')).toMatch(/政策法规科截至由10月31日改为11月20日，没有数变动/);
  });

  it('a running total below what was reported before is asked back at once', async () => {
    const { say, at } = await play('2026-04-01T10:00');
    await say('qinlang', '一季度走访企业60家');
    await at('2026-04-10T10:00');
    expect((await say('qinlang', '截至4月10日累计走访企业55家')).join()).toContain('第1条累计走访企业55家，比此前已报的60家（0401-1等）还少');
    expect((await say('qinlang', '截至4月10日累计走访企业65家')).join()).not.toContain('还少');
  });

  it('the list of closed books says what each change moved', async () => {
    const played = await autumn();
    await played.say('lianghui', '封账10月');
    await played.say('qinlang', '1028-1改成5家，原因：当时漏了2家');
    await played.say('qinlang', '补录：10月29日走访企业6家，原因：外出');
    const list = (await played.say('lianghui', '封账情况')).join();
    expect(list).toContain('1028-1 走访企业：3家 → 5家');
    expect(list).toContain('补录走访企业6家');
  });
});

describe('an editor sets the 截至 of a draft', () => {
  async function drafted() {
    const scene = await play('2026-11-20T16:20');
    await scene.say('qinlang', '10月走访企业30家');
    await scene.say('qinlang', '本周走访企业12家');
    await scene.say('lianghui', '生成年度报告');
    return scene;
  }
  const body = async ({ stage }: Awaited<ReturnType<typeof drafted>>): Promise<string> => JSON.stringify((await stage.drafts())[0]?.sections);

  it.each(['年度报告截至10月31日', '年度报告数据截止到10月31日', '把年度报告的截至日期改成10月底', '年度报告统计截至时间定为10月31日'])(
    '%s: figures run up to that day, also when it is compiled again, and what moved is said',
    async words => {
      const scene = await drafted();
      expect(await body(scene)).toContain('42家');
      const said = (await scene.say('lianghui', words)).join();
      expect(said).toMatch(/截至定在10月31日.*截至由11月20日改为10月31日，1项数变动.*走访企业：42家 → 30家，减少12家/s);
      expect(await body(scene)).toContain('30家');
      await scene.say('qinlang', '今天走访企业3家');
      await scene.say('lianghui', '生成年度报告');
      expect(await body(scene)).not.toMatch(/4[25]家|3家/);
    },
  );

  it('a day to come holds when it has come; until then it runs to the day of compiling', async () => {
    const scene = await drafted();
    expect((await scene.say('lianghui', '年度报告截至12月15日')).join()).toMatch(/截至定在12月15日.*现在先算到11月20日/);
    await scene.at('2026-12-21T10:00');
    await scene.say('qinlang', '12月18日走访企业9家');
    await scene.say('lianghui', '生成年度报告');
    expect((await scene.stage.drafts()).find(({ id }) => id === 'annual:2026')).toMatchObject({ asOf: '2026-12-15', cutOff: '2026-12-15' });
    expect(await body(scene)).toContain('42家');
  });

  it('is let go again, refused outside the year and on what is under review, and is no business of the staff', async () => {
    const scene = await drafted();
    await scene.say('lianghui', '年度报告截至10月31日');
    expect((await scene.say('lianghui', '年度报告截至取消')).join()).toMatch(/不再限定.*走访企业：30家 → 42家/s);
    expect((await scene.say('lianghui', '年度报告截至2025年10月31日')).join()).toContain('不在');
    expect((await scene.say('lianghui', '年度报告截至2月30日')).join()).not.toContain('定在');
    expect((await scene.say('qinlang', '年度报告截至10月31日')).join()).not.toContain('定在');
    await scene.say('lianghui', '年度报告送审');
    expect((await scene.say('lianghui', '年度报告截至10月31日')).join()).toContain('退回修改');
  });
});
