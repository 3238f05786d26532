import type { MetricReading } from '../../domain/entry.ts';
import type { MetricKind, Quantity } from '../../domain/quantity.ts';
import { taggedWords } from '../../language/segmentation.ts';
import type { UnitClass } from '../../language/units.ts';
import type { FigureWindow } from './figure-window.ts';
import { stripFillers } from './filler-words.ts';
import type { TimedClause } from './timed-clause.ts';
import { endsWithWork, opensWithWork, saysWork } from './work-words.ts';

/** A figure of no definition, as far as it is read. */
interface NewFigure {
  name: string;
  quantity: Quantity;
  unitClass: UnitClass;
  window: FigureWindow;
  timed: TimedClause;
  /** The figure before it that is no rate. */
  previous: MetricReading | undefined;
  /** What the same piece of work says without figures. */
  silentText: string;
}

/** What a figure that no definition fits is: a rate, what is at a moment, what was done since January, or what was done. */
export function kindOfNew(figure: NewFigure): MetricKind {
  const { name, quantity, unitClass, window, timed } = figure;
  // 均分82, 2280元/吨: a mean and a price.
  if ((quantity.unit === '分' && /均/.test(window.left)) || /元\//.test(quantity.unit)) return 'rate';
  if (unitClass === 'rate' || perHead.test(name) || perHead.test(window.left.trim()) || aMean.test(name)) return 'rate';
  if (isStock(figure) && !/^(?:新[增吸入进]|净增|净减|发展)/.test(name)) return 'level';
  return timed.cumulative ? 'cumulative' : 'increment';
}

export const perHead =
  /^(?:每(?![周月季年]例会)[一-龥]|[万千百]人(?=[一-龥])|人均|户均|日均|月均|年均|平均|均)|(?:人均|户均|日均|月均|年均|次均|平均)(?:分|得分|成绩|[为是])?$|每[户人家名个亩次件吨]$/;

/** 农村居民人均可支配收入, 平均浓度, 亩均税收. */
const aMean = /[人户亩次件单笔]均(?=[一-龥])|平均(?:浓度|用时|时长|水平|价|工资|成本)/;

/** What is at a moment. */
const stockWords =
  /剩|其余|还差|挂着|(?<!涉及[一-龥]{0,4})余额|存栏|库存|存量|(?<![发实兑体出表呈展涌])现(?![场金行代有状象实在])(?=[一-龥]{2,6}$)|[的员者]就$|只有|仅有|现有|在册|仍[有在]|积压|(?<!确)实有|保有|尚有|还有|还剩|截至目前.*有|共有|还[压存卡留躺堆]|现共|证持有|没(?:开工|启动|动工|结|签|兑付|花|排上)的?$|缺编|空编|账面|实存|卡在|备勤|存续|待拨|未拨/;

const staying = /[住管养存停押欠压卡挂排等谈]着/;

/** 敬老院住着老人212位 is what there is; 劝离排着队的摊贩5个 was done to them. */
function tellsOfStock(words: string): boolean {
  const at = words.search(staying);
  return stockWords.test(words) || (at >= 0 && !saysWork(words.slice(0, at)));
}

/** 还差, 较编制缺7名, 欠3.3万元; what a check finds missing is no stock: 抽案卷112卷缺竣工图6张. */
const lacking = /(?:(?:^|[，。；\s还尚仅只就仍])差|[还尚仍]缺)(?:了|着|的)?\s*$/;
const lackingPeople = /缺[编员工人]?(?:了|着|的)?\s*$/;
const owing = /(?<!拖)欠(?:了|着|的)?\s*$/;

/** 剩5条给了15天, 其余5份无意见: what became of the rest. */
const dealtWith =
  /^[^，。；\d\s]{0,4}已|^[^，。；\d\s]{1,10}了(?!解)|^[^，。；\d\s]{0,10}(?:退回|打回|合格|正常|[无没](?:意见|问题)|移交|移送|转[给办交]|交(?!警|通|易)|报(?!名)|进(?!行|度|货)|全[部]?[通完改])/;

/** Said of a moment, or of all that was done up to it: where a running total is told, it is that. */
const nowWords = /目前|当前|眼下|如今|(?<!到)现在/;

/** 从3家扩到7家, 增至11座: what there is now. */
const grownTo = /(?:[扩增降减升涨压]|提高|增加|扩大|扩展|拓展|减少|下降)(?:到|至|为)了?(?:现在|目前)?的?\s*$/;

/** 全县78户规上企业已复工71户: of how many. */
const allOfThem = /^\s*(?:目前|现)?全[县市区镇乡域]\s*$|[一-龥]{2}全[县市区局]\s*$/;

const inStock =
  /^在[库册建校岗职营保售托读]|^持证(?:单位|人员|企业|主体|人数)|^(?:应[缴报交还]|拖?欠|空置|候补|实储|储备(?=项目|$)|未(?!发生|发现|出现|成年)|没(?:谈[拢妥]|整改|办[结完]|销号|解决|改|完成|到位|落实|[缴交付拆]|修好|还清)|尚未|待(?!遇)|缺[编工员口]|有效(?:签约|持证|会员|用户|发明|专利|商标))|^总(?:参保|人口|户数|人数|里程|面积|规模)/;

/** Things that there are, where no act is named: 从业人员, 资产总额. */
const inStockThings =
  /(?:总数|保有量|资金需求|空置面积|参保人数|缺口|持证人员|执法证人员|粉丝|(?<!信)用户数?|会员数?|编制|总资产|净资产|资产总额|负债总额|从业人员|(?:常住|户籍)人口|样本(?:量|户|企业)?|库容|装机容量|管护面积)$/;

/** 全市在架目录, 残疾人托养在托: what is in a state, inside a name. */
const inState = /(?<![不现实所潜存正自])在[库架管用训编孵修途手审养矫租册岗押存运](?![一-龥]{0,6}(?:登记|抽|检查|补办|解答|质量))/;

/** 物资盘点, 摸清家底: what is told under it and was not done is what there is. */
const stocktaking = /盘点|清点|盘库|摸清|家底|底数|底子|基本盘|保有量|清产/;

export const stillOpen = /^(?:正在|在[办改调建核谈审诉干跑]|待办|未办结|未完成|未整改|剩余|在对接|办理中)/;

function isStock(figure: NewFigure): boolean {
  const { name, quantity, window, timed, previous, unitClass } = figure;
  const { clause } = timed;
  const { text, own, after } = wordsAround(figure);
  const isRest = restWords.test(own) && dealtWith.test(after);
  const isMoment =
    !isRest &&
    [own.slice(-10), withoutRest(clause.text.slice(0, 6))].some(words => tellsOfStock(words) || (!timed.cumulative && nowWords.test(words)));
  const isLacking = lacking.test(text) || (unitClass === 'people' && lackingPeople.test(text)) || (unitClass === 'money' && owing.test(text));
  const isReached = unitClass !== 'money' && unitClass !== 'time' && grownTo.test(text);
  const isTotal = /总量$/.test(name) && clause.dates.length === 0;
  const isSaid =
    isTotal ||
    isNamedStock(name, window) ||
    stillOpen.test(name) ||
    stillOpen.test(window.left.trim()) ||
    isMoment ||
    isReached ||
    (inState.test(window.left) && !saysWork(name)) ||
    isLacking ||
    goesOn.test(after) ||
    allOfThem.test(text);
  return (
    isSaid ||
    isBesideStock({ name, window, previous, unitClass }) ||
    isAtCutOff({ name, quantity, window, timed, unitClass }) ||
    isTakenStockOf(figure)
  );
}

/** 选址受阻的1座还在谈, 3件正在办. */
const goesOn = /^[^，。；\d\s]{0,6}(?:还在|仍在|正在)[谈修办审改走协磋排处整打跟]/;

/** What was left says so of the figure behind it alone. */
const restWords = /剩|其余|还有/;

function withoutRest(words: string): string {
  return restWords.test(words) ? '' : words;
}

/** The clause up to a figure, what of it stands behind the figure before, and the clause behind it. */
function wordsAround({ quantity, timed: { clause } }: NewFigure): { text: string; own: string; after: string } {
  const start = clause.text.indexOf(quantity.raw);
  const before = clause.quantities.findLast(({ end }) => end <= start)?.end ?? 0;
  return { text: clause.text.slice(0, start), own: clause.text.slice(before, start), after: clause.text.slice(start + quantity.raw.length) };
}

/** 应报63家，报了60家: the name of the second is made of the first's, its words are its own. */
function isNamedStock(name: string, { left, right, isBorrowed }: FigureWindow): boolean {
  const word = (inStock.exec(name) ?? (saysWork(name) ? null : inStockThings.exec(name)))?.[0] ?? '';
  return word !== '' && (isBorrowed || (left + right).includes(word.slice(0, 2)));
}

/** 共有养老机构14家，床位2300张: what stands beside a stock without a verb is one too, and so is its second unit. */
function isBesideStock({ name, window, previous, unitClass }: Pick<NewFigure, 'name' | 'window' | 'previous' | 'unitClass'>): boolean {
  if (previous?.isNew !== true || previous.kind !== 'level') return false;
  if (window.isBorrowed) return true;
  if (unitClass === 'money' || unitClass === 'events') return false;
  if (/[已了]|当[天日场]|[今昨]天/.test(window.left) || opensWithWork(name) || endsWithWork(name)) return false;
  const said = taggedWords(stripFillers(window.left) || name);
  return ![said[0], said.at(-1)].some(word => /^v/.test(word?.tag ?? ''));
}

/** 固定资产盘点：密集架94列. */
function isTakenStockOf({ name, quantity, window, timed, silentText, unitClass }: NewFigure): boolean {
  if (unitClass === 'events' || unitClass === 'money' || /[已了新]|^(?:合格|报废)/.test(window.left) || saysWork(name)) return false;
  const before = timed.clause.text.slice(0, timed.clause.text.indexOf(quantity.raw));
  return stocktaking.test(silentText + before) && !taggedWords(stripFillers(window.left) || name).some(({ tag }) => /^v$/.test(tag));
}

/** 截至9月末规上企业78户: at a cut-off, what is named without an act is what there is. */
function isAtCutOff({ name, quantity, window, timed, unitClass }: Omit<NewFigure, 'previous' | 'silentText'>): boolean {
  const isCutOff = timed.clause.dates.some(({ raw }) => /^截[至止]/.test(raw));
  const isThing = unitClass === 'organisations' || /^[名位辆座所处件项套台艘]$/.test(quantity.unit);
  const isNamedBefore = stripFillers(window.left).length >= 2 && stripFillers(window.right) === '';
  return isCutOff && isThing && isNamedBefore && !saysWork(name) && !taggedWords(name).some(({ tag }) => /^v$/.test(tag));
}
