import { beforeAll, describe, expect, it } from 'vitest';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { instantAt } from '../../src/domain/date.ts';
import type { EntryContent } from '../../src/domain/entry.ts';
import type { Ledger, MetricDefinition } from '../../src/domain/ledger.ts';
import { monthPeriod } from '../../src/domain/period.ts';
import type { Question } from '../../src/domain/question.ts';
import { answerFromRecords, answerQuestion } from '../../src/figures/answer-question.ts';
import { questionText } from '../../src/figures/question-text.ts';
import { readQuestion } from '../../src/figures/read-question.ts';
import type { FiguresAnswer, QuestionContext } from '../../src/figures/understand.ts';
import { submitEntries } from '../../src/ledgers/submit.ts';
import { content, day, days, member, metric, source } from '../helpers/ledger-builders.ts';
import { MemoryStore } from '../helpers/memory-store.ts';

const define = (name: string, aliases: string[], units: string[], more: Partial<MetricDefinition> = {}): MetricDefinition => ({
  name,
  aliases,
  units,
  kind: 'increment',
  partOf: null,
  rate: null,
  ...more,
});
const ledger = (id: string, name: string, department: string, metrics: MetricDefinition[], more: Partial<Ledger> = {}): Ledger => ({
  id,
  name,
  section: 'BIZ',
  departments: [department],
  keywords: [],
  metrics,
  eventMetric: null,
  ...more,
});

const ledgers: Ledger[] = [
  ledger('visits', '企业走访', '企业服务科', [
    define('走访企业', ['走访', '下企业'], ['家', '家次']),
    define('收集问题', ['收问题'], ['条', '个']),
    define('解决问题', ['办结问题'], ['条', '个'], { partOf: '收集问题' }),
    define('问题办结率', ['办结率'], ['%'], { kind: 'rate', rate: { numerator: '解决问题', denominator: '收集问题' } }),
  ]),
  ledger('training', '企业培训', '中小企业服务中心', [define('企业培训', ['培训'], ['场']), define('参训人数', ['参训'], ['人次'])], {
    eventMetric: '企业培训',
  }),
  ledger('arrears', '清欠', '经济运行科', [define('未清偿欠款', ['欠款'], ['万元'], { kind: 'level' }), define('清偿欠款', ['清偿'], ['万元'])]),
  ledger('enforcement', '执法', '政策法规科', [define('行政处罚', ['处罚'], ['起', '件'])]),
  ledger('hotline', '热线', '办公室', [define('热线办结率', ['办结率'], ['%'], { kind: 'rate' })]),
];
const departments = ['办公室', '政策法规科', '企业服务科', '经济运行科', '中小企业服务中心'].map(name => ({ name, aliases: [], reports: true }));
const members = [
  { ...member('qin', '企业服务科'), name: '秦朗' },
  { ...member('tester', '企业服务科'), name: '测试员' },
];
const bureau = { id: 'sample', ledgers, departments, members, calendar: { isWorkday: () => true, covers: () => true } } as unknown as Bureau;
const at = instantAt('2026-11-20', '17:00');
const store = new MemoryStore();
const scope = { bureau: 'sample' };

let messages = 0;
function submit(entry: EntryContent, on: string): Promise<unknown> {
  const reporter = { ...member('tester', entry.department), name: '测试员' };
  return store.write(scope, tx =>
    submitEntries(tx, { bureau, entries: [entry], reporter, source: source(`q${++messages}`), at: instantAt(on, '10:00') }),
  );
}

const visited = (visits: number, collected: number, solved: number, kind: 'increment' | 'cumulative', when: Partial<EntryContent>): EntryContent =>
  content(
    [
      metric('走访企业', visits, kind === 'cumulative' ? '家次' : '家', { kind }),
      metric('收集问题', collected, '条', { kind }),
      metric('解决问题', solved, '条', { kind }),
    ],
    when,
  );

beforeAll(async () => {
  await submit(visited(90, 60, 50, 'cumulative', days('2025-01-01', '2025-10-31')), '2025-11-03');
  await submit(visited(40, 30, 20, 'cumulative', days('2026-01-01', '2026-06-30')), '2026-07-02');
  await submit(visited(80, 50, 40, 'cumulative', days('2026-01-01', '2026-09-30')), '2026-10-09');
  await submit(visited(20, 10, 8, 'increment', days('2026-10-01', '2026-10-31')), '2026-11-02');
  const training = (when: string, people: number, summary: string): EntryContent =>
    content([metric('企业培训', 1, '场', { inferred: true }), metric('参训人数', people, '人次')], {
      ...day(when),
      ledger: 'training',
      category: '企业培训',
      summary,
      department: '中小企业服务中心',
      supporting: ['政策法规科'],
    });
  await submit(training('2026-03-05', 60, '合同实务培训'), '2026-03-06');
  await submit(training('2026-08-12', 45, '数据合规培训'), '2026-08-13');
  await submit(
    content([metric('未清偿欠款', 12.5, '万元', { kind: 'level' }), metric('清偿欠款', 30, '万元')], {
      ...day('2026-07-24'),
      ledger: 'arrears',
      department: '经济运行科',
    }),
    '2026-07-24',
  );
});

