import type { Bureau } from '../bureau/bureau.ts';
import { dateOf } from '../domain/date.ts';
import { AppError } from '../domain/errors.ts';
import type { Schedule } from '../domain/schedule.ts';
import type { Instant } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import type { RunRow, Store, Transaction } from '../store/store.ts';
import { cancelledRun, failedForGood, failedRun, unexplainedFailure } from '../wording/runs.ts';
import { subjectOf, taskOf } from './due-runs.ts';
import { fullReach, presentOn, type Reach } from './present.ts';
import { createPushing } from './pushing.ts';
import { membersWithRole } from './recipients.ts';
import type { Task, TaskEffects } from './task.ts';

/** Longer than any task takes: a run whose holder died is taken up again after this. */
export const RUN_LEASE_MS = 10 * 60_000;
const MAX_ATTEMPTS = 3;
const RETRY_AFTER_MS = 5 * 60_000;

/** Where an unexpected error came from, without its words, which might be somebody's. */
function traceOf(error: unknown): object {
  if (error instanceof AppError) return { error: error.code };
  if (!(error instanceof Error)) return { error: typeof error };
  return {
    error: error.name,
    frame: error.stack
      ?.split('\n')
      .find(line => line.trimStart().startsWith('at '))
      ?.trim(),
  };
}

/** What runs are done with. */
export interface RunExecutionOptions {
  store: Store;
  tasks: ReadonlyMap<string, Task>;
  logger: Logger;
  reach?: Reach | undefined;
}

/** 执行 — takes claimed runs one after the other, does them, and records what came of each. */
export class RunExecution {
  readonly #store: Store;
  readonly #tasks: ReadonlyMap<string, Task>;
  readonly #logger: Logger;
  readonly #reach: Reach;

  constructor({ store, tasks, logger, reach = fullReach }: RunExecutionOptions) {
    this.#reach = reach;
    this.#store = store;
    this.#tasks = tasks;
    this.#logger = logger;
  }

  /** Takes the oldest run that is due at `now` and marks it as started; undefined when none is left. */
  take(bureau: Bureau, now: Instant, startedAt: (run: RunRow) => Instant): Promise<RunRow | undefined> {
    return this.#store.write({ bureau: bureau.id }, async transaction => {
      const [taken] = await transaction.take('run', now, 1, now + RUN_LEASE_MS);
      return taken && replaced(transaction, { ...taken, startedAt: startedAt(taken), attempts: (taken.attempts ?? 0) + 1 });
    });
  }

  /** Does a started run at the time that it started. A failure is recorded and tried again later, a bounded number of times. */
  async perform(bureau: Bureau, run: RunRow, schedule: Schedule | undefined): Promise<RunRow> {
    const at = run.startedAt ?? run.dueAt;
    const task = this.#tasks.get(run.task);
    if (!schedule || !task) return this.#record(run, async () => ({ state: 'done', finishedAt: at, outcome: cancelledRun }));
    // More starts than failures means that the program itself died in between.
    if ((run.attempts ?? 1) > MAX_ATTEMPTS) return this.#fail(bureau, { run, at, error: undefined });
    try {
      const { present, mentionable } = await this.#store.read({ bureau: bureau.id }, reader => presentOn(reader, bureau, { at, reach: this.#reach }));
      const effects = await task.run({ bureau: present, schedule, ...subjectOf(run, schedule), dueAt: run.dueAt, at, run: run.id, mentionable });
      return await this.#succeed(run, at, effects);
    } catch (error) {
      this.#logger.error({ run: run.id, attempts: run.attempts, ...traceOf(error) }, 'run failed');
      return this.#fail(bureau, { run, at, error });
    }
  }

  async #succeed(run: RunRow, at: Instant, effects: TaskEffects): Promise<RunRow> {
    const finished = await this.#record(run, async transaction => ({ state: 'done', finishedAt: at, ...(await effects(transaction)) }));
    this.#logger.info({ run: run.id, caughtUp: run.caughtUp, sent: finished.sent.length }, 'run finished');
    return finished;
  }

  #fail(bureau: Bureau, { run, at, error }: { run: RunRow; at: Instant; error: unknown }): Promise<RunRow> {
    const attempts = run.attempts ?? 1;
    const reason = error instanceof AppError ? error.message : unexplainedFailure;
    if (attempts >= MAX_ATTEMPTS) {
      const body = failedForGood({ task: taskOf(run), dueAt: run.dueAt, attempts: MAX_ATTEMPTS, reason, now: at });
      return this.#record(run, async transaction => {
        const sent = await tellAdmins(transaction, { bureau, at, run: run.id }, body);
        return { state: 'dead', finishedAt: at, outcome: failedRun(reason, MAX_ATTEMPTS, null), sent };
      });
    }
    const retryAt = at + RETRY_AFTER_MS * attempts;
    return this.#record(run, async () => ({ leasedUntil: retryAt, outcome: failedRun(reason, attempts, retryAt) }));
  }

  /** Effects and record in one transaction; nothing of either when the lease ran out meanwhile and somebody else has the run. */
  #record(run: RunRow, change: (transaction: Transaction) => Promise<Partial<RunRow>>): Promise<RunRow> {
    return this.#store.write({ bureau: run.bureau }, async transaction => {
      const current = await transaction.get('run', run.id);
      if (current?.version !== run.version) return current ?? run;
      return replaced(transaction, { ...current, ...(await change(transaction)) });
    });
  }
}

/** Once, because a run gives up once. */
async function tellAdmins(transaction: Transaction, context: { bureau: Bureau; at: Instant; run: string }, body: string): Promise<string[]> {
  const pushing = createPushing(transaction, context);
  for (const admin of membersWithRole(context.bureau, 'admin', dateOf(context.at))) await pushing.privately(admin, body);
  return pushing.outcome('').sent;
}

/** Replaces a row and gives it as it now is. */
async function replaced(transaction: Transaction, run: RunRow): Promise<RunRow> {
  await transaction.replace('run', run);
  return { ...run, version: run.version + 1 };
}
