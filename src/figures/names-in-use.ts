import type { LocalDate } from '../domain/date.ts';
import type { DecidedNames } from '../domain/decided-names.ts';
import { counts, type Entry } from '../domain/entry.ts';
import { decidedNames } from '../ledgers/names/decided-names.ts';
import { KnownNames } from '../ledgers/reading/naming/known-names.ts';
import type { Reader } from '../store/store.ts';
import { loadEntries } from './load-entries.ts';
import { yearsSpokenOf } from './read-period.ts';

const namesOf = new WeakMap<readonly Entry[], { decided: DecidedNames; names: KnownNames }>();

/** 在用名 — what figures that no metric fits were kept under this year, in January and February also last year: the same work told in other words is counted with them. */
export async function namesInUse(reader: Reader, today: LocalDate): Promise<KnownNames> {
  const { entries } = await loadEntries(reader, yearsSpokenOf(today));
  const decided = await decidedNames(reader);
  const known = namesOf.get(entries);
  if (known?.decided === decided) return known.names;
  const names = collect(entries, decided);
  namesOf.set(entries, { decided, names });
  return names;
}

function collect(entries: readonly Entry[], decided: DecidedNames): KnownNames {
  const units = new Map<string, Set<string>>();
  const kinds = new Map<string, Entry['metrics'][number]['kind']>();
  for (const entry of entries) {
    if (!counts(entry)) continue;
    for (const { name, unit, kind, isNew } of entry.metrics) {
      // 转办—住建: a part goes by its whole.
      if (!isNew || name.includes('—')) continue;
      const own = units.get(name) ?? new Set();
      units.set(name, own.add(unit));
      kinds.set(name, kinds.get(name) ?? kind);
    }
  }
  const names = new KnownNames();
  for (const [name, own] of units) names.add(name, { units: [...own], kind: kinds.get(name) ?? 'increment', definition: null });
  for (const { id, joined } of decided.all) {
    const counted = decided.countedAs(id);
    if (joined === null || counted === null || counted.ledger !== null) continue;
    names.add(id, { units: joined.units, kind: kinds.get(counted.name) ?? 'increment', definition: null, countedAs: counted.name });
  }
  return names;
}
