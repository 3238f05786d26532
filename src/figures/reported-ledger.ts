import type { LocalDate } from '../domain/date.ts';
import type { DecidedNames } from '../domain/decided-names.ts';
import { counts } from '../domain/entry.ts';
import type { Ledger, MetricDefinition } from '../domain/ledger.ts';
import { words } from '../language/segmentation.ts';
import { decidedNames } from '../ledgers/names/decided-names.ts';
import type { Reader } from '../store/store.ts';
import { loadEntries } from './load-entries.ts';
import { yearsSpokenOf } from './read-period.ts';

/** 检查了多少台塔吊 says 检查塔吊: all of its words. */
function says(text: string, name: string): boolean {
  return text.includes(name) || (name.length >= 4 && words(name).every(word => text.includes(word)));
}

function joinedInto(name: string, decided: DecidedNames): string[] {
  return decided.countedUnder(name).map(({ id }) => id);
}

/** 台账之外的指标 — what was reported of late under words that no file defines and that this text names; null for none. */
export async function reportedLedger(reader: Reader, text: string, today: LocalDate): Promise<Ledger | null> {
  const { entries } = await loadEntries(reader, yearsSpokenOf(today));
  const decided = await decidedNames(reader);
  const named = new Map<string, MetricDefinition>();
  for (const entry of entries) {
    if (!counts(entry)) continue;
    for (const { name, unit, kind, isNew } of entry.metrics)
      if (isNew && name.length >= 2 && [name, ...joinedInto(name, decided)].some(each => says(text, each))) {
        const units = [...new Set([...(named.get(name)?.units ?? []), unit])];
        named.set(name, { name, aliases: joinedInto(name, decided), units, kind, partOf: null, rate: null });
      }
  }
  // 在库项目, where 在库项目总投资 was reported and asked for, is not what is meant.
  const metrics = [...named.values()].filter(({ name }) => ![...named.keys()].some(other => other !== name && other.includes(name)));
  if (metrics.length === 0) return null;
  return { id: 'reported', name: metrics[0]?.name ?? '', section: '', departments: [], keywords: [], metrics, eventMetric: null };
}
