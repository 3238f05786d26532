import { describe, expect, it } from 'vitest';
import { absenceWords } from '../../src/bot/absence-words.ts';
import { sampleBureau } from '../helpers/sample-bureau.ts';

/** Thursday. */
const today = '2026-11-19';

describe('what people say of their leave', () => {
  it.each([
    ['我下周休年假', null, '2026-11-23', '2026-11-27'],
    ['温静请假到周五', '温静', '2026-11-19', '2026-11-20'],
    ['请假到下周三', null, '2026-11-19', '2026-11-25'],
    ['我11月23日到27日休假', null, '2026-11-23', '2026-11-27'],
    ['12月1日至5日我出差', null, '2026-12-01', '2026-12-05'],
    ['陶然休产假到3月1日', '陶然', '2026-11-19', '2027-03-01'],
    ['我明天请假一天', null, '2026-11-20', '2026-11-20'],
    ['我从明天起休假5天', null, '2026-11-20', '2026-11-26'],
    ['我年休假，下周一到周三', null, '2026-11-23', '2026-11-25'],
    ['我明后天请假', null, '2026-11-20', '2026-11-21'],
    ['请假三天', null, '2026-11-19', '2026-11-23'],
    ['大家好，我12月7日—11日年休假，请知悉。', null, '2026-12-07', '2026-12-11'],
    ['我去党校学习一个月', null, '2026-11-19', '2026-12-18'],
    ['雷鸣下周一请假', '雷鸣', '2026-11-23', '2026-11-23'],
    ['我1月4日到8日休假', null, '2027-01-04', '2027-01-08'],
  ])('“%s”', async (text, who, from, to) => {
    expect(absenceWords(text, await sampleBureau(), today)).toEqual({ of: 'member', who, ends: false, period: { from, to } });
  });

  it.each([
    ['我请假', null],
    ['温静休假', '温静'],
  ])('“%s” does not say when', async (text, who) => {
    expect(absenceWords(text, await sampleBureau(), today)).toEqual({ of: 'member', who, ends: false, period: null });
  });

  it.each([
    ['我销假了', null],
    ['我回来上班了', null],
    ['温静已经回来了', '温静'],
    ['取消请假', null],
  ])('“%s” ends it', async (text, who) => {
    expect(absenceWords(text, await sampleBureau(), today)).toEqual({ of: 'member', who, ends: true, period: null });
  });

  it.each([
    ['企服科本周免报', '企业服务科', '2026-11-16', '2026-11-20'],
    ['法规科11月不用报', '政策法规科', '2026-11-01', '2026-11-30'],
    ['我们科下周免报', null, '2026-11-23', '2026-11-27'],
  ])('“%s” exempts a 科室', async (text, who, from, to) => {
    expect(absenceWords(text, await sampleBureau(), today)).toEqual({ of: 'department', who, ends: false, period: { from, to } });
  });

  it('names somebody whom the roster does not have', async () => {
    expect(absenceWords('张三请假到周五', await sampleBureau(), today)).toMatchObject({ who: '张三', isUnknown: true });
  });

  it.each([
    '本周出差走访企业3家',
    '上周我出差',
    '出差到省厅汇报工作',
    '带薪年休假条例怎么规定的？',
    '陪同局长外出调研企业2家',
    '检查劳动者年休假落实情况',
    '本周无新增，不用报告',
    '请假制度执行情况自查1次',
    '在党校学习期间撰写调研报告1篇',
    '收到，谢谢',
  ])('“%s” is something else', async text => {
    expect(absenceWords(text, await sampleBureau(), today)).toBeNull();
  });
});
