import type { Ledger, MetricDefinition } from '../../domain/ledger.ts';
import type { Quantity } from '../../domain/quantity.ts';
import { foldConfusable } from '../../language/confusable.ts';
import { asMoney, bareMagnitude, mayStandFor, unitClassOf, writtenOut } from '../../language/units.ts';
import type { Clause } from './clauses.ts';
import { comparable, type Lexicon, type MetricTerm, stripFillers } from './lexicon.ts';
import { fitOf, ownSpans, saysMetric } from './name-fit.ts';
import { isOnlyWork, opensWithWork } from './work-words.ts';

/** 数字所在的上下文 — the words on both sides of a number, up to the next number or stop. */
export interface FigureWindow {
  left: string;
  right: string;
  /** The stop before `left`: 、 makes a list, ： a breakdown. */
  stop: string;
  /** What stands before that stop in the same clause, back to the previous number. */
  before: string;
  /** The words follow another number of the same clause. */
  isAfterFigure: boolean;
  /** The words are those of the number directly before: 6次120人次. */
  isBorrowed: boolean;
  /** The words are those of other clauses, which speak of more than this number. */
  isElsewhere?: true;
  /** How the things of this clause were checked, where that stands behind them: 对3所学校开展监督检查. */
  check?: string;
}

export const emptyWindow: FigureWindow = { left: '', right: '', stop: '', before: '', isAfterFigure: false, isBorrowed: false };

/** 指标候选 — a defined metric that a number may mean, and how well it fits. */
export interface Candidate extends MetricTerm {
  score: number;
}

const stops = /[，。；！？：:、（）\n/|]/;

function lastStop(text: string): number {
  for (let index = text.length - 1; index >= 0; index--) if (stops.test(text[index] ?? '')) return index;
  return -1;
}

function withoutTitles(text: string): string {
  return text.replace(/《[^》]*》?|[（][^）]{0,30}[）]/g, '');
}

/** 收了4个问题当场解决1个: what follows the object belongs to the next number. */
function beforeNextVerb(words: string): string {
  const cut = words.slice(1).search(/当场|现场|已经?|其中|其余|还有|并且?|又|另|累计|现在|目前|解决|整改|办结|答复|转办|协调/);
  return cut < 0 || cut > 6 ? words : words.slice(0, cut + 1);
}

/** 对3所学校、2家托育机构开展监督检查: 检查 of everything between 对 and 开展. */
const checkedBehind = /对([^，。；]*?)(?:开展|进行|实施|组织)了?[^，。；\d]{0,12}?(检查|抽查|督查|巡查|检测|监测|抽检|监察|帮扶|指导|约谈)/;

/** The words around the `index`-th quantity of a clause. */
export function windowOf(clause: Clause, index: number): FigureWindow {
  const window = sidesOf(clause, index);
  const told = checkedBehind.exec(clause.words);
  const start = clause.quantities[index]?.start ?? 0;
  const isInside = told !== null && start > told.index && start < told.index + (told[1]?.length ?? 0) + 1;
  return isInside && told[2] !== undefined && !window.isBorrowed ? { ...window, check: told[2] } : window;
}

