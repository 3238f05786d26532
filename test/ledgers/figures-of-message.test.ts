import { beforeAll, describe, expect, it } from 'vitest';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { parseInstant } from '../../src/domain/date.ts';
import { readMessage } from '../../src/ledgers/read-message.ts';
import { amount } from '../helpers/figure-text.ts';
import { sampleBureau } from '../helpers/sample-bureau.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await sampleBureau();
});

/** What a message counts, in order, whatever it is called; `on` is the day on which it is sent, a Friday unless told. */
function amounts(text: string, on = '2026-11-20'): string {
  const at = parseInstant(`${on}T16:30:00+08:00`) ?? 0;
  const { entries } = readMessage(text, { bureau, reporter: { name: '秦朗', department: '企业服务科' }, at });
  return entries
    .flatMap(({ metrics }) => metrics)
    .map(metric => `${amount(metric)}${metric.inferred ? '（推）' : ''}`)
    .join('，');
}

describe('words of a plan, or of a day to come, that are none', () => {
  it.each([
    ['模拟管道漏气演练，参演单位4个，疏散群众60人', '1场（推），4个，60人'],
    ['星火计划项目评审会一场，通过9项', '1场，9项'],
    ['检查企业6家，拟罚2万元1家', '6家，1家'],
    ['环城路16号那家饭店清出液化气瓶3只', '3只'],
    ['选手出发17人 省级的6 市级的11 下周三回来', '17人，6人，11人'],
    ['不肯搬的4户准备上门', '4户'],
    ['受理投诉48件，办结40件，结转到下季度8件', '48件，40件，8件'],
  ])('%s → %s', (text, expected) => expect(amounts(text)).toBe(expected));

  it.each([
    ['11月底盘了一下库房，口罩在库1200只，发出去300只', '2026-11-27', '1200只，300只'],
    ['3.15前夕：受理投诉31件，调解成功22件', '2026-03-12', '31件，22件'],
  ])('%s，said on %s → %s', (text, on, expected) => expect(amounts(text, on)).toBe(expected));

  it('月底前 is a plan still', () => expect(amounts('月底前检查企业20家', '2026-11-27')).toBe(''));
});

describe('in what is counted where nobody says it', () => {
  it.each([
    ['巡查车棚3个，车位一共加了一百八', '3个，180个'],
    ['到场企业四十二家，人呢一百零六', '42家，106人'],
    ['注册码新发2.4万个，总数到33万', '24000个，330000个'],
    ['到上月底装机62.5万千瓦，新并网的是3.1万', '62.5万千瓦，3.1万千瓦'],
    ['新增参保1.9万人，征缴收入12.6亿', '19000人，12.6亿元'],
    ['参保人数（人）\n职工 21.6万\n居民 38.2万', '216000人，382000人'],
    ['检查货车320辆，查酒驾4，抓在逃2，收缴刀具6', '320辆，4起，2人，6把'],
    ['盘查210人、车86', '210人，86辆'],
    ['检查店铺31户，发警示函12', '31户，12份'],
    ['收文61件，发文17件', '61件，17件'],
    ['出航巡了36海里，割地笼52条', '36海里，52条'],
    ['抗旱打井9眼，拉水车次一千八百', '9眼，1800车次'],
    ['回头看签约项目，应开工52，已开工38', '52个，38个'],
    ['网办申请1805，通过1302', '1805件，1302件'],
    ['渡运旅客800人次，滞留旅客为零', '800人次，0人'],
    ['抽样床单36件，不合格2件', '36件，2件'],
    ['无人机巡查河道5公里，飞了十四个架次', '5公里，14架次'],
    ['谈成还款协议4份，协议额650万，先还了180', '4份，650万元，180万元'],
    ['船员考试开了2个考场，报名140，到考132，理论过了101', '2个，140人，132人，101人'],
    ['检查维修点11家，立案一件，罚了3000块', '11家，1件，3000元'],
    ['救援出动9次，收缴罚款八千', '9次，8000元'],
    ['站点日志\n东街 入户51户 发折页120张\n西街 入户48 发折页90', '51户，120张，48户，90张'],
    ['巡查路段120条，扣分项95处\n其中垃圾61、积尘34', '120条，95处，61处，34处'],
  ])('%s → %s', (text, expected) => expect(amounts(text)).toBe(expected));
});

describe('hours, lessons and marks that were counted', () => {
  it.each([
    ['执法骨干轮训1期，授课16学时', '1期，16学时'],
    ['收老账册12本，老职工口述录音3段共70分钟', '12本，3段，70分钟'],
    ['专家6名，累计盯屏9小时', '6名，9小时'],
    ['科普进校园26节课，走了7所学校', '26节，7所'],
    ['抽看执法视频180段', '180段'],
    ['给3家诊所记分，合计记15分', '3家，15分'],
    ['答题1200人次，人均88.5分', '1200人次，88.5分'],
  ])('%s → %s', (text, expected) => expect(amounts(text)).toBe(expected));
});

