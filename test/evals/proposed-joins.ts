import type { MetricReading } from '../../src/domain/entry.ts';
import { Likeness } from '../../src/figures/names/alike-names.ts';
import type { FigureName } from '../../src/figures/names/figure-names.ts';
import { fitOf } from '../../src/figures/names/may-join.ts';
import type { Share } from './wilson.ts';

/** A figure and the work that it is of. */
export interface ToldOf {
  figure: MetricReading | null;
  work: string;
}

type Name = Pick<FigureName, 'name' | 'units' | 'kind'> & { works: Set<string> };

/** 提议 — of the names of works that stand under several, those for which the list of 新指标 proposes another name of the same work; and of all that it proposes, what is right. */
export function judgeProposals(told: readonly ToldOf[]): { found: Share; right: Share } {
  const names = new Map<string, Name>();
  for (const { figure, work } of told) {
    if (!figure?.isNew) continue;
    const name = names.get(figure.name) ?? { name: figure.name, units: [figure.unit], kind: figure.kind, works: new Set() };
    name.works.add(work);
    names.set(figure.name, name);
  }
  const found: Share = { hits: 0, of: 0 };
  const right: Share = { hits: 0, of: 0 };
  const likeness = new Likeness();
  for (const name of names.values()) {
    const others = [...names.values()].filter(other => other !== name);
    const isSame = (other: Name): boolean => [...other.works].some(work => name.works.has(work));
    const proposed = likeness.alikeAmong(name, others)[0];
    const isRight = proposed !== undefined && isSame(proposed);
    if (others.some(other => isSame(other) && fitOf(name, other).units.length > 0)) count(found, isRight);
    if (proposed) count(right, isRight);
  }
  return { found, right };
}

function count(share: Share, isHit: boolean): void {
  share.of++;
  if (isHit) share.hits++;
}
