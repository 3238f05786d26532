import { describe, expect, it } from 'vitest';
import { type Play, play } from '../helpers/play.ts';

/** What colleagues told over the year, each on the day before. */
const told: readonly (readonly [day: string, from: string, text: string])[] = [
  ['2026-02-11', 'bailu', '昨天举办合同风险培训，40家企业50人参加'],
  ['2026-03-06', 'qinlang', '本周走访企业12家，收集问题5条，解决3条'],
  ['2026-04-10', 'guchuan', '昨天在湖滨广场开展普法宣传，发放资料300份'],
  ['2026-06-12', 'leiming', '6月8日至12日安全月宣传，发放安全手册120册，挂横幅6条'],
  ['2026-07-10', 'bailu', '昨天举办数据安全培训，30家企业70人参加'],
  ['2026-09-18', 'qinlang', '9月16日召开政企恳谈会，企业反映问题9个，当场解决4个，剩下5个列清单'],
  ['2026-10-16', 'leiming', '三季度执法检查8次，处罚1起，罚款3万元，已缴'],
  ['2026-11-06', 'qinlang', '10月走访企业20家，收集问题6条，解决4条'],
];

async function year(): Promise<Play> {
  const stage = await play('2026-01-05T08:00', { schedules: [] });
  for (const [day, from, text] of told) {
    await stage.at(`${day}T16:00`);
    await stage.say(from, text);
  }
  await stage.at('2026-11-20T09:00');
  return stage;
}

/** What is answered to the last of them, as one talk. */
async function last(questions: readonly string[], { say }: Pick<Play, 'say'>): Promise<string> {
  let answer = '';
  for (const question of questions) answer = (await say('gaoyuan', question, { group: 'direct' })).join('\n');
  return answer;
}

describe('a leader asks on', () => {
  it.each<[questions: string[], says: RegExp, not?: RegExp]>([
    [['最近一次普法是什么时候，谁办的'], /最近一次[\s\S]*6月8/],
    [['第一次培训是哪天'], /第一次[\s\S]*2月10日/],
    [['培训办了几场', '最近一场呢', '来了多少人'], /最近一次[\s\S]*70人/, /120人/],
    [['第五场培训是哪天'], /没有第5次.*只有2次/],
    [['政企恳谈会企业提了几个问题，解决几个'], /收集问题9个、解决问题4个/, /20条|7条/],
    [['恳谈会开了几次', '企业提了几个问题'], /收集问题9个/, /11条/],
    [['恳谈会开了几次', '企业提了几个问题', '定了几个'], /解决问题4个/],
    [['恳谈会开了几次', '没定的呢'], /剩下5个列清单/],
    [['安全月发了多少册子，挂了几条横幅'], /发放宣传资料120册、悬挂横幅6条/, /420/],
    [['合同风险培训去了几个人'], /50人/, /合同\d|120人次/],
    [['10月走访多少', '比3月多多少'], /10月比3月：增加8家/],
    [['3月走访多少', '那10月呢'], /10月走访企业20家/],
    [['走访和解决问题各多少'], /走访企业32家[\s\S]*解决问题\d+条/],
    [['处罚几起', '罚款交了没'], /已缴/],
    [['罚了多少钱，交了没'], /3万元[\s\S]*已缴/],
    [['每次培训多少人'], /50人[\s\S]*70人/],
    [['平均每场培训多少人'], /平均每场\*\*60人次/],
    [['走访任务40家还差多少'], /还差8家，完成80%/],
    [['10月当月的问题办结率'], /66\.7%|4\/6/],
    [['马上开会，今年走访多少'], /走访企业32家/],
    [['走访比去年多多少，多在哪'], /走访企业32家/, /正在协调/],
    [['今年有哪些亮点，帮我写一段'], /能写进亮点的[\s\S]*走访企业32家[\s\S]*依据：/],
    [['公平竞争审查情况'], /没有/, /审查\d/],
  ])('%j', async (questions, says, not = /没有查到依据/) => {
    const answer = await last(questions, await year());
    expect(answer).toMatch(says);
    expect(answer).not.toMatch(not);
  });
});

describe('a leader who doubts or asks in the words of a report has nothing recorded', () => {
  it.each([
    '没解决的到底是29条还是33条',
    '解决率84%怎么又成了83.9%',
    '交办的建议提案全办完了没，满意不满意',
    '走访企业32家截至哪天',
    '那两个隐患都改完了吧',
    '撤回过哪些记录',
  ])('%s', async text => {
    const { say, stage } = await year();
    const before = JSON.stringify(await stage.entries());
    expect(await last([text], { say })).not.toMatch(/已记|要记吗|撤回第|改成/);
    expect(JSON.stringify(await stage.entries())).toBe(before);
  });
});

describe('the law keeps what is the law’s', () => {
  it.each(['第一次违法可以不予处罚吗', '罚款最迟几天内缴', '培训补贴每人给多少', '行政处罚的简易程序条件是什么'])('%s', async text => {
    expect(await last([text], await year())).not.toMatch(/和上一问有关的记录|^\*\*今年/);
  });
});
