import type { MetricReading } from '../../domain/entry.ts';
import type { Ledger, MetricDefinition } from '../../domain/ledger.ts';
import type { Period } from '../../domain/period.ts';
import type { MetricKind, Quantity } from '../../domain/quantity.ts';
import { asMoney, bareMagnitude, unitClassOf, writtenOut } from '../../language/units.ts';
import {
  type Candidate,
  candidatesFor,
  defaultMetric,
  emptyWindow,
  type FigureWindow,
  inUnitOf,
  isBare,
  restOf,
  windowOf,
  windowOfPlan,
} from './figures.ts';
import { inferredParts, inferredRates, readZero } from './figures-in-words.ts';
import { type Lexicon, stripFillers } from './lexicon.ts';
import { amountNameOf, nameOf, saysOnlyVerb, thingOf } from './name-figure.ts';
import { contentOf } from './name-fit.ts';
import { asRunningTotal } from './running-total.ts';
import { kindOf, type TimedClause } from './timed-clause.ts';
import { endsWithWork, opensWithWork, verbOf } from './work-words.ts';

interface Collected {
  reading: MetricReading;
  window: FigureWindow;
}

interface Context {
  lexicon: Lexicon;
  ledger: Ledger | null;
  entryPeriod: Period;
}

interface GroupContext extends Context {
  /** The words of the clauses that hold no figure. */
  silentText: string;
}

const stockWords = /目前|只有|仅有|现有|现在|在册|实有|保有|尚有|还有|截至目前.*有|共有/;
const comparison =
  /[比较][^一-龥A-Za-z\d]+(?:[多少增减升降涨]|提高|提升|下降)|同比|环比|较上年|较去年|比上年|比去年|较同期|比同期|同期|[比较](?:上次|上回|上期|之前|以前|原来|前期|往年|年初|去年底|上年末)/;
const earlierYear = /(?:去年|上年)(?:同期|全年)?[^，。；]{0,6}$/;

/** Everything counted in one group of clauses, in order. */
export function metricsOf(group: readonly TimedClause[], given: Context): MetricReading[] {
  const collected: Collected[] = [];
  const silent = group.filter(({ clause }) => clause.quantities.length === 0);
  const context: GroupContext = { ...given, silentText: silent.map(({ clause }) => clause.words).join('') };
  for (const timed of group) {
    timed.clause.quantities.slice(0, 40).forEach((_, index) => {
      const before = collected.map(({ reading }) => reading);
      const found = readFigure(timed, index, collected, context);
      collected.push(...found.map(({ reading, ...rest }) => ({ reading: asRunningTotal(reading, { timed, index, before }), ...rest })));
    });
    const zero = context.ledger === null ? null : readZero(timed, context.ledger);
    if (zero !== null) collected.push({ reading: zero, window: emptyWindow });
  }
  const text = group.map(({ clause }) => clause.text).join('，');
  const readings = withoutBase(
    collected.map(({ reading }) => reading),
    text,
  );
  const settled = context.ledger === null ? [] : inferredParts(silent, readings, context.ledger);
  return [...readings, ...settled, ...inferredRates(text, readings, context.ledger)];
}

