import type { Bureau } from '../bureau/bureau.ts';
import type { Instant } from '../lib/clock.ts';
import { readMessage } from './read-message.ts';

/** What people send, in all its forms, so that everything that reading loads is loaded and every pattern compiled. */
const samples = [
  '今天走访企业3家，收集问题2条，新栽行道树40棵',
  '上周培训1期，到课35人',
  '本周无新增',
  '第2条改成15家',
  '撤回刚才那条',
  '昨天那个隐患已经整改到位了',
  '下周三准备组织一次消防演练，请各科室下班前报参加名单',
  '今年走访了多少企业？比去年同期多几家',
  '帮我把三季度的小结写一下',
  '收到，辛苦了[强]',
  '截至10月底累计检查加油站126座次，发现隐患31处，整改率96.8%，剩1处限期下月5日前改完',
  '一季度：1、受理投诉48件，办结45件；2、罚款3.6万元，同比下降12%；3、发放宣传册两千余份，约300人参加',
  '9月2日至5日会同公安局、市监局开展联合执法，出动执法人员26人次，查了5个仓库，其中2家责令停业，立案一起，涉案金额18万6',
  '【综合科本周工作】\n一、召开党组会前学法1次，学习《行政处罚法》，12人参加\n二、修订规范性文件2件，废止3件\n三、接待来访7批15人次\n下步打算：下月上旬办一期培训班',
  '接龙 本周工作\n1. 张三 检查网吧6家，没发现问题\n2. 李四 无\n3. 王五 调解纠纷两起，成功一起',
  '镇街\t排查户数\t整改数\n城东\t120\t118\n城西\t86\t80',
  '上半年工作情况：建成充电桩85个（其中快充20个），新增绿地4.2万平方米，供水管网改造12.5公里，惠及居民三千户；水质抽检60批次，合格率由95%提高到98.3%；热线12345转来工单210件，按时办结209件；存在问题：人手不足，目前在岗仅9人，缺口4人',
  '补录上个月的：帮企业招工二十几人，兑付奖补资金一百二十万，企业家座谈会、政策宣讲会各开了2场，来了40多家',
];

/** The first reading compiles a pattern for one look and the second for many. */
const TIMES = 2;

/** Reads what nobody sent: the dictionary, the learned weights and the bureau's own words are then in memory before the first message comes. */
export function warmReading(bureau: Bureau, at: Instant): void {
  const department = bureau.departments[0]?.name ?? '';
  for (let time = 0; time < TIMES; time++) for (const text of samples) readMessage(text, { bureau, reporter: { name: '', department }, at });
}
