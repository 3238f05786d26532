import { Announcer } from '../bot/announcer.ts';
import { answerGaps } from '../bot/answer-gaps.ts';
import { downSince, noteAlive } from '../bot/downtime.ts';
import { Pipeline } from '../bot/pipeline.ts';
import type { Bureau } from '../bureau/bureau.ts';
import { Deliverer } from '../delivery/deliverer.ts';
import { whenToPush } from '../delivery/push-budget.ts';
import { addDays, dateOf, instantAt, type LocalDate } from '../domain/date.ts';
import type { Draft } from '../domain/draft.ts';
import { AppError } from '../domain/errors.ts';
import { evidenceInFile } from '../domain/evidence-file.ts';
import type { Member } from '../domain/member.ts';
import type { IncomingMessage, OutgoingFile, PlatformId } from '../domain/message.ts';
import type { ReportKind } from '../domain/outline.ts';
import { overlaps, type Period } from '../domain/period.ts';
import { answerQuestion } from '../figures/answer-question.ts';
import type { LastYear } from '../figures/compare.ts';
import { withLead } from '../figures/digest-lead.ts';
import { loadEntries } from '../figures/load-entries.ts';
import { newMetricsOf } from '../figures/new-metrics.ts';
import { gatherDigest } from '../figures/week-digest.ts';
import { BackupFolder } from '../jobs/backup-folder.ts';
import type { Reach } from '../jobs/present.ts';
import { describeHistory } from '../jobs/run-history.ts';
import { createScheduler, type Scheduler } from '../jobs/scheduler.ts';
import type { Task } from '../jobs/task.ts';
import { createBackupTask } from '../jobs/tasks/backup.ts';
import { createCheckupTask } from '../jobs/tasks/checkup.ts';
import { type CompileReport, createCompileTask, createDraftTask } from '../jobs/tasks/compile.ts';
import { createConfirmTask } from '../jobs/tasks/confirm.ts';
import { createDeadlinesTask } from '../jobs/tasks/deadlines.ts';
import { createDigestTask, createDigestUpdateTask, type GatherDigest } from '../jobs/tasks/digest.ts';
import { createDailyLawTask, createLearningTask } from '../jobs/tasks/learning.ts';
import { createRemindTask } from '../jobs/tasks/remind.ts';
import type { Corpus } from '../knowledge/corpus.ts';
import { awaitingEntries, awaitingIn } from '../ledgers/confirm.ts';
import { openItems, overdueItems } from '../ledgers/deadlines.ts';
import { EvidenceFiles } from '../ledgers/evidence/evidence-files.ts';
import { neverSpoken } from '../ledgers/first-word.ts';
import { lastCounted } from '../ledgers/last-counted.ts';
import { whoIsMissing } from '../ledgers/who-is-missing.ts';
import type { Clock, Instant } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import type { Models } from '../models/models.ts';
import type { ConnectedPlatform, Platform, PlatformSurroundings, QuotaBudget, RenderFile } from '../platforms/platform.ts';
import { usualPeriod } from '../reports/draft-id.ts';
import { draftStatus, partsOf } from '../reports/draft-status.ts';
import { handOut } from '../reports/hand-out.ts';
import { keepCarried, type OldFile, refreshCarried } from '../reports/keep-carried.ts';
import { type DraftRequest, polishNow, refreshDraft } from '../reports/keep-draft.ts';
import { titleKnower } from '../reports/known-titles.ts';
import { type Plan, plansFor } from '../reports/last-years-plans.ts';
import { materialDue } from '../reports/material-due.ts';
import { opinionsDue } from '../reports/opinions-due.ts';
import { publishedFigures } from '../reports/published-figures.ts';
import type { Blobs } from '../store/blobs.ts';
import type { Store } from '../store/store.ts';
import { notAFigureQuestion } from '../wording/command-line.ts';
import { overdueLine } from '../wording/deadline.ts';
import { draftReady, theCommandLine, theEditors } from '../wording/drafting.ts';
import { evidenceGone } from '../wording/evidence.ts';
import { newMetricsNote } from '../wording/new-metrics.ts';
import { renderFile } from './render-file.ts';

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
  /** Writes the whole state to one file, in the backup folder unless another is named. */
  backup(file?: string): Promise<{ file: string; bytes: number }>;
}

