import type { BureauId } from '../../domain/member.ts';
import type { Kind, Row } from '../store.ts';
import { kinds } from './row-order.ts';
import type { Edit } from './sorted-tree.ts';
import { Table } from './table.ts';

/** One row that came, went or was replaced. */
export interface Change {
  kind: Kind;
  before: Row | undefined;
  after: Row | undefined;
}

type Tables = Record<Kind, Table>;

function emptyTables(): Tables {
  return Object.fromEntries(kinds.map(kind => [kind, Table.from(kind, [])])) as Record<Kind, Table>;
}

const noTables = emptyTables();

function ownTables(bureaus: ReadonlyMap<BureauId, Tables>): Map<BureauId, Tables> {
  return new Map([...bureaus].map(([bureau, tables]) => [bureau, { ...tables }]));
}

/** Everything that is kept, at one moment. Never changes: a change gives a new state that shares nearly all of the old one, or within one edit the same. */
export class State {
  readonly #bureaus: Map<BureauId, Tables>;
  readonly #edit: Edit | undefined;

  constructor(bureaus: Map<BureauId, Tables> = new Map(), edit?: Edit) {
    this.#bureaus = bureaus;
    this.#edit = edit;
  }

  /** Builds a state at once, from rows in any order. */
  static from(rows: Iterable<{ kind: Kind; row: Row }>): State {
    const lists = new Map<BureauId, Map<Kind, Row[]>>();
    for (const { kind, row } of rows) {
      const ofBureau = lists.get(row.bureau) ?? new Map<Kind, Row[]>();
      lists.set(row.bureau, ofBureau);
      const list = ofBureau.get(kind);
      if (list) list.push(row);
      else ofBureau.set(kind, [row]);
    }
    const bureaus = [...lists].map(([bureau, ofBureau]): [BureauId, Tables] => {
      const tables = { ...noTables };
      for (const [kind, list] of ofBureau) tables[kind] = Table.from(kind, list);
      return [bureau, tables];
    });
    return new State(new Map(bureaus));
  }

  /** Every bureau that has ever had a row, sorted. */
  bureaus(): BureauId[] {
    return [...this.#bureaus.keys()].sort();
  }

  table(bureau: BureauId, kind: Kind): Table {
    return (this.#bureaus.get(bureau) ?? noTables)[kind];
  }

  /** Of an edit, the state is to be used in place of the one before, and of nobody but its holder until the edit is over. */
  with(change: Change, edit?: Edit): State {
    const mine = edit !== undefined && this.#edit === edit ? this : new State(ownTables(this.#bureaus), edit);
    const { bureau } = (change.after ?? change.before) as Row;
    const tables = mine.#bureaus.get(bureau) ?? { ...noTables };
    mine.#bureaus.set(bureau, tables);
    tables[change.kind] = tables[change.kind].with(change, edit);
    return mine;
  }

  /** Every row: bureau by bureau, kind by kind, by id. */
  *rows(): Generator<{ kind: Kind; row: Row }> {
    for (const bureau of this.bureaus()) {
      for (const kind of kinds) for (const row of this.table(bureau, kind).rows()) yield { kind, row };
    }
  }

  /** Kinds of which there are rows. */
  kinds(): Kind[] {
    return kinds.filter(kind => this.bureaus().some(bureau => this.table(bureau, kind).size > 0));
  }

  get size(): number {
    return this.bureaus().reduce((sum, bureau) => sum + kinds.reduce((rows, kind) => rows + this.table(bureau, kind).size, 0), 0);
  }
}
