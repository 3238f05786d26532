import { Announcer } from '../bot/announcer.ts';
import { answerGaps } from '../bot/answer-gaps.ts';
import { downSince, noteAlive } from '../bot/downtime.ts';
import { Pipeline } from '../bot/pipeline.ts';
import type { Bureau } from '../bureau/bureau.ts';
import { Deliverer } from '../delivery/deliverer.ts';
import { whenToPush } from '../delivery/push-budget.ts';
import { addDays, dateOf, instantAt } from '../domain/date.ts';
import type { Draft } from '../domain/draft.ts';
import { AppError } from '../domain/errors.ts';
import { evidenceInFile } from '../domain/evidence-file.ts';
import type { Member } from '../domain/member.ts';
import type { IncomingMessage, OutgoingFile, PlatformId } from '../domain/message.ts';
import type { ReportKind } from '../domain/outline.ts';
import type { Period } from '../domain/period.ts';
import { answerQuestion } from '../figures/answer-question.ts';
import { BackupFolder } from '../jobs/backup-folder.ts';
import type { Reach } from '../jobs/present.ts';
import { describeHistory } from '../jobs/run-history.ts';
import { createScheduler, type Scheduler } from '../jobs/scheduler.ts';
import { createCheckupTask } from '../jobs/tasks/checkup.ts';
import { tellOfSecretFiles } from '../jobs/tell-of-secret-files.ts';
import type { Corpus } from '../knowledge/corpus.ts';
import { EvidenceFiles } from '../ledgers/evidence/evidence-files.ts';
import { neverSpoken } from '../ledgers/first-word.ts';
import { bureauAsDecided } from '../ledgers/names/bureau-as-decided.ts';
import type { Clock, Instant } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import type { Models } from '../models/models.ts';
import type { ConnectedPlatform, Platform, PlatformSurroundings, QuotaBudget, RenderFile } from '../platforms/platform.ts';
import { draftSources } from '../reports/draft-sources.ts';
import { handOut } from '../reports/hand-out.ts';
import { keepCarried, type OldFile } from '../reports/keep-carried.ts';
import { refreshDraft } from '../reports/keep-draft.ts';
import type { Blobs } from '../store/blobs.ts';
import type { Store } from '../store/store.ts';
import { notAFigureQuestion } from '../wording/command-line.ts';
import { theCommandLine } from '../wording/drafting.ts';
import { evidenceGone } from '../wording/evidence.ts';
import { describeDraft } from './describe-draft.ts';
import { renderFile } from './render-file.ts';
import { createTasks } from './wire-tasks.ts';
import { withPolish } from './with-polish.ts';

export interface RuntimeOptions {
  bureau: Bureau;
  store: Store;
  blobs: Blobs;
  corpus: Corpus;
  /** As whom the corpus is read and added to; see `Services.reader`. */
  reader: string;
  clock: Clock;
  logger: Logger;
  platforms: readonly Platform[];
  /** Makes the adapters of real platforms, which are handed what they need of this runtime. */
  connect?: (surroundings: PlatformSurroundings, announce: Announcer) => readonly ConnectedPlatform[];
  backupFolder: string;
  /** See `Services`. */
  inviteToConsole?: (member: Member) => string;
  models?: Models;
  /** Where calls of the models are entered, when that is not this runtime's own store. */
  modelBook?: Store;
}

/** 运行体 — one bureau at work: everything between its platforms and its store, wired. */
export interface Runtime {
  bureau: Bureau;
  store: Store;
  corpus: Corpus;
  clock: Clock;
  pipeline: Pipeline;
  deliverer: Deliverer;
  scheduler: Scheduler;
  /** Real platforms, made but not started. */
  connected: readonly ConnectedPlatform[];
  /** Renders a file that a message named. */
  render(file: Pick<OutgoingFile, 'id'>): Promise<Uint8Array>;
  /** Compiles and keeps the living draft of this kind and period, for a file on the command line. */
  compile(kind: ReportKind, period: Period, outline?: string): Promise<Draft>;
  /** 老稿换新数 for a file on the command line. */
  carryOver(file: OldFile): Promise<Draft>;
  /** What the chat says of a draft. */
  describeDraft(draft: Draft): string;
  /** A leader's question, answered as in the group. */
  stats(question: string): Promise<string>;
  /** Once a minute while it runs; at a start, before that: tells the groups since when nobody heard them. */
  noteAlive(): Promise<void>;
  tellDowntime(): Promise<void>;
  /** After documents came in: tells those whose open question now has an answer. */
  answerGaps(): Promise<void>;
  /** Tells the 保密员 of files in followed folders that were left out for their markings, each once. */
  tellOfSecretFiles(files: readonly string[]): Promise<void>;
  /** Writes the whole state to one file, in the backup folder unless another is named. */
  backup(file?: string): Promise<{ file: string; bytes: number }>;
}

