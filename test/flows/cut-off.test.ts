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
