import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describeUsage, readUsageQuestion } from '../bot/model-usage.ts';
import type { Bureau } from '../bureau/bureau.ts';
import { loadBureau } from '../bureau/load-bureau.ts';
import { loadPrompts } from '../bureau/load-prompts.ts';
import type { Config } from '../config.ts';
import { SignInCodes } from '../console/sign-in-codes.ts';
import { dateOf, type LocalDate, yearOf } from '../domain/date.ts';
import type { Draft } from '../domain/draft.ts';
import type { Entry } from '../domain/entry.ts';
import { AppError } from '../domain/errors.ts';
import type { Member } from '../domain/member.ts';
import type { ReportKind } from '../domain/outline.ts';
import { type BackupSummary, restoreBackup } from '../jobs/backup-file.ts';
import type { HandedInDocument } from '../knowledge/add-document.ts';
import { type Corpus, openCorpus } from '../knowledge/corpus.ts';
import type { IngestResult } from '../knowledge/ingest.ts';
import { MeaningSearch } from '../knowledge/meaning/meaning-search.ts';
import { Reranking } from '../knowledge/meaning/reranking.ts';
import { openThreads } from '../knowledge/threads.ts';
import { bureauAsDecided } from '../ledgers/names/bureau-as-decided.ts';
import { ledgerWorkbook } from '../ledgers/workbook.ts';
import { type Clock, systemClock } from '../lib/clock.ts';
import { type Logger, silentLogger } from '../lib/logger.ts';
import type { Models } from '../models/models.ts';
import type { Prompts } from '../models/prompt.ts';
import { countForReport } from '../reports/count-for-report.ts';
import { draftFile } from '../reports/draft-file.ts';
import { usualPeriod } from '../reports/draft-id.ts';
import { entriesSince } from '../reports/keep-draft.ts';
import { titleKnower } from '../reports/known-titles.ts';
import { renderMarkdown } from '../reports/render-markdown.ts';
import type { Total } from '../reports/total.ts';
import { verifyFigures } from '../reports/verify-figures.ts';
import { openDiskBlobs } from '../store/disk/disk-blobs.ts';
import { type LowdbStore, openLowdbStore } from '../store/lowdb/lowdb-store.ts';
import { consoleInvitation, consoleNotOn } from '../wording/console.ts';
import { type Check, cannotWrite } from '../wording/doctor.ts';
import type { ImportSaid } from '../wording/import.ts';
import { type CorpusFolders, openCorpusFolders } from './corpus-folders.ts';
import { examine } from './examine.ts';
import { importLedger, type TableFile } from './import-ledger.ts';
import { oldReportText } from './old-report-text.ts';
import { type HandedIn, returnDraft } from './return-draft.ts';
import { createRuntime, type Runtime } from './runtime.ts';
import { uploadDocuments } from './upload-documents.ts';
import { type ModelUse, wireModels } from './wire-models.ts';
import { wirePlatforms } from './wire-platforms.ts';

export type { ReplayStage } from './replay-stage.ts';

/** Whatever a test or another start wants different. */
export interface Overrides {
  clock?: Clock;
  logger?: Logger;
  /** The groups are answered while a large corpus is still being read. */
  isServing?: boolean;
  models?: Models;
}

/** 写出的报告 — a compiled draft as files. */
export interface WrittenReport {
  draft: Draft;
  bytes: Uint8Array;
  /** Its 数据出处表, made only when it is asked for. */
  sources(table: 'docx' | 'xlsx'): Promise<Uint8Array>;
  markdown: string;
  text: string;
}

