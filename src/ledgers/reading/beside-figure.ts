import type { Quantity } from '../../domain/quantity.ts';
import { bareMagnitude, unitClassOf } from '../../language/units.ts';
import type { Collected } from './collected-figure.ts';
import type { FigureWindow } from './figure-window.ts';
import { kindOf, type TimedClause } from './timed-clause.ts';

/** 创业担保贷款发放17笔391万元, 接待农民工来访23批56人次: the second unit of a thing that no definition has is no other's figure. */
export function isAmountOfNew({ unit }: Quantity, { isBorrowed }: FigureWindow, previous: Collected | undefined): boolean {
  if (!isBorrowed || previous?.reading.isNew !== true) return false;
  return (
    (isMoney(unit) && !/处罚|罚款/.test(previous.reading.name)) ||
    (unitClassOf(unit) === 'people' && /[来到]访|上访|走访|接待|咨询|群众|职工|农民工/.test(previous.reading.name))
  );
}

/** 处罚事故单位1家30万: what they were fined. */
export function isFineOf({ unit }: Quantity, { isBorrowed }: FigureWindow, previous: Collected | undefined): boolean {
  return isBorrowed && isMoney(unit) && previous?.reading.isNew === true && /处罚|罚款/.test(previous.reading.name);
}

function isMoney(unit: string): boolean {
  return unitClassOf(unit) === 'money' || bareMagnitude(unit) !== undefined;
}

/** 应急演练6场2100人: the people of an event. */
export function tookPart({ unit }: Quantity, { reading }: Collected): boolean {
  return unitClassOf(unit) === 'people' && unitClassOf(reading.unit) === 'events';
}

/** Who came to an event that has no metric for it. */
export function participants(quantity: Quantity, window: FigureWindow, timed: TimedClause): Collected {
  return { reading: { ...quantity, name: '活动参加人数', kind: kindOf('increment', timed), isNew: true, inferred: false, partOf: null }, window };
}

/** 2笔没付清，合计86.5万: the amount is that of the number before, whose words it shares. */
export function isAmountOf(quantity: Quantity, window: FigureWindow, previous: Collected | undefined): boolean {
  const isMoney = /[元万亿千百]$/.test(quantity.unit);
  const words = window.left.replace(/[^一-龥]/g, '');
  const saysAmount = words !== '' && /^(?:涉及|涉案)?(?:金额|总额|资金)?(?:合计|总计|共计|共)?(?:金额|总额)?$/.test(words);
  return isMoney && saysAmount && window.right.trim() === '' && previous !== undefined && !/[元万亿]$/.test(previous.reading.unit);
}