function readFigure(timed: TimedClause, index: number, collected: Collected[], context: GroupContext): Collected[] {
  const said = timed.clause.quantities[index]?.quantity;
  const previous = collected.at(-1);
  const stated = windowOf(timed.clause, index);
  if (said === undefined) return [];
  const own = timed.planned !== undefined && index === 0 ? windowOfPlan(timed.planned, said, stated) : reachedFrom(stated, timed);
  const isAmount = isAmountOf(said, own, previous);
  const window = isAmount && previous !== undefined ? { ...previous.window, stop: '' } : own;
  const once = isAmount ? asMoney(said) : said;
  const before = timed.clause.text.slice(0, timed.clause.quantities[index]?.start);
  const quantity = onEachDay(once, before, timed);
  if (isTarget(stated, timed, index) || isStatedSum(said, stated, collected)) return [];
  const isReached = own !== stated && timed.planned === undefined;
  if (
    !isReached &&
    (comparison.test(window.left) || isBareGrowth(quantity, window) || (earlierYear.test(before) && !isAllAboutLastYear(before, collected)))
  )
    return readComparison(quantity, window, previous, timed, context);
  if (isAmountOfNew(quantity, own, previous)) return readUnknown(quantity, own, { timed, previous, silentText: context.silentText, isAmount });
  if (previous?.reading.isNew === true && window.isBorrowed && tookPart(quantity, previous)) return [participants(quantity, window, timed)];
  const candidate = bestCandidate(quantity, isFineOf(quantity, own, previous) ? { ...emptyWindow, left: '罚款' } : window, previous, context);
  if (previous !== undefined && isOfNewThing(candidate, window, quantity, previous))
    return readUnknown(quantity, own, { timed, previous, silentText: context.silentText, isAmount });
  const isDefinedPart =
    candidate !== undefined && candidate.metric.partOf !== null && candidate.metric.partOf === (previous?.reading.partOf ?? previous?.reading.name);
  const item = !isDefinedPart && continuesBreakdown(quantity, window, previous) ? readPart(quantity, window, previous, timed) : null;
  if (item !== null) return [item];
  if (candidate !== undefined) return shareValue(defined(quantity, candidate, timed, context), window, quantity, timed, context);
  const part = readPart(quantity, window, previous, timed);
  if (part !== null) return [part];
  const goesOnAboutNew =
    previous?.reading.isNew === true && previous.reading.unit === quantity.unit && stripFillers(window.left + window.right) !== '';
  const metric = isBare(window) && !goesOnAboutNew ? bareMetric(quantity, { window, timed }, collected, context) : undefined;
  if (metric !== undefined) return [{ reading: defined(quantity, { metric }, timed, context), window }];
  if (previous !== undefined && window.isBorrowed && tookPart(quantity, previous)) return [participants(quantity, window, timed)];
  return readUnknown(quantity, own, { timed, previous, silentText: context.silentText, isAmount });
}

/** 创业担保贷款发放17笔391万元, 接待农民工来访23批56人次: the second unit of a thing that no definition has is no other's figure. */
function isAmountOfNew({ unit }: Quantity, { isBorrowed }: FigureWindow, previous: Collected | undefined): boolean {
  if (!isBorrowed || previous?.reading.isNew !== true) return false;
  return (
    (isMoney(unit) && !/处罚|罚款/.test(previous.reading.name)) ||
    (unitClassOf(unit) === 'people' && /[来到]访|上访|走访|接待|咨询|群众|职工|农民工/.test(previous.reading.name))
  );
}

/** 处罚事故单位1家30万: what they were fined. */
function isFineOf({ unit }: Quantity, { isBorrowed }: FigureWindow, previous: Collected | undefined): boolean {
  return isBorrowed && isMoney(unit) && previous?.reading.isNew === true && /处罚|罚款/.test(previous.reading.name);
}

function isMoney(unit: string): boolean {
  return unitClassOf(unit) === 'money' || bareMagnitude(unit) !== undefined;
}

/** 应急演练6场2100人: the people of an event. */
function tookPart({ unit }: Quantity, { reading }: Collected): boolean {
  return unitClassOf(unit) === 'people' && unitClassOf(reading.unit) === 'events';
}

function participants(quantity: Quantity, window: FigureWindow, timed: TimedClause): Collected {
  return { reading: { ...quantity, name: '活动参加人数', kind: kindOf('increment', timed), isNew: true, inferred: false, partOf: null }, window };
}

