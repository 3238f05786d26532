import { askedUnits } from '../language/units.ts';
import { isOrder } from './is-order.ts';

/** Asks how many. */
export const asksQuantity = new RegExp(
  `多少|(?<![十百千万零好])几${askedUnits}|场次|次数|人数|户数|件数|家数|金额|总数|合计|累计|一共|总共|数量|了没有|有没有|[多少]吗|多不多|几成|哪个更?[多少]|有吗|过吗|[搞开办做]了没|多大比例|增长|下降|百分之|截[至止]到?(?:哪|几|什么|啥)`,
);
/** Words of a question about the law, which is answered from provisions. */
export const asksLaw =
  /规定|法律(?!顾问|专业)|条例|办法|应当|可以|能不能|能否|可不可以|合法吗|违法|怎么处罚|罚多少(?![件起宗例次])|多久|多长时间|多少天|几天|几个工作日|期限|时限|最长|最晚|最多|最少|最低|最高|不得|条件|流程|程序|谁来|由谁|什么时候|怎么办理|要不要|需要|上限|下限|幅度|标准|限额|多少钱/;
/** Asks for a rule by its name or its amount. */
export const asksProvision =
  /(?<!平均)每(?:家|户|人|项|个(?![季月科部单])).{0,4}(?:给|补|奖|多少)|每次.{0,4}(?:给|补|奖)|《|第[一二三四五六七八九十百\d几]+条|法律依据|法条|原文|哪部法|什么法/;
/** Speaks of our own days, 科室 and work. */
export const asksLedger =
  /哪个?月|今年|本年|去年|上半年|下半年|季度|本月|上个?月|这个?月|近.个?月|截[至止]|[那这][次场回批]|我们|咱|全局|我局|科室|科|中心|办公室|到现在|以来|了(?:多少|几)|\d月/;

/** 第一次违法怎么罚: an occasion that a rule speaks of. */
export const ofRule = /规定|条例|怎么处罚|怎么罚|罚多少|要不要|能不|可以|应当|应该|需要|不予|会不会|[犯免]/;

/** Whether words ask after something that was done, rather than after a rule: 转了几条, 那条办好了吗, 今年有哪些. */
export function soundsRecorded(text: string): boolean {
  if (asksProvision.test(text) || asksLaw.test(text) || isStatement(text) || isOrder(text)) return false;
  return (
    barelyCounts.test(text) ||
    asksLedger.test(text) ||
    /^[\p{Script=Han}]{2,8}有(?:没有|吗)[？?]?$|[了过完](?:多少|几|哪些|什么|啥|没)|[了过][吗没][？?。]?$|那[条个件笔家起]|谁(?:去|参加|办|做|报)|(?:几|多少)[起件次场家户个条]|[的过](?:有没有|有哪些|多吗)|有没有(?:发生|出过|开过|搞过|办过|重复|.{0,6}(?:反映|提过|提出|投诉|来过|说过))|哪一?[天次场]|第[一二三四五\d][次场]|反映.{0,4}(?:什么|哪些|哪类)|[写加]进(?:去|报告|初稿|材料)|转给/u.test(
      text,
    )
  );
}

/** 招商引资多少: a thing and its number, and no amount that a rule sets. */
const barelyCounts =
  /^(?!.*(?:[罚税费补奖息率价薪最金偿赔额]|工资|利润|标准|年限|期限|额度))[\p{Script=Han}]{2,8}(?:有|是)?(?:多少|几)[家个件条场次份人名户笔起]?[了呢？?]*$/u;

/** 走访12家，收集5条 states figures and asks for none. */
export function isStatement(text: string): boolean {
  // A block copied out of a table has figures without units, and a 合计 that asks for nothing.
  if (/[\t\n]/.test(text) && /\d/.test(text)) return !asksSomething.test(text);
  return tellsFigure.test(text) && !asksSomething.test(text);
}

/** 没几个人 and 推送线索啥的 ask for nothing. */
const asksSomething =
  /多少|(?<![没好十头前这那])几(?![十百千多])|[?？吗呢]|啥(?!的)|什么(?!的)|哪|谁|到底|怎么|(?:是不是|[含算]不[含算])(?=[，。；,;\s]|$)|是不是(?![^，。；]*[定核])[^，。；]*$|准不准|对不对|[了有]没有|[了过]没(?=$|[？?])|是.{1,8}还是|(?:至少|不到|不足|超过).*(?:吧|的月份)[。]?$/;
const measure = '(?:[家户条件项份本册篇块场次期人名位笔起宗批间床吨亩辆台套张座处米只株幅成万亿元%％]|个(?!月|季|科|部门))';
const tellsFigure = new RegExp(`(?<!第)(?:\\d[\\d,，.]*|一?[二两三四五六七八九十百千]{1,7})[多余来几]?\\s?${measure}`);

/** Longer than this nobody leaves anything out. */
export const MAX_ELLIPSIS = 14;

/** Whether a few words may only go on with what was told: 交了没, 没定的呢, 哪天复查的. `isBare`: so few, and so little of a rule in them, that nothing else can be meant. */
export function mayGoOn(text: string): { may: boolean; isBare: boolean } {
  const isOther =
    text.length > MAX_ELLIPSIS || asksProvision.test(text) || asksLaw.test(text.replace(/什么时候/g, '')) || isStatement(text) || isOrder(text);
  const may = !isOther && /[吗呢没]|几|多少|哪|谁|什么时候|啥|有没有/.test(text);
  return { may, isBare: may && text.length <= BARE && !ofRules.test(text) };
}

const BARE = 8;
const ofRules = /[要能得法证]|必须|应该?|可以|几[倍年点天]|怎么|有效|免/;
