import type { CountedName, DecidedNames } from '../../domain/decided-names.ts';
import type { Entry, MetricReading } from '../../domain/entry.ts';

const lists = new WeakMap<readonly Entry[], { decided: DecidedNames; counted: Entry[] }>();
const rows = new WeakMap<Entry, { decided: DecidedNames; counted: Entry }>();

/**
 * 按归属计 — the entries as they count by what the editors decided about names: each figure under what its name counts as, in the ledger of that metric.
 * For counting and telling only: what is kept goes on saying what was said. The same entries and decisions give the very same list.
 */
export function asCounted(entries: Entry[], decided: DecidedNames): Entry[] {
  const known = lists.get(entries);
  if (known?.decided === decided) return known.counted;
  const counted = entries.map(entry => entryAsCounted(entry, decided));
  const list = counted.every((entry, at) => entry === entries[at]) ? entries : counted;
  lists.set(entries, { decided, counted: list });
  return list;
}

/** One entry as it counts. */
export function entryAsCounted(entry: Entry, decided: DecidedNames): Entry {
  if (!entry.metrics.some(metric => isConcerned(metric, decided))) return entry;
  const known = rows.get(entry);
  if (known?.decided === decided) return known.counted;
  const counted = renamed(entry, decided);
  rows.set(entry, { decided, counted });
  return counted;
}

function isConcerned({ name, isNew, saidAs }: MetricReading, decided: DecidedNames): boolean {
  return saidAs !== undefined || (isNew && decided.of(name) !== undefined);
}

function renamed(entry: Entry, decided: DecidedNames): Entry {
  const told = entry.metrics.map(metric => {
    const meant = isConcerned(metric, decided) ? decided.countedAs(saidName(metric), metric.unit) : null;
    return { metric, meant, counted: isConcerned(metric, decided) ? counted(metric, meant) : metric };
  });
  const names = new Map(told.map(({ metric, counted }) => [metric.name, counted.name]));
  const metrics = told.map(({ metric, counted }) => {
    if (counted.partOf === null) return counted;
    const partOf = names.get(counted.partOf) ?? counted.partOf;
    // 其中规上6家 under the name of its whole would count twice.
    return partOf === counted.name ? { ...metric, name: saidName(metric), isNew: true, partOf } : { ...counted, partOf };
  });
  const ledger = told.find(({ meant }) => meant?.ledger)?.meant?.ledger;
  return ledger && entry.ledger === null
    ? { ...entry, metrics, ledger: ledger.id, section: ledger.section, category: ledger.name }
    : { ...entry, metrics };
}

/** The name that was said, whatever it was read as. */
export function saidName({ name, saidAs }: Pick<MetricReading, 'name' | 'saidAs'>): string {
  return saidAs ?? name;
}

/** Figures of a metric that an editor adopted keep its name as the one that was said, whoever wrote them down: what is decided about it later holds for them, too. */
export function asSaid(metrics: readonly MetricReading[], decided: DecidedNames): MetricReading[] {
  return metrics.map(metric => {
    const isAdopted = metric.saidAs === undefined && !metric.isNew && decided.of(metric.name)?.adopted;
    return isAdopted ? { ...metric, saidAs: metric.name } : metric;
  });
}

/** A figure that was read under a decision that has been lifted since goes by its own name again. */
function counted(metric: MetricReading, meant: CountedName | null): MetricReading {
  const said = saidName(metric);
  if (meant === null) return { ...metric, name: said, isNew: true };
  return { ...metric, name: meant.name, saidAs: said, isNew: meant.ledger === null };
}
