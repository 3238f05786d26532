import type { Bureau } from '../bureau/bureau.ts';
import type { LocalDate } from '../domain/date.ts';
import type { PlatformId } from '../domain/message.ts';
import type { Period } from '../domain/period.ts';
import type { Schedule } from '../domain/schedule.ts';
import type { Instant } from '../lib/clock.ts';
import type { Transaction } from '../store/store.ts';

/** 只能在群里@到的人 — somebody who cannot be written to privately and whom a push into a group can mention. */
export interface Mentionable {
  member: string;
  platform: PlatformId;
  account: string;
  /** Whether they can be written to once they have spoken to 小法 alone. */
  awaitsFirstWord: boolean;
}

/** What a task is told about the run that it is doing. */
export interface TaskContext {
  bureau: Bureau;
  schedule: Schedule;
  /** The days that the run is about: its week, month …, whatever day it was moved to. */
  period: Period;
  /** The day that the schedule names, before it was moved to a workday. */
  date: LocalDate;
  dueAt: Instant;
  /** Now: the due time itself on a simulated clock, later when it is caught up. */
  at: Instant;
  /** Id of the run record, for the messages that it queues. */
  run: string;
  /** Absent where nobody is. */
  mentionable?: readonly Mentionable[];
}

/** What a run did, in plain words, with the ids of the messages that it queued. */
export interface TaskOutcome {
  outcome: string;
  sent: string[];
}

/** What a run changes, committed in one transaction with its record: all of it once, or none of it. */
export type TaskEffects = (transaction: Transaction) => Promise<TaskOutcome>;

/** 任务 — one thing done by itself. `run` reads and prepares; nothing it says is said before its effects are committed. */
export interface Task {
  readonly name: Schedule['task'];
  run(context: TaskContext): Promise<TaskEffects>;
}
