import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bureau } from '../bureau/bureau.ts';
import type { Draft } from '../domain/draft.ts';
import type { Entry, MetricReading, NilReport } from '../domain/entry.ts';
import type { IncomingMessage, OutgoingFile } from '../domain/message.ts';
import { dueBetween } from '../domain/schedule.ts';
import type { WorkdayCalendar } from '../domain/workday.ts';
import type { Corpus } from '../knowledge/corpus.ts';
import { formatQuantity } from '../language/format-quantity.ts';
import { allRows } from '../ledgers/all-rows.ts';
import type { Clock, Instant } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import { MovableClock } from '../lib/movable-clock.ts';
import type { Models } from '../models/models.ts';
import type { CrashReport, SimulatedRecords, SimulatorFacts, SimulatorHost } from '../platforms/simulator/host.ts';
import { createSimulatorPlatform, type SimulatorPlatform } from '../platforms/simulator/simulator.ts';
import type { Spoken } from '../platforms/simulator/spoken.ts';
import type { Line } from '../platforms/simulator/transcript.ts';
import { draftFile } from '../reports/draft-file.ts';
import { openDiskBlobs } from '../store/disk/disk-blobs.ts';
import { type LowdbStore, openLowdbStore } from '../store/lowdb/lowdb-store.ts';
import type { IndexName, Kind, Rows, RunRow, Store } from '../store/store.ts';
import { keptNames, storeName } from '../wording/simulator-facts.ts';
import { createRuntime, type Runtime } from './runtime.ts';

export interface StageOptions {
  bureau: Bureau;
  corpus: Corpus;
  /** As whom the corpus is read and added to. */
  reader: string;
  stateDir: string;
  /** The time on the clock when nothing is kept yet. */
  start: Instant;
  /** The clock that time runs along with; without one it stands still between moves. */
  base?: Clock;
  logger: Logger;
  models?: Models;
  /** Where calls of the models are entered; the stage's own store when absent. */
  modelBook?: Store;
  /** In plain words what is sent to a model. */
  leavesMachine?: readonly string[];
}

/** Far enough to find the next due run, near enough to be quick. */
const HORIZON_MS = 15 * 86_400_000;

/** How each kind is listed whole. */
const listing = {
  entry: 'bySubmitted',
  'nil-report': 'byPeriodEnd',
  draft: 'byKind',
  run: 'byDue',
  outbox: 'byQueued',
  claim: 'byReceived',
  gap: 'byState',
} as const satisfies { [K in Kind]?: IndexName<K> };

type Listed = keyof typeof listing;

/** 舞台 — one bureau at work on the simulated platform, with a clock that can be moved, a plug that can be pulled and a state folder of its own: the simulator, `replay` and the flow tests are this. */
export class Stage implements SimulatorHost {
  readonly bureau: Bureau;
  readonly platform: SimulatorPlatform;
  readonly #options: StageOptions;
  #clock: MovableClock;
  #store: LowdbStore;
  #runtime: Runtime;