/** 旅游投诉受理9件，办结9件: a bare verb goes on about the thing before it, which no definition has; 隐患点位73处，整改68处 is about 隐患 all the same. */
function isOfNewThing(candidate: Candidate | undefined, window: FigureWindow, quantity: Quantity, { reading }: Collected): boolean {
  const isLeftOver = /^(?:还有|还剩|剩|剩下|剩余|另有|尚有)$/.test(stripFillers(window.left)) && stripFillers(window.right).length >= 2;
  if (!reading.isNew || reading.unit !== quantity.unit || !(isLeftOver || saysOnlyVerb(window))) return false;
  return candidate === undefined || !reading.name.includes(thingOf(candidate.metric.name));
}

/** 执法39次、普法5次、培训10次，共54次: the sum of what stands before it, which is checked and not counted again. */
function isStatedSum({ unit }: Quantity, { left, right }: FigureWindow, collected: readonly Collected[]): boolean {
  const isBareSum = /^(?:一共|总共|共计|合计|总计|共)$/.test(left.replace(/[^一-龥]/g, '')) && stripFillers(right) === '';
  const alike = collected.filter(({ reading }) => reading.unit === unit && reading.kind !== 'rate');
  return isBareSum && alike.length >= 3 && new Set(alike.map(({ reading }) => reading.name)).size === alike.length;
}

/** 完成全年目标300家的93.3%: the target is no figure of what was done. */
function isTarget({ left }: FigureWindow, { clause }: TimedClause, index: number): boolean {
  const { end } = clause.quantities[index] ?? {};
  const isShare = end !== undefined && /^的?\s?\d[\d.]*%/.test(clause.text.slice(end));
  return isShare && /(?:目标|任务|计划|指标)(?:数|值|[是为])?$/.test(left.trim());
}

const reached = /^(?:由|从)?.*?(?:提高|提升|上升|增长|增加|扩大|升|涨|下降|降低|减少|回落|压减|压缩|缩短|降)(?:到|至|为)了?$/;

/** 申报率由去年的81%升到95.5%: what it has come to, under the words before 由. */
function reachedFrom(window: FigureWindow, { clause }: TimedClause): FigureWindow {
  if (!window.isAfterFigure || !reached.test(window.left.trim())) return window;
  const subject = /^(.*?)(?:由|从|较|比)[^，。；]*?\d/.exec(clause.words)?.[1] ?? '';
  return stripFillers(subject).length < 2 ? window : { ...emptyWindow, left: subject.slice(subject.search(/[^，。；：、]*$/)) };
}

/** 去年同期18家，增长22%: how much more, and no figure of its own. */
function isBareGrowth({ unit }: Quantity, { left }: FigureWindow): boolean {
  return unitClassOf(unit) === 'rate' && /^(?:增长|下降|增幅|降幅|提升|提高|上升|降低)了?$/.test(stripFillers(left));
}

/** 前天和昨天各走访3家: once for each day that was named. */
function onEachDay(quantity: Quantity, before: string, { clause }: TimedClause): Quantity {
  const days = clause.dates.find(date => date.days !== undefined)?.days ?? 1;
  return quantity.value === null || days === 1 || !/各|每天|分别/.test(before) ? quantity : { ...quantity, value: quantity.value * days };
}

/** 去年全年走访288家, with nothing of this year beside it, is last year's own figure and no comparison. */
function isAllAboutLastYear(before: string, collected: readonly Collected[]): boolean {
  return collected.length === 0 && /^\s*(?:去年|上年度?)(?:全年|一年)?/.test(before) && !/同期|比|较/.test(before);
}

/** 2笔没付清，合计86.5万: the amount is that of the number before, whose words it shares. */
function isAmountOf(quantity: Quantity, window: FigureWindow, previous: Collected | undefined): boolean {
  const isMoney = /[元万亿千百]$/.test(quantity.unit);
  const words = window.left.replace(/[^一-龥]/g, '');
  const saysAmount = words !== '' && /^(?:涉及|涉案)?(?:金额|总额|资金)?(?:合计|总计|共计|共)?(?:金额|总额)?$/.test(words);
  return isMoney && saysAmount && window.right.trim() === '' && previous !== undefined && !/[元万亿]$/.test(previous.reading.unit);
}

