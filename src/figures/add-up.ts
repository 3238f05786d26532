import type { Quantity } from '../domain/quantity.ts';
import type { ReportLine } from '../domain/total.ts';
import { converted, isConvertible, isMeasure } from '../language/convert-unit.ts';
import { sumQuantities } from '../language/format-quantity.ts';
import { compare } from './report-line.ts';

/** 单位 — the unit of a sum, and the units that were mixed in the reports. */
export interface UnitMix {
  unit: string;
  /** Units reported beside one another, the standard one first; one or none when all agree. */
  mixed: string[];
}

const money = /^(?:[万亿千])?元$/;
/** Counting words that say the same of the same thing. */
const plainCounters = new Set(['个', '件', '条', '项', '份', '起', '宗', '次', '场', '期', '场次']);

/** Whether figures in these two units can be added: 家 and 家次, 人 and 名, money, 米 and 公里, or counting words that the metric's definition accepts. */
export function canAdd(a: string, b: string, accepted: readonly string[]): boolean {
  if (a === b || isConvertible(a, b) || isConvertible(b, a)) return true;
  if (isMeasure(a) || isMeasure(b)) return false;
  if (accepted.includes(a) && accepted.includes(b)) return true;
  return family(a) === family(b);
}

function family(unit: string): string {
  if (plainCounters.has(unit)) return '件';
  const bare = unit.replace(/(.)次$/, '$1');
  return /^(人|名|位|个人)$/.test(bare) ? '人' : /^(家|户)$/.test(bare) ? '家' : bare;
}

/** The unit that a sum is stated in: 家次 where 家 and 家次 were mixed (visits, not different companies), 万元 where money units were. */
export function mixOf(units: readonly string[], accepted: readonly string[]): UnitMix {
  const distinct = [...new Set(units)].sort((a, b) => place(a, accepted) - place(b, accepted) || compare(a, b));
  const [first = accepted[0] ?? ''] = distinct;
  if (distinct.length < 2) return { unit: first, mixed: [] };
  if (distinct.every(unit => money.test(unit))) return { unit: distinct.includes('万元') ? '万元' : first, mixed: [] };
  // 2小时 and 90分钟 are told in 分钟, in which both are exact.
  const exact = distinct.find(unit => distinct.every(each => isConvertible(each, unit)));
  if (exact !== undefined) return { unit: exact, mixed: [] };
  if (distinct.every(unit => plainCounters.has(unit))) return { unit: first, mixed: [] };
  const visits = distinct.find(unit => unit.length > 1 && unit.endsWith('次') && distinct.includes(unit.slice(0, -1)));
  return { unit: visits ?? first, mixed: distinct };
}

function place(unit: string, accepted: readonly string[]): number {
  const index = accepted.indexOf(unit);
  return index < 0 ? accepted.length : index;
}

/** Only what measures the same is converted; 家 among 家次 count as they are. */
function inUnit(quantity: Quantity, unit: string): Quantity {
  return converted(quantity, unit) ?? { ...quantity, unit };
}

/** Whole numbers without a 余, all in this unit, as nearly all are; null where one is not. */
function wholeSum(lines: readonly Pick<ReportLine, 'quantity'>[], unit: string): number | null {
  let sum = 0;
  for (const { quantity } of lines) {
    if (quantity.unit !== unit || quantity.approximate !== null || !Number.isSafeInteger(quantity.value)) return null;
    sum += quantity.value ?? 0;
  }
  return sum;
}

/** The exact decimal sum, the same whatever the order of its parts. */
export function addUp(lines: readonly Pick<ReportLine, 'quantity'>[], unit: string): Quantity {
  const whole = wholeSum(lines, unit);
  if (whole !== null) return { value: whole, unit, approximate: null, raw: '' };
  const quantities = lines
    .map(line => inUnit(line.quantity, unit))
    .sort((a, b) => compare(a.value ?? 0, b.value ?? 0) || compare(a.approximate ?? '', b.approximate ?? ''));
  const { value, approximate } = sumQuantities([{ value: 0, unit, approximate: null, raw: '' }, ...quantities]);
  return { value, unit, approximate, raw: '' };
}
