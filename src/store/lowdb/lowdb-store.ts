import { formatInstant } from '../../domain/date.ts';
import { AppError, Conflict } from '../../domain/errors.ts';
import type { Clock } from '../../lib/clock.ts';
import { type Disk, nodeDisk } from '../../lib/disk.ts';
import type { Logger } from '../../lib/logger.ts';
import { Mutex } from '../../lib/mutex.ts';
import type { Kind, Reader, Scope, Store, Transaction } from '../store.ts';
import { checkKept } from './check-kept.ts';
import { removeUnfinishedCheckpoints } from './checkpoint.ts';
import { type Commit, CommitLog, Superseded } from './commit-log.ts';
import { ControlServer, type RunCommand } from './control.ts';
import { dumpLines, stateOfDump } from './dump.ts';
import { type JournalBounds, Keeper } from './keeper.ts';
import { closed, messages, notWritten, unusable } from './messages.ts';
import { Ownership } from './ownership.ts';
import { recover } from './recover.ts';
import { StateReader } from './state-reader.ts';
import { StateTransaction } from './transaction.ts';

/** What a store in a folder needs. */
export interface LowdbStoreOptions {
  folder: string;
  clock: Clock;
  logger?: Logger;
  /** Another than the real disk, for tests of failing ones. */
  disk?: Disk;
  journalBounds?: JournalBounds;
}

const MEGABYTE = 1024 * 1024;
const defaultBounds: JournalBounds = { least: 8 * MEGABYTE, most: 64 * MEGABYTE };

/** Runs of one transaction before its conflict is reported: far more than any real contention, and never endless. */
const MOST_RUNS = 100;

type Accepted<T> = { value: T; commit: Commit };