/** 进园区3个、企业14家: in a list, the verb of the first item holds for the next. */
function bestCandidate(quantity: Quantity, window: FigureWindow, previous: Collected | undefined, context: Context): Candidate | undefined {
  const direct = candidatesFor(quantity, window, context)[0];
  if (window.stop !== '、' || previous === undefined) return direct;
  const verb = stripFillers(previous.window.left).slice(0, 1);
  const carried = verb === '' ? undefined : candidatesFor(quantity, { ...window, left: `${verb}${window.left}` }, context)[0];
  return carried !== undefined && carried.score > (direct?.score ?? 0) + 8 ? carried : direct;
}

/** A number without words: the same as before over other days, or what the words before it speak of, or what the ledger counts first. */
function bareMetric(
  quantity: Quantity,
  { window, timed }: { window: FigureWindow; timed: TimedClause },
  collected: Collected[],
  context: GroupContext,
): MetricDefinition | undefined {
  const { ledger } = context;
  if (ledger === null) return undefined;
  const previous = collected.findLast(
    ({ reading }) => !reading.isNew && (reading.unit === quantity.unit || (reading.unit === '人次' && unitClassOf(quantity.unit) === 'people')),
  );
  const goesOn = timed.clause.dates.length > 0 || /累计|总计|第?[一二三四五六][场期批轮]/.test(timed.clause.text);
  if (previous !== undefined && goesOn) return ledger.metrics.find(({ name }) => name === previous.reading.name);
  const silent: FigureWindow = { ...emptyWindow, right: context.silentText, isElsewhere: true };
  const used = new Set(collected.map(({ reading }) => reading.name));
  const told = candidatesFor(quantity, silent, context).find(
    candidate => candidate.ledger === ledger && !candidate.isGeneric && !used.has(candidate.metric.name) && candidate.metric.kind !== 'rate',
  );
  if (told !== undefined) return told.metric;
  if (perHead.test(stripFillers(window.left))) return undefined;
  const first = defaultMetric(ledger, quantity, used);
  // 伞50把, 送达9份, 拆2处: a word that the metric does not know is a thing or an act of its own.
  const letter = window.isBorrowed ? '' : contentOf(window.left.replace(/[^一-龥]|[的了]/g, '')) || restOf(window.right);
  if (first === undefined || (letter !== '' && !lightLetters.test(letter) && ![first.name, ...first.aliases].some(word => word.includes(letter))))
    return undefined;
  // 31人参加 counts who took part: only a metric of that takes it.
  const tookPart = unitClassOf(quantity.unit) === 'people' && /参加|参与|到会|到场|出席|听课/.test(window.left + window.right);
  return tookPart && ![first.name, ...first.aliases].some(word => /参[加与训会学]|到[会场]|听|出席/.test(word)) ? undefined : first;
}

/** Verbs of speech that say only that something was done. */
const lightLetters = /^[发送赠办查搞开去跑了的记都吧在对请科股人]$/;

function withPeriod(reading: MetricReading, timed: TimedClause, entryPeriod: Period): MetricReading {
  const differs = timed.period.from !== entryPeriod.from || timed.period.to !== entryPeriod.to;
  return differs ? { ...reading, period: timed.period } : reading;
}

function defined(quantity: Quantity, { metric }: Pick<Candidate, 'metric'>, timed: TimedClause, context: Context): MetricReading {
  const reading: MetricReading = {
    ...inUnitOf(quantity, metric),
    name: metric.name,
    kind: kindOf(metric.kind, timed),
    isNew: false,
    inferred: false,
    partOf: metric.partOf,
  };
  return withPeriod(reading, timed, context.entryPeriod);
}

