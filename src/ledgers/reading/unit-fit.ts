import type { MetricDefinition } from '../../domain/ledger.ts';
import type { Quantity } from '../../domain/quantity.ts';
import { converted, isConvertible, withoutPrefix } from '../../language/convert-unit.ts';
import { asMoney, bareMagnitude, mayStandFor, unitClassOf, writtenOut } from '../../language/units.ts';
import { stripFillers } from './filler-words.ts';

const intoPlace = /进[一-龥]{2,4}$/;

/** 持证的就8个 are people; 设咨询台3个 and 开班9个 are none. */
const speaksOfPeople = /[人员民众士生童者]|的(?:就|只有?|仅|有|才|共)*$/;

const endsWithPeople = /[人员民众生童者娃]$/;

export function unitScore(quantity: Pick<Quantity, 'unit'>, metric: MetricDefinition, said = ''): number | undefined {
  const isMoney = metric.units.some(unit => unitClassOf(unit) === 'money');
  if (quantity.unit === '') return isMoney || metric.units.includes('%') ? undefined : -5;
  if (bareMagnitude(quantity.unit) !== undefined)
    return isMoney ? 10 : mayReach(quantity.unit, metric) && !/[额款金费价]$/.test(said.trim()) ? 0 : undefined;
  if (metric.units.includes(quantity.unit)) return 10;
  // 发文14件 are no 推文, and 抽样48件 no batches.
  if (quantity.unit === '件' && metric.units[0] === '篇') return undefined;
  if (metric.units[0] === '批次' && unitClassOf(quantity.unit) === 'things') return undefined;
  // 全民阅读活动两场 is no 阅读量.
  if (metric.name.endsWith('量') && unitClassOf(quantity.unit) === 'events') return undefined;
  if (quantity.unit === '个' && metric.units.every(unit => unitClassOf(unit) === 'people') && !speaksOfPeople.test(said)) return undefined;
  // 问的人七十来个 are people, and no events.
  if (quantity.unit === '个' && endsWithPeople.test(stripFillers(said)) && metric.units.every(unit => unitClassOf(unit) === 'events'))
    return undefined;
  // 进景区4个 are places, and no 4 events.
  if (quantity.unit === '个' && intoPlace.test(stripFillers(said)) && metric.units.every(unit => unitClassOf(unit) === 'events')) return undefined;
  return metric.units.some(unit => mayStandFor(quantity.unit, unit)) ? 0 : undefined;
}

/** 2.1万 clicks or leaflets there may be, and 亿 of clicks; never of meetings. */
function mayReach(size: string, metric: MetricDefinition): boolean {
  const counted = metric.units.map(withoutPrefix);
  const isOfViews = counted.some(unit => /^(?:次|人次|千瓦时|度|吨)$/.test(unit)) && metric.kind !== 'rate' && !metric.units.includes('场');
  // 处罚1家30万 is money and no 300000起.
  const isOfMany = isOfViews || counted.some(unit => /^(?:份|册|本|张|人|户)$/.test(unit));
  return size === '亿' ? isOfViews : isOfMany;
}

/** The quantity in a unit of the metric: 人 becomes 人次 where only that is counted, 800米 0.8公里, 1260万 becomes 万元, 1.3万 of clicks becomes 13000; money stays as it was written. */
export function inUnitOf(quantity: Quantity, { units }: MetricDefinition): Quantity {
  const [standard = quantity.unit] = units;
  if (quantity.unit === '') return { ...quantity, unit: standard };
  if (units.includes(quantity.unit)) return quantity;
  if (units.some(unit => unitClassOf(unit) === 'money')) return bareMagnitude(quantity.unit) === undefined ? quantity : asMoney(quantity);
  const unit = units.find(each => isConvertible(quantity.unit, each));
  if (unit !== undefined) return converted(quantity, unit) ?? quantity;
  const counted = withoutPrefix(standard);
  const inWords = bareMagnitude(quantity.unit) === undefined ? { ...quantity, unit: counted } : writtenOut(quantity, counted);
  return converted(inWords, standard) ?? inWords;
}
