import { expect, it } from 'vitest';
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

let minute = 0;

/** What is answered to the last of them, as one talk. */
async function talk(questions: readonly string[], { say, at }: Play): Promise<string> {
  minute++;
  await at(`2026-11-20T${String(9 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);
  await say('gaoyuan', '新话题', { group: 'direct' });
  let answer = '';
  for (const question of questions) answer = (await say('gaoyuan', question, { group: 'direct' })).join('\n');
  return answer;
}

const talks: readonly (readonly [questions: string[], says: RegExp, not?: RegExp])[] = [
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
  [['上次执法检查是哪天'], /没有一次一次的记录[\s\S]*7—9月/, /共8次/],
  [['企业反映最多的是什么问题'], /没有按类别统计/, /没有查到依据/],
  [['走访、惠企资金两个数给我'], /走访企业32家/],
  [['93家走访是累计数还是自己加的'], /是这样算的/],
  [['挂横幅的是哪几次'], /6月8/],
  [['把安全月那件事写进报告里'], /安全月/, /初稿/],
  [['执法检查和处罚各多少'], /执法检查8次[\s\S]*行政处罚1起/],
  [['三季度执法检查几次', '加上10月呢'], /7—10月执法检查8次/],
  [['走访多少', '那去年呢', '比去年多多少'], /今年走访企业32家/],
  [['培训一共多少人参加'], /参训人数120人次/],
  [['3月走访是谁报的'], /秦朗/, /没有对上/],
  [['10月的办结率'], /您问的是哪一个/, /没看懂/],
  [['执法检查去年今年对比一下'], /今年执法检查8次/],
  [['今年走访比3月多了多少'], /今年比3月：增加20家/],
  [['培训办了几场', '最近一场呢', '来了多少企业'], /30家企业70人/],
  [['信访收到几件', '处罚几起'], /行政处罚1起/],
  [['走访多少', '图'], /10月[｜ ]/, /小法能帮您/],
  [['罚了多少钱', '10月的算进去了吗'], /10月的罚款金额没有算进去/],
  [['走访多少', '10月的加进去了没'], /10月的走访企业已算进去/],
  [['走访最多的是哪个月', '那个月解决了几个问题'], /没读懂您说的是哪几天/, /解决问题\d/],
  [['10月走访多少', '那个月解决了几个问题'], /10月解决问题4条/],
  [['恳谈会开了几次', '几家企业'], /恳谈会|参会企业/, /70家|40家/],
  [['普法发了多少份资料', '里面有概数吗'], /发放宣传资料有概数的记录/, /没有查到依据/],
  [['3月走访多少', '10月呢', '比3月多多少', '合计呢'], /走访企业32家/],
  [['3月走访多少', '加起来呢'], /没读懂您说的是哪几天/],
  [['后两个季度走访多少'], /7—11月走访企业20家/],
  [['七八九三个月执法检查多少'], /7—9月执法检查8次/],
  [['我要走访、培训两个数'], /走访企业32家[\s\S]*企业培训2场/],
  [['收集的问题里没解决的还有几条'], /还有\d+条/],
  [['培训一共多少人参加'], /120人次/, /没报“参训人数”/],
  [['平均每场培训多少人'], /平均每场\*\*60人次/],
  [['处罚几起', '为什么'], /是这样算的/],
  [['白露最后一次报的啥', '再往前一回呢'], /合同风险/, /数据安全/],
  [['7月谁报过数'], /白露|企业服务/, /没有查到依据/],
  [['三季度的检查次数占前三季度多少'], /100%/],
  [['32%对不对'], /没有报过“32%”这个数/, /没有找到您说的那一条/],
  [['这个月都有啥进展'], /11月的工作/],
  [['上半年走访多少', '现在呢'], /今年走访企业32家/],
  [['10月走访多少', '再上个月呢'], /9月还没有收集到/, /10月走访企业20家/],
  [['恳谈会剩下5个问题解决没'], /列清单/, /要记吗/],
  [['安全月发了多少册子', '挂了几条横幅'], /横幅6条/],
  [['走访办结率多少，比上半年高还是低'], /今年比1—6月|不作比较/],
  [['秦朗今年走访多少家', '解决了几个问题'], /秦朗报的解决问题11条/],
  [['10月走访多少', '解决了几个问题'], /10月解决问题4条/],
  [['上半年走访多少', '比3月多几家'], /1—6月比3月/],
  [['罚款平均一起多少'], /平均每起\*\*3万元/],
  [['把走访数念一下'], /走访企业32家/],
  [['年报里执法检查写多少'], /执法检查8次/],
  [['70人参加的是哪次'], /7月9日/],
  [['二季度走访是0吗'], /4—6月还没有收集到/],
  [['走访哪个季度多'], /二季度：没有单独的记录/],
  [['招商引资多少'], /没有记录说到/, /没有查到依据/],
  [['复议有没有'], /还没有收集到“行政复议案件”/],
];

it('a leader asks on', async () => {
  const stage = await year();
  for (const [questions, says, not = /没有查到依据/] of talks) {
    const answer = await talk(questions, stage);
    expect.soft(answer, questions.join(' / ')).toMatch(says);
    expect.soft(answer, questions.join(' / ')).not.toMatch(not);
  }
});

it('a leader who doubts or asks in the words of a report has nothing recorded', async () => {
  const stage = await year();
  const before = JSON.stringify(await stage.stage.entries());
  for (const text of [
    '没解决的到底是29条还是33条',
    '解决率84%怎么又成了83.9%',
    '交办的建议提案全办完了没，满意不满意',
    '走访企业32家截至哪天',
    '那两个隐患都改完了吧',
    '撤回过哪些记录',
    '走访、惠企资金两个数给我',
    '转办的问题都转给谁了',
    '32家走访企业名单',
    '70人参加的是哪次',
    '32家对不对',
  ])
    expect.soft(await talk([text], stage), text).not.toMatch(/已记|要记吗|撤回第|改成/);
  expect(JSON.stringify(await stage.stage.entries())).toBe(before);
});

it('the law keeps what is the law’s', async () => {
  const stage = await year();
  for (const text of ['第一次违法可以不予处罚吗', '罚款最迟几天内缴', '培训补贴每人给多少', '行政处罚的简易程序条件是什么'])
    expect.soft(await talk(['处罚几起', text], stage), text).not.toMatch(/和上一问有关的记录|^\*\*今年/);
});

it('a leader who was told another figure before is told what came between', async () => {
  const stage = await play('2026-11-02T08:00', { schedules: [] });
  const ask = async (text: string): Promise<string> => (await stage.say('gaoyuan', text, { group: 'direct' })).join('\n');
  await stage.say('qinlang', '10月走访企业20家，收集问题6条，解决4条');
  await stage.at('2026-11-06T10:00');
  expect(await ask('今年走访多少')).toMatch(/走访企业20家/);
  expect(await ask('怎么和之前说的不一样')).toMatch(/没有报过您别的|也是20家/);
  await stage.at('2026-11-12T10:00');
  await stage.say('qinlang', '今天走访企业3家');
  await stage.at('2026-11-13T10:00');
  expect(await ask('今年走访多少')).toMatch(/走访企业23家[\s\S]*上次报您/);
  for (const text of ['为什么和上周说的不一样', '走访怎么跟上次报的不一样', '上次不是说20家吗'])
    expect.soft(await ask(text), text).toMatch(/上次报您（11月6日.*走访企业为20家，现为23家：此后新增1条/);
  await ask('新话题');
  expect(await ask('为什么和上周说的不一样')).toMatch(/走访企业为20家，现为23家/);
});

it('我 and 我们科 are whoever asks', async () => {
  const { say } = await year();
  expect((await say('qinlang', '我今年走访了多少家', { group: 'direct' })).join()).toMatch(/秦朗报的走访企业32家/);
  expect((await say('leiming', '我们科罚了几起', { group: 'direct' })).join()).toMatch(/绿色安全科.*1起/);
  expect((await say('gaoyuan', '给我走访数', { group: 'direct' })).join()).toMatch(/今年走访企业32家/);
});
