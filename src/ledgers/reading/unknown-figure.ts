import type { MetricReading } from '../../domain/entry.ts';
import type { Quantity } from '../../domain/quantity.ts';
import { bareMagnitude, unitClassOf, writtenOut } from '../../language/units.ts';
import { hundredsOfThings, inFull, type ToldBefore } from './bare-magnitude.ts';
import type { Collected } from './collected-figure.ts';
import { emptyWindow, type FigureWindow } from './figure-window.ts';
import { stripFillers } from './filler-words.ts';
import { kindOfNew } from './kind-of-new.ts';
import { amountNameOf, nameOf, saysOnlyVerb } from './name-figure.ts';
import { contentOf } from './name-fit.ts';
import type { TimedClause } from './timed-clause.ts';
import { ofPeople, unsaidUnit } from './unsaid-unit.ts';

/** What a figure of no definition is read beside. */
interface Beside {
  timed: TimedClause;
  previous: Collected | undefined;
  /** The last one before it that is no rate. */
  countBefore?: MetricReading | undefined;
  many?: ToldBefore['many'];
  /** The unit that was said last. */
  unitBefore?: string | undefined;
  /** The unit that is said next. */
  unitAfter?: string | undefined;
  silentText: string;
  /** 涉及金额46.5万元: the money of the figure before. */
  isAmount: boolean;
}

/** 每人150: what each gets is no figure of its own where not even the unit is said. */
const ofEach = /每[一-龥]{1,2}$/;

/** 发现问题4 in a table: pieces. 抽查视频46路: a unit that no list knows is one all the same. */
function withUnit(quantity: Quantity, { left, right }: FigureWindow, before: string | undefined, after: string | undefined): Quantity {
  const next = /^[一-龥]$/.exec(right.trim())?.[0];
  if (bareMagnitude(quantity.unit) !== undefined && next !== undefined && !/[了吧呢啦的号元有是都还已和及与跟给约]/.test(next))
    return writtenOut(quantity, next);
  // 补考俩 are people.
  if (/[俩仨]$/.test(quantity.raw) && ofPeople.test(left.trim())) return { ...quantity, unit: '人' };
  if (quantity.unit !== '') return quantity;
  if (/^[一-龥]$/.test(right.trim()) && contentOf(left).length >= 4 && !/^[了吧呢啦的号元和及与跟给]/.test(right))
    return { ...quantity, unit: right.trim() };
  return { ...quantity, unit: unsaidUnit(quantity, { left, right }, before, after) };
}

/** 服务时长2100小时, 平均用时7.5个工作日 are figures; 用了3天 is none. */
const lasting =
  /(?:用时|时长|航时|值班|坐诊|停[机航电水]|封航|优良天?|重?污染|集训|训练|服务|开放|上课|驻[场点]|小时|课时|学时|工时|时数|录像|录音|天数|平均[一-龥]{0,6})(?:[压缩由从至到为是约了])*$/;

/** 授课12学时, 录了两段共95分钟, 累计盯屏11小时: all of it together. */
function isAltogether({ unit }: Quantity, { left }: FigureWindow): boolean {
  return /^(?:学时|课时)$/.test(unit) || (/^(?:个?小时|分钟)$/.test(unit) && /(?:合计|总计|共计?|累计[一-龥]{0,2})$/.test(left.trim()));
}

/** 报名158，通过112: of the same people. */
function likePeople({ left }: FigureWindow, before: MetricReading | undefined): string | undefined {
  const words = stripFillers(left);
  const isOfThem = words.length <= 4 && /(?:过|格|检|训|取|到|证|岗|业)$/.test(words);
  return isOfThem && before !== undefined && unitClassOf(before.unit) === 'people' ? before.unit : undefined;
}

/** 协议额943万元，先还了270: so much of it; 启用5, 验收5 and 交付3 are things. */
const paidOut = /(?:还|缴|花|拨|兑|(?<!交)付清?|(?<!清)退|[已实先]收)了?$/;

function paidOf({ value, unit }: Quantity, { left }: FigureWindow, before: MetricReading | undefined): string | undefined {
  const isPaid = unit === '' && value !== null && value > 0 && paidOut.test(left.trim());
  return isPaid && before !== undefined && /[万亿]元$/.test(before.unit) && value <= (before.value ?? 0) ? before.unit : undefined;
}

