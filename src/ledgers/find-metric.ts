import type { MetricReading } from '../domain/entry.ts';
import type { ChangeRequest } from '../domain/reading.ts';

/** Which figure of an entry a change means. */
export type MetricMatch = { found: 'one'; index: number } | { found: 'several' } | { found: 'none' };

/** By its name, else by the old value, else by the unit, else the only one there is. */
export function findMetric(metrics: readonly MetricReading[], change: Pick<ChangeRequest, 'metric' | 'old' | 'quantity' | 'kind'>): MetricMatch {
  const all = metrics.map((metric, index) => ({ metric, index }));
  if (change.metric !== null)
    return one(
      all.filter(({ metric }) => metric.name === change.metric),
      change,
    );
  if (change.old !== null) {
    const match = one(
      all.filter(({ metric }) => isOld(metric, change.old)),
      change,
    );
    if (match.found !== 'none') return match;
  }
  const unit = change.quantity?.unit ?? '';
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

function one(found: readonly Numbered[], change: Pick<ChangeRequest, 'kind' | 'old'>): MetricMatch {
  const [first, second] = found;
  if (!first) return { found: 'none' };
  if (!second) return { found: 'one', index: first.index };
  // 10月备案9个，1—10月累计93个 are two figures of one name: what kind it is, or what it was, tells.
  const byKind = change.kind === null ? [] : found.filter(({ metric }) => metric.kind === change.kind);
  if (byKind.length === 1 && byKind[0]) return { found: 'one', index: byKind[0].index };
  const byOld = found.filter(({ metric }) => isOld(metric, change.old));
  if (byOld.length === 1 && byOld[0]) return { found: 'one', index: byOld[0].index };
  return { found: 'several' };
}

function isOld(metric: MetricReading, old: number | null): boolean {
  return old !== null && (metric.value === old || metric.min === old || metric.max === old);
}

/** 家 and 家次, 人, 名 and 人次, 万元 and 亿元 are said for one another when a figure is pointed at. */
export function sameUnit(a: string, b: string): boolean {
  return unitFamily(a) === unitFamily(b);
}

function unitFamily(unit: string): string {
  const bare = unit.replace(/(.)次$/, '$1');
  if (/元$|^[万亿]$/.test(bare)) return '元';
  if (/^[名位]$/.test(bare)) return '人';
  if (/^[个件条项]$/.test(bare)) return '件';
  return bare;
}
