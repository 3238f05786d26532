import type { MetricReading } from '../domain/entry.ts';
import type { ChangeRequest } from '../domain/reading.ts';
import { isConvertible } from '../language/convert-unit.ts';
import { bareMagnitude, unitClassOf } from '../language/units.ts';

/** Which figure of an entry a change means. */
export type MetricMatch = { found: 'one'; index: number } | { found: 'several' } | { found: 'none' };

/** Among figures as they count (`entryAsCounted`): by the name, the one that was said or the one that it counts as, else by the old value, else by the unit, else the only one there is. */
export function findMetric(
  metrics: readonly MetricReading[],
  change: Pick<ChangeRequest, 'metric' | 'old' | 'quantity' | 'kind' | 'adds'>,
): MetricMatch {
  const all = metrics.map((metric, index) => ({ metric, index }));
  if (change.metric !== null) {
    const named = all.filter(({ metric }) => [metric.name, metric.saidAs].includes(change.metric ?? '') || metric.name.endsWith(`—${change.metric}`));
    // 走访5家改成6家 speaks of a figure that is 5 and of no other.
    return one(change.old === null ? named : named.filter(({ metric }) => isOld(metric, change.old)), change);
  }
  if (change.old !== null) {
    const match = one(
      all.filter(({ metric }) => isOld(metric, change.old)),
      change,
    );
    if (match.found !== 'none') return match;
  }
  const unit = change.quantity?.unit ?? '';
  // 改成1.2万 is money where there is money, and any figure otherwise.
  const money = bareMagnitude(unit) === undefined ? [] : all.filter(({ metric }) => unitClassOf(metric.unit) === 'money');
  if (bareMagnitude(unit) !== undefined) return one(money.length > 0 ? money : all, change);
  if (unit !== '')
    return one(
      all.filter(({ metric }) => sameUnit(metric.unit, unit)),
      change,
    );
  // 培训 → 1场 only follows from the words; a bare number corrects what was stated.
  const stated = all.filter(({ metric }) => !metric.inferred);
  return one(stated.length > 0 ? stated : all, change);
}

type Numbered = { metric: MetricReading; index: number };

function one(found: readonly Numbered[], change: Pick<ChangeRequest, 'kind' | 'old' | 'quantity' | 'adds'>): MetricMatch {
  const [first, second] = found;
  if (!first) return { found: 'none' };
  if (!second) return { found: 'one', index: first.index };
  // 10月备案4个，1—10月累计57个 are two figures of one name: what kind it is, or what it was, tells.
  const byKind = change.kind === null ? [] : found.filter(({ metric }) => metric.kind === change.kind);
  if (byKind.length === 1 && byKind[0]) return { found: 'one', index: byKind[0].index };
  const byOld = found.filter(({ metric }) => isOld(metric, change.old));
  if (byOld.length === 1 && byOld[0]) return { found: 'one', index: byOld[0].index };
  const nearest = change.adds === undefined ? nearestOf(found, change.quantity?.value ?? null) : undefined;
  return nearest === undefined ? { found: 'several' } : { found: 'one', index: nearest.index };
}

/** 是19件 mends the 18件 beside it, not 累计412件: one figure is close to the new value, all others are far. */
function nearestOf(found: readonly Numbered[], value: number | null): Numbered | undefined {
  if (value === null) return undefined;
  const distance = ({ metric }: Numbered): number => (metric.value === null ? Number.POSITIVE_INFINITY : Math.abs(metric.value - value));
  const [first, second] = [...found].sort((a, b) => distance(a) - distance(b));
  if (first === undefined || second === undefined) return undefined;
  return distance(first) <= value / 2 && distance(second) > 5 * Math.max(1, distance(first)) ? first : undefined;
}

function isOld(metric: MetricReading, old: number | null): boolean {
  return old !== null && (metric.value === old || metric.min === old || metric.max === old);
}

/** 家 and 家次, 人, 名 and 人次, 万元 and 亿元, 米 and 公里 are said for one another when a figure is pointed at. */
export function sameUnit(a: string, b: string): boolean {
  return unitFamily(a) === unitFamily(b) || isConvertible(a, b);
}

function unitFamily(unit: string): string {
  const bare = unit.replace(/(.)次$/, '$1');
  if (/^[万亿千]?元$|^[万亿]$/.test(bare)) return '元';
  if (/^[名位]$/.test(bare)) return '人';
  if (/^[个件条项]$/.test(bare)) return '件';
  return bare;
}