async function answer(text: string, more: Partial<QuestionContext> = {}): Promise<FiguresAnswer | null> {
  return store.read(scope, reader => answerQuestion(text, { bureau, reader, at, ...more }));
}

async function ask(text: string, previous: string | null = null): Promise<string | null> {
  return (await answer(text, { previous }))?.text ?? null;
}

/** Asks one after the other, each about the one before; the last answer. */
async function talk(...texts: string[]): Promise<string> {
  let last: FiguresAnswer | null = null;
  for (const text of texts) last = await answer(text, { previous: last?.topic ?? null });
  return last?.text ?? '';
}

describe('reading a question', () => {
  const read = (text: string, previous: string | null = null): Partial<Question> | null =>
    readQuestion(text, { bureau, at, previous })?.question ?? null;

  it.each<[string, Partial<Question>]>([
    ['今年走访了多少企业', { form: 'total', metrics: ['走访企业'], period: { from: '2026-01-01', to: '2026-11-20' } }],
    ['上半年走访多少家', { period: { from: '2026-01-01', to: '2026-06-30' } }],
    ['三季度走访多少家', { period: { from: '2026-07-01', to: '2026-09-30' } }],
    ['上个月走访多少家', { period: { from: '2026-10-01', to: '2026-10-31' } }],
    ['近三个月走访多少家', { period: { from: '2026-09-01', to: '2026-11-20' } }],
    ['3月到8月走访多少家', { period: { from: '2026-03-01', to: '2026-08-31' } }],
    ['去年走访多少家', { period: { from: '2025-01-01', to: '2025-12-31' } }],
    ['企服科今年走访多少家', { department: '企业服务科' }],
    ['今年培训了多少人', { metrics: ['参训人数'] }],
    ['今年培训了几场，来了多少人', { metrics: ['企业培训', '参训人数'] }],
    ['走访和去年比怎么样', { form: 'compare', against: 'last-year' }],
    ['走访环比', { form: 'compare', against: 'last-period', period: { from: '2026-10-01', to: '2026-10-31' } }],
    ['按科室看走访企业', { form: 'by-department' }],
    ['走访企业按月列出来', { form: 'by-month' }],
    ['走访企业按月图', { form: 'chart', metrics: ['走访企业'] }],
    ['画个今年走访的柱状图', { form: 'chart', metrics: ['走访企业'] }],
    ['把企业培训列个表', { form: 'list' }],
    ['还有多少问题没解决', { form: 'outstanding' }],
    ['还没办完的事有哪些', { form: 'open' }],
    ['有没有前后对不上的数', { form: 'consistency' }],
    ['企业服务科今年主要干了啥', { form: 'overview', department: '企业服务科' }],
    ['秦朗今年走访了多少家', { form: 'total', metrics: ['走访企业'], reporter: '秦朗', department: null }],
    ['秦朗今年主要干了啥', { form: 'overview', reporter: '秦朗' }],
    [
      '一季度和二季度走访对比',
      { form: 'total', metrics: ['走访企业'], earlier: { from: '2026-01-01', to: '2026-03-31' }, period: { from: '2026-04-01', to: '2026-06-30' } },
    ],
    ['9月、10月各走访多少家', { earlier: { from: '2026-09-01', to: '2026-09-30' }, period: { from: '2026-10-01', to: '2026-10-31' } }],
    ['今年三季度走访多少家', { earlier: null, period: { from: '2026-07-01', to: '2026-09-30' } }],
    ['去年全年走访多少家', { period: { from: '2025-01-01', to: '2025-12-31' } }],
    ['2030年走访多少企业', { form: 'future', metrics: ['走访企业'], period: { from: '2030-01-01', to: '2030-12-31' } }],
    ['明年计划走访多少家', { form: 'future', period: { from: '2027-01-01', to: '2027-12-31' } }],
    ['下个月走访多少家', { form: 'future', period: { from: '2026-12-01', to: '2026-12-31' } }],
    ['行政处罚多少件', { form: 'total', metrics: ['行政处罚'] }],
    ['清了多少钱', { form: 'total', metrics: ['清偿欠款'] }],
    ['每个科室今年报了多少条', { form: 'reported', department: null, period: { from: '2026-01-01', to: '2026-11-20' } }],
    ['本周各科室报了哪些', { form: 'reported', period: { from: '2026-11-16', to: '2026-11-22' } }],
    ['秦朗报了几家来着', { form: 'reported', reporter: '秦朗' }],
    ['企业服务科的材料齐了吗', { form: 'reported', department: '企业服务科' }],
    ['企业服务科有多少人', { form: 'unclear', department: '企业服务科' }],
    ['我们局今年开了多少次会', { form: 'unclear' }],
    ['除了企业服务科，走访了多少家', { form: 'total', department: null, without: ['企业服务科'], metrics: ['走访企业'] }],
    ['不算企服科走访多少家', { without: ['企业服务科'] }],
    ['企服科除外，走访多少家', { without: ['企业服务科'] }],
    ['企服科免除处罚多少件', { department: '企业服务科', without: [] }],
    ['企服科和中小企业服务中心各走访多少家', { department: null, among: ['企业服务科', '中小企业服务中心'] }],
    ['谁走访得最多', { form: 'by-department', metrics: ['走访企业'] }],
    ['走访最多的科室是哪个', { form: 'by-department' }],
    ['哪几个月走访最多', { form: 'extremes', metrics: ['走访企业'] }],
    ['走访企业最少的是哪个月', { form: 'extremes' }],
    ['平均每月走访多少家', { form: 'average' }],
    ['月均走访', { form: 'average' }],
    ['每个季度走访多少家', { form: 'by-quarter' }],
    ['一季度走访占全年多少', { form: 'share', period: { from: '2026-01-01', to: '2026-03-31' } }],
    ['今年走访超过200家了吗', { form: 'target', target: 200 }],
    ['走访目标三百家差多少', { form: 'target', target: 300 }],
    ['走访占全年目标多少', { form: 'share', target: null }],
    ['上半年和下半年走访哪个多', { earlier: { from: '2026-01-01', to: '2026-06-30' }, period: { from: '2026-07-01', to: '2026-11-20' } }],
    ['5月和6月加起来走访多少', { earlier: null, period: { from: '2026-05-01', to: '2026-06-30' } }],
    ['3、4、5月走访分别多少', { form: 'by-month', period: { from: '2026-03-01', to: '2026-05-31' } }],
    ['9月以后走访多少家', { period: { from: '2026-09-01', to: '2026-11-20' } }],
    ['9月以前走访多少家', { period: { from: '2026-01-01', to: '2026-08-31' } }],
    ['9月15日以后走访多少家', { period: { from: '2026-09-15', to: '2026-11-20' } }],
    ['从9月开始到10月走访多少家', { period: { from: '2026-09-01', to: '2026-10-31' } }],
    ['最近半年走访多少家', { period: { from: '2026-06-01', to: '2026-11-20' } }],
    ['近两周走访多少家', { period: { from: '2026-11-09', to: '2026-11-20' } }],
    ['过去30天走访多少家', { period: { from: '2026-10-22', to: '2026-11-20' } }],
    ['前十个月走访多少家', { period: { from: '2026-01-01', to: '2026-10-31' } }],
    ['上两个月走访多少家', { period: { from: '2026-09-01', to: '2026-10-31' } }],
    ['年初到9月底走访多少', { period: { from: '2026-01-01', to: '2026-09-30' } }],
    ['到10月底走访多少家', { period: { from: '2026-01-01', to: '2026-10-31' } }],
    ['前半年走访多少家', { period: { from: '2026-01-01', to: '2026-06-30' } }],
    ['最近走访多少家', { form: 'undated' }],
    ['节后走访多少家', { form: 'undated' }],
    ['这几个月走访多少家', { form: 'undated' }],
    ['3月、6月和9月走访多少家', { form: 'undated' }],
    ['2月30日走访多少家', { form: 'undated' }],
    ['13月走访多少家', { form: 'undated' }],
    ['9999年走访多少家', { form: 'undated' }],
    ['0000年走访多少家', { form: 'undated' }],
    ['近0个月走访多少家', { form: 'undated' }],
    ['前零个月走访多少家', { form: 'undated' }],
    ['过去999天走访多少家', { form: 'undated' }],
    ['五季度走访多少家', { form: 'undated' }],
    ['上上个月走访多少家', { period: { from: '2026-09-01', to: '2026-09-30' } }],
    ['上上个季度走访多少家', { period: { from: '2026-04-01', to: '2026-06-30' } }],
    ['前年走访多少家', { period: { from: '2024-01-01', to: '2024-12-31' } }],
    ['每月走访都超过10家吗', { form: 'by-month' }],
    ['走访最少的月份只有几家', { form: 'extremes' }],
    ['11月走访还差多少到20家', { form: 'target', target: 20 }],
    ['走访至少有240家吧', { form: 'target', target: 240 }],
    ['到现在走访了没有200家', { form: 'target', target: 200 }],
    ['走访和培训哪个多', { form: 'total' }],
    ['走访了多少户规上企业', { form: 'unclear' }],
    ['走访企业有多少是重复的', { form: 'unclear' }],
    ['秦朗和测试员谁走访多', { form: 'unclear' }],
    ['8月份干了些啥', { form: 'overview', period: { from: '2026-08-01', to: '2026-08-31' } }],
    ['走访除了企服科', { form: 'total', without: ['企业服务科'] }],
    ['把走访台账发我', { form: 'total', metrics: ['走访企业'] }],
    ['前几个月走访多少家', { form: 'undated' }],
    ['上周五之前走访多少家', { period: { from: '2026-01-01', to: '2026-11-13' } }],
    ['9月30日前走访多少家', { period: { from: '2026-01-01', to: '2026-09-30' } }],
    ['二季度以后走访多少家', { period: { from: '2026-04-01', to: '2026-11-20' } }],
    ['平均每季度走访多少家', { form: 'average', per: '季' }],
    ['每场培训平均多少人', { form: 'average', per: '场', metrics: ['参训人数'] }],
    ['哪些科室走访过企业', { form: 'by-department' }],
    ['哪个科室没走访', { form: 'by-department' }],
    ['今年没有走访的月份有哪些', { form: 'by-month' }],
    ['近三个月走访的趋势', { form: 'by-month', period: { from: '2026-09-01', to: '2026-11-20' } }],
    ['走访是不是下降了', { form: 'by-month' }],
    ['走访的户数', { form: 'total' }],
    ['本周全局走访', { form: 'total', period: { from: '2026-11-16', to: '2026-11-22' } }],
    ['把今年的走访数报给市局', { form: 'total', metrics: ['走访企业'] }],
    ['走访数对吗', { form: 'explain' }],
    ['为什么8月走访这么少', { form: 'explain', period: { from: '2026-08-01', to: '2026-08-31' } }],
    ['去年和今年走访对比', { form: 'compare', against: 'last-year', period: { from: '2026-01-01', to: '2026-11-20' } }],
    ['走访企业总数里规上企业有多少', { form: 'unclear' }],
    ['企服科本月干了多少事', { form: 'overview', department: '企业服务科' }],
    ['问题解决了几成', { form: 'total', metrics: ['问题办结率'] }],
    ['下半年走访', { form: 'total', metrics: ['走访企业'], period: { from: '2026-07-01', to: '2026-11-20' } }],
    ['给我报个走访数', { form: 'total', metrics: ['走访企业'] }],
    ['下了多少家企业', { metrics: ['走访企业'] }],
    ['走仿企业多少家', { metrics: ['走访企业'] }],
    ['一共收了企业多少条问题', { metrics: ['收集问题'] }],
    ['上半年培训场次', { form: 'total', metrics: ['企业培训'] }],
    ['一二季度走访哪个多', { earlier: { from: '2026-01-01', to: '2026-03-31' }, period: { from: '2026-04-01', to: '2026-06-30' } }],
    ['一二三季度走访对比一下', { form: 'by-quarter', period: { from: '2026-01-01', to: '2026-09-30' } }],
    ['全年能完成300家走访吗', { form: 'target', target: 300 }],
    ['走访离300家还差多少', { form: 'target', target: 300 }],
    ['10月的走访是谁报的', { form: 'detail', metrics: ['走访企业'], period: { from: '2026-10-01', to: '2026-10-31' } }],
    ['走访269家是怎么算的', { form: 'explain', metrics: ['走访企业'] }],
    ['10月走访到底是20还是31', { form: 'explain', metrics: ['走访企业'] }],
    ['哪些数是估的', { form: 'approximate' }],
    ['今年改过哪些数', { form: 'consistency' }],
    ['哪些事快到期了', { form: 'open' }],
    ['这周谁报了东西', { form: 'reported' }],
    ['秦朗今年组织了哪些活动', { form: 'overview', reporter: '秦朗' }],
    ['5月各科室都忙了什么', { form: 'overview', period: { from: '2026-05-01', to: '2026-05-31' } }],
    ['合同实务那场培训来了多少人', { metrics: ['参训人数'] }],
    ['哪次培训人最多', { form: 'list' }],
    ['小法，走访数报一下', { form: 'total', metrics: ['走访企业'] }],
    ['本月新增走访', { form: 'total', metrics: ['走访企业'] }],
    ['上半年法治工作总体情况', { form: 'overview', metrics: [], period: { from: '2026-01-01', to: '2026-06-30' } }],
    ['给我三季度的数', { form: 'overview', metrics: [], period: { from: '2026-07-01', to: '2026-09-30' } }],
    ['上周有啥新的', { form: 'overview', metrics: [] }],
    ['今年和去年相比走访怎么变了', { form: 'compare', against: 'last-year' }],
  ])('%s', (text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  it.each([
    '货款最长多久要付清',
    '走访企业需要什么手续',
    '《行政处罚法》第九条有几种处罚',
    '什么情况下培训合同无效',
    '无照经营罚多少',
    '行政处罚多少万以上要听证',
    '收到',
    '今天天气怎么样',
    '10月走访31家，同比增加9家',
    '今年累计走访企业26家',
    '明细',
    '明天下午3点召开企业培训动员会 请各科室准备材料',
    '转：各科室于11月30日前完成走访企业',
    '要求各科室下周前走访企业全覆盖',
    '请各科室抓紧走访企业',
    '下月起走访企业',
    '明年走访企业最多能报销多少',
    '企业服务科最晚几天答复',
    '走访企业A公司',
    '本月开展企业走访活动',
    '企服科本月走访，安排好车辆',
    '每个企业最多补多少',
    '行政处罚最多罚多少',
    '走访',
    '今天走访了 没几个人 跑了6家 说通两家',
    '走访企业二十多家 线索啥的推给街道五百六十几条',
    '培训开了一场，来了50多家，100多人，人数回头补',
    '走访专班头几天进厂7家，帮2家算完',
    '为什么要走访企业',
    '科室\t走访企业\t收集问题\n企服科\t12\t5\n合计\t12\t5',
    '月份\t走访企业（家）\n9月\t10\n10月\t12\n合计\t22',
    '指标\t本周\t累计\n走访企业\t12\t260',
  ])('%s is no question about the ledgers', text => {
    expect(read(text)).toBeNull();
  });

  it.each<[string, Partial<Question>]>([
    ['上半年呢', { form: 'total', metrics: ['走访企业'], period: { from: '2026-01-01', to: '2026-06-30' } }],
    ['法规科呢？', { department: '政策法规科', metrics: ['走访企业'] }],
    ['培训呢', { metrics: ['企业培训'] }],
    ['怎么算的', { form: 'explain', metrics: ['走访企业'] }],
    ['跟去年比呢', { form: 'compare', against: 'last-year' }],
    ['秦朗呢', { form: 'total', metrics: ['走访企业'], reporter: '秦朗' }],
    ['法规科多少', { form: 'total', department: '政策法规科', metrics: ['走访企业'] }],
  ])('%s takes the rest from the question before', (text, expected) => {
    expect(read(text, '今年走访了多少企业')).toMatchObject(expected);
  });

  it.each([
    '今年走访了多少企业',
    '企服科上半年走访多少家',
    '走访和去年比怎么样',
    '把企业培训列个表',
    '企业服务科今年主要干了啥',
    '还有多少问题没解决',
    '按科室看走访企业',
    '秦朗今年走访了多少家',
    '一季度和二季度走访对比',
    '本周各科室报了哪些',
    '明年计划走访多少家',
    '除了企服科走访多少家',
    '企服科和办公室各走访多少家',
    '哪个月走访最多',
    '平均每月走访多少家',
    '每个季度走访多少家',
    '一季度走访占全年多少',
    '今年走访超过200家了吗',
  ])('%s reads the same in the words that are kept for the next turn', text => {
    const question = readQuestion(text, { bureau, at })?.question;
    if (!question) throw new Error('not read');
    const again = readQuestion(questionText(question, bureau), { bureau, at })?.question;
    expect(again).toMatchObject({
      form: question.form,
      metrics: question.metrics.slice(0, 1),
      department: question.department,
      among: question.among,
      without: question.without,
      target: question.target,
      period: question.period,
      against: question.against,
      reporter: question.reporter,
      earlier: question.earlier,
    });
  });
});

describe('answering', () => {
  const visited = (department: string, households: number, month: number): EntryContent =>
    content([metric('走访企业', households, '家')], { department, period: monthPeriod(2026, month) });
  const year = [
    visited('企业服务科', 20, 1),
    visited('企业服务科', 15, 2),
    visited('中小企业服务中心', 4, 2),
    visited('企业服务科', 31, 3),
    visited('企业服务科', 22, 4),
    visited('中小企业服务中心', 8, 10),
  ];
  const own = new MemoryStore();
  beforeAll(async () => {
    for (const [index, entry] of year.entries())
      await own.write(scope, tx =>
        submitEntries(tx, { bureau, entries: [entry], reporter: member('tester', entry.department), source: source(`y${index}`), at }),
      );
  });

  it.each<[string, RegExp[]]>([
    ['除了企服科走访了多少家', [/今年（不含企业服务科）走访企业12家/]],
    ['企服科和中小企业服务中心谁走访得多', [/- 企业服务科：88家（截至4月30日）\n- 中小企业服务中心：12家（截至10月31日）/, /不排名/]],
    ['走访最多的科室是哪个', [/- 企业服务科：88家/, /不排名/]],
    ['哪个月走访最多', [/最多：3月31家；最少：10月8家/]],
    ['每个季度走访多少家', [/一季度：70家\n- 二季度：22家\n- 三季度：没有单独的记录\n- 四季度：8家/]],
    ['上半年平均每月走访多少家', [/1—6月走访企业92家/, /平均每月\*\*15.3家\*\*（按6个整月算/]],
    ['平均每月走访多少家', [/1—10月走访企业100家/, /平均每月\*\*10家/]],
    ['平均每季度走访多少家', [/1—9月走访企业92家/, /平均每季度\*\*30.7家\*\*（按3个整季度算/]],
    ['平均每场走访多少家', [/没有能对上的“每场”/]],
    ['一季度走访占全年多少', [/1—3月走访企业70家/, /占今年走访企业100家.*的\*\*70%\*\*/]],
    ['企服科走访占全局多少', [/占今年走访企业100家.*的\*\*88%\*\*/]],
    ['今年走访超过80家了吗', [/已超过80家，多20家/]],
    ['走访目标125家差多少', [/离您说的125家还差25家，完成80%/]],
    ['走访占全年目标多少', [/今年走访企业100家/, /没有记目标数/]],
    ['走访超过100家了吗', [/正好100家/]],
    ['1、2、3月走访分别多少', [/- 1月：20家\n- 2月：19家\n- 3月：31家/]],
    ['最近走访了几家', [/没读懂您说的是哪几天/]],
  ])('%s', async (text, expected) => {
    const said = await own.read(scope, reader => answerQuestion(text, { bureau, reader, at }));
    for (const pattern of expected) expect(said?.text).toMatch(pattern);
  });

  it('gives total, 截至, 同比, basis, what is missing, and the number of records', async () => {
    expect(await ask('今年走访了多少企业')).toBe(
      [
        '**今年走访企业100家次**（截至10月31日）',
        '同比：去年1—10月90家次，增加10家次，增长11.1%',
        '口径：1—9月累计80＋10月20；家、家次混报，未去重',
        '缺报：企业服务科11月',
        '依据2条记录，回“明细”或“怎么算的”。',
      ].join('\n'),
    );
  });

  it('explains line by line what was added and what was not', async () => {
    const text = await ask('怎么算的', '今年走访了多少企业');
    expect(text).toContain('＋ 1—9月累计80家次（1009-1 企业服务科测试员，10月9日报）');
    expect(text).toContain('不重复加：1—6月累计40家次（0702-1 企业服务科测试员，7月2日报），已含在1009-1里');
  });

  it('lists the entries behind a total', async () => {
    const text = await ask('明细', '今年走访了多少企业');
    expect(text).toContain('1009-1');
    expect(text).not.toContain('0702-1');
  });

  it('takes a quarter as the difference of two cumulative figures', async () => {
    expect(await ask('三季度走访了多少家')).toContain('7—9月走访企业40家次**（截至9月30日）');
  });

  it('says that a cumulative figure cannot be split', async () => {
    expect(await ask('2月走访了多少家')).toContain('还没有收集到“走访企业”的记录**，不等于0');
  });

  it('recomputes a rate and shows its parts', async () => {
    expect(await ask('问题办结率是多少')).toContain('问题办结率80%**（48/60，截至10月31日）');
  });

  it.each<[string, RegExp]>([
    ['合同实务那场培训来了多少人', /提到“合同实务”的参训人数60人次/],
    ['数据合规培训了多少人', /提到“数据合规”的参训人数45人次/],
    ['消防培训了多少人', /没有记录提到“消防”.*要全部的数，请问“今年参训人数多少”/],
    ['走访企业8月多少，怎么是这个数', /走访企业/],
  ])('%s: never the whole figure for a part', async (text, expected) => {
    expect(await ask(text)).toMatch(expected);
  });

  it('a question of who told a figure when says nothing beyond it', async () => {
    expect(await ask('10月的走访数是谁报的？什么时候报的')).not.toContain('没有记录提到');
  });

  it('finds the records that say what no metric is named for', async () => {
    const said = await store.read(scope, reader => answerFromRecords('数据合规那次是谁办的', { bureau, reader, at }));
    expect(said?.text).toMatch(/记录里说到的.*数据合规培训.*测试员.*我不推算/s);
  });

  it('says that no record speaks of what was asked, where it was done or not', async () => {
    const said = await store.read(scope, reader => answerFromRecords('今年消防演练搞了几次', { bureau, reader, at }));
    expect(said?.text).toContain('没有记录说到您问的这件事');
    expect(await store.read(scope, reader => answerFromRecords('消防演练是什么', { bureau, reader, at }))).toBeNull();
  });

  it('tells both when two metrics fit the words', async () => {
    await submit(
      content([metric('热线办结率', 90, '%', { kind: 'rate' }), metric('问题办结率', 80, '%', { kind: 'rate' })], {
        ...day('2026-09-02'),
        ledger: 'hotline',
        department: '办公室',
      }),
      '2026-09-02',
    );
    expect(await ask('办结率是多少')).toMatch(/对得上2项.*问题办结率.*80%.*热线办结率90%/s);
  });

  it('says what is left, computed and stated apart', async () => {
    expect(await ask('还有多少问题没解决')).toContain('还有12条（收集问题60－解决问题48，截至10月31日，为推算数）');
    const arrears = await ask('清欠还有多少没清');
    expect(arrears).toContain('7月24日上报未清偿欠款12.5万元');
    expect(arrears).toContain('此后没有新的上报，请经济运行科更新');
  });

  it('lists trainings and counts them', async () => {
    const text = await ask('把企业培训列个表');
    expect(text).toContain('企业培训2场');
    expect(text).toContain('3月5日合同实务培训');
  });

  it('tells a 科室 what it led and what it supported', async () => {
    expect(await ask('企业服务科今年主要干了啥')).toContain('走访企业100家次');
    const supporting = await ask('法规科呢', '企业服务科今年主要干了啥');
    expect(supporting).toContain('政策法规科今年的工作');
    expect(supporting).toContain('合同实务培训');
  });

  it('shows 科室 in fixed order and months without a record as such', async () => {
    expect(await ask('按科室看走访企业')).toContain('- 企业服务科：100家次（截至10月31日）');
    const months = await ask('走访企业按月列出来');
    expect(months).toContain('- 10月：20家');
    expect(months).toContain('- 2月：无单月记录');
  });

  it('says when there is nothing to compare with', async () => {
    expect(await ask('企业培训比去年多吗')).toContain('没有可比的去年数');
  });

  it.each<[string[], string]>([
    [['还没办完的有哪些', '怎么算的'], '**未办结的是这样列的**'],
    [['还没办完的有哪些', '明细'], '**今年还没办完的条目**'],
    [['有没有前后对不上的数', '怎么算的'], '**是这样核对的**'],
    [['企业服务科今年主要干了啥', '怎么算的'], '**概况是这样汇总的**'],
    [['企业服务科今年主要干了啥', '明细'], '1009-1'],
    [['企业服务科的材料齐了吗', '怎么算的'], '**是这样列的**'],
    [['还有多少问题没解决', '怎么算的'], '**剩余数是这样算的**'],
    [['明年计划走访多少家', '今年呢'], '**今年走访企业100家次**'],
  ])('%j is answered with what was asked last', async (texts, words) => {
    expect(await talk(...texts)).toContain(words);
  });

  it.each([
    ['2027-01-08', true],
    ['2027-02-26', true],
    ['2027-03-02', false],
  ])('今年 asked on %s shows last year too: %s', async (day, isShown) => {
    const text = (await answer('今年走访了多少企业', { at: instantAt(day, '09:00') }))?.text ?? '';
    expect(text).toContain('今年');
    expect(/去年（2026年）全年：走访企业100家次（截至2026年10月31日）/.test(text)).toBe(isShown);
  });

  it('draws a chart by month out of letters, where a month without a record is no 0', async () => {
    const chart = await talk('今年走访了多少企业', '按月图');
    expect(chart).toContain('走访企业100家次');
    expect(chart).toMatch(/10月｜■{10}20家/);
    expect(chart).toContain('1月 ｜无单月记录');
    expect(await ask('10月走访企业出个图')).toMatch(/企业服务科｜■{10}20家/);
  });

  it.each(['各科室2月走访了多少企业 明细', '走访企业2月按月列出来', '2月走访了多少家'])('%s, of which nothing was reported, says so', async text => {
    const said = await ask(text);
    expect(said).toContain('还没有收集到“走访企业”的记录**，不等于0');
    expect(said).toContain('可问：企业服务科');
    expect(said).not.toMatch(/（）|口径：$/m);
  });

  it('says that days to come are in no ledger', async () => {
    expect(await ask('2030年走访多少企业')).toContain('**2030年还没有到**');
    expect(await ask('明年计划走访多少家')).toContain('没有那时的“走访企业”');
  });

  it('counts what one person reported, and says that it is only that', async () => {
    const text = await ask('测试员今年走访了多少企业');
    expect(text).toContain('**今年测试员报的走访企业100家次**');
    expect(text).toContain('只算测试员本人报的，不是科室或全局的数');
    expect(text).not.toMatch(/同比|缺报/);
    expect(await ask('秦朗今年走访了多少企业')).toContain('**今年秦朗没有报过“走访企业”**，不等于没有做');
  });

  it('puts two periods side by side, with the difference', async () => {
    const text = await ask('三季度和10月走访对比');
    expect(text).toContain('**7—9月走访企业40家次**');
    expect(text).toContain('**10月走访企业20家**');
    expect(text).toContain('10月比7—9月：减少20家');
    expect(await ask('一季度和二季度走访对比')).toContain('有一个时段没有可比的数，不作比较');
  });

  it('answers both of two figures that were asked in one breath', async () => {
    const text = await ask('今年走访了多少家，培训几场');
    expect(text).toContain('走访企业100家次');
    expect(text).toContain('企业培训2场');
  });

  it('tells by 科室 in fixed order what was reported, never as a ranking', async () => {
    const text = (await ask('每个科室今年报了多少条')) ?? '';
    expect(
      text
        .split('\n')
        .slice(1, 6)
        .map(line => line.replace(/：.*/, '')),
    ).toEqual(departments.map(({ name }) => `- ${name}`));
    expect(text).toContain('- 企业服务科：3条，最近一条11月2日报');
    expect(text).toContain('- 政策法规科：没有条目');
    expect(text).toContain('不作比较');
    expect(await ask('今年各科室报了哪些')).toContain('走访企业20家');
  });

  it('tells what a 科室 or a person has reported, and what comes period after period and has not come', async () => {
    const text = await ask('企业服务科的材料齐了吗');
    expect(text).toContain('**今年企业服务科已登记的**');
    expect(text).toContain('按期应报还没见到：企业服务科11月“走访企业”');
    expect(text).toContain('请科室联络员核对');
    expect(await ask('秦朗报了几家来着')).toContain('**今年秦朗还没有登记过条目**，不等于没有工作');
  });

  it('claims a question about the bureau that no ledger answers, and says what can be asked', async () => {
    expect(await ask('企业服务科有多少人')).toContain('没有对上台账里的哪一项');
  });

  it.each<[string, string[], string[]]>([
    ['去年全年培训多少场', ['**2025年企业培训7场**（《示例局2025年度报告》公布数）', '没有逐条依据'], ['没有收集到']],
    ['去年全年走访多少家', ['走访企业90家次', '《示例局2025年度报告》公布数：244家，与台账不同'], []],
    ['中小企业服务中心去年全年培训多少场', ['还没有收集到'], ['7场']],
    ['去年3月培训多少场', ['还没有收集到'], ['7场']],
    ['今年企业培训比去年多吗', ['去年全年7场（去年年度报告）'], ['《']],
  ])('%s: last year’s report speaks where no ledger does', async (text, present, absent) => {
    const figures: Record<string, { value: number; unit: string }> = { 企业培训: { value: 7, unit: '场' }, 走访企业: { value: 244, unit: '家' } };
    const lastYear: QuestionContext['lastYear'] = (metric, period) => {
      const figure = period.from === '2025-01-01' && period.to === '2025-12-31' ? figures[metric] : undefined;
      return figure ? { ...figure, source: '《示例局2025年度报告》' } : null;
    };
    const said = (await answer(text, { lastYear }))?.text;
    for (const words of present) expect(said).toContain(words);
    for (const words of absent) expect(said).not.toContain(words);
  });

  it('leaves other questions to the search', async () => {
    expect(await ask('货款最长多久要付清')).toBeNull();
  });
});