  private constructor(options: StageOptions, store: LowdbStore) {
    this.#options = options;
    this.bureau = onStage(options.bureau);
    this.#clock = new MovableClock(options.start, options.base);
    this.#store = store;
    this.platform = createSimulatorPlatform({ bureau: () => this.bureau, now: () => this.#clock.now(), createId: randomUUID });
    this.#runtime = this.#wire();
  }

  static async open(options: StageOptions): Promise<Stage> {
    const store = await openStore(options);
    const stage = new Stage(options, store);
    await stage.#catchUpWithKept();
    await stage.#begin();
    return stage;
  }

  get runtime(): Runtime {
    return this.#runtime;
  }

  get store(): LowdbStore {
    return this.#store;
  }

  get calendar(): WorkdayCalendar {
    return this.bureau.calendar;
  }

  now(): Instant {
    return this.#clock.now();
  }

  /** Says something as a member or a stranger; resolves to what was answered in that conversation. */
  async say(spoken: Spoken): Promise<{ messageId: string; replies: Line[] }> {
    const message = this.platform.compose(spoken);
    this.platform.show(message);
    await this.receive(message);
    return { messageId: message.id, replies: this.platform.transcript.repliesTo(message.id) };
  }

  async receive(message: IncomingMessage): Promise<void> {
    const { answered } = await this.#runtime.pipeline.receive(message);
    await answered;
  }

  async advanceTo(instant: Instant): Promise<void> {
    for (let next = await this.#nextMoment(instant); next !== undefined; next = await this.#nextMoment(instant)) await this.#runTo(next);
    await this.#runTo(instant);
  }

  /** Every row of a kind, oldest first. */
  async all<K extends Listed>(kind: K): Promise<Rows[K][]> {
    const rows: Rows[K][] = [];
    const { [kind]: index }: { [L in Listed]: IndexName<L> } = listing;
    await this.#store.read({ bureau: this.bureau.id }, async reader => {
      for await (const row of allRows(reader, kind, { index })) rows.push(row);
    });
    return rows;
  }

  entries(): Promise<Entry[]> {
    return this.all('entry');
  }

  nilReports(): Promise<NilReport[]> {
    return this.all('nil-report');
  }

  drafts(): Promise<Draft[]> {
    return this.all('draft');
  }

  runs(): Promise<RunRow[]> {
    return this.all('run');
  }

  async records(): Promise<SimulatedRecords> {
    const [entries, nilReports, drafts, runs, outbox] = await Promise.all([
      this.entries(),
      this.nilReports(),
      this.drafts(),
      this.runs(),
      this.all('outbox'),
    ]);
    const inState = (state: string): number => outbox.filter(row => row.state === state).length;
    const undelivered = { open: inState('open'), dead: inState('dead'), uncertain: inState('uncertain') };
    return { entries: entries.reverse(), nilReports, drafts, runs: runs.reverse(), undelivered, sections: this.bureau.sections };
  }

  formatFigure(metric: MetricReading): string {
    return metric.value === null && metric.min === undefined ? metric.raw : formatQuantity(metric);
  }

  draftFile(draft: Draft): OutgoingFile {
    return draftFile(draft);
  }

  render(file: Pick<OutgoingFile, 'id'>): Promise<Uint8Array> {
    return this.#runtime.render(file);
  }

  /** 模拟断电 — what is only in memory is gone, and the program starts again on what is on disk. */
  async crash(): Promise<CrashReport> {
    const before = await this.#kept();
    await this.#store.abandon();
    const started = performance.now();
    await this.#reopen();
    const after = await this.#kept();
    return {
      counts: keptNames.map((label, index) => ({ label, before: before[index] ?? 0, after: after[index] ?? 0 })),
      restartMs: Math.round(performance.now() - started),
    };
  }

  /** An orderly stop and start. */
  async restart(): Promise<void> {
    await this.#store.close();
    await this.#reopen();
  }

  /** Empties the stage's own state and sets the clock back to the start. */
  async reset(): Promise<void> {
    await this.#store.close();
    await rm(this.#options.stateDir, { recursive: true, force: true });
    this.#clock = new MovableClock(this.#options.base?.now() ?? this.#options.start, this.#options.base);
    await this.#reopen();
  }

  facts(): SimulatorFacts {
    return {
      stateFolder: this.#options.stateDir,
      leavesMachine: this.#options.leavesMachine ?? [],
      model: this.#options.models?.chat.name ?? null,
      store: storeName,
    };
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  async #reopen(): Promise<void> {
    this.#store = await openStore(this.#options);
    this.#runtime = this.#wire();
    await this.#begin();
  }

  #wire(): Runtime {
    const { corpus, reader, logger, stateDir, models, modelBook } = this.#options;
    const blobs = openDiskBlobs(join(stateDir, 'blobs'));
    const backupFolder = join(stateDir, 'backups');
    return createRuntime({
      bureau: this.bureau,
      store: this.#store,
      blobs,
      corpus,
      reader,
      clock: this.#clock,
      logger,
      platforms: [this.platform],
      backupFolder,
      ...(models ? { models: this.#onRealTime(models) } : {}),
      ...(modelBook ? { modelBook } : {}),
    });
  }

  /** A model is waited for by the real clock, however far the stage's has been moved. */
  #onRealTime(models: Models): Models {
    const { base } = this.#options;
    if (!base) return models;
    const real = (deadline: Instant): Instant => deadline - this.now() + base.now();
    const { chat, embedding } = models;
    return {
      ...models,
      chat: { name: chat.name, complete: request => chat.complete({ ...request, deadline: real(request.deadline) }) },
      ...(embedding
        ? { embedding: { name: embedding.name, embed: (texts, options) => embedding.embed(texts, { ...options, deadline: real(options.deadline) }) } }
        : {}),
    };
  }

  /** Unanswered messages are answered, waiting ones sent, and the scheduler learns from when on it watches. */
  async #begin(): Promise<void> {
    await this.#runtime.pipeline.resume({ isAfterStart: true });
    await this.#runTo(this.now());
  }

  /** Time never runs backwards over what is kept; the screens show it again. */
  async #catchUpWithKept(): Promise<void> {
    const [claims, outbox, runs] = await Promise.all([this.all('claim'), this.all('outbox'), this.all('run')]);
    const latest = Math.max(...[claims.at(-1)?.receivedAt, outbox.at(-1)?.queuedAt, runs.at(-1)?.finishedAt].map(time => time ?? 0));
    this.#clock.moveTo(latest);
    const delivered = outbox.flatMap(row => (row.deliveredAt === null ? [] : [{ message: row.message, at: row.deliveredAt }]));
    this.platform.recall(
      claims.map(claim => claim.message),
      delivered,
    );
  }