/** Of these a message counts none, or only in passing, but for what stands beside them: 授课12节, 扣18分. */
const uncounted: Record<string, RegExp> = {
  分: /扣|平均|人均|[均得打评总]分|自评|评价|记了?分?$|减[掉了]?$|积分/,
  节: /课|电池/,
  班: /开|办|巡/,
  段: /路|河|渠|视频|录[音像]|影像/,
  倍: /比$/,
  度: /电/,
  点: /(?!)/,
};

/** 扣18分, 平均91.3分. */
function scoreName({ left }: FigureWindow, before: string): string {
  const mean = /([一-龥]{0,8}?)平均(?:分|得分|成绩)?[为是]?\s*$/.exec(left);
  return mean === null ? (/^.{0,6}扣分/.exec(before)?.[0] ?? '扣分') : `${stripFillers(mean[1] ?? '')}平均分`;
}

/** 巡了42海里, 拜了5家: an act in one letter, where nothing else names the figure. */
const spokenActs: Record<string, string> = {
  巡: '巡查',
  拜: '拜访',
  抽: '抽查',
  拍: '拍摄',
  播: '直播',
  挖: '开挖',
  修: '维修',
  通: '疏通',
  审: '审查',
  用: '使用',
};

/** 材料初审 收了43家: where the words beside a figure name nothing, what was said before them. */
function saidEarlier({ left, stop, before: head }: FigureWindow, before: string): string {
  // 保证金：收1206笔: the head of the list, and what was done.
  if (stop === '：' && stripFillers(head).length >= 2) return nameOf({ ...emptyWindow, left: `${stripFillers(left)}${stripFillers(head)}` }, before);
  const earlier = nameOf({ ...emptyWindow, left: left.trimEnd().split(/\s+/).slice(0, -1).join('') }, '');
  return earlier.length >= 2 ? earlier : before;
}

/** A clearly stated figure that no definition fits is kept under the words used, never dropped. */
export function readUnknown(
  said: Quantity,
  window: FigureWindow,
  { timed, previous, countBefore, many, unitBefore, unitAfter, silentText, isAmount }: Beside,
): Collected[] {
  const last = previous?.reading;
  const share = paidOf(said, window, last);
  const counted =
    share === undefined
      ? withUnit(hundredsOfThings(said, window), window, likePeople(window, last) ?? unitBefore ?? last?.unit, unitAfter)
      : { ...said, unit: share };
  const quantity = inFull(counted.unit === '' ? said : counted, timed.clause.text, window, { last, many });
  if (said.unit === '' && ofEach.test(window.left.trim())) return [];
  const unitClass = unitClassOf(quantity.unit) ?? (quantity.unit === said.unit ? undefined : 'things');
  if (
    quantity.unit === '' ||
    unitClass === undefined ||
    (unitClass === 'time' && !lasting.test(window.left) && !isAltogether(quantity, window)) ||
    uncounted[quantity.unit]?.test(`${window.left}${window.right.slice(0, 3).replace(/[^课]/g, '')}`) === false
  )
    return [];
  const before = previous?.reading.name ?? nameOf({ ...emptyWindow, left: silentText }, '');
  const isMoneyOfIt = unitClass === 'money' && window.isBorrowed && previous !== undefined && unitClassOf(previous.reading.unit) !== 'money';
  const given =
    quantity.unit === '分'
      ? scoreName(window, before)
      : isAmount || isMoneyOfIt
        ? amountNameOf({ ...window, left: isAmount ? window.left : '' }, before)
        : nameOf(window, before, unitClass, previous && unitClassOf(previous.reading.unit));
  const told = given.length < 2 && (quantity.value ?? 0) > 1 ? (spokenActs[stripFillers(window.left)] ?? saidEarlier(window, before)) : given;
  if (told.length < 2) return [];
  // 备案3个，办结3个 is told twice; 备案5个，办结3个 says a part of it.
  const isOther =
    previous?.reading.isNew === false && told === previous.reading.name && quantity.unit !== previous.reading.unit && saysOnlyVerb(window);
  const isAgain = previous !== undefined && told === previous.reading.name && quantity.unit === previous.reading.unit && !previous.reading.isNew;
  if (isAgain && quantity.value === previous.reading.value) return [];
  // 责令整改2份，已整改3处: the act is all that they share.
  const name = isOther ? stripFillers(window.left) : isAgain ? `${told}—${stripFillers(window.left) || stripFillers(window.right)}` : told;
  const kind = kindOfNew({ name, quantity, unitClass, window, timed, previous: countBefore ?? previous?.reading, silentText });
  return [{ reading: { ...quantity, name, kind, isNew: true, inferred: false, partOf: null }, window }];
}
