import type { Draft } from '../../domain/draft.ts';
import type { Entry, MetricReading, NilReport } from '../../domain/entry.ts';
import type { Section } from '../../domain/ledger.ts';
import type { IncomingMessage, OutgoingFile } from '../../domain/message.ts';
import type { WorkdayCalendar } from '../../domain/workday.ts';
import type { Instant } from '../../lib/clock.ts';

/** A run of a schedule, as far as the page shows it; rows of the store fit. */
export interface SimulatedRun {
  schedule: string;
  task: string;
  dueAt: Instant;
  state: 'open' | 'done' | 'dead' | 'uncertain';
  caughtUp: boolean;
  outcome: string;
  /** Outbox ids of what it sent. */
  sent: readonly string[];
}

/** What the program has kept, newest first where it matters to whoever hands it over. */
export interface SimulatedRecords {
  entries: readonly Entry[];
  nilReports: readonly NilReport[];
  drafts: readonly Draft[];
  runs: readonly SimulatedRun[];
  /** Messages that are not delivered yet, by state. */
  undelivered: { open: number; dead: number; uncertain: number };
  sections: readonly Section[];
}

/** 数据在哪里 — what the IT person asks first. */
export interface SimulatorFacts {
  stateFolder: string;
  /** In plain words what is sent to which outside address; empty: nothing leaves this machine. */
  leavesMachine: readonly string[];
  /** The model's name, null when there is none. */
  model: string | null;
  /** In plain words, such as `lowdb（本机文件）`. */
  store: string;
}

/** 断电结果 — what was kept before the plug was pulled and what came back after the start. */
export interface CrashReport {
  counts: readonly { label: string; before: number; after: number }[];
  /** From the crash to ready again. */
  restartMs: number;
}

/** The program behind the simulator, as `app.ts` hands it in. All of it may be called while messages are under way. */
export interface SimulatorHost {
  now(): Instant;
  readonly calendar: WorkdayCalendar;
  /** The way of any message. Resolves when it is claimed and answered and what it caused has been delivered. */
  receive(message: IncomingMessage): Promise<void>;
  /** Moves the clock forward and runs and delivers all that falls due on the way. Only called with a later time than now. */
  advanceTo(instant: Instant): Promise<void>;
  records(): Promise<SimulatedRecords>;
  /** `3100余份` — a figure as every other text shows it. */
  formatFigure(metric: MetricReading): string;
  render(file: OutgoingFile): Promise<Uint8Array>;
  /** The file of a compiled draft. */
  draftFile(draft: Draft): OutgoingFile;
  /** Drops everything that is only in memory without a word of goodbye, and starts again on the same state folder. */
  crash(): Promise<CrashReport>;
  /** Empties the simulator's own state and sets the clock back. */
  reset(): Promise<void>;
  facts(): SimulatorFacts;
}
