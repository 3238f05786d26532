import type { MetricKind } from '../../domain/quantity.ts';
import type { FigureName } from './figure-names.ts';

/** 能否相加 — whether figures of two names can be counted as one: the units that both have, and whether they are of one kind. */
export interface Fit {
  /** Units in which figures of the first name count under the other one. */
  units: string[];
  /** Units of the first name that the other one does not take: 家 is no 家次. */
  otherUnits: string[];
  isOneKind: boolean;
}

/** Units of one measure. Counting adds up more of them where one metric lists them; of two names, nothing else says that 次 and 个 are the same. */
const measures: readonly (readonly string[])[] = [
  ['元', '万元', '亿元'],
  ['人', '名', '位', '个人'],
];

function measureOf(unit: string): readonly string[] {
  return measures.find(units => units.includes(unit)) ?? [unit];
}

export function fitOf(one: Pick<FigureName, 'units' | 'kind'>, other: Pick<FigureName, 'units' | 'kind'>): Fit {
  const isTaken = (unit: string): boolean => measureOf(unit).some(each => other.units.includes(each));
  return {
    units: [...new Set(one.units.filter(isTaken).flatMap(measureOf))],
    otherUnits: one.units.filter(unit => !isTaken(unit)),
    isOneKind: isFlow(one.kind) === isFlow(other.kind) && (isFlow(one.kind) || one.kind === other.kind),
  };
}

/** 增量 and 累计 are added up, 存量 and 比率 are not. */
function isFlow(kind: MetricKind): boolean {
  return kind === 'increment' || kind === 'cumulative';
}