/** 办结率、满意率均为98%: the names before the last share its value. */
function shareValue(reading: MetricReading, window: FigureWindow, quantity: Quantity, timed: TimedClause, context: Context): Collected[] {
  const own: Collected = { reading, window };
  if (window.stop !== '、' || !(quantity.unit === '%' || /都|均|各/.test(window.left))) return [own];
  const shared = window.before.split('、').flatMap(words => {
    const candidate = candidatesFor(quantity, { ...emptyWindow, left: words }, context)[0];
    return candidate === undefined || candidate.metric.name === reading.name
      ? []
      : [{ reading: defined(quantity, candidate, timed, context), window }];
  });
  return [...shared, own];
}

/** 7条转办：住建3、自规2 — and 其中用地5条 — break the figure before them down. */
function readPart(quantity: Quantity, window: FigureWindow, previous: Collected | undefined, timed: TimedClause): Collected | null {
  if (previous === undefined) return null;
  const noun = stripFillers(window.left.replace(/^.*其中/, '').replace(/^(?:包含|包括|含)/, '')).slice(-10);
  const isPart =
    continuesBreakdown(quantity, window, previous) ||
    /其中/.test(timed.clause.text.slice(0, timed.clause.text.indexOf(window.left) + window.left.length + 1));
  if (!isPart || noun.length < 1 || unitClassOf(quantity.unit) === 'time') return null;
  const isPartBefore = previous.reading.isNew && previous.reading.partOf !== null;
  const whole = (isPartBefore ? previous.reading.partOf : null) ?? previous.reading.name;
  if (quantity.unit !== '' && quantity.unit !== previous.reading.unit) return null;
  const head = isPartBefore ? (/^(.+)—/.exec(previous.reading.name)?.[1] ?? whole) : headWords(previous);
  const unit = quantity.unit === '' ? previous.reading.unit : quantity.unit;
  const reading: MetricReading = {
    ...quantity,
    unit,
    name: nameOfPart(noun, { head, whole, unit: quantity.unit }),
    kind: stillOpen.test(noun) ? 'level' : previous.reading.kind,
    isNew: true,
    inferred: false,
    partOf: whole,
  };
  return { reading, window };
}

/** 住建3、自规2 say only which part; 其中异地转移接续58件 has a name of its own, 其中规上6家 of 走访企业 is 走访规上企业, and 报告书 of 审批环评文件 审批环评报告书. */
function nameOfPart(noun: string, { head, whole, unit }: { head: string; whole: string; unit: string }): string {
  const sort = /^(.{2,})(企业|文件|材料|证书|许可证|案件|人员|机构)$/.exec(whole);
  if (sort !== null && sort[2] === '企业' && /^[规限]?[上下外]$|^[一-龥]资$/.test(noun)) return `${sort[1]}${noun}企业`;
  if (unit === '' || noun.length < 3) return `${head}—${noun}`;
  if (sort !== null && sort[1] !== undefined && opensWithWork(whole) && !opensWithWork(noun) && !noun.endsWith(sort[2] ?? '') && !endsWithWork(noun))
    return `${sort[1]}${noun}`;
  if (noun.length < 4) return `${head}—${noun}`;
  const thing = thingOf(whole);
  const isSameThing = thing.length >= 2 && noun.endsWith(thing) && whole.startsWith(verbOf(whole));
  return isSameThing ? `${verbOf(whole)}${noun}` : noun;
}

/** Once a list breaks a figure down, its next member does too, whatever its words may mean elsewhere (税收4个). */
function continuesBreakdown(quantity: Quantity, window: FigureWindow, previous: Collected | undefined): boolean {
  if (previous === undefined) return false;
  const sameUnit = quantity.unit === '' || quantity.unit === previous.reading.unit;
  // A comma within a clause stands in brackets: （办结5件，在办1件）.
  // 其中规上2家，规下2家: a comma goes on with the list while the words are as short.
  const isNext = window.stop === '' && !window.isAfterFigure && /^[一-龥]{1,3}$/.test(stripFillers(window.left)) && !saysOnlyVerb(window);
  const isMember = (/[、，]/.test(window.stop) || isNext) && previous.reading.isNew && previous.reading.partOf !== null;
  // 诉求8件：用地2件、用工3件 — the colon opens the list.
  const opens = /[：（]/.test(window.stop) && window.isAfterFigure && stripFillers(window.right) === '';
  return sameUnit && (isMember || opens);
}

