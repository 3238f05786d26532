import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import type { Intent } from '../../src/domain/intent.ts';
import { readMessage } from '../../src/ledgers/read-message.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { loadOwnLawQuestions } from '../../training/law-questions.ts';

const bureau = await loadBureau(join(projectRoot, 'data'));

function read(text: string): ReturnType<typeof readMessage> {
  const reporter = { name: '秦朗', department: '企业服务科' };
  return readMessage(text, { bureau, reporter, at: Date.parse('2026-11-20T16:30:00+08:00') });
}

describe('what looks like a report and is none, and the other way round', () => {
  it.each<[Intent, string]>([
    ['question', '我们科今年走访企业12家了吧，去年同期是多少？'],
    ['question', '本周走访了多少家企业来着'],
    ['question', '是不是收集了问题5条？'],
    ['question', '10月走访31家对吗'],
    ['question', '走访12家企业需要填哪张表？'],
    ['question', '拖欠工程款可以向谁投诉'],
    ['question', '单位不给上社保找谁'],
    ['question', '仓库多久做一次安全检查'],
    ['question', '会员卡能退不'],
    ['question', '头回违规罚不罚'],
    ['question', '倒闭了先还银行还是先发工资'],
    [
      'notice',
      '转发：关于开展2026年度行政执法案卷评查的通知\n各县区工信局：\n为进一步规范行政执法行为，定于11月25日至29日开展案卷评查，每单位报送案卷不少于5份，请于11月22日前报送。',
    ],
    ['notice', '【通知】请各科室于11月25日前报送1—11月走访企业、培训场次、执法检查次数，联系人张工 0000-1234567'],
    ['chitchat', '今天食堂的红烧肉一份15块，排了20多个人'],
    ['chitchat', '昨晚看球到2点，喝了3瓶啤酒'],
    ['chitchat', '新闻：全国规模以上工业企业利润同比增长3.2%，1—10月实现利润5.9万亿元'],
    ['chitchat', '隔壁市工信局今年走访了2000家企业，太猛了'],
    ['plan', '下周计划走访企业20家，组织培训1场'],
    ['plan', '明年打算走访企业400家'],
    ['draft-request', '帮我写一份今年走访企业情况的总结'],
    ['question', '《保障中小企业款项支付条例》第8条说多少天付款'],
    ['chitchat', '1. 张三\n2. 李四\n3. 王五\n4. 秦朗'],
    ['notice', '@所有人 周五前把11月数据报给我，走访、培训、备案三项都要'],
    ['question', '帮我看看今年培训办了几场'],
    ['correct', '上面那条写成12家了，实际10家'],
    ['chitchat', '好的，10家收到'],
    ['chitchat', '王科说他们走访了10家左右'],
    ['nil-report', '本周无'],
    ['nil-report', '我科这周没有要报的'],
    ['chitchat', '没问题'],
    ['chitchat', '预算还有200万没花'],
    ['question', '去年12月走访了多少家，能查吗'],
    ['notice', '市局发的：11月底前完成节能监察任务12家，请抓紧'],
    ['screened', '机密★3年 关于XX企业产能情况的报告'],
    ['chitchat', '[表情][表情]'],
    ['chitchat', '13800001234 这是王总电话'],
    ['chitchat', '会议室在3楼305，9点开始'],
    ['withdraw', '刚才那条先别记，我再核一下'],
    ['chitchat', '走访走访，天天走访，腿都断了'],
    ['question', '谁去走访了那3家企业'],
  ])('%s: %s', (intent, text) => {
    const { intent: found, entries } = read(text);
    expect(found).toBe(intent);
    expect(entries.flatMap(({ metrics }) => metrics)).toEqual([]);
  });

  it.each([
    ['收集到企业反映的问题3条：1.用工难？2.用地手续慢？3.贷款难', '收集问题3条'],
    ['今天走访企业5家（要不要分规上规下？先报总数）', '走访企业5家'],
    ['备案3个，办结3个', '网上备案办结3个'],
    ['更换坏了的路灯12盏', '更换坏路灯12盏'],
    ['案件未移送2件', '案件未移送2件'],
    ['撤销行政处罚3件', '撤销行政处罚3件'],
    ['截至11月20日累计走访企业280家，完成全年目标300家的93.3%', '走访企业280家，完成目标93.3%'],
    ['计划走访企业300家，已走访280家', '走访企业280家'],
    ['今天没走访，就接了3个企业电话，解决2个问题', '走访企业0家，企业电话3个，解决问题2个'],
    ['发了宣传单三百来份，伞50把，解答法律咨询20余人次', '普法宣传活动1场，发放宣传资料300份，发放伞50把，现场咨询20人次'],
    ['1-10月兑现政策资金4，560.8万元', '兑现惠企资金4560.8万元'],
  ])('%s is counted as %s', (text, figures) => {
    const said = read(text).entries.flatMap(({ metrics }) => metrics.map(({ name, value, unit }) => `${name}${value}${unit}`));
    expect(said.join('，')).toBe(figures);
  });

  it.each([
    ['执法检查39次、普法5次、培训10次、宣讲4次、走访5次，共63次', [{ text: '39+5+10+4+5=63', holds: true }]],
    ['执法检查39次、普法5次、培训10次、宣讲4次、走访5次，共65次', [{ text: '39+5+10+4+5=63，与65不符', holds: false }]],
  ])('%s: the stated sum is checked and counted as nothing', (text, checks) => {
    const { entries } = read(text);
    expect(entries.flatMap(entry => entry.checks)).toEqual(checks);
    expect(entries.flatMap(({ metrics }) => metrics.map(({ value }) => value))).toEqual([39, 5, 10, 4, 5]);
  });

  it('a week to come is a plan, whatever is said of it', () => {
    const { entries } = read('下周计划走访企业20家，组织培训1场');
    expect(entries.flatMap(({ metrics }) => metrics)).toEqual([]);
    expect(entries.every(({ section }) => section === 'PLAN')).toBe(true);
  });
});

describe('questions about law, as people type them', () => {
  it.each(['本周走访企业找谁都问到了，12家', '去企业宣讲1次，不收费用', '检查企业3家，合不合格都当场告知'])('a report stays one: %s', text => {
    expect(read(text).intent).toBe('report');
  });

  const questions = loadOwnLawQuestions().filter(({ set }) => set === 'open');

  it('are answered, neither recorded as work nor passed over as chat', () => {
    const missed = questions.filter(({ text }) => read(text).intent !== 'question').map(({ text }) => text);
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(2);
  });
});
