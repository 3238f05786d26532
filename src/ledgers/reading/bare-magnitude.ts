import type { MetricReading } from '../../domain/entry.ts';
import type { Quantity } from '../../domain/quantity.ts';
import { asMoney, bareMagnitude, unitClassOf, writtenOut } from '../../language/units.ts';
import type { FigureWindow } from './figure-window.ts';
import { saysWork } from './work-words.ts';

const moneyWords =
  /资金|专项|配套|价|额|进出口|奖|补|投资|贷|罚|款|费|税|金|产值|营收|收入|赔|损失|欠|元|支付|付清|到账|结清|垫付|缴纳|补缴|授信|融资|货值|案值|租|薪|工资|收益|利润|销售|营业|流水|成交|[花付交拿挣赚][了掉到]?$|[追讨要]回|(?:投入|到位|下达|创收|增收|挽回|节约|节支|争取(?:上级|[国省市]级|中央)?)了?$/;

/** In what a thing is counted where nobody said it. */
const counted: readonly (readonly [RegExp, string])[] = [
  [/人流|客流|游客/, '人'],
  [/车流/, '辆'],
  [/[鱼虾蟹]苗|鱼种/, '尾'],
  [/阅读|点击|播放|浏览|点赞|转发|下载/, '次'],
  [/[看听]|参保|应[缴检]|学生|群众|观众|人数|人口|(?<![提收拨退讨要追回拿下])来[了的]?$|(?<![调升降增减提涨压达数量计])到[了的]?$/, '人'],
  [/粉丝|关注|受众|覆盖|发放|印[制发]|户数|用户|注册|推送/, '个'],
];

const goesOnOf = /^(?:其中|另|已|还|尚|剩|未|男|女|实)[一-龥]{0,3}$/;

/** 总数到33万, 新并网的是3.1万: of what was told before, though the words speak of work. */
const ofTheSame = /总[数量]|[合总累]计|突破|达到?$|^\s*(?:其中|新|净)/;

/** What was told before a number that names no unit. */
export interface ToldBefore {
  last: MetricReading | undefined;
  /** The last one that was told in 万 or 亿 of anything but money. */
  many: MetricReading | undefined;
}

/** 省级专项500万 is money; 1.2万 of anything else is written out. */
export function inFull(quantity: Quantity, text: string, { left, isBorrowed }: FigureWindow, { last, many }: ToldBefore): Quantity {
  if (bareMagnitude(quantity.unit) === undefined) return quantity;
  // 发放稳岗返还412家1360万: what they got.
  if (isBorrowed && last !== undefined && unitClassOf(last.unit) !== 'money') return asMoney(quantity);
  // 应缴38.9万人，已缴29.4万: of the same.
  const class_ = last === undefined ? undefined : unitClassOf(last.unit);
  if (last !== undefined && goesOnOf.test(left.trim()) && (class_ === 'people' || class_ === 'organisations')) return likewise(quantity, last);
  const unit = counted.find(([words]) => words.test(left) || (!/[看听]/.test(words.source) && words.test(text)))?.[1];
  // 失业金领取2147人，发放368.9万: what was handed out of it.
  const isHandedOut = /(?:发放|拨付|兑现|领取|发了)$/.test(left.trim()) && moneyWords.test(last?.name ?? '');
  if (moneyWords.test(left) || isHandedOut) return asMoney(quantity);
  // 注册3.6万个，总数突破41万.
  if (unit === undefined && (ofTheSame.test(left) || !saysWork(left)) && many?.raw.includes(quantity.unit)) return likewise(quantity, many);
  return unit === undefined ? asMoney(quantity) : writtenOut(quantity, unit);
}

/** As many of the same: 万千瓦 stays 万千瓦. */
function likewise(quantity: Quantity, { unit }: MetricReading): Quantity {
  return unit.startsWith(quantity.unit) ? { ...quantity, unit } : writtenOut(quantity, unit.replace(/^[万亿]/, ''));
}

/** 摊位加了一百六: hundreds are money only where a word says so. */
export function hundredsOfThings(quantity: Quantity, { left }: FigureWindow): Quantity {
  const isHundreds = quantity.unit === '百' || quantity.unit === '千';
  return isHundreds && !moneyWords.test(left) ? writtenOut(quantity, '') : quantity;
}

/** Whether the words before a number speak of money. */
export function speaksOfMoney(words: string): boolean {
  return moneyWords.test(words);
}
