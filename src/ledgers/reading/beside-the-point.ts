import type { Quantity } from '../../domain/quantity.ts';
import { unitClassOf } from '../../language/units.ts';
import type { Collected } from './collected-figure.ts';
import type { FigureWindow } from './figure-window.ts';
import { stripFillers } from './filler-words.ts';
import type { TimedClause } from './timed-clause.ts';
import { saysWork } from './work-words.ts';

/** 陪衬的数 — a number as it was said, and where. */
interface SaidNumber {
  said: Quantity;
  window: FigureWindow;
  timed: TimedClause;
  /** Of the quantity in its clause. */
  index: number;
}

/** Whether a number only goes with another figure: the sum of those before, a target, a threshold, the price of each. */
export function isBesideThePoint({ said, window, timed, index }: SaidNumber, collected: readonly Collected[]): boolean {
  return (
    isOfEach(said, timed, index) ||
    isNotYetFined(said, window) ||
    isThreshold(timed, index) ||
    isAheadOfOthers(window) ||
    isNotOne(said, window) ||
    isTarget(window, timed, index) ||
    isStatedSum(said, window, collected)
  );
}

/** 执法39次、普法5次、培训10次，共54次: the sum of what stands before it, which is checked and not counted again. Of two it has to be right. */
function isStatedSum({ unit, value }: Quantity, { left, right }: FigureWindow, collected: readonly Collected[]): boolean {
  const isBareSum = /^(?:一共|总共|共计|合计|总计|共)$/.test(left.replace(/[^一-龥]/g, '')) && stripFillers(right) === '';
  const alike = collected.filter(({ reading }) => reading.unit === unit && reading.kind !== 'rate');
  const sum = alike.reduce((all, { reading }) => all + (reading.value ?? 0), 0);
  return (
    isBareSum &&
    (alike.length >= 3 || (alike.length === 2 && sum === value)) &&
    new Set(alike.map(({ reading }) => reading.name)).size === alike.length
  );
}

/** 完成全年目标300家的93.3%, 完成全年7000人次任务的62.6%, 占年度计划（2.6亿）的51.5%, 新增升规企业9家（任务15家）: the target is no figure of what was done. */
function isTarget({ left, stop }: FigureWindow, { clause }: TimedClause, index: number): boolean {
  const { end } = clause.quantities[index] ?? {};
  const after = end === undefined ? '' : clause.text.slice(end);
  if (/^(?:的?(?:任务|目标|计划|指标)|）)的\s?\d[\d.]*%/.test(after)) return true;
  const isShare = /^的?\s?\d[\d.]*%/.test(after);
  return (isShare || stop === '（') && /(?:目标|任务|计划|指标|承诺|控制价|预算价|满分)(?:数|值|[是为])?$/.test(left.trim());
}

/** 产值突破50亿元增长12%, 募捐超10万元受助52户: what it did, and not of which sort. */
const goesOn = /[增降升涨]|受[助益]|带动|同比|环比|占|[到达有]$/;

function isCount(unit: string): boolean {
  return /^(?:people|organisations|things)$/.test(unitClassOf(unit) ?? '');
}

/** 收入突破50万元的村有6个, 20吨以上12台, 低于88%的4台: of which sort. */
function isThreshold({ clause }: TimedClause, index: number): boolean {
  const { start = 0, end = 0, quantity } = clause.quantities[index] ?? {};
  const after = clause.text.slice(end);
  const isOver = /^(?:超|突破|达|不足|低于|高于)/.test(quantity?.raw ?? '') || /(?:低于|高于|小于|大于|超出)$/.test(clause.text.slice(0, start));
  const isOfSort =
    (isOver && /^的[一-龥]{0,8}(?:有|占|共|达|\d)/.test(after)) || (/以[上下]$/.test(quantity?.raw ?? '') && /^的?[一-龥]{0,6}\d/.test(after));
  const next = clause.quantities[index + 1]?.quantity.unit;
  if (next === undefined) return false;
  // 雨量超100毫米站点7个, 每月补380元的43户.
  const isMeasured = /^(?:measure|money|time)$/.test(unitClassOf(quantity?.unit ?? '') ?? '');
  const sort = /^的?([一-龥]{1,4})\d/.exec(after)?.[1] ?? '';
  const isSorted = isOver && sort !== '' && isCount(next) && !saysWork(sort) && !goesOn.test(sort);
  const isOfEachOne = /每[^，。；\d]*$/.test(clause.text.slice(0, start)) && /^的\s?[\d一二三四五六七八九十百]/.test(after);
  return isOfSort || (isMeasured && (isSorted || isOfEachOne));
}

/** 没有一家企业停产: how things stand, and nothing that was done; 没有一户被拉闸 is 0 of what is not to happen. */
function isNotOne({ raw }: Quantity, { left, right }: FigureWindow): boolean {
  return raw.startsWith('一') && /没有$/.test(left.trim()) && !/^被/.test(right.trim());
}

/** 高出全市六个点: how much more than others. */
function isAheadOfOthers({ left }: FigureWindow): boolean {
  return /[高低超][出于过]?(?:全[市省国县区]|[省市]均|平均水平)[^，。；\d]{0,4}$/.test(left.trim());
}

/** 补贴券15张（每张500元）, 处罚两家各2000元: what each of them is worth. */
function isOfEach({ unit }: Quantity, { clause }: TimedClause, index: number): boolean {
  const start = clause.quantities[index]?.start ?? 0;
  const before = clause.text.slice(clause.quantities[index - 1]?.end ?? 0, start);
  return index > 0 && unitClassOf(unit) === 'money' && /每(?!年|月|季)[一-龥]{1,2}$|^各[罚奖补]?$/.test(before.trim());
}

/** 拟罚5万元: nothing was fined yet, and what it comes to is another day's figure. */
function isNotYetFined({ unit }: Quantity, { left }: FigureWindow): boolean {
  return /[元万]$/.test(unit) && /拟(?:处?罚|处以)[^，。；\d]{0,4}$/.test(left);
}