function sidesOf(clause: Clause, index: number): FigureWindow {
  const own = clause.quantities[index];
  if (own === undefined) return emptyWindow;
  const previous = clause.quantities[index - 1];
  const next = clause.quantities[index + 1];
  const leading = clause.words.slice(previous?.end ?? 0, own.start);
  const trailing = clause.words.slice(own.end, next?.start ?? clause.words.length);
  const cut = leading.search(/（[^）]*）\s*$/) >= 0 ? -1 : lastStop(leading);
  const left = withoutTitles(leading.slice(cut + 1));
  const stop = leading[cut] ?? '';
  const before = withoutTitles(leading.slice(0, Math.max(0, cut)));
  const closing = trailing.startsWith('（') ? trailing.replace(/^（[^）]*）/, '') : trailing;
  const said = closing.slice(0, closing.search(stops) < 0 ? closing.length : closing.search(stops));
  // 人大建议6件政协提案8件: what stands between two figures that are both named belongs to the second.
  const isNextsOwn = closing.search(stops) < 0 && stripFillers(left.replace(/[“"「][^”"」]*[”"」]/g, '')).length >= 2;
  const right = next === undefined ? said : isNextsOwn ? '' : beforeNextVerb(said);
  const isEmpty = stripFillers(left) === '' && !(stop === '：' && previous !== undefined);
  // 走访企业：12家 — the colon only separates the name from its number.
  if (isEmpty && /[：:（]/.test(stop))
    return { left: before.slice(lastStop(before) + 1), right, stop: '', before: '', isAfterFigure: previous !== undefined, isBorrowed: false };
  // 清了3笔214.3万元 — the second number counts the same thing in another unit.
  // 还剩4笔、120.6万元: nothing but the list mark stands between the two.
  const isListOfUnits = stop === '、' && stripFillers(before) === '';
  if (isEmpty && previous !== undefined && (stop === '' || isListOfUnits))
    return { ...sidesOf(clause, index - 1), right: withoutTitles(right), isBorrowed: true };
  return { left, right: withoutTitles(right), stop, before, isAfterFigure: previous !== undefined, isBorrowed: false };
}

/** 已完成412批 names nothing of its own. */
export const onlyDone = /^\s*(?:截至)?(?:目前|现在?|至今|实际|累计|共|已经?|均)*完成了?\s*$/;

/** For 已完成412批 the words of what was planned: 全年计划抽检600批. */
export function windowOfPlan(plan: Clause, { unit }: Quantity, own: FigureWindow): FigureWindow {
  const aim = withoutAim(plan);
  const window = windowOf(
    aim,
    aim.quantities.findIndex(({ quantity }) => quantity.unit === unit),
  );
  return stripFillers(window.left) === '' ? own : window;
}

/** 全年计划抽检600批 as 抽检600批, with every figure in its place. */
export function withoutAim(plan: Clause): Clause {
  return { ...plan, text: plan.text.replace(aimWords, blank), words: plan.words.replace(aimWords, blank) };
}

const aimWords = /全年|年度|今年|本年|年初|年内|下半年|计划|目标|任务|指标|预计|力争|打算|准备|要求|[是为拟将]/g;

const intoPlace = /进[一-龥]{2,4}$/;

/** 持证的就8个 are people; 设咨询台3个 and 开班9个 are none. */
const speaksOfPeople = /[人员民众士生童者]|的(?:就|只有?|仅|有|才|共)*$/;

function unitScore(quantity: Quantity, metric: MetricDefinition, said = ''): number | undefined {
  const isMoney = metric.units.some(unit => unitClassOf(unit) === 'money');
  if (quantity.unit === '') return isMoney || metric.units.includes('%') ? undefined : -5;
  if (bareMagnitude(quantity.unit) !== undefined) return isMoney ? 10 : mayReach(quantity.unit, metric) ? 0 : undefined;
  if (metric.units.includes(quantity.unit)) return 10;
  // 全民阅读活动两场 is no 阅读量.
  if (metric.name.endsWith('量') && unitClassOf(quantity.unit) === 'events') return undefined;
  if (quantity.unit === '个' && metric.units.every(unit => unitClassOf(unit) === 'people') && !speaksOfPeople.test(said)) return undefined;
  // 进景区4个 are places, and no 4 events.
  if (quantity.unit === '个' && intoPlace.test(stripFillers(said)) && metric.units.every(unit => unitClassOf(unit) === 'events')) return undefined;
  return metric.units.some(unit => mayStandFor(quantity.unit, unit)) ? 0 : undefined;
}

/** 2.1万 clicks or leaflets there may be, and 亿 of clicks; never of meetings. */
function mayReach(size: string, metric: MetricDefinition): boolean {
  const isOfViews = metric.units.some(unit => /^(?:次|人次|千瓦时|度|吨)$/.test(unit)) && metric.kind !== 'rate' && !metric.units.includes('场');
  // 处罚1家30万 is money and no 300000起.
  const isOfMany = isOfViews || metric.units.some(unit => /^(?:份|册|本|张|人|户)$/.test(unit));
  return size === '亿' ? isOfViews : isOfMany;
}

interface Hit {
  start: number;
  end: number;
  term: MetricTerm;
}

/** Where the number stands in the joined words, and where the opening verb ends (0: there is none). */
interface Sides {
  boundary: number;
  verbEnd: number;
  /** Metrics whose term opens the words: 承办人大建议 counts the part that the verb has, not all that is 承办. */
  opened: ReadonlySet<string>;
}

/** How much one hit says: long words say more, and words near the number more than words far from it. */
function hitScore({ start, end, term }: Hit, { boundary, verbEnd, opened }: Sides): number {
  const isLeft = end <= boundary;
  const isRight = start >= boundary;
  const distance = isLeft ? boundary - end : isRight ? start - boundary : 0;
  const length = end - start;
  if (length === 1) return distance > 0 && start > 0 ? 0 : 8;
  // 走访专精特新企业5家: the verb that opens the clause says what was done, its object only to whom.
  if (start === 0 && end === verbEnd) return length * 10 + 15;
  const isObject = verbEnd > 0 && start >= verbEnd && isLeft && !opened.has(term.metric.partOf ?? '');
  const base = length * (term.isGeneric || isObject ? 5 : 10);
  return Math.max(1, base - Math.min(12, distance * 2) - (isRight && !isLeft ? 3 : 0));
}

function metricKey({ ledger, metric }: MetricTerm): string {
  return `${ledger.id}/${metric.name}`;
}

/** The best hits of one metric that do not overlap, at most two: 还有…在沟通 says more than 政协提案 alone. */
function totalScore(hits: Hit[], sides: Sides): number {
  const ranked = hits.map(hit => ({ hit, score: hitScore(hit, sides) })).sort((a, b) => b.score - a.score);
  const first = ranked[0];
  if (first === undefined) return 0;
  const second = ranked.find(({ hit }) => hit.end <= first.hit.start || hit.start >= first.hit.end);
  return first.score + (second?.score ?? 0);
}

/** The longest term with which the words before the number begin, when more terms follow it and its unit fits. */
function openingVerb(hits: Hit[], quantity: Quantity, { boundary, ledger }: { boundary: number; ledger: Ledger | null }): number {
  const mayOpen = ({ term }: Hit): boolean => !term.isGeneric && (ledger === null ? term.isKeyword : term.ledger === ledger);
  const openers = hits.filter(
    hit => hit.start === 0 && hit.end >= 2 && hit.end <= boundary && mayOpen(hit) && unitScore(quantity, hit.term.metric) !== undefined,
  );
  const verbEnd = Math.max(0, ...openers.map(({ end }) => end));
  return hits.some(({ start, end }) => start >= verbEnd && end <= boundary) ? verbEnd : 0;
}

/** Where it was done (走访化工园12家). A 加油站 or a 砖厂 is what was checked. */
const place = /[一-龥]{1,6}(?:[园区县镇乡村街路港]|园区|街道|社区|开发区|市场|企业|公司|单位)$/;
const document = /(?:规定|办法|细则|意见|方案|制度|规则|政策|措施|清单)$/;
const checks = /(?:检查|抽查|巡查|排查|督查|清理|查)$/;
/** What is checked is named by what it is; 企业, 单位 and the like are what a 检查企业 counts, and a 园区 is only where. */
const otherPlace = /(?:景区|校区|社区|[小市]区|市场|用人单位|施工单位|建设单位|监理单位|医疗单位)$/;
/** Who is trained there is no enterprise. */
const trainsPeople = /(?:[一-龥]员|师|农民|干部|职工|村民|居民|工人|司机|学生|妇女|青年|技能)[一-龥]{0,6}$/;

/** Whether the words beside a number say the metric of these hits, as `name-fit.ts` judges it. */
function fits(window: { left: string; right: string }, quantity: Quantity, hits: readonly Hit[]): boolean {
  const term = hits[0]?.term;
  const left = comparable(window.left);
  const inLeft = hits.filter(({ start }) => start < left.length).map(({ start, end }) => ({ start, end: Math.min(end, left.length) }));
  if (term === undefined) return false;
  if (inLeft.length === 0) return saidBehind(window.right, quantity, hits, left.length);
  const words = stripFillers(window.left);
  const { metric, vocabulary, topics } = term;
  const takesAnyKind = metric.ofAnyKind === true && !otherPlace.test(words);
  const fit = fitOf(
    words,
    [...inLeft, ...ownSpans(left, vocabulary)],
    topics.flatMap(topic => occurrences(left, topic)),
  );
  const unitClass = unitClassOf(quantity.unit);
  if (/培训|参训/.test(metric.name) && trainsPeople.test(words.slice(0, inLeft[0]?.start))) return false;
  // 共享单车整治，清理200辆: of a bare verb only the unit tells what it is about.
  if (isOnlyWork(fit.said) && unitClass === 'things' && quantity.unit !== '个' && !metric.units.includes(quantity.unit)) return false;
  const end = Math.max(...inLeft.map(hit => hit.end));
  // 查了3个加油机: the thing stands behind the number.
  if (
    fit.behind === '' &&
    (isOnlyWork(fit.said) || (unitClass !== 'organisations' && checks.test(words))) &&
    thingBehind(window.right, vocabulary).length >= 2
  )
    return false;
  const isWhere = unitClass === 'organisations' && place.test(words.slice(end)) && !(checks.test(words.slice(0, end)) && otherPlace.test(words));
  const isDocument = /文件|政策/.test(metric.name) && document.test(fit.behind);
  const isWho = unitClass === 'people' && takesAnyKind && !trainsPeople.test(words.slice(end));
  // 抽样药品12批次: a sample, whatever of.
  const isSample = takesAnyKind && /批/.test(quantity.unit);
  return saysMetric({ ...fit, behind: isSample || isWhere || isDocument || isWho ? '' : fit.behind }, takesAnyKind);
}

/** 12家银行, 2条当场答复: words behind a number are judged as those before it; who took part may be told at length. */
function saidBehind(right: string, quantity: Quantity, hits: readonly Hit[], boundary: number): boolean {
  if (unitClassOf(quantity.unit) === 'people') return true;
  const own = hits.map(({ start, end }) => ({ start: start - boundary, end: end - boundary }));
  const said = stripFillers(right).replace(/(?<=[一-龥]{2})(?:已|并|全部).*$/, '');
  return saysMetric(fitOf(said, own), hits[0]?.term.metric.ofAnyKind === true);
}

/** 走访8家都挺好: how it went. */
const notAThing = /^[都也均全还就已正没不很挺并共吧呢哈啊都]/;

function thingBehind(right: string, vocabulary: ReadonlySet<string>): string {
  const words = stripFillers(right);
  if (notAThing.test(words) || opensWithWork(words)) return '';
  const fit = fitOf(words, ownSpans(comparable(right), vocabulary));
  return fit.said === '' ? fit.front : fit.behind;
}

function occurrences(text: string, word: string): { start: number; end: number }[] {
  const start = text.indexOf(word);
  return start < 0 ? [] : [{ start, end: start + word.length }];
}

/** Who there is, and not who took part: 执法人员现有25人 is no 出动执法人员. */
const staffStock = /现有|在册|在编|在岗|实有|编制/;
const growth = /新增|新领|新办|新聘|新进|新入|新取得|新办|净增/;

/** Whether the longest of these words is as good a name in a ledger of another section. */
function isSaidElsewhere(list: readonly Hit[], hits: ReadonlyMap<string, readonly Hit[]>): boolean {
  const longest = list.reduce((most, hit) => (hit.end - hit.start > most.end - most.start ? hit : most));
  const isSame = (hit: Hit): boolean =>
    hit.start === longest.start && hit.end === longest.end && hit.term.ledger.section !== longest.term.ledger.section;
  return [...hits.values()].some(other => other.some(isSame));
}

/** 联合公安局检查3家: with whom says nothing of what was counted. */
export const partners =
  /(?:联合|会同|协同|配合)(?:[一-龥]{1,8}、)*[一-龥]{1,8}?(?:局|委|办|所|队|部门|医?院|公安|交警|市监|税务|消防|城管|住建|环保|应急|卫健|教体?|文旅|自规|人社|民政|司法|街道)(?=[一-龥]{2})/;

/** “千名干部挂千企”我局42名干部挂联86家: the name of a campaign. */
const quoted = /[“「][^”」]*[”」]/g;

/** Which defined metrics a number may mean, best first. `ledger` is what the item is about, when that is known. */
export function candidatesFor(quantity: Quantity, window: FigureWindow, context: { lexicon: Lexicon; ledger: Ledger | null }): Candidate[] {
  const alone = { ...window, left: window.left.replace(quoted, '').replace(partners, '') };
  const left = comparable(alone.left);
  const text = left + comparable(window.right);
  const hits = new Map<string, Hit[]>();
  for (const hit of context.lexicon.metrics.find(text)) {
    for (const term of hit.targets) {
      const key = metricKey(term);
      const list = hits.get(key) ?? [];
      list.push({ start: hit.start, end: hit.end, term });
      hits.set(key, list);
    }
  }
  const verbEnd = openingVerb([...hits.values()].flat(), quantity, { boundary: left.length, ledger: context.ledger });
  const openers = [...hits.values()].flat().filter(({ start, end }) => verbEnd > 0 && start === 0 && end === verbEnd);
  const opened = new Set(openers.map(({ term }) => term.metric.name));
  const candidates: Candidate[] = [];
  for (const list of hits.values()) {
    const term = list[0]?.term;
    const unit = term === undefined ? undefined : unitScore(quantity, term.metric, window.left);
    if (term === undefined || unit === undefined) continue;
    const near = context.ledger === null ? 0 : term.ledger === context.ledger ? 15 : term.ledger.section === context.ledger.section ? 3 : 0;
    const score = totalScore(list, { boundary: left.length, verbEnd, opened });
    // Words like 受理 or 办结 mean the metric of the ledger at hand; another ledger's has to be named.
    const isElsewhere =
      context.ledger !== null && term.ledger !== context.ledger && !context.ledger.metrics.some(({ name }) => name === term.metric.name);
    // 按时办结率 is said of everything: another ledger's rate goes by its full name only.
    const isOpen = context.ledger === null;
    // 发现问题 is said in ledgers of several sections, and so names none of them.
    const isNear = context.ledger?.section === term.ledger.section;
    if ((isOpen || (isElsewhere && !isNear)) && isSaidElsewhere(list, hits)) continue;
    if (isOpen && term.metric.kind === 'rate' && list.every(({ start, end }) => end - start <= 3)) continue;
    if (isElsewhere && term.metric.kind === 'rate' && !left.includes(comparable(term.metric.name))) continue;
    // 余下2条 is a part of what its own ledger counts.
    if (isElsewhere && !isNear && term.metric.partOf !== null && !context.ledger?.metrics.some(({ name }) => name === term.metric.partOf)) continue;
    if (isElsewhere && (score < 17 || list.every(hit => hit.term.isBareVerb || hit.term.isGeneric))) continue;
    if (window.isElsewhere !== true && !fits(alone, quantity, list)) continue;
    // 企业 alone names no ledger, and 新增持证人员 is no stock of them.
    if (context.ledger === null && list.every(hit => hit.term.isGeneric)) continue;
    if (term.metric.kind === 'increment' && term.metric.units.every(unit => unit === '人次') && staffStock.test(window.left)) continue;
    if (term.metric.kind === 'level' && growth.test(window.left)) continue;
    if (score >= 6 && (quantity.unit !== '' || list.some(hit => /^数?$/.test(left.slice(hit.end)) || hit.start >= left.length)))
      candidates.push({ ...term, score: score + unit + near });
  }
  return candidates.sort((a, b) => b.score - a.score);
}

const genericWords =
  /第?[一二三四五六][场期批轮]|第\d{1,2}[场期批轮]|合计|总数|企业|全科|全股|全体|公司|人员|群众|干部|职工|同志|人|参加|到场|参与|工作|情况|开展|组织|举办|进行|的|了|记|都|本周|现场|活动|吧|多|有|在|对(?!接)|和|与|共|实际|以上|请/g;

/** True when the words around a number name nothing: then it is the ledger's first metric of that unit. */
export function isBare(window: FigureWindow): boolean {
  if (window.isBorrowed) return restOf(window.right).length <= 2;
  return restOf(window.left).length <= 1 && restOf(window.right).length <= 1;
}

/** What stands beside a bare number after all: 过 of 5个过了. */
export function restOf(words: string): string {
  return stripFillers(words).replace(genericWords, '');
}

/** The first metric of the ledger that takes this unit and is not yet used in the entry. */
export function defaultMetric(ledger: Ledger, quantity: Quantity, used: ReadonlySet<string>): MetricDefinition | undefined {
  const fits = (metric: MetricDefinition): boolean =>
    metric.kind !== 'rate' && metric.kind !== 'level' && !metric.name.endsWith('量') && !used.has(metric.name);
  const exact = ledger.metrics.find(metric => fits(metric) && metric.units.includes(quantity.unit));
  if (quantity.unit === '') return undefined;
  const sameClass = (unit: string): boolean => mayStandFor(quantity.unit, unit);
  return (
    exact ??
    ledger.metrics.find(
      metric => fits(metric) && (bareMagnitude(quantity.unit) !== undefined ? metric.units.includes('万元') : metric.units.some(sameClass)),
    )
  );
}

/** The quantity in a unit of the metric: 人 becomes 人次 where only that is counted, 1260万 becomes 万元, 1.3万 of clicks becomes 13000. */
export function inUnitOf(quantity: Quantity, metric: MetricDefinition): Quantity {
  const standard = metric.units[0] ?? quantity.unit;
  if (bareMagnitude(quantity.unit) !== undefined)
    return metric.units.some(unit => unitClassOf(unit) === 'money') ? asMoney(quantity) : writtenOut(quantity, standard);
  return { ...quantity, unit: metric.units.includes(quantity.unit) ? quantity.unit : standard };
}

/** Folded like the keywords of the lexicon, with titles of laws left out: what is studied is not what was done. */
export function keywordText(text: string): string {
  return foldConfusable(
    text
      .replace(/《[^》]*》|(?:虚假|违法|夸大|误导性?)宣传/g, blank)
      .replace(/单位/g, blank)
      .replace(studiedLaw, blank),
  );
}

/** 学习行政处罚法 names the law without marks: the study is the work, not a 行政处罚. */
const studiedLaw = /(?<=(?:学习|学了|宣讲|解读|宣传)(?:贯彻|新修订的?|宣传)?)(?:中华人民共和国)?[一-龥]{1,12}?(?:法(?!治|规|制|律)|条例|办法|细则)/g;

function blank(text: string): string {
  return ' '.repeat(text.length);
}
