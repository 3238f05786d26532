import type { MetricReading } from '../../domain/entry.ts';
import type { MetricKind, Quantity } from '../../domain/quantity.ts';
import { taggedWords } from '../../language/segmentation.ts';
import { asMoney, bareMagnitude, unitClassOf, writtenOut } from '../../language/units.ts';
import type { Collected } from './collected-figure.ts';
import { emptyWindow, type FigureWindow } from './figure-window.ts';
import { stripFillers } from './filler-words.ts';
import { amountNameOf, nameOf, saysOnlyVerb } from './name-figure.ts';
import { contentOf } from './name-fit.ts';
import type { TimedClause } from './timed-clause.ts';
import { endsWithWork, opensWithWork } from './work-words.ts';

/** What is at a moment. */
const stockWords =
  /剩|其余|还差|挂着|余额|存栏|库存|存量|(?<![发实兑体出表呈展涌])现(?![场金行代有状象实])(?=[一-龥]{2,6}$)|[的员者]就$|只有|仅有|现有|在册|(?<!确)实有|保有|尚有|还有|还剩|截至目前.*有|共有/;

/** Said of a moment, or of all that was done up to it: where a running total is told, it is that. */
const nowWords = /目前|当前|(?<!到)现在/;

/** What a figure of no definition is read beside. */
interface Beside {
  timed: TimedClause;
  previous: Collected | undefined;
  silentText: string;
  /** 涉及金额46.5万元: the money of the figure before. */
  isAmount: boolean;
}

const moneyWords = /资金|专项|配套|价|额|进出口|奖|补|投资|贷|罚|款|费|税|金|产值|营收|收入|赔|损失|欠|元|支付|付清|到账|结清|垫付|缴纳|补缴/;

/** In what a thing is counted where nobody said it. */
const counted: readonly (readonly [RegExp, string])[] = [
  [/人流|客流|游客/, '人'],
  [/车流/, '辆'],
  [/阅读|点击|播放|浏览|点赞|转发|下载/, '次'],
  [/[看听]|参保|应缴|学生|群众|观众|人数|来[了的]?$|到[了的]?$/, '人'],
  [/粉丝|关注|受众|覆盖|发放|印[制发]|户数|用户|注册|推送/, '个'],
];

/** 省级专项500万 is money; 1.2万 of anything else is written out. */
function written(quantity: Quantity, text: string, { left }: FigureWindow, before: MetricReading | undefined): Quantity {
  if (bareMagnitude(quantity.unit) === undefined) return quantity;
  // 应缴38.9万人，已缴29.4万: of the same.
  const class_ = before === undefined ? undefined : unitClassOf(before.unit);
  if (before !== undefined && goesOnOf.test(left.trim()) && (class_ === 'people' || class_ === 'organisations'))
    return writtenOut(quantity, before.unit.replace(/^[万亿]/, ''));
  const unit = counted.find(([words]) => words.test(left) || (!/[看听]/.test(words.source) && words.test(text)))?.[1];
  return moneyWords.test(left) || unit === undefined ? asMoney(quantity) : writtenOut(quantity, unit);
}

const goesOnOf = /^(?:其中|另|已|还|尚|剩|未|男|女|实)[一-龥]{0,3}$/;

/** 发现问题4 in a table: pieces. 抽查视频46路: a unit that no list knows is one all the same. */
function withUnit(quantity: Quantity, { left, right }: FigureWindow, before: MetricReading | undefined): Quantity {
  const next = /^[一-龥]$/.exec(right.trim())?.[0];
  if (bareMagnitude(quantity.unit) !== undefined && next !== undefined && !/[了吧呢的号元有是都还已]/.test(next)) return writtenOut(quantity, next);
  // 补考俩 are people.
  if (/[俩仨]$/.test(quantity.raw) && ofPeople.test(left.trim())) return { ...quantity, unit: '人' };
  if (quantity.unit !== '') return quantity;
  if (/(?:问题|隐患|线索|项目|点位|网点|门店|场所)$/.test(stripFillers(left))) return { ...quantity, unit: '个' };
  if (/^[一-龥]$/.test(right.trim()) && contentOf(left).length >= 4 && !/^[了吧呢的号元]/.test(right)) return { ...quantity, unit: right.trim() };
  return { ...quantity, unit: unsaidUnit(quantity, { left, right }, before) };
}

const ofPeople =
  /(?:人员?|[学考]员|学生|考生|群众|娃|孩子|家长|代表|人流|客流|游客|初面|来[了的]?|居民|村民|职工|老人|观众|听众|[应实][到考参]|[准缺参]考|缺席|补考|及格|报名|听课|听的)(?:的|了|有)*$/;
