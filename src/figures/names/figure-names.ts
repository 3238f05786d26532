import type { Bureau } from '../../bureau/bureau.ts';
import { dateOf, yearOf } from '../../domain/date.ts';
import { DecidedNames } from '../../domain/decided-names.ts';
import { type Entry, stands } from '../../domain/entry.ts';
import type { Ledger, MetricDefinition } from '../../domain/ledger.ts';
import type { MetricKind } from '../../domain/quantity.ts';
import { saidName } from '../../ledgers/names/as-counted.ts';
import type { Instant } from '../../lib/clock.ts';
import type { Reader } from '../../store/store.ts';
import { loadEntries } from '../load-entries.ts';
import { definitionOf } from '../metric-definition.ts';

/** 叫法 — a name under which figures are reported, whether a ledger lists it or not, with what was said under it. */
export interface FigureName {
  name: string;
  /** The most often reported first; of a listed metric those of its ledger. */
  units: readonly string[];
  kind: MetricKind;
  /** Null for a name that figures were only kept under. */
  listed: { ledger: Ledger; metric: MetricDefinition } | null;
  /** What was reported under this very name, whatever it counts as. */
  entries: Entry[];
}

interface Kept {
  units: Map<string, number>;
  kinds: Map<MetricKind, number>;
  entries: Entry[];
}

/** 叫法录 — every name that figures were reported under in these entries, and every metric of the ledgers. */
export class FigureNames {
  readonly bureau: Bureau;
  readonly decided: DecidedNames;
  /** As they count (`asCounted`). */
  readonly entries: readonly Entry[];
  readonly #kept = new Map<string, Kept>();
  #unlisted: readonly FigureName[] | undefined;
  #listed: readonly FigureName[] | undefined;

  constructor(bureau: Bureau, entries: readonly Entry[]) {
    this.bureau = bureau;
    this.decided = bureau.decided ?? new DecidedNames([]);
    this.entries = entries;
    for (const entry of entries) if (stands(entry)) this.#keep(entry);
  }

  #keep(entry: Entry): void {
    for (const metric of entry.metrics) {
      const name = saidName(metric);
      // 转办—住建: a part goes by its whole.
      if ((!metric.isNew && metric.saidAs === undefined) || name.includes('—')) continue;
      const kept: Kept = this.#kept.get(name) ?? { units: new Map(), kinds: new Map(), entries: [] };
      this.#kept.set(name, kept);
      kept.units.set(metric.unit, (kept.units.get(metric.unit) ?? 0) + 1);
      kept.kinds.set(metric.kind, (kept.kinds.get(metric.kind) ?? 0) + 1);
      if (kept.entries.at(-1) !== entry) kept.entries.push(entry);
    }
  }

  /** Names that figures were kept under, and no ledger lists. */
  get kept(): readonly FigureName[] {
    this.#unlisted ??= this.#all([...this.#kept.keys(), ...this.decided.all.map(({ id }) => id)]).filter(({ listed }) => listed === null);
    return this.#unlisted;
  }

  get listed(): readonly FigureName[] {
    this.#listed ??= this.#all(this.bureau.ledgers.flatMap(({ metrics }) => metrics.map(({ name }) => name)));
    return this.#listed;
  }

  #all(names: readonly string[]): FigureName[] {
    return [...new Set(names)].flatMap(name => this.of(name) ?? []);
  }

  /** By the very name; undefined for one that nobody ever said or listed. */
  of(name: string): FigureName | undefined {
    const found = definitionOf(this.bureau, name);
    const kept = this.#kept.get(name);
    const entries = kept?.entries ?? [];
    if (found) {
      const { definition: metric, ledger } = found;
      return { name, units: metric.units, kind: metric.kind, listed: { ledger, metric }, entries };
    }
    const units = kept ? mostFirst(kept.units) : this.#decidedUnits(name);
    return units && { name, units, kind: (kept && mostFirst(kept.kinds)[0]) ?? 'increment', listed: null, entries };
  }

  /** Of a name of which no report is left, the units that were decided about; undefined where nothing was. */
  #decidedUnits(name: string): string[] | undefined {
    const own = this.decided.of(name);
    const under = this.decided.all.find(({ joined }) => joined?.into === name);
    return own?.joined?.units ?? own?.adopted?.units ?? under?.joined?.units ?? (own && []);
  }

  /** As somebody says it: the name, or a word that a ledger's file has for it. */
  said(words: string): FigureName | undefined {
    const own = this.of(words);
    if (own) return own;
    const metric = this.bureau.ledgers.flatMap(({ metrics }) => metrics).find(({ aliases }) => aliases.includes(words));
    return metric && this.of(metric.name);
  }

  /** What a name counts as in the end; itself where nothing was decided. */
  root(figure: FigureName): FigureName {
    const counted = this.decided.countedAs(figure.name)?.name;
    return (counted === undefined ? undefined : this.of(counted)) ?? figure;
  }
}

function mostFirst<T>(counts: ReadonlyMap<T, number>): T[] {
  return [...counts].sort(([, a], [, b]) => b - a).map(([value]) => value);
}

/** Before this nobody kept records here. */
const FIRST_DAY = '2000-01-01';

/** The names as they stand at a moment; those of this year and last, or of all years. */
export async function figureNames(
  reader: Reader,
  bureau: Bureau,
  { at, isOfAllYears = false }: { at: Instant; isOfAllYears?: boolean },
): Promise<FigureNames> {
  const today = dateOf(at);
  const { entries } = await loadEntries(reader, { from: isOfAllYears ? FIRST_DAY : `${yearOf(today) - 1}-01-01`, to: today });
  return new FigureNames(bureau, entries);
}