export function createRuntime(given: RuntimeOptions): Runtime {
  const models = given.models && watched(given.models, given.logger);
  const options: RuntimeOptions = { ...given, ...(models ? { models } : {}) };
  const { bureau, store, blobs, corpus, clock, logger } = options;
  const scope = { bureau: bureau.id };
  const decided = (): Promise<Bureau> => store.read(scope, reader => bureauAsDecided(reader, bureau));
  const evidence = new EvidenceFiles({ blobs, store, bureau: bureau.id });
  const render: RenderFile = async file =>
    evidenceInFile(file.id)
      ? renderEvidence(file.id, evidence)
      : store.read(scope, async reader =>
          renderFile(file, reader, { bureau: await bureauAsDecided(reader, bureau), at: clock.now(), corpus, asReader: options.reader }),
        );
  const surroundings: PlatformSurroundings = {
    ...{ bureau: bureau.id, clock, logger, render, random: Math.random },
    receive: message => pipeline.receive(message),
    lease: (name, ms) => store.lease(name, ms),
    spend: (budget, amount, limit) => store.write(scope, tx => tx.spend(budget, amount, limit)),
  };
  const announcer = new Announcer({ bureau, store, clock, logger, deliver: () => deliverer.deliverDue() });
  const connected = options.connect?.(surroundings, announcer) ?? [];
  const platforms = [...options.platforms, ...connected];
  const deliverer = new Deliverer({ store, clock, logger, platforms, whenToPush: now => whenToPush(now, bureau) });
  const backups = new BackupFolder({ store, blobs, bureau: bureau.id, folder: options.backupFolder });
  // Nobody is counted as reminded through a platform that is not wired up.
  const reachable = onlyReachable(bureau, platforms);
  const having = (what: 'directPush' | 'coldDirectPush' | 'mentionsInPushes'): Set<PlatformId> =>
    new Set(platforms.filter(({ capabilities }) => capabilities[what]).map(({ id }) => id));
  const without = (what: 'directPush' | 'coldDirectPush'): Set<PlatformId> =>
    new Set(platforms.filter(({ capabilities }) => !capabilities[what]).map(({ id }) => id));
  const needFirstWord = without('coldDirectPush');
  const reach: Reach = { needFirstWord, neverDirect: without('directPush'), mentioning: having('mentionsInPushes') };
  const neverSpokenAt = (at: Instant): Promise<string[]> =>
    store.read(scope, reader => neverSpoken(reader, reachable, { platforms: needFirstWord, at }));
  const tasks = [...createTasks(options, at => backups.write(at)), createCheckupTask((_, at) => troubles(options, at, neverSpokenAt))];
  const scheduler = createScheduler({ store, clock, bureaus: [reachable], tasks, logger, reach });
  const sources = draftSources(corpus, { bureau, reader: options.reader });
  const quotas = (): QuotaBudget[] => connected.flatMap(platform => platform.quotas?.() ?? []);
  const services = {
    ...{ bureau, store, corpus, evidence, reader: options.reader, lastYear: sources.lastYear, describeDraft },
    ...(models ? { models } : {}),
    modelBook: options.modelBook ?? store,
    answerWithinMs: answerWindows(platforms),
    preview: ({ id, conversation }: Pick<IncomingMessage, 'id' | 'conversation'>, text: string): void =>
      platforms.find(one => one.id === conversation.platform)?.preview?.(id, text),
    quotas,
    needFirstWord,
    neverSpoken: neverSpokenAt,
    describeRuns: (text: string, asked: { at: Instant; isPrivate: boolean }): Promise<string> => describeHistory(store, bureau, { text, ...asked }),
    ...(options.inviteToConsole ? { inviteToConsole: options.inviteToConsole } : {}),
  };
  const pipeline = new Pipeline({ services, clock, logger, deliver: () => deliverer.deliverDue() });
  return {
    ...{ bureau, store, corpus, clock, pipeline, deliverer, scheduler, connected, describeDraft },
    backup: file => backups.write(clock.now(), file),
    noteAlive: () => noteAlive(store, bureau, clock.now()),
    async tellDowntime() {
      const [from, to] = [await downSince(store, bureau, clock.now()), clock.now()];
      if (from !== null) for (const { id } of connected) announcer.gap(id, { from, to });
    },
    async answerGaps() {
      if (await answerGaps(services, clock.now())) await deliverer.deliverDue();
    },
    async tellOfSecretFiles(files) {
      if (await tellOfSecretFiles(store, { bureau, files, at: clock.now() })) await deliverer.deliverDue();
    },
    async compile(kind, period, outline) {
      const request = { bureau: await decided(), kind, period, outline, at: clock.now(), ...sources };
      const polished = await withPolish(request, { ...options, asker: theCommandLine.id });
      return store.write(scope, async tx => {
        const draft = await refreshDraft(tx, polished);
        await handOut(tx, draft, { ...theCommandLine, at: clock.now() });
        return draft;
      });
    },
    async carryOver(file) {
      const at = clock.now();
      return store.write(scope, async tx => {
        const { draft } = await keepCarried(tx, file, { bureau: await bureauAsDecided(tx, bureau), at, knowsTitle: sources.knowsTitle });
        await handOut(tx, draft, { ...theCommandLine, at });
        return draft;
      });
    },
    async stats(question) {
      const at = clock.now();
      const answer = await store.read(scope, async reader =>
        answerQuestion(question, { bureau: await bureauAsDecided(reader, bureau), reader, at, lastYear: sources.lastYear(dateOf(at)) }),
      );
      return answer?.text ?? notAFigureQuestion;
    },
    render,
  };
}

