import { Conflict } from '../../domain/errors.ts';
import type { Kind } from '../store.ts';
import { encodeTransaction } from './frame.ts';
import type { Change, State } from './state.ts';
import type { StateTransaction } from './transaction.ts';

/** One accepted transaction, or the state that everything started from. */
export interface Commit {
  readonly state: State;
  readonly changes: readonly Change[];
  readonly kinds: ReadonlySet<Kind>;
  /** Its part of a journal frame. */
  readonly text: string;
  /** Resolves when it is durable. */
  readonly done: Promise<void>;
  readonly settle: (error?: Error) => void;
  /** The next accepted one: whoever holds a commit can walk to the newest, and what nobody holds is forgotten. */
  next?: Commit;
}

/** Everything was replaced by a dump while this was waiting: it has to run again. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

function createCommit(state: State, changes: readonly Change[]): Commit {
  let settle: Commit['settle'] = () => undefined;
  const done = new Promise<void>((resolve, reject) => {
    settle = error => (error ? reject(error) : resolve());
  });
  // A refused commit that nobody waits for is no unhandled rejection.
  done.catch(() => undefined);
  return { state, changes, kinds: new Set(changes.map(change => change.kind)), text: encodeTransaction(changes), done, settle };
}

function root(state: State): Commit {
  const commit = createCommit(state, []);
  commit.settle();
  return commit;
}

/**
 * The order of commits in memory. Transactions run optimistically over the newest accepted state (`head`), which may not be durable yet;
 * readers see the newest durable one. When the disk refuses a batch, everything accepted since the durable state is refused with it.
 */
export class CommitLog {
  #head: Commit;
  #durable: Commit;
  /** Accepted and not yet durable, oldest first; the first `#inFlight` of them are being written. */
  #waiting: Commit[] = [];
  #inFlight = 0;

  constructor(state: State) {
    this.#head = root(state);
    this.#durable = this.#head;
  }

  get head(): Commit {
    return this.#head;
  }

  get durable(): State {
    return this.#durable.state;
  }

  /** Puts a finished run after the head, unless something that it read has changed since `base`. */
  accept(base: Commit, transaction: StateTransaction): Commit | Conflict {
    if (transaction.changes.length === 0) return base;
    const conflict = this.#conflict(base, transaction);
    if (conflict) return conflict;
    const { changes } = transaction;
    const state = base === this.#head ? transaction.result : changes.reduce((newest, change) => newest.with(change), this.#head.state);
    const commit = createCommit(state, changes);
    this.#head.next = commit;
    this.#head = commit;
    this.#waiting.push(commit);
    return commit;
  }

  /** What is to be written next, all in one frame. */
  nextBatch(): readonly Commit[] {
    this.#inFlight = this.#waiting.length;
    return [...this.#waiting];
  }

  /** The batch is durable. */
  confirm(): void {
    const batch = this.#waiting.splice(0, this.#inFlight);
    this.#inFlight = 0;
    this.#durable = batch.at(-1) ?? this.#durable;
    for (const commit of batch) commit.settle();
  }

  /** Nothing that is waiting will be kept: the durable state, or the given one, is the head again. */
  refuse(error: Error, state: State = this.durable): void {
    const refused = this.#waiting;
    this.#waiting = [];
    this.#inFlight = 0;
    this.#durable = root(state);
    this.#head = this.#durable;
    for (const commit of refused) commit.settle(error);
  }

  #conflict(base: Commit, transaction: StateTransaction): Conflict | undefined {
    let commit = base;
    while (commit !== this.#head) {
      // The end of a line that was refused or replaced: what was read there may never have been.
      const change = commit.next ? transaction.conflictsWith(commit.next.changes) : transaction.changes[0];
      const row = change?.after ?? change?.before;
      if (change && row) return new Conflict(change.kind, row.id);
      if (!commit.next) return undefined;
      commit = commit.next;
    }
    return undefined;
  }
}
