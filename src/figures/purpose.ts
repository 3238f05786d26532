import { asksQuantity } from './question-sounds.ts';

/** 我明天要汇报: says what the answer is for, and no day that is asked about. */
const whatFor = /[，,。\s](?:我|领导)?(?:明天|后天|下周.?|今晚|马上|待会儿?|等会儿?|一会儿?).{0,6}(?:汇报|开会|上会|用|发言)[。]?$/;

/** 十分钟后党组会，执法这块给我几个数; 市局来电话要数：: what it is for, said first. */
const whatForFirst =
  /^(?:马上|等下|一会儿?|待会儿?|[一二三五十\d]+分钟后|明天|后天|下午|上午)?[^，,：:。？?\d]{0,8}(?:党组会|办公会|开会|会上|例会|汇报|上会|发言|讲话|稿子?|一句话|电话|要数|要个?材料|催|督查|审计|巡察|检查组|代表问)[^，,：:。？?]{0,6}[，,：:]\s*(?=.{3})/;

/** 去掉用途 — a question without what its answer is for: 马上开会，走访多少 asks for 走访. */
export function withoutPurpose(text: string): string {
  const [first = ''] = whatForFirst.exec(text) ?? [];
  return (asksQuantity.test(first) ? text : text.slice(first.length))
    .replace(mainFigures, '今年总体情况')
    .replace(inShort, '')
    .replace(whatFor, '')
    .replace(withNumbers, '各多少')
    .replace(asksNumbers, '我们情况')
    .replace(asksThese, '各多少')
    .replace(written, '$1')
    .replace(wantsThese, '$1各多少');
}

/** 汇报用的几个关键数. */
const mainFigures = /^(?:汇报|发言|开会)?[用要]?的?(?:给我)?(?:几个|一?些)(?:关键|主要|核心|重要)的?(?:数[字据]?|指标)(?:给我)?[。]?$/;

/** 压缩成两句，只留走访. */
const inShort = /^(?:压缩|精简|浓缩|缩)(?:成|到|为)[^，,]{1,6}[，,]/;

/** 走访和解决问题的成绩，带数. */
const withNumbers = /(?:的(?:成绩|成效|情况|进展))?[，,]?(?:要|得|都)?带(?:上|着)?数[据字]?[。]?$/;

/** 给我几个数. */
const asksNumbers = /(?:给|报|发|来|要|说)(?:我|一下)?(?:几|一?些|点)个?数[字据]?(?:看看|吧)?[。]?$/;

/** 年报里执法检查写多少. */
const written = /^(?:今年)?(?:的)?(?:年报|年度报告|报告|材料|总结|汇报|稿子)(?:里面?|上|中)的?(.{2,}?)(?:该|应该|要|得)?写(?=多少|几)/;

/** 我要走访、问题、解决率三个数. */
const wantsThese = /^(?:我?想?要|给我|报一?下|来)(?:一下)?(.{2,}?)[这，,]?(?:[两三四五六]|几)个数[字据]?[。]?$/;

/** 走访、备案、惠企资金三个数给我. */
const asksThese =
  /[，,]?各(?:说|报|给|要|来)一?个?数[字据]?[。]?$|[这，,]?(?:[两三四五六]|几)个数[字据]?(?:都)?(?:给我|发我|报(?:给)?我?|说一?下|要一?下|是多少)(?:一?下)?[。]?$/;