/** 存储 on the folder of one process: rows in memory, every commit in a journal, lowdb files as checkpoints. Opened by `openLowdbStore`. */
export class LowdbStore implements Store {
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #logger: Logger | undefined;
  readonly #keeper: Keeper;
  readonly #log: CommitLog;
  readonly #ownership: Ownership;
  #control: ControlServer | undefined;
  #run: RunCommand = async (_request, output) => {
    output.stderr('小法正在启动，请稍后再试。');
    return 1;
  };
  /** One at a time: appends to the journal and its rotation. */
  readonly #writing = new Mutex();
  /** One at a time: checkpoints, loads and checks. Taken before `#writing`. */
  readonly #maintenance = new Mutex();
  /** Transactions that met a conflict queue here, so that they do not go on meeting each other. */
  readonly #contended = new Mutex();
  readonly #listeners = new Set<(kinds: ReadonlySet<Kind>) => void>();
  readonly #stopping = new AbortController();
  #isFlushAsked = false;
  #isCheckpointAsked = false;
  #ending: Promise<void> | undefined;

  private constructor(parts: { options: LowdbStoreOptions; disk: Disk; keeper: Keeper; log: CommitLog; ownership: Ownership }) {
    this.#folder = parts.options.folder;
    this.#disk = parts.disk;
    this.#logger = parts.options.logger;
    this.#keeper = parts.keeper;
    this.#log = parts.log;
    this.#ownership = parts.ownership;
  }

  /** See `openLowdbStore`. */
  static async open(options: LowdbStoreOptions): Promise<LowdbStore> {
    try {
      const ownership = await Ownership.claim(options.folder, formatInstant(options.clock.now()));
      return await LowdbStore.#openOwned(options, ownership).catch(async (error: unknown) => {
        await ownership.release();
        throw error;
      });
    } catch (error) {
      throw error instanceof AppError ? error : unusable(options.folder, error);
    }
  }

  static async #openOwned(options: LowdbStoreOptions, ownership: Ownership): Promise<LowdbStore> {
    const { folder, logger, disk = nodeDisk, journalBounds: bounds = defaultBounds } = options;
    const recovered = await recover(disk, folder);
    for (const { message, ...fields } of recovered.findings) logger?.warn(fields, message);
    await removeUnfinishedCheckpoints(disk, folder);
    const keeper = await Keeper.open(disk, folder, { recovered, bounds });
    const store = new LowdbStore({ options, disk, keeper, log: new CommitLog(recovered.state), ownership });
    await store.#listen();
    return store;
  }

  async read<T>(scope: Scope, work: (reader: Reader) => Promise<T>): Promise<T> {
    this.#mustBeOpen();
    return await work(new StateReader(this.#log.durable, scope));
  }

  async write<T>(scope: Scope, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    for (;;) {
      try {
        const { value, commit } = await this.#accepted(scope, work);
        await commit.done;
        return value;
      } catch (error) {
        if (!(error instanceof Superseded)) throw error;
      }
    }
  }

  /** The folder has one owner, so whatever only one process may do, this one may. */
  async lease(_name: string, _ms: number): Promise<boolean> {
    return !this.#ending;
  }

  onCommit(listener: (kinds: ReadonlySet<Kind>) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async *dump(): AsyncGenerator<string> {
    this.#mustBeOpen();
    yield* dumpLines(this.#log.durable);
  }

  async load(lines: AsyncIterable<string>): Promise<void> {
    const state = await stateOfDump(lines);
    await this.#maintain(() =>
      this.#writing.run(async () => {
        await this.#keeper.replaceAll(state, this.#stopping.signal);
        this.#log.refuse(new Superseded(), state);
      }),
    );
    this.#tell(new Set(state.kinds()));
    // So that there are two good checkpoints again, and nothing of before; the load itself has happened, whatever becomes of this.
    await this.#tryCheckpoint();
  }

  verify(): Promise<string[]> {
    return this.#maintain(async () => {
      const known = await this.#writing.run(() => ({ state: this.#log.durable, frame: this.#keeper.frame }));
      return checkKept(this.#disk, this.#folder, known);
    });
  }

  async scrub(): Promise<void> {
    await this.checkpoint();
    await this.checkpoint();
  }

  /** Flushes what waits and gives the folder free. */
  close(): Promise<void> {
    this.#ending ??= this.#end(() => this.#flush());
    return this.#ending;
  }

  /** 模拟断电 — drops everything that is not on disk, as a power cut would, and gives the folder free. */
  abandon(): Promise<void> {
    this.#ending ??= this.#end(async () => undefined);
    this.#log.refuse(closed());
    return this.#ending;
  }

  /** Writes a checkpoint now; it is done in the background by itself when the journal has grown. Commits go on meanwhile. */
  checkpoint(): Promise<void> {
    return this.#maintain(async () => {
      const kept = await this.#writing.run(async () => {
        await this.#keeper.rotate();
        return { state: this.#log.durable, frame: this.#keeper.frame };
      });
      await this.#keeper.writeCheckpoint({ ...kept, signal: this.#stopping.signal });
      await this.#keeper.prune();
    });
  }

  /** From now on, commands that other processes ask for through the control socket are run so. */
  serve(run: RunCommand): void {
    this.#run = run;
  }

  /** Runs the work until it could be accepted; the first run goes at once, further ones in a queue. */
  async #accepted<T>(scope: Scope, work: (transaction: Transaction) => Promise<T>): Promise<Accepted<T>> {
    const first = await this.#attempt(scope, work);
    if (!(first instanceof Conflict)) return first;
    return this.#contended.run(async () => {
      let last = first;
      for (let run = 2; run <= MOST_RUNS; run++) {
        const outcome = await this.#attempt(scope, work);
        if (!(outcome instanceof Conflict)) return outcome;
        last = outcome;
      }
      throw last;
    });
  }

  async #attempt<T>(scope: Scope, work: (transaction: Transaction) => Promise<T>): Promise<Accepted<T> | Conflict> {
    this.#mustBeOpen();
    const base = this.#log.head;
    const transaction = new StateTransaction(base.state, scope);
    const value = await this.#runOn(base, () => work(transaction)).finally(() => transaction.end());
    this.#mustBeOpen();
    const commit = this.#log.accept(base, transaction);
    if (commit instanceof Conflict) return commit;
    if (commit !== base) this.#askForFlush();
    return { value, commit };
  }

  /** What the work throws may rest on rows that are not durable yet, so it is told only when they are. */
  async #runOn<T>(base: Commit, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await base.done;
      throw error;
    }
  }

  #askForFlush(): void {
    if (this.#isFlushAsked) return;
    this.#isFlushAsked = true;
    // After the current round of the event loop: whoever commits in the same round shares the fsync.
    setImmediate(() => void this.#writing.run(() => this.#flush()));
  }

  /** Never throws: whoever waits is told. */
  async #flush(): Promise<void> {
    this.#isFlushAsked = false;
    const batch = this.#log.nextBatch();
    if (batch.length === 0) return;
    try {
      await this.#keeper.append(batch.map(commit => commit.text));
    } catch (cause) {
      this.#log.refuse(notWritten(cause));
      return;
    }
    this.#log.confirm();
    for (const commit of batch) this.#tell(commit.kinds);
    if (this.#keeper.isCheckpointDue) this.#askForCheckpoint();
  }

  #askForCheckpoint(): void {
    if (this.#isCheckpointAsked || this.#ending) return;
    this.#isCheckpointAsked = true;
    void this.#tryCheckpoint().finally(() => {
      this.#isCheckpointAsked = false;
    });
  }

  async #tryCheckpoint(): Promise<void> {
    try {
      await this.checkpoint();
    } catch (error) {
      this.#keeper.postponeCheckpoint();
      if (!this.#ending) this.#logger?.warn({ err: error }, messages.checkpointFailed);
    }
  }

  #tell(kinds: ReadonlySet<Kind>): void {
    for (const listener of this.#listeners) {
      try {
        listener(kinds);
      } catch (error) {
        this.#logger?.error({ err: error }, messages.listenerFailed);
      }
    }
  }

  #maintain<T>(task: () => Promise<T>): Promise<T> {
    return this.#maintenance.run(async () => {
      this.#mustBeOpen();
      try {
        return await task();
      } catch (error) {
        throw error instanceof AppError || this.#ending ? error : notWritten(error);
      }
    });
  }

  async #listen(): Promise<void> {
    try {
      this.#control = await ControlServer.open(this.#folder, (request, output) => this.#run(request, output));
    } catch (error) {
      this.#logger?.warn({ err: error }, messages.noControlSocket);
    }
  }

  async #end(finish: () => Promise<void>): Promise<void> {
    this.#stopping.abort();
    await this.#maintenance.run(() => undefined);
    await this.#writing.run(finish);
    await this.#keeper.close();
    await this.#control?.close();
    await this.#ownership.release();
  }

  #mustBeOpen(): void {
    if (this.#ending) throw closed();
  }
}

/**
 * Opens the store in a folder, which it makes when there is none. Throws `store-owned` when another process has it open, and `store-corrupt`
 * when something that was acknowledged cannot be read back; what was only half written is dropped with a line in the log.
 */
export function openLowdbStore(options: LowdbStoreOptions): Promise<LowdbStore> {
  return LowdbStore.open(options);
}