/** 程序 — everything that is open while one process owns a state folder, and what commands ask of it. */
export interface App {
  config: Config;
  bureau: Bureau;
  prompts: Prompts;
  /** Absent where no model is configured. */
  models?: Models;
  modelUse: ModelUse;
  store: LowdbStore;
  corpus: Corpus;
  clock: Clock;
  logger: Logger;
  runtime: Runtime;
  /** The folders whose files are the corpus. */
  folders: CorpusFolders;
  /** Reads files and folders into the corpus, and tells those who asked for what is now in it. */
  ingest(paths: readonly string[]): Promise<IngestResult[]>;
  /** 入库: documents from the console, each with what became of it. `by`: the member's name. */
  upload(files: readonly Omit<HandedInDocument, 'by'>[], by: string): Promise<IngestResult[]>;
  /** One-time codes that sign the operator in to the console. */
  codes: SignInCodes;
  /** Where a browser of this machine finds the program; null while it is not serving. */
  address: string | null;
  /** Tells those whose open question the corpus can answer by now. */
  tellAskers(): Promise<void>;
  /** Other runtimes over the same corpus (the simulator's), which have askers of their own. */
  readers: Set<Pick<Runtime, 'answerGaps'>>;
  stats(question: string): Promise<string>;
  report(request: {
    kind: ReportKind;
    from: string | undefined;
    to: string | undefined;
    /** Another outline of the kind than the usual one. */
    outline: string | undefined;
    /** In which form the Word file is wanted. */
    form: 'draft' | 'comments';
  }): Promise<WrittenReport>;
  /** 老稿换新数: this year's draft in the structure of an old report. */
  carryOver(file: { name: string; bytes: Uint8Array }): Promise<WrittenReport>;
  /** Merges a draft that an editor hands in. */
  returnDraft(file: HandedIn): Promise<{ draft: Draft; text: string }>;
  exportLedgers(): Promise<{ name: string; bytes: Uint8Array; entries: number }>;
  /** Reads a table of old ledgers; writes only when it is not a dry run. */
  importLedger(file: TableFile): Promise<{ said: ImportSaid; lines: string[] }>;
  backup(file?: string): Promise<{ file: string; bytes: number }>;
  restore(file: string): Promise<BackupSummary>;
  verify(): Promise<string[]>;
  examine(): Promise<Check[]>;
  /** What left for a model in the time that the words name. */
  modelUsage(words: string): ReturnType<typeof describeUsage>;
  /** What keeps messages from being taken, in plain words; empty when all is well. */
  notReady(): Promise<string[]>;
  close(): Promise<void>;
}

export const SHARED = 'shared';

const READY_FOR_MS = 10_000;
const FIRST_LOOK_MS = 3_000;

/** All that is no row: the corpus and its index, pictures and files of evidence. */
export function blobFolderOf(config: Config): string {
  return join(config.stateDir, 'blobs');
}

/** Vectors are made anew where they are missing, so no backup holds them. */
function vectorFolderOf(config: Config): string {
  return join(config.stateDir, 'vectors');
}

/** A message can only be taken when it can be written: the smallest write is tried. */
async function notReady(store: LowdbStore, bureau: string): Promise<string[]> {
  try {
    await store.write({ bureau }, async tx => tx.spend('readiness', 0, 0));
    return [];
  } catch (error) {
    return [error instanceof AppError ? error.message : cannotWrite];
  }
}

/** Asked often and by anybody, so the disk is not tried each time. */
function remembered(ask: () => Promise<string[]>, clock: Clock): () => Promise<string[]> {
  let last: { at: number; answer: Promise<string[]> } | undefined;
  return () => {
    if (!last || clock.now() - last.at > READY_FOR_MS) last = { at: clock.now(), answer: ask() };
    return last.answer;
  };
}

/** What the chat says to 控制台: only a member of the roster gets a code. */
function invitation({ address, config, codes }: App, member: Member): string {
  if (config.consoleSecret === null || address === null || !member.known) return consoleNotOn;
  return consoleInvitation({ url: address, publicUrl: config.publicUrl, code: codes.issue(member.id) });
}

/** A draft as its files and what is said of it. */
async function written(draft: Draft, { runtime, form }: { runtime: Runtime; form: 'draft' | 'comments' }): Promise<WrittenReport> {
  return {
    draft,
    bytes: await runtime.render(draftFile(draft, form)),
    sources: table => runtime.render(draftFile(draft, table === 'xlsx' ? 'source-table' : 'sources')),
    markdown: renderMarkdown(draft),
    text: runtime.describeDraft(draft),
  };
}

/** Every metric that has a total this year, in the ledgers' order. */
function totalsOfYear(entries: readonly Entry[], bureau: Bureau, today: LocalDate): Total[] {
  const total = countForReport(entries, { bureau, today });
  const period = { from: `${yearOf(today)}-01-01`, to: today };
  const names = new Set(bureau.ledgers.flatMap(ledger => ledger.metrics.map(metric => metric.name)));
  return [...names].flatMap(metric => total(metric, period) ?? []);
}

