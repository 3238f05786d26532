import type { MetricKind, Quantity } from '../../domain/quantity.ts';
import { asMoney, bareMagnitude, unitClassOf, writtenOut } from '../../language/units.ts';
import type { Collected } from './collected-figure.ts';
import { emptyWindow, type FigureWindow } from './figure-window.ts';
import { stripFillers } from './lexicon.ts';
import { amountNameOf, nameOf, saysOnlyVerb } from './name-figure.ts';
import { contentOf } from './name-fit.ts';
import type { TimedClause } from './timed-clause.ts';
import { endsWithWork, opensWithWork } from './work-words.ts';

const stockWords = /目前|只有|仅有|现有|现在|在册|实有|保有|尚有|还有|截至目前.*有|共有/;

/** What a figure of no definition is read beside. */
interface Beside {
  timed: TimedClause;
  previous: Collected | undefined;
  silentText: string;
  /** 涉及金额46.5万元: the money of the figure before. */
  isAmount: boolean;
}

const moneyWords = /资金|专项|配套|价|额|进出口|奖|补|投资|贷|罚|款|费|税|金|产值|营收|收入|赔|损失|欠|元|支付|付清|到账|结清|垫付|缴纳|补缴/;

/** 省级专项500万 is money; 1.2万 of anything else is written out. */
function written(quantity: Quantity, text: string): Quantity {
  if (bareMagnitude(quantity.unit) === undefined) return quantity;
  const isCount = /阅读|点击|播放|浏览|观看|转发|点赞|粉丝|关注|受众|覆盖|人数|发放|印[制发]|户数|用户|下载|注册|推送/.test(text);
  return moneyWords.test(text) || !isCount ? asMoney(quantity) : writtenOut(quantity, '个');
}

/** 发现问题4 in a table: pieces. 抽查视频46路: a unit that no list knows is one all the same. */
function withUnit(quantity: Quantity, { left, right }: FigureWindow): Quantity {
  const next = /^[一-龥]$/.exec(right.trim())?.[0];
  if (bareMagnitude(quantity.unit) !== undefined && next !== undefined && !/[了吧呢的号元]/.test(next)) return writtenOut(quantity, next);
  if (quantity.unit !== '') return quantity;
  if (/(?:问题|隐患|线索|项目|点位|网点|门店|场所)$/.test(stripFillers(left))) return { ...quantity, unit: '个' };
  return /^[一-龥]$/.test(right.trim()) && contentOf(left).length >= 4 && !/^[了吧呢的号元]/.test(right)
    ? { ...quantity, unit: right.trim() }
    : quantity;
}

/** 服务时长2100小时, 平均用时7.5个工作日 are figures; 用了3天 is none. */
const lasting = /(?:时长|课时|学时|工时|时数|平均[一-龥]{0,4}(?:用时|时限|时间))$/;

/** Of these a message counts none, or only in passing, but for what stands beside them: 授课12节, 扣18分. */
const uncounted: Record<string, RegExp> = { 分: /扣/, 节: /课/, 班: /开|办/, 段: /路|河|渠/, 倍: /(?!)/, 度: /(?!)/, 点: /(?!)/ };

export const perHead = /^(?:每[一-龥]|人均|户均|日均|月均|年均|平均|均)/;

const inStock = /^在[库册建校岗职营保售]|^持证(?:单位|人员|企业|主体|人数)/;

export const stillOpen = /^(?:正在|在[办改调建核]|在办|待办|未办结|未完成|未整改|剩余|在对接|办理中)/;

/** A clearly stated figure that no definition fits is kept under the words used, never dropped. */
export function readUnknown(said: Quantity, window: FigureWindow, { timed, previous, silentText, isAmount }: Beside): Collected[] {
  const quantity = written(withUnit(said, window), timed.clause.text);
  const unitClass = unitClassOf(quantity.unit) ?? (quantity.unit === said.unit ? undefined : 'things');
  if (
    quantity.unit === '' ||
    unitClass === undefined ||
    (unitClass === 'time' && !lasting.test(window.left)) ||
    uncounted[quantity.unit]?.test(window.left) === false
  )
    return [];
  const before = previous?.reading.name ?? nameOf({ ...emptyWindow, left: silentText }, '');
  const isMoneyOfIt = unitClass === 'money' && window.isBorrowed && previous !== undefined && unitClassOf(previous.reading.unit) !== 'money';
  const told =
    quantity.unit === '分'
      ? (/^.{0,6}扣分/.exec(before)?.[0] ?? '扣分')
      : isAmount || isMoneyOfIt
        ? amountNameOf({ ...window, left: isAmount ? window.left : '' }, before)
        : nameOf(window, before, unitClass, previous && unitClassOf(previous.reading.unit));
  if (told.length < 2) return [];
  // 备案3个，办结3个 is told twice; 备案5个，办结3个 says a part of it.
  const isOther =
    previous?.reading.isNew === false && told === previous.reading.name && quantity.unit !== previous.reading.unit && saysOnlyVerb(window);
  const isAgain = previous !== undefined && told === previous.reading.name && quantity.unit === previous.reading.unit && !previous.reading.isNew;
  if (isAgain && quantity.value === previous.reading.value) return [];
  // 责令整改2份，已整改3处: the act is all that they share.
  const name = isOther ? stripFillers(window.left) : isAgain ? `${told}—${stripFillers(window.left) || stripFillers(window.right)}` : told;
  const text = timed.clause.text.slice(0, timed.clause.text.indexOf(quantity.raw));
  // 共有养老机构14家，床位2300张: what stands beside a stock without a verb is one too.
  const beside = previous?.reading.isNew === true && previous.reading.kind === 'level' && !opensWithWork(name) && !endsWithWork(name);
  const stock =
    beside || inStock.test(name) || stockWords.test(text.slice(-10)) || stockWords.test(timed.clause.text.slice(0, 6)) || stillOpen.test(name);
  const isRate = unitClass === 'rate' || perHead.test(name);
  const kind: MetricKind = isRate ? 'rate' : stock && !/^(?:新增|净增|净减)/.test(name) ? 'level' : timed.cumulative ? 'cumulative' : 'increment';
  return [{ reading: { ...quantity, name, kind, isNew: true, inferred: false, partOf: null }, window }];
}