describe('where a figure came from is no figure', () => {
  it.each([
    ['检查工地5个，持证率从58%到83%', '5个，83%'],
    ['平均跑动次数从2.1次降为0.4次，办件31件', '0.4次，31件'],
    ['走访企业4家，电价从每度0.8降到0.6', '4家，0.6元'],
    ['园区产值21.6亿，亩均税收从16.2到17.8万', '21.6亿元，17.8万元'],
  ])('%s → %s', (text, expected) => expect(amounts(text)).toBe(expected));
});

describe('what looks like a day and is none', () => {
  it.each([
    ['清理防火带 3.6 公里，消除火点7处', '3.6公里，7处'],
    ['扫描贷款档案900卷，差错率千分之1.6', '900卷，1.6‰'],
    ['清渠1.2km，出工30人', '1.2km，30人'],
    ['摆花 600 盆，造价 52 万出头', '600盆，余52万元'],
  ])('%s → %s', (text, expected) => expect(amounts(text)).toBe(expected));
});

describe('numbers beside a figure that count nothing of their own', () => {
  it.each([
    ['完成投资2.2亿元，占年度计划（4亿元）的55%', '2.2亿元，55%'],
    ['培训1800人次，完成全年3000人次任务的60%', '1800人次，60%'],
    ['开标2次，中标价76万元（控制价80万元）', '2次，76万元'],
    ['补贴券发了20张（每张300元），核销8张', '20张，8张'],
    ['处罚两家各3000元，约谈4家', '2家，4家'],
    ['一艘6.5万吨散货船下水，检查船厂3家', '1艘，3家'],
    ['100米高度飞了20架次', '20架次'],
    ['夜市三个晚上进场8000人次', '8000人次'],
    ['事前评估一票否决了3个', '3个'],
    ['上门评残一趟跑了4个村，评定12人', '4个，12人'],
    ['走访企业5家，没有一家被投诉', '5家，0家'],
    ['清理流动摊18个，一次也没罚', '18个'],
    ['最后一批合同登记完，31份', '31份'],
    ['累计雨量超80毫米站点5个，转移群众40人', '5个，40人'],
    ['在库项目31个，投资增速12.4%，高出全市4个点', '31个，12.4%'],
    ['入托52人，每月补助200元的17户', '52人，17户'],
    ['办公室几件事：收文31件', '31件'],
    ['轮训两批，一批60人、二批55人', '2批，60人，55人'],
  ])('%s → %s', (text, expected) => expect(amounts(text)).toBe(expected));
});

describe('an event that nobody counted took place once, where those who came are counted', () => {
  it.each([
    ['局务会学习《行政复议法》，到会21人', '1次（推），21人次'],
    ['请律师给园区企业讲合同怎么签，来了46人', '1场（推），46人'],
    ['办了期网格员业务培训，到课63人', '1期（推），63人'],
    ['物业纠纷协调会开了，来了业主代表15人', '1场（推），15人次'],
    ['环境日在人民广场摆摊宣传，发册子700本，接待群众120人', '1场（推），700本，120人次'],
  ])('%s → %s', (text, expected) => expect(amounts(text)).toBe(expected));

  it.each([['学法考试《行政处罚法》，应考40人，实考40人'], ['年货大集发线路折页900份'], ['去县里参加招聘会，带回简历30份']])('%s is none', text =>
    expect(amounts(text)).not.toContain('场（推）'),
  );
});

describe('a table', () => {
  it.each([
    ['what is told of the things before is counted like them', '项目\t塔吊台数\t不合格\n甲标段\t12\t3\n乙标段\t9\t0', '12台，3台，9台，0台'],
    ['a head may be a unit', '类别\t宗数\t成交额(万元)\n工程\t14\t860\n采购\t31\t455', '14宗，860万元，31宗，455万元'],
    ['last week is no figure of this one', '价格（元/吨）\t本周\t上周\n尿素\t2100\t2150\n钾肥\t3200\t3180', '2100元/吨，3200元/吨'],
    ['a line below it counts, too', '姓名\t服务(小时)\t场次\n甲组\t12\t3\n乙组\t8\t2\n新招志愿者 16人', '12小时，3场次，8小时，2场次，16人'],
    ['unplaced lengths are no days', '样线\t长度(km)\t鸟窝\n东坡\t5.2\t6\n西坡\t4.8\t3', '5.2km，6个，4.8km，3个'],
  ])('%s', (_, text, expected) => expect(amounts(text)).toBe(expected));
});