const noCount = /血压|血糖|温度|气温|编号|版|密码|尾号|序号|房间|得分|分数|[第号楼路线度]$/;

/** The measure words of things that are told without one. */
const usualUnits: readonly (readonly [RegExp, string])[] = [
  [/(?:收|办|来|信)件$/, '件'],
  [/词条|线索|留言|信息$/, '条'],
  [/简历|证书|合同|承诺书$/, '份'],
  [/车流|车辆$/, '辆'],
  [/摊位?$/, '个'],
];

/** 合格40 基本合格2: on a phone the unit is said once. */
function unsaidUnit({ value }: Quantity, { left, right }: Pick<FigureWindow, 'left' | 'right'>, before: MetricReading | undefined): string {
  const words = stripFillers(left);
  if (value === null || words === '' || noCount.test(left) || /^[了度号级路]/.test(right)) return '';
  if (/平均(?:分|得分|成绩)?$/.test(words)) return '分';
  if (!Number.isInteger(value)) return '';
  if (ofPeople.test(left.trim())) return '人';
  const thing = words.replace(/(?:合计|总计|共计?)$/, '');
  const usual = usualUnits.find(([things]) => things.test(thing))?.[1];
  if (usual !== undefined) return usual;
  return before !== undefined && words.length <= 6 && /^(?:people|organisations|things)$/.test(unitClassOf(before.unit) ?? '') ? before.unit : '';
}

/** 服务时长2100小时, 平均用时7.5个工作日 are figures; 用了3天 is none. */
const lasting = /(?:时长|课时|学时|工时|时数|录像|录音|天数|平均[一-龥]{0,6})(?:[压缩由从至到为是约了])*$/;

/** Of these a message counts none, or only in passing, but for what stands beside them: 授课12节, 扣18分. */
const uncounted: Record<string, RegExp> = { 分: /扣|平均|均分|得分/, 节: /课/, 班: /开|办/, 段: /路|河|渠/, 倍: /(?!)/, 度: /(?!)/, 点: /(?!)/ };

export const perHead = /^(?:每[一-龥]|人均|户均|日均|月均|年均|平均|均)|(?:人均|户均|日均|月均|年均|次均|平均)(?:分|得分|成绩|[为是])?$/;

const inStock =
  /^在[库册建校岗职营保售托读]|^持证(?:单位|人员|企业|主体|人数)|^(?:应[缴报交还]|拖?欠|空置|候补|实储|储备(?=项目|$)|未(?!发生|发现|出现))|(?:总数|资金需求|空置面积|参保人数|缺口|持证人员|执法证人员)$/;

export const stillOpen = /^(?:正在|在[办改调建核]|在办|待办|未办结|未完成|未整改|剩余|在对接|办理中)/;

/** 扣18分, 平均91.3分. */
function scoreName({ left }: FigureWindow, before: string): string {
  const mean = /([一-龥]{0,8}?)平均(?:分|得分|成绩)?[为是]?\s*$/.exec(left);
  return mean === null ? (/^.{0,6}扣分/.exec(before)?.[0] ?? '扣分') : `${stripFillers(mean[1] ?? '')}平均分`;
}

/** A clearly stated figure that no definition fits is kept under the words used, never dropped. */
export function readUnknown(said: Quantity, window: FigureWindow, { timed, previous, silentText, isAmount }: Beside): Collected[] {
  const quantity = written(withUnit(said, window, previous?.reading), timed.clause.text, window, previous?.reading);
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
      ? scoreName(window, before)
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
  const beside =
    previous?.reading.isNew === true &&
    previous.reading.kind === 'level' &&
    !opensWithWork(name) &&
    !endsWithWork(name) &&
    !taggedWords(name).some(({ tag }) => /^v/.test(tag));
  const stock =
    beside ||
    inStock.test(name) ||
    [text.slice(-10), timed.clause.text.slice(0, 6)].some(words => stockWords.test(words) || (!timed.cumulative && nowWords.test(words))) ||
    stillOpen.test(name);
  const isRate = unitClass === 'rate' || perHead.test(name) || perHead.test(window.left.trim());
  const kind: MetricKind = isRate ? 'rate' : stock && !/^(?:新增|净增|净减)/.test(name) ? 'level' : timed.cumulative ? 'cumulative' : 'increment';
  return [{ reading: { ...quantity, name, kind, isNew: true, inferred: false, partOf: null }, window }];
}
