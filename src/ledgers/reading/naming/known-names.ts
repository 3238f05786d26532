import type { Ledger, MetricDefinition } from '../../../domain/ledger.ts';
import type { MetricKind } from '../../../domain/quantity.ts';
import { actOf } from '../alike-acts.ts';
import { type NameWord, wordsOf } from './figure-scene.ts';

/** 已有名 — a name under which the bureau counts already: a metric of one of its ledgers, or what figures were kept under before. */
export interface KnownName {
  name: string;
  units: readonly string[];
  kind: MetricKind;
  words: readonly NameWord[];
  /** The rows of its verbs (`alike-acts.ts`). */
  acts: ReadonlySet<number>;
  /** Null for what no ledger defines. */
  definition: { ledger: Ledger; metric: MetricDefinition } | null;
}

/** What is counted under a name. */
type NameUse = Pick<KnownName, 'units' | 'kind' | 'definition'>;

/** Figures are put beside so many names at most. */
const most = 12;

function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < text.length; at++) pairs.add(text.slice(at, at + 2));
  return pairs;
}

/** The words of a name are found when a figure is first put beside it: of most names that stand in the ledgers none ever is. */
class Known implements KnownName {
  readonly name: string;
  readonly units: readonly string[];
  readonly kind: MetricKind;
  readonly definition: KnownName['definition'];
  #words: readonly NameWord[] | undefined;
  #acts: ReadonlySet<number> | undefined;

  constructor(name: string, { units, kind, definition }: NameUse) {
    this.name = name;
    this.units = units;
    this.kind = kind;
    this.definition = definition;
  }

  get words(): readonly NameWord[] {
    this.#words ??= wordsOf(this.name);
    return this.#words;
  }

  get acts(): ReadonlySet<number> {
    this.#acts ??= new Set(this.words.flatMap(({ text }) => actOf(text) ?? []));
    return this.#acts;
  }
}

/** 已有名录 — all of them, looked up by the pairs of letters that they share with a text. */
export class KnownNames {
  readonly #byPair = new Map<string, { known: KnownName; pairs: number }[]>();
  readonly #names = new Map<string, readonly string[]>();

  get isEmpty(): boolean {
    return this.#names.size === 0;
  }

  /** Whether figures of this unit are counted under this name. */
  has(name: string, unit: string): boolean {
    return this.#names.get(name)?.includes(unit) === true;
  }

  add(name: string, use: NameUse): void {
    if (this.#names.has(name)) return;
    this.#names.set(name, use.units);
    const pairs = pairsOf(name);
    const entry = { known: new Known(name, use), pairs: pairs.size };
    for (const pair of pairs) {
      const list = this.#byPair.get(pair);
      if (list === undefined) this.#byPair.set(pair, [entry]);
      else list.push(entry);
    }
  }

  /** Those that share most of their own letters with the texts, at most twelve; `fits` tells which may be meant at all. */
  near(texts: readonly string[], fits: (known: KnownName) => boolean): KnownName[] {
    if (this.#byPair.size === 0) return [];
    const shared = new Map<KnownName, { all: number; found: number }>();
    const said = new Set(texts.flatMap(text => [...pairsOf(text)]));
    for (const pair of said)
      for (const { known, pairs } of this.#byPair.get(pair) ?? []) {
        const one = shared.get(known);
        if (one === undefined) shared.set(known, { all: pairs, found: 1 });
        else one.found++;
      }
    return [...shared]
      .filter(([known]) => fits(known))
      .sort(([a, one], [b, other]) => other.found / other.all - one.found / one.all || (a.name < b.name ? -1 : 1))
      .slice(0, most)
      .map(([known]) => known);
  }
}
