import type { Bureau } from '../bureau/bureau.ts';
import type { Entry } from '../domain/entry.ts';
import { stands } from '../domain/entry.ts';
import type { MetricKind } from '../domain/quantity.ts';
import { definitionOf } from './metric-definition.ts';
import { compare } from './report-line.ts';

/** 新指标 — words that figures were kept under because no ledger's metric fits them. */
export interface NewMetric {
  name: string;
  /** 接待6批次210人: the same words, counted in two ways. */
  units: string[];
  kind: MetricKind;
  departments: string[];
  entries: Pick<Entry, 'number'>[];
}

/** What an editor may join or make metrics of: the most often reported first. */
export function newMetricsOf(entries: readonly Entry[], bureau: Pick<Bureau, 'ledgers'>): NewMetric[] {
  const found = new Map<string, NewMetric>();
  for (const entry of entries) {
    if (!stands(entry)) continue;
    for (const { name, unit, kind, isNew } of entry.metrics) {
      if (!isNew || name.includes('—') || definitionOf(bureau, name)?.definition.units.includes(unit)) continue;
      const known = found.get(name) ?? { name, units: [], kind, departments: [], entries: [] };
      if (!known.units.includes(unit)) known.units.push(unit);
      if (!known.entries.includes(entry)) known.entries.push(entry);
      if (!known.departments.includes(entry.department)) known.departments.push(entry.department);
      found.set(name, known);
    }
  }
  return [...found.values()].sort((a, b) => b.entries.length - a.entries.length || compare(a.name, b.name));
}