/** The words that stood beside the whole (转办), so that a part is named as it was said. */
function headWords({ reading, window }: Collected): string {
  const said = stripFillers(window.right) || stripFillers(window.left);
  if (said.length >= 2 && said.length <= 4 && said !== '企业' && reading.name.includes(said)) return said;
  // 卫片图斑核查31个，其中违法7个: a part of the things, not of checking them.
  return reading.isNew && endsWithWork(reading.name) && !opensWithWork(reading.name) ? thingOf(reading.name) : reading.name;
}

/** 同比增加9个 is kept as a rate: it is never added to anything. A bare figure of last year is no figure of this one. */
function readComparison(
  quantity: Quantity,
  window: FigureWindow,
  previous: Collected | undefined,
  timed: TimedClause,
  context: Context,
): Collected[] {
  const change = /增|多|减|少|降|升|提高|下滑|涨/.test(window.left) || /增|减|降|升/.test(window.right);
  if (!change) return [];
  const known = candidatesFor(quantity, window, context).find(
    ({ metric, ledger }) => ledger === context.ledger && metric.kind === 'rate' && /同比|环比|增/.test(metric.name),
  );
  if (known !== undefined) return [{ reading: defined(quantity, known, timed, context), window }];
  const basis = /环比|[比较]上月/.test(window.left)
    ? '环比'
    : /同比|同期|去年|上年/.test(timed.clause.text)
      ? '同比'
      : isBareGrowth(quantity, window)
        ? ''
        : '较前期';
  const isRate = unitClassOf(quantity.unit) === 'rate';
  const down = /减|少|降|下滑/.test(window.left);
  const said = isBareGrowth(quantity, window) ? '' : stripFillers(window.left.split(comparison)[0] ?? '');
  const name = `${said.length >= 2 ? said.slice(-12) : (previous?.reading.name ?? '')}${basis}${down ? (isRate ? '降幅' : '减量') : isRate ? '增幅' : '增量'}`;
  return [{ reading: { ...quantity, name, kind: 'rate', isNew: true, inferred: false, partOf: null }, window }];
}

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
const perHead = /^(?:每[一-龥]|人均|户均|日均|月均|年均|平均|均)/;
const inStock = /^在[库册建校岗职营保售]|^持证(?:单位|人员|企业|主体|人数)/;
const stillOpen = /^(?:正在|在[办改调建核]|在办|待办|未办结|未完成|未整改|剩余|在对接|办理中)/;

/** A clearly stated figure that no definition fits is kept under the words used, never dropped. */
function readUnknown(said: Quantity, window: FigureWindow, { timed, previous, silentText, isAmount }: Beside): Collected[] {
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

/** 9件建议提案办复8件: the first number only says of how many, and was reported before. */
function withoutBase(readings: MetricReading[], text: string): MetricReading[] {
  const [base, part] = readings;
  // 9件建议提案办复8件: both read alike, and the first stands before any verb.
  if (
    base !== undefined &&
    part !== undefined &&
    base.name === part.name &&
    base.unit === part.unit &&
    base.period === part.period &&
    new RegExp(`^\\s*${escaped(base.raw)}[^，。；\\d]{1,14}${escaped(part.raw)}`).test(text)
  )
    return readings.slice(1);
  if (base === undefined || part === undefined || part.partOf !== base.name || base.unit !== part.unit) return readings;
  return text.startsWith(base.raw) && !/^[^，。；]*[，；]/.test(text.slice(0, text.indexOf(part.raw, base.raw.length)))
    ? readings.slice(1)
    : readings;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
