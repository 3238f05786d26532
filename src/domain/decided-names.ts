import type { LedgerPlace, NameDecision, NameStep } from './name-decision.ts';

/** What a figure counts as: under this name, in this ledger where it is a metric of the bureau. */
export interface CountedName {
  name: string;
  ledger: LedgerPlace | null;
}

/** 叫法录 — all that was decided about names; a name that was joined into one that was joined itself counts as the last of them. */
export class DecidedNames {
  readonly #decisions: ReadonlyMap<string, NameDecision>;

  constructor(decisions: readonly NameDecision[]) {
    this.#decisions = new Map(decisions.map(decision => [decision.id, decision]));
  }

  get isEmpty(): boolean {
    return this.#decisions.size === 0;
  }

  get all(): NameDecision[] {
    return [...this.#decisions.values()];
  }

  of(name: string): NameDecision | undefined {
    return this.#decisions.get(name);
  }

  /** The joins that lead from a name to what it counts as; of figures of this unit, or of any. Empty where it stands for itself. */
  path(name: string, unit?: string): NameDecision[] {
    const path: NameDecision[] = [];
    let step = this.of(name);
    while (step?.joined && !path.includes(step) && (unit === undefined || step.joined.units.includes(unit))) {
      path.push(step);
      step = this.of(step.joined.into);
    }
    return path;
  }

  /** What figures of a name and unit count as by a decision; null where nothing was decided. */
  countedAs(name: string, unit?: string): CountedName | null {
    const last = this.path(name, unit).at(-1)?.joined;
    // Of an adopted metric only what stands now: the decision may have been lifted since the join.
    if (last) return { name: last.into, ledger: this.of(last.into)?.adopted?.ledger ?? last.ledger };
    const adopted = this.of(name)?.adopted;
    const isOfUnit = unit === undefined || adopted?.units.includes(unit) === true;
    return adopted && isOfUnit ? { name, ledger: adopted.ledger } : null;
  }

  /** Every name that counts as this one, in the order of their decisions. */
  countedUnder(name: string): NameDecision[] {
    return this.all.filter(decision => decision.joined !== null && this.countedAs(decision.id)?.name === name);
  }

  /** The names that this one is never taken for. */
  apartFrom(name: string): string[] {
    const own = this.of(name)?.apart ?? [];
    return [...own, ...this.all.flatMap(({ id, apart }) => (apart.includes(name) && !own.includes(id) ? [id] : []))];
  }
}

/** The step by which a name came to be joined as it is. */
export function joinedBy({ history, joined }: NameDecision): NameStep | undefined {
  return joined === null ? undefined : history.findLast(({ action, after }) => action === 'join' && after.joined?.into === joined.into);
}