  /** When something next happens by itself: a run falls due, or a message that waited goes out. */
  async #nextMoment(until: Instant): Promise<Instant | undefined> {
    const due = this.#nextDue(until);
    const now = this.now();
    const open = await this.#store.read({ bureau: this.bureau.id }, reader => reader.find('outbox', { index: 'byState', equals: ['open'] }));
    const moments = [...open.rows.map(row => row.dueAt), ...(due === undefined ? [] : [due])].filter(moment => moment > now && moment <= until);
    return moments.length > 0 ? Math.min(...moments) : undefined;
  }

  #nextDue(until: Instant): Instant | undefined {
    const now = this.now();
    for (let from = now; from < until; from += HORIZON_MS) {
      const to = Math.min(from + HORIZON_MS, until);
      const dues = this.bureau.schedules.flatMap(schedule => dueBetween(schedule, from, to, this.bureau.calendar).map(due => due.dueAt));
      if (dues.length) return Math.min(...dues);
    }
    return undefined;
  }

  async #runTo(instant: Instant): Promise<void> {
    this.#clock.moveTo(instant);
    await this.#runtime.pipeline.resume({ isAfterStart: false });
    await this.#runtime.scheduler.runDue(instant);
    await this.#runtime.deliverer.deliverDue();
  }

  async #kept(): Promise<number[]> {
    const lists = await Promise.all([this.all('claim'), this.entries(), this.drafts(), this.runs(), this.all('outbox')]);
    return lists.map(list => list.length);
  }
}

function openStore({ stateDir, base, start, logger }: StageOptions): Promise<LowdbStore> {
  return openLowdbStore({ folder: stateDir, clock: base ?? { now: () => start }, logger });
}

/** The same bureau with its groups and people on the simulated platform. */
function onStage(bureau: Bureau): Bureau {
  return {
    ...bureau,
    groups: bureau.groups.map(group => ({ ...group, platform: 'simulator', conversation: group.id })),
    members: bureau.members.map(member => ({ ...member, accounts: { ...member.accounts, simulator: member.accounts['simulator'] ?? member.id } })),
  };
}
