import type { LocalDate } from '../domain/date.ts';
import type { DecidedNames } from '../domain/decided-names.ts';
import { counts, type Entry } from '../domain/entry.ts';
import type { Ledger, MetricDefinition } from '../domain/ledger.ts';
import { words } from '../language/segmentation.ts';
import { decidedNames } from '../ledgers/names/decided-names.ts';
import type { Reader } from '../store/store.ts';
import { loadEntries } from './load-entries.ts';
import { yearsSpokenOf } from './read-period.ts';

/** A figure that no file defines, and what it may be called, in words. */
interface Reported {
  definition: MetricDefinition;
  forms: { form: string; parts: string[] }[];
}

/** 检查了多少台塔吊 says 检查塔吊: all of its words. */
function says(text: string, { forms }: Reported): boolean {
  return forms.some(({ form, parts }) => text.includes(form) || (form.length >= 4 && parts.every(part => text.includes(part))));
}

/** Of each list of entries: one question asks several times. */
const reportedIn = new WeakMap<readonly Entry[], { decided: DecidedNames; reported: Reported[] }>();

function reportedOf(entries: readonly Entry[], decided: DecidedNames): Reported[] {
  const known = reportedIn.get(entries);
  if (known?.decided === decided) return known.reported;
  const reported = collect(entries, decided);
  reportedIn.set(entries, { decided, reported });
  return reported;
}

/** Each name once, with those that were joined into it. */
function collect(entries: readonly Entry[], decided: DecidedNames): Reported[] {
  const readings = new Map<string, { units: Set<string>; kind: MetricDefinition['kind'] }>();
  for (const { name, unit, kind, isNew } of entries.filter(counts).flatMap(entry => entry.metrics))
    if (isNew && name.length >= 2) readings.set(name, { units: (readings.get(name)?.units ?? new Set()).add(unit), kind });
  return [...readings].map(([name, { units, kind }]) => {
    const aliases = decided.countedUnder(name).map(({ id }) => id);
    const forms = [name, ...aliases].map(form => ({ form, parts: words(form) }));
    return { definition: { name, aliases, units: [...units], kind, partOf: null, rate: null }, forms };
  });
}

/** 台账之外的指标 — what was reported of late under words that no file defines and that this text names; null for none. */
export async function reportedLedger(reader: Reader, text: string, today: LocalDate): Promise<Ledger | null> {
  const { entries } = await loadEntries(reader, yearsSpokenOf(today));
  const named = reportedOf(entries, await decidedNames(reader)).flatMap(each => (says(text, each) ? [each.definition] : []));
  // 在库项目, where 在库项目总投资 was reported and asked for, is not what is meant.
  const metrics = named.filter(({ name }) => !named.some(other => other.name !== name && other.name.includes(name)));
  if (metrics.length === 0) return null;
  return { id: 'reported', name: metrics[0]?.name ?? '', section: '', departments: [], keywords: [], metrics, eventMetric: null };
}
