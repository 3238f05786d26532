import type { Bureau } from '../bureau/bureau.ts';
import { formatInstant } from '../domain/date.ts';
import { AppError } from '../domain/errors.ts';
import type { Schedule } from '../domain/schedule.ts';
import { bureauAsDecided } from '../ledgers/names/bureau-as-decided.ts';
import type { Clock, Instant } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import { Mutex } from '../lib/mutex.ts';
import type { RunRow, Store } from '../store/store.ts';
import { unknownTask } from '../wording/runs.ts';
import { claimDueRuns, type Passage, taskOf } from './due-runs.ts';
import type { Reach } from './present.ts';
import { RUN_LEASE_MS, RunExecution } from './run-execution.ts';
import type { Task } from './task.ts';

/** What the scheduler works with. */
export interface SchedulerOptions {
  store: Store;
  clock: Clock;
  bureaus: readonly Bureau[];
  tasks: readonly Task[];
  logger: Logger;
  reach?: Reach;
}

const MANUAL = 'manual:';

/** By hand a task runs as its first schedule would, or weekly when the bureau has scheduled none. */
function manualSchedule(bureau: Bureau, task: Schedule['task']): Schedule {
  const scheduled = bureau.schedules.find(schedule => schedule.task === task);
  return (
    scheduled ?? { id: task, task, every: 'week', day: 1, month: null, time: '08:30', onDayOff: 'same', catchUp: 'all', group: null, report: null }
  );
}

/** 调度 — does what is due, once, and keeps a record of each run. */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #tasks: ReadonlyMap<string, Task>;
  readonly #execution: RunExecution;
  /** Within one process nothing overlaps; between processes the claims and leases of the store decide. */
  readonly #mutex = new Mutex();

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#tasks = new Map(options.tasks.map(task => [task.name, task]));
    this.#execution = new RunExecution({ store: options.store, tasks: this.#tasks, logger: options.logger, reach: options.reach });
  }

  /** Does what fell due since the last run, missed ones by each schedule's rule. Driven every minute. */
  tick(): Promise<void> {
    return this.#mutex.run(() => this.#advanceAll(this.#options.clock.now(), 'live'));
  }

  /** The simulated clock's way: everything due up to `until`, in order, each at its own time. */
  runDue(until: Instant): Promise<void> {
    return this.#mutex.run(() => this.#advanceAll(until, 'simulated'));
  }

  /** `job <name>`: does a task now, or as of `at`, and gives one run record a bureau. Throws `not-found` for an unknown name. */
  async runNow(name: string, at: Instant = this.#options.clock.now()): Promise<RunRow[]> {
    const task = this.#tasks.get(name);
    if (!task) throw new AppError('not-found', unknownTask(name, [...this.#tasks.keys()]));
    return this.#mutex.run(async () => {
      const runs: RunRow[] = [];
      for (const bureau of this.#options.bureaus) runs.push(await this.#runByHand(bureau, task.name, at));
      return runs;
    });
  }

  async #advanceAll(now: Instant, passage: Passage): Promise<void> {
    for (const bureau of this.#options.bureaus) await this.#advance(bureau, now, passage);
  }

  /** With what its editors have decided up to now. */
  #asDecided(bureau: Bureau): Promise<Bureau> {
    return this.#options.store.read({ bureau: bureau.id }, reader => bureauAsDecided(reader, bureau));
  }

  async #advance(bureau: Bureau, now: Instant, passage: Passage): Promise<void> {
    const schedules = bureau.schedules.filter(({ task }) => this.#tasks.has(task));
    await claimDueRuns(this.#options.store, { ...bureau, schedules }, { now, passage });
    const next = (): Promise<RunRow | undefined> => this.#execution.take(bureau, now, run => (passage === 'simulated' ? run.dueAt : now));
    for (let run = await next(); run; run = await next()) await this.#execution.perform(await this.#asDecided(bureau), run, scheduleOf(bureau, run));
  }

  async #runByHand(bureau: Bureau, task: Schedule['task'], at: Instant): Promise<RunRow> {
    const run = manualRun(bureau, task, at);
    const scope = { bureau: bureau.id };
    const earlier = await this.#options.store.write(scope, async tx => ((await tx.insert('run', run)) ? undefined : tx.get('run', run.id)));
    return earlier ?? this.#execution.perform(await this.#asDecided(bureau), run, manualSchedule(bureau, task));
  }
}

/** Undefined when the schedule has been removed since the run was claimed. */
function scheduleOf(bureau: Bureau, run: RunRow): Schedule | undefined {
  return run.schedule === `${MANUAL}${run.task}` ? manualSchedule(bureau, taskOf(run)) : bureau.schedules.find(({ id }) => id === run.schedule);
}

/** A run by hand, already started; the same task as of the same moment is the same run. */
function manualRun(bureau: Bureau, task: Schedule['task'], at: Instant): RunRow {
  const schedule = `${MANUAL}${task}`;
  return {
    bureau: bureau.id,
    id: `${schedule}:${formatInstant(at)}`,
    version: 1,
    schedule,
    task,
    dueAt: at,
    leasedUntil: at + RUN_LEASE_MS,
    state: 'open',
    startedAt: at,
    finishedAt: null,
    caughtUp: false,
    attempts: 1,
    outcome: '',
    sent: [],
  };
}

/** Builds the scheduler; nothing runs before the first `tick` or `runDue`. */
export function createScheduler(options: SchedulerOptions): Scheduler {
  return new Scheduler(options);
}