/** What somebody waits for at least where a platform is not wired up any more: the answer then waits for it in the outbox. */
const SHORTEST_WINDOW_MS = 30_000;

function answerWindows(platforms: readonly Platform[]): (platform: PlatformId) => number {
  const windows = new Map(platforms.map(({ id, capabilities }) => [id, capabilities.answerWithinMs]));
  return platform => windows.get(platform) ?? SHORTEST_WINDOW_MS;
}

/** Generations that were not taken leave their prompt and the broken rules in the log, never a word of what was written. */
function watched(models: Models, logger: Logger): Models {
  return {
    ...models,
    refused(event) {
      logger.warn(event, 'a generation was not taken');
      models.refused?.(event);
    },
  };
}

/** The bureau with only those groups and accounts that a wired platform can reach. */
function onlyReachable(bureau: Bureau, platforms: readonly Platform[]): Bureau {
  const wired = new Set<string>(platforms.map(platform => platform.id));
  const members = bureau.members.map(member => ({
    ...member,
    accounts: Object.fromEntries(Object.entries(member.accounts).filter(([id]) => wired.has(id))),
  }));
  return { ...bureau, groups: bureau.groups.filter(group => wired.has(group.platform)), members };
}

/** What a month left for the admins to see to. */
async function troubles({ store, bureau }: RuntimeOptions, at: Instant, neverSpokenAt: (at: Instant) => Promise<string[]>) {
  const since = instantAt(addDays(dateOf(at), -31));
  const dead = await store.read({ bureau: bureau.id }, reader => reader.find('outbox', { index: 'byState', equals: ['dead'], from: since }));
  return { neverSpoken: await neverSpokenAt(at), undelivered: dead.rows.length };
}

async function renderEvidence(fileId: string, evidence: EvidenceFiles): Promise<Uint8Array> {
  const bytes = await evidence.open(fileId);
  if (!bytes) throw new AppError('not-found', evidenceGone);
  return bytes;
}
