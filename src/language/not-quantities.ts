import { dateSpans } from './dates.ts';

/** What a masked character becomes; it is no letter, digit or unit of any rule. */
export const filler = '\u0001';

/** Numbers that count nothing. One line each, because each is a mistake that somebody once made. */
const patterns: RegExp[] = [
  /《[^《》\n]{1,60}》/g,
  // Names and slogans in quotation marks: “千名干部挂千企”, “一件事一次办”.
  /[“"「『][^”"」』\n]{1,40}[”"」』]/g,
  /[一-龥]{1,12}[〔［[【（]\s?\d{4}\s?[〕］\]】）]\s?(?:第\s?)?\d{1,5}\s?号/g,
  /第\s?[零〇一二三四五六七八九十百千\d]{1,6}\s?[条款项目章节编次届批期季号页版个名位轮场楼栋层师]/g,
  /(?:电话|手机|联系方式|号码|热线)[：:]?\s?\d[\d -]{4,}/g,
  /\d{3}\*{4}\d{4}|［[^］]{1,12}已隐去］/g,
  /(?<!\d)(?:19|20)\d{2}年度?/g,
  /(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g,
  /(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)/g,
  /(?<!\d)1\d{4}(?=热线|平台|专线|工单|举报)/g,
  /(?<!\d)\d{4}-\d{4,6}-\d{2}-\d{2}-\d{4,6}(?!\d)|(?<!\d)\d{4}-\d{6}-[\d-]{4,}/g,
  /[A-Za-z]{1,6}[-—]?\d+(?:[-.]\d+)*/g,
  /(?<!\d)\d{1,2}[:：]\d{2}(?:[-—~至到]\d{1,2}[:：]\d{2})?/g,
  /(?:[上下]午|早上|晚上|中午|凌晨)\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:点|时)(?:半|\d{1,2}分?)?/g,
  /(?<!\d)\d{1,2}(?:点半|点整|时许|时\d{1,2}分)/g,
  /(?:\d{1,4}|[一二三四五六七八九十]{1,3})(?:号楼|楼|层|单元|会议室|室|号院|幢|栋)(?!企)/g,
  /[一-龥]{1,4}(?:路|街|道|巷)\d+号/g,
  /(?:十四五|十五五|十三五|九五|八五|七五|三会一课|五个一|两个健康|两个维护|四个意识|四个自信|三促一评|一联三帮|四不两直|三项制度|双随机一公开|双随机|六稳|六保|一把手|一网通办|一件事一次办|一件事|最多跑一次|一次不用跑|一趟不用跑|一次性|一对一|一站式|一条龙|一企一策|一业一证|一照多址|第一[^，。；]{0,4}|统一|唯一|万一|十分|一些|一下|一起(?!案|事故|投诉|纠纷|处罚)|一直|一并|一律|一般|一线|一体|一系列|一揽子|一方面|逐一|专项|三公|四上|规上|五公开|三统一|八小时|四进(?!家|企业)|双公示|七进|六进|八进|五进|七天无理由|千方百计|百分百|五一|六一|七一|八一|十一|双十一|两法衔接|两会|三农|三包|两网|两新|两重|四好|一村一|两委|零距离|零容忍|零跑动)/g,
  /[百千万](?:名|家|支|个)?[一-龥]{1,4}(?:进|挂|联|助|帮|入|访|走|下|包|解)[百千万](?:家|个)?[一-龥]/g,
  /\d+\s?[xX×*]\s?\d+/g,
  /(?:最后|每|另外那|某|头|首|前|上|下|哪|这|那|同)一?[一1]?(?:个|条|件|家|份|次|场|项|笔)/g,
  /(?:提前|用时|历时|为期|限期|耗时|时长|期限|逾期)[约了]?\s?(?:\d+(?:\.\d+)?|[一二两三四五六七八九十半]{1,3})\s?(?:个)?(?:工作日|小时|分钟|天|日|周|月|年)/g,
  /(?:\d+(?:\.\d+)?|[一二两三四五六七八九十半]{1,3})\s?(?:个)?(?:工作日|小时|天|日|周|月)(?:内|之内|以内|前|后|办结|无理由)/g,
  /(?<=^|\n)\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[、）)]|[.．](?!\d))/g,
  /[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)](?=\S)/g,
];

/** The text with everything that looks like a number but counts nothing blanked out; same length, so positions stay valid. */
export function blankNonQuantities(text: string): string {
  let result = text;
  const blank = (start: number, end: number): void => {
    result = result.slice(0, start) + filler.repeat(end - start) + result.slice(end);
  };
  for (const { start, end } of dateSpans(result)) blank(start, end);
  for (const pattern of patterns) result = result.replace(pattern, match => filler.repeat(match.length));
  return result;
}
