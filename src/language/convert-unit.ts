import type { Quantity } from '../domain/quantity.ts';

/** A number whole in the smallest unit of its kind: a fraction keeps 换算 exact. */
interface Measure {
  kind: string;
  times: number;
}

/** 计量单位 — what each measures and how much of its kind's smallest unit it is. 15 亩 are 1 公顷, so areas are counted in thirds of a square metre. */
const measures: Readonly<Record<string, readonly (readonly [units: string, times: number])[]>> = {
  money: [
    ['元', 1],
    ['千元', 1e3],
  ],
  dollars: [['美元', 1]],
  euros: [['欧元', 1]],
  hongKongDollars: [['港元', 1]],
  yen: [['日元', 1]],
  length: [
    ['毫米 mm', 1],
    ['厘米 cm', 10],
    ['米 m', 1e3],
    ['公里 千米 km', 1e6],
  ],
  area: [
    ['平方米 平米 平 平方 ㎡', 3],
    ['亩', 2000],
    ['公顷', 30_000],
    ['平方公里', 3_000_000],
  ],
  mass: [
    ['毫克', 1],
    ['克', 1e3],
    ['斤', 5e5],
    ['公斤 千克 kg', 1e6],
    ['吨', 1e9],
  ],
  coal: [
    ['公斤标煤', 1],
    ['吨标煤 吨标准煤', 1e3],
  ],
  volume: [
    ['毫升', 1],
    ['升', 1e3],
    ['立方米 立方', 1e6],
  ],
  energy: [['千瓦时 度', 1]],
  power: [
    ['千瓦 kW', 1],
    ['兆瓦 MW', 1e3],
  ],
  time: [
    ['秒', 1],
    ['分钟', 60],
    ['小时 个小时', 3600],
  ],
  lessons: [['学时 课时', 1]],
  days: [['天 日', 1]],
  workdays: [['工作日 个工作日', 1]],
  weeks: [['周 个星期', 1]],
  share: [
    ['‰', 1],
    ['%', 10],
  ],
  points: [['百分点 个百分点', 1]],
};

const measureOf: ReadonlyMap<string, Measure> = new Map(
  Object.entries(measures).flatMap(([kind, rows]) =>
    rows.flatMap(([units, times]) => units.split(' ').map(unit => [unit, { kind, times }] as const)),
  ),
);

const prefixes: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 };

/** 万亩 without its 万; 万 alone is no unit of anything. */
export function withoutPrefix(unit: string): string {
  return unit.length > 1 && prefixes[unit.slice(0, 1)] !== undefined ? unit.slice(1) : unit;
}

/** What is counted one by one (家, 人次) is a kind of its own. */
function measured(unit: string): Measure {
  const base = withoutPrefix(unit);
  const { kind, times } = measureOf.get(base) ?? { kind: base, times: 1 };
  return { kind, times: base === unit ? times : times * (prefixes[unit.slice(0, 1)] ?? 1) };
}

/** 米, 万亩, 元, %: measured and not counted, so that it may only be said in what measures the same. */
export function isMeasure(unit: string): boolean {
  return measureOf.has(withoutPrefix(unit));
}

/** 换算 — how many of `to` one of `from` is, as a fraction; null where they measure different things, or where no decimal says it exactly (亩 in 平方米, 分钟 in 小时). */
function ratio(from: string, to: string): { times: number; parts: number } | null {
  const one = measured(from);
  const other = measured(to);
  if (one.kind !== other.kind) return null;
  const shared = greatestDivisor(one.times, other.times);
  const parts = other.times / shared;
  return isDecimal(parts) ? { times: one.times / shared, parts } : null;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** Whether nothing but 2 and 5 divides it. */
function isDecimal(parts: number): boolean {
  let left = parts;
  for (const prime of [2, 5]) while (left % prime === 0) left /= prime;
  return left === 1;
}

/** Whether every figure in the one unit can be said in the other exactly. */
export function isConvertible(from: string, to: string): boolean {
  return ratio(from, to) !== null;
}

/** The number of a figure in another unit; 家 among 家次 keep theirs, and null where the two measure different things, or nothing is known. */
export function valueIn(quantity: Pick<Quantity, 'value' | 'unit'>, unit: string): number | null {
  const own = converted({ ...quantity, approximate: null, raw: '' }, unit);
  if (own !== null) return own.value;
  const isCounted = [quantity.unit, unit].every(each => !isMeasure(each) && withoutPrefix(each) === each);
  return isCounted ? quantity.value : null;
}

/** 800米 as 0.8公里, 30000人次 as 3万人次; null where the one is not said in the other. */
export function converted(quantity: Quantity, unit: string): Quantity | null {
  if (quantity.unit === unit) return quantity;
  const by = ratio(quantity.unit, unit);
  if (by === null) return null;
  const scaled = (value: number): number => Number(((value * by.times) / by.parts).toPrecision(15));
  const { value, min, max } = quantity;
  return {
    ...quantity,
    unit,
    value: value === null ? null : scaled(value),
    ...(min === undefined ? {} : { min: scaled(min) }),
    ...(max === undefined ? {} : { max: scaled(max) }),
  };
}