export function createRuntime(given: RuntimeOptions): Runtime {
  const models = given.models && watched(given.models, given.logger);
  const options: RuntimeOptions = { ...given, ...(models ? { models } : {}) };
  const { bureau, store, blobs, corpus, clock, logger } = options;
  const scope = { bureau: bureau.id };
  const evidence = new EvidenceFiles({ blobs, store, bureau: bureau.id });
  const render: RenderFile = async file =>
    evidenceInFile(file.id)
      ? renderEvidence(file.id, evidence)
      : store.read(scope, reader => renderFile(file, reader, { bureau, at: clock.now(), corpus, asReader: options.reader }));
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
  const lastYear = (today: LocalDate): LastYear => publishedFigures(corpus, { bureau, reader: options.reader, today });
  const knowsTitle = titleKnower(corpus, options.reader);
  const plans = (year: number): Plan[] => plansFor(corpus, options.reader, year);
  const quotas = (): QuotaBudget[] => connected.flatMap(platform => platform.quotas?.() ?? []);
  const services = {
    ...{ bureau, store, corpus, evidence, reader: options.reader, lastYear, describeDraft },
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
    async compile(kind, period, outline) {
      const request = { bureau, kind, period, outline, at: clock.now(), knowsTitle, plans, lastYear };
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
        const { draft } = await keepCarried(tx, file, { bureau, at, knowsTitle });
        await handOut(tx, draft, { ...theCommandLine, at });
        return draft;
      });
    },
    async stats(question) {
      const at = clock.now();
      const answer = await store.read(scope, reader => answerQuestion(question, { bureau, reader, at, lastYear: lastYear(dateOf(at)) }));
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

/** Nobody waits in a chat for a report that the schedule or the command line asks for. */
const POLISH_WITHIN_MS = 10 * 60_000;

/** The same request with a model's better words for it, where one is configured. */
async function withPolish(request: DraftRequest, { models, store, clock, asker }: RuntimeOptions & { asker: string }): Promise<DraftRequest> {
  if (!models) return request;
  return { ...request, polish: await polishNow(request, { models, store, asker, deadline: clock.now() + POLISH_WITHIN_MS }) };
}

function createTasks(options: RuntimeOptions, backup: (at: Instant) => Promise<{ file: string; bytes: number }>): Task[] {
  const { store, corpus, reader, models, clock } = options;
  const compile: CompileReport = async request => {
    const knowsTitle = titleKnower(corpus, reader);
    const plans = (year: number): Plan[] => plansFor(corpus, reader, year);
    const lastYear = (today: LocalDate): LastYear => publishedFigures(corpus, { bureau: request.bureau, reader, today });
    const scope = { bureau: request.bureau.id };
    const polished = await withPolish({ ...request, knowsTitle, plans, lastYear }, { ...options, asker: 'schedule' });
    const { draft, file } = await store.write(scope, async tx => {
      const compiled = await refreshDraft(tx, polished);
      return { draft: compiled, file: await handOut(tx, compiled, { ...theEditors, at: request.at }) };
    });
    // The year's report is a living draft: it grows with each week, so that what is missing shows long before December.
    if (request.kind === 'week')
      await store.write(scope, async tx => {
        await refreshDraft(tx, { ...request, knowsTitle, plans, lastYear, kind: 'annual', period: usualPeriod('annual', draft.period.from) });
        await refreshCarried(tx, { bureau: request.bureau, at: request.at, knowsTitle });
      });
    const isNilAsked = request.kind === 'week' && request.bureau.push.nilReports === 'required';
    const silent = isNilAsked ? await store.read(scope, async reader => (await whoIsMissing(reader, request.bureau, request.period)).missing) : [];
    const awaiting = await store.read(scope, reader => awaitingIn(reader, request.bureau, request.period));
    const { entries } = await store.read(scope, reader => loadEntries(reader, request.period));
    const fresh = newMetricsOf(entries.filter(entry => overlaps(entry.period, request.period)));
    const missing = draftStatus(draft).sections.filter(section => section.state === 'missing');
    return {
      title: draft.title,
      silent,
      awaiting,
      newMetrics: request.kind === 'week' ? newMetricsNote(fresh.length) : '',
      missing: missing.map(({ heading, ask }) => (ask.length ? `${heading}（${ask.join('、')}）` : heading)),
      file,
    };
  };
  const digest: GatherDigest = (bureau, { period, at, departments }) =>
    store.read({ bureau: bureau.id }, async reader => {
      const overdue = (await overdueItems(reader, bureau, dateOf(at))).map(item =>
        overdueLine({ ...item, isDuty: item.reporter === null }, dateOf(at)),
      );
      const lastYear = publishedFigures(corpus, { bureau, reader: options.reader, today: dateOf(at) });
      return gatherDigest(reader, { bureau, period, at, overdue, departments, lastYear });
    });
  return [
    createRemindTask(
      (bureau, period) => store.read({ bureau: bureau.id }, async reader => (await whoIsMissing(reader, bureau, period)).missing),
      (bureau, department) => store.read({ bureau: bureau.id }, reader => lastCounted(reader, department)),
    ),
    createConfirmTask(bureau => store.read({ bureau: bureau.id }, reader => awaitingEntries(reader, bureau))),
    createCompileTask(compile),
    createDraftTask(compile),
    createDigestTask(digest, models && ((bureau, content) => withLead(content, { models, bureau, deadline: clock.now() + POLISH_WITHIN_MS }))),
    createDigestUpdateTask(digest),
    createLearningTask({ store, corpus, reader }),
    createDailyLawTask({ store, corpus, reader }),
    createDeadlinesTask((bureau, { today, at }) =>
      store.read({ bureau: bureau.id }, async rows => {
        const lastYear = (day: LocalDate): LastYear => publishedFigures(corpus, { bureau, reader, today: day });
        const material = await materialDue(rows, { bureau, today, at, lastYear });
        return [...(await openItems(rows, bureau, today)), ...(await opinionsDue(rows, today)), ...material];
      }),
    ),
    createBackupTask(backup),
  ];
}

/** What a month left for the admins to see to. */
async function troubles({ store, bureau }: RuntimeOptions, at: Instant, neverSpokenAt: (at: Instant) => Promise<string[]>) {
  const since = instantAt(addDays(dateOf(at), -31));
  const dead = await store.read({ bureau: bureau.id }, reader => reader.find('outbox', { index: 'byState', equals: ['dead'], from: since }));
  return { neverSpoken: await neverSpokenAt(at), undelivered: dead.rows.length };
}

/** What the chat and the command line say of a draft. */
function describeDraft(draft: Draft): string {
  const parts = partsOf(draft);
  const missing = parts.filter(part => part.state === 'missing');
  const said = { title: draft.title, asOf: draft.asOf, state: draft.state, missing };
  return draftReady({
    ...said,
    figures: parts.reduce((sum, { figures }) => sum + figures, 0),
    stale: parts.flatMap(({ stale }) => stale).length,
    unmatched: parts.flatMap(({ unmatched }) => unmatched),
    carried: parts.reduce((sum, { carried }) => sum + carried, 0),
    blanks: parts.filter(({ blanks }) => blanks.length > 0).length,
  });
}

async function renderEvidence(fileId: string, evidence: EvidenceFiles): Promise<Uint8Array> {
  const bytes = await evidence.open(fileId);
  if (!bytes) throw new AppError('not-found', evidenceGone);
  return bytes;
}
