import type { Ledger, MetricDefinition } from '../../../domain/ledger.ts';
import type { MetricKind } from '../../../domain/quantity.ts';
import { actsOf } from '../alike-acts.ts';
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
  /** What it counts as where an editor joined it into another name; else null. */
  countedAs: string | null;
}

/** What is counted under a name. */
type NameUse = Pick<KnownName, 'units' | 'kind' | 'definition'> & { countedAs?: string };

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
  readonly countedAs: string | null;
  #words: readonly NameWord[] | undefined;
  #acts: ReadonlySet<number> | undefined;

  constructor(name: string, { units, kind, definition, countedAs }: NameUse) {
    this.name = name;
    this.units = units;
    this.kind = kind;
    this.definition = definition;
    this.countedAs = countedAs ?? null;
  }

  get words(): readonly NameWord[] {
    this.#words ??= wordsOf(this.name);
    return this.#words;
  }

  get acts(): ReadonlySet<number> {
    this.#acts ??= new Set(this.words.flatMap(({ text }) => actsOf(text)));
    return this.#acts;
  }
}

/** A name with how many pairs of letters and how many letters it has. */
interface Listed {
  known: KnownName;
  pairs: number;
  letters: number;
}

/** Of what a name has, what was found in the texts. */
interface Found {
  listed: Listed;
  pairs: number;
  letters: number;
}

/** 已有名录 — all of them, looked up by the letters, and the pairs of letters, that they share with a text. */
export class KnownNames {
  readonly #byPart = new Map<string, Listed[]>();
  readonly #names = new Map<string, KnownName>();
  readonly #ofUnit = new Map<string, number>();

  get isEmpty(): boolean {
    return this.#names.size === 0;
  }

  /** Whether figures of this unit are counted under this name. */
  has(name: string, unit: string): boolean {
    return this.#names.get(name)?.units.includes(unit) === true;
  }

  /** The name itself, where an editor joined it into another one for figures of this unit. */
  joined(name: string, unit: string): KnownName | null {
    const known = this.#names.get(name);
    return known !== undefined && known.countedAs !== null && known.units.includes(unit) ? known : null;
  }

  add(name: string, use: NameUse): void {
    if (this.#names.has(name)) return;
    const known = new Known(name, use);
    this.#names.set(name, known);
    for (const unit of new Set(use.units)) this.#ofUnit.set(unit, this.ofUnit(unit) + 1);
    const pairs = pairsOf(name);
    const letters = new Set(name);
    const listed = { known, pairs: pairs.size, letters: letters.size };
    for (const part of [...pairs, ...letters]) {
      const list = this.#byPart.get(part);
      if (list === undefined) this.#byPart.set(part, [listed]);
      else list.push(listed);
    }
  }

  /** How many names are counted in a unit. */
  ofUnit(unit: string): number {
    return this.#ofUnit.get(unit) ?? 0;
  }

  /** Those that share most of their own letters with the texts, at most twelve; `fits` tells which may be meant at all. */
  near(texts: readonly string[], fits: (known: KnownName) => boolean): KnownName[] {
    if (this.isEmpty) return [];
    const found = new Map<Listed, Found>();
    for (const part of new Set(texts.flatMap(text => [...text, ...pairsOf(text)])))
      for (const listed of this.#byPart.get(part) ?? []) {
        const one = found.get(listed) ?? { listed, pairs: 0, letters: 0 };
        if (part.length === 1) one.letters++;
        else one.pairs++;
        found.set(listed, one);
      }
    return [...found.values()]
      .filter(one => (one.pairs > 0 || sharesLetters(one)) && fits(one.listed.known))
      .sort((a, b) => share(b) - share(a) || (a.listed.known.name < b.listed.known.name ? -1 : 1))
      .slice(0, most)
      .map(({ listed }) => listed.known);
  }
}

const share = ({ listed, pairs, letters }: Found): number => pairs / Math.max(1, listed.pairs) + letters / listed.letters;

/** 农企 has letters of 走访农业企业, and no pair. */
const sharesLetters = ({ listed, letters }: Found): boolean => letters >= 2 && 3 * letters >= listed.letters;
