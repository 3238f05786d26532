import type { Entry } from '../../domain/entry.ts';
import type { MetricKind } from '../../domain/quantity.ts';
import { isConvertible } from '../../language/convert-unit.ts';
import { unitNames } from '../../language/units.ts';
import { saidName } from '../../ledgers/names/as-counted.ts';
import { canAdd } from '../add-up.ts';
import type { FigureName } from './figure-names.ts';

/** 能否相加 — whether figures of two names can be counted as one: the units that both have, and whether they are of one kind. */
export interface Fit {
  /** Units in which figures of the first name, told or still to come, count under the other one. */
  units: string[];
  /** Units of the first name that the other one does not take: 家 is no 家次. */
  otherUnits: string[];
  isOneKind: boolean;
}

const people: readonly string[] = ['人', '名', '位', '个人'];

/** Of two names, nothing but the measure says that two units are the same: 次 and 个 are so only where one metric lists them. */
function areOne(a: string, b: string): boolean {
  return a === b || (people.includes(a) && people.includes(b)) || (isConvertible(a, b) && isConvertible(b, a));
}

/** All in which the same may be told some day: 元, 万元, 亿元. */
function unitsLike(unit: string): string[] {
  return [unit, ...unitNames, ...people].filter(each => areOne(each, unit));
}

export function fitOf(one: Pick<FigureName, 'units' | 'kind'>, other: Pick<FigureName, 'units' | 'kind'>): Fit {
  const isTaken = (unit: string): boolean => other.units.some(each => areOne(unit, each));
  const taken = one.units.filter(isTaken);
  // 跑企业 told in 家 so far may be told in 家次 tomorrow, as 走访企业 is.
  const added = other.units.filter(each => taken.some(unit => canAdd(unit, each, other.units)));
  return {
    units: [...new Set([...taken.flatMap(unitsLike), ...added])],
    otherUnits: one.units.filter(unit => !isTaken(unit)),
    isOneKind: isFlow(one.kind) === isFlow(other.kind) && (isFlow(one.kind) || one.kind === other.kind),
  };
}

/** 增量 and 累计 are added up, 存量 and 比率 are not. */
function isFlow(kind: MetricKind): boolean {
  return kind === 'increment' || kind === 'cumulative';
}

/** Reports that told both as two figures of one piece of work, or one as a part of the other (其中): added up, the same would count twice. */
export function toldTogether(name: FigureName, whole: FigureName): Entry[] {
  return name.entries.filter(({ metrics }) =>
    metrics.some(metric => {
      const said = saidName(metric);
      const isOfName = said === name.name && metric.partOf === whole.name;
      const isOfWhole = [said, metric.name].includes(whole.name) && metric.partOf === name.name;
      return said === whole.name || isOfName || isOfWhole;
    }),
  );
}
