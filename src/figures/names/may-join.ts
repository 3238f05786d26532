import type { MetricKind } from '../../domain/quantity.ts';
import { unitClassOf } from '../../language/units.ts';
import type { FigureName } from './figure-names.ts';

/** 能否相加 — whether figures of two names can be counted as one: the units that both have, and whether they are of one kind. */
export interface Fit {
  /** Units of the first name that the other one takes. */
  units: string[];
  /** Units of the first name that it does not take: 家 is no 家次. */
  otherUnits: string[];
  isOneKind: boolean;
}

/** 万元 and 元 are one measure. */
const money = ['元', '万元', '亿元'];

export function fitOf(one: Pick<FigureName, 'units' | 'kind'>, other: Pick<FigureName, 'units' | 'kind'>): Fit {
  const isMoney = other.units.some(isOfMoney);
  const isTaken = (unit: string): boolean => other.units.includes(unit) || (isMoney && isOfMoney(unit));
  const units = one.units.filter(isTaken);
  return {
    units: units.some(isOfMoney) ? [...new Set([...units, ...money])] : units,
    otherUnits: one.units.filter(unit => !isTaken(unit)),
    isOneKind: isFlow(one.kind) === isFlow(other.kind) && (isFlow(one.kind) || one.kind === other.kind),
  };
}

function isOfMoney(unit: string): boolean {
  return unitClassOf(unit) === 'money';
}

/** 增量 and 累计 are added up, 存量 and 比率 are not. */
function isFlow(kind: MetricKind): boolean {
  return kind === 'increment' || kind === 'cumulative';
}