/** Opens the state folder and wires everything; throws `store-owned` when another process has it. */
export async function createApp(config: Config, overrides: Overrides = {}): Promise<App> {
  const clock = overrides.clock ?? systemClock;
  const logger = overrides.logger ?? silentLogger;
  const warnings: string[] = [];
  const loaded = await loadBureau(config.dataDir);
  const prompts = await loadPrompts(config.dataDir, { warn: warning => void warnings.push(warning) });
  const bureau = { ...loaded, warnings: [...(loaded.warnings ?? []), ...warnings] };
  await mkdir(config.stateDir, { recursive: true });
  const store = await openLowdbStore({ folder: config.stateDir, clock, logger });
  try {
    const blobs = openDiskBlobs(blobFolderOf(config));
    const modelUse = wireModels(config, { prompts, bureau: bureau.id, store, clock, logger });
    const models = overrides.models ?? modelUse.models;
    const meaning = models?.embedding
      ? new MeaningSearch({ blobs: openDiskBlobs(vectorFolderOf(config)), model: models.embedding, clock, logger })
      : null;
    const reranking = models?.reranking ? new Reranking(models.reranking, clock) : null;
    const corpus = await openCorpus({ blobs, meaning, reranking, workshop: openThreads() });
    const folders = openCorpusFolders({ config, bureau, shared: SHARED }, { corpus, blobs, clock: systemClock, logger });
    // A command wants all that lies in the folders; who serves the groups does not let them wait for a whole library.
    await (overrides.isServing ? Promise.race([folders.look(), wait(FIRST_LOOK_MS)]) : folders.look());
    const backupFolder = join(config.stateDir, 'backups');
    const withModels = models ? { models } : {};
    const runtime = createRuntime({
      bureau,
      store,
      blobs,
      corpus,
      reader: bureau.id,
      clock,
      logger,
      platforms: [],
      connect: wirePlatforms(config, bureau),
      backupFolder,
      inviteToConsole: member => invitation(app, member),
      ...withModels,
    });
    const tellAskers = async (results: readonly IngestResult[]): Promise<void> => {
      const isChanged = results.some(result => result.outcome === 'added' || result.outcome === 'replaced');
      if (isChanged) await app.tellAskers();
    };
    const app: App = {
      ...{ config, bureau, prompts, modelUse, store, corpus, folders, clock, logger, runtime },
      ...withModels,
      readers: new Set([runtime]),
      address: null,
      codes: new SignInCodes(clock),
      async ingest(paths) {
        const results = await corpus.ingestPaths(paths, { bureau: SHARED });
        await tellAskers(results);
        return results;
      },
      async upload(files, by) {
        const results = await uploadDocuments(
          corpus,
          files.map(file => ({ ...file, by })),
          { bureau, asOf: dateOf(clock.now()) },
        );
        await tellAskers(results);
        return results;
      },
      async tellAskers() {
        for (const reader of app.readers) await reader.answerGaps();
      },
      stats: question => runtime.stats(question),
      async report({ kind, from, to, outline, form }) {
        const usual = usualPeriod(kind, to ?? from ?? dateOf(clock.now()));
        return written(await runtime.compile(kind, { from: from ?? usual.from, to: to ?? usual.to }, outline), { runtime, form });
      },
      async carryOver(file) {
        return written(await runtime.carryOver({ name: file.name, text: await oldReportText(file, corpus) }), { runtime, form: 'draft' });
      },
      returnDraft: file => returnDraft({ bureau, store, corpus, knowsTitle: titleKnower(corpus, bureau.id) }, file, clock.now()),
      async exportLedgers() {
        const { entries, decided } = await store.read({ bureau: bureau.id }, async reader => ({
          entries: await entriesSince(reader, ''),
          decided: await bureauAsDecided(reader, bureau),
        }));
        return {
          name: `台账${dateOf(clock.now()).replaceAll('-', '')}.xlsx`,
          bytes: await ledgerWorkbook(entries, bureau.sections, totalsOfYear(entries, decided, dateOf(clock.now()))),
          entries: entries.length,
        };
      },
      async importLedger(file) {
        const decided = await store.read({ bureau: bureau.id }, reader => bureauAsDecided(reader, bureau));
        return importLedger({ bureau: decided, store }, file, clock.now());
      },
      backup: file => runtime.backup(file),
      restore: file => restoreBackup({ store, blobs }, file),
      verify: async () => [...(await store.verify()), ...corpus.findings, ...(await verifyFigures(store, bureau.id))],
      examine: () => examine(app),
      modelUsage: words =>
        describeUsage({ store, bureau }, { question: readUsageQuestion(words, dateOf(clock.now())), budget: models?.budget, at: clock.now() }),
      notReady: remembered(() => notReady(store, bureau.id), clock),
      async close() {
        runtime.pipeline.stop();
        await meaning?.stop();
        await folders.close();
        await corpus.close();
        await modelUse.settle();
        await store.close();
      },
    };
    return app;
  } catch (error) {
    await store.close();
    throw error;
  }
}
