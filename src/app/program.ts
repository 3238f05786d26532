import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { screeningHit } from '../bot/middleware/screen.ts';
import { loadBureau } from '../bureau/load-bureau.ts';
import { loadPrompts } from '../bureau/load-prompts.ts';
import { type Guest, withGuests } from '../bureau/with-guests.ts';
import type { MessageReader, Program, StageRequest } from '../commands/command.ts';
import type { Config } from '../config.ts';
import type { EvaluationCase } from '../domain/evaluation-case.ts';
import { type Corpus, openCorpus } from '../knowledge/corpus.ts';
import { openThreads } from '../knowledge/threads.ts';
import { maskPersonalData } from '../language/personal-data.ts';
import { readMessage } from '../ledgers/read-message.ts';
import { readingOutput } from '../ledgers/reading-output.ts';
import { verifyTrail } from '../ledgers/verify-trail.ts';
import type { Logger } from '../lib/logger.ts';
import { createContacts } from '../platforms/simulator/contacts.ts';
import type { Spoken } from '../platforms/simulator/spoken.ts';
import type { Blobs } from '../store/blobs.ts';
import { openDiskBlobs } from '../store/disk/disk-blobs.ts';
import { type App, blobFolderOf, createApp, SHARED } from './app.ts';
import { evaluationCases } from './evaluation-cases.ts';
import { proposeOutlineOf } from './propose-outline.ts';
import { openReplayStage, type ReplayStage } from './replay-stage.ts';

/** Opens each part when a command first asks for it. `close` closes what was opened. */
export function openProgram(options: { config: Config; logger: Logger; serve: (app: App) => Promise<void> }): Program & { close(): Promise<void> } {
  const { config, logger } = options;
  let app: Promise<App> | undefined;
  const open = (isServing = false): Promise<App> => {
    app ??= createApp(config, { logger, isServing });
    return app;
  };
  return {
    config,
    app: () => open(),
    verify: async () => verify(await open()),
    evaluationCases: async () => casesOf(await open()),
    bureau: () => loadBureau(config.dataDir),
    prompts: () => loadPrompts(config.dataDir),
    proposeOutline: async file => proposeOutlineOf(file, await loadBureau(config.dataDir)),
    messageReader: guests => openMessageReader(config, guests),
    stage: request => openStageFor(config, { ...request, logger }),
    serve: async () => options.serve(await open(true)),
    close: async () => {
      const opened = await app?.catch(() => undefined);
      await opened?.close();
    },
  };
}

/** The program of a process that already owns the state folder, for commands that reach it through the control socket. */
export function programOf(app: App): Program {
  return {
    config: app.config,
    app: async () => app,
    verify: () => verify(app),
    evaluationCases: () => casesOf(app),
    bureau: async () => app.bureau,
    prompts: async () => app.prompts,
    proposeOutline: async file => proposeOutlineOf(file, app.bureau),
    messageReader: guests => openMessageReader(app.config, guests),
    stage: request => openStageFor(app.config, { ...request, logger: app.logger }),
    serve: async () => undefined,
  };
}

async function verify(app: App): Promise<string[]> {
  return [...(await app.verify()), ...(await verifyTrail(app.store, app.bureau.id))];
}

function casesOf({ store, bureau }: App): Promise<EvaluationCase[]> {
  return store.read({ bureau: bureau.id }, reader => evaluationCases(reader, bureau));
}

async function openMessageReader(config: Config, guests: readonly Guest[]): Promise<MessageReader> {
  const bureau = withGuests(await loadBureau(config.dataDir), guests);
  const contacts = createContacts(() => bureau);
  return ({ text, at, from, quote }) => {
    const reporter = contacts.speaker(from as Spoken['from']);
    const isScreened = screeningHit({ text, attachments: [], ...(quote ? { quote: { text: quote } } : {}) }) !== null;
    if (isScreened) return { intent: 'screened', entries: [] };
    return readingOutput(readMessage(maskPersonalData(text).text, { bureau, reporter, at, ...(quote ? { quote } : {}) }));
  };
}

/** Reads from one folder and writes to another, so that a replay leaves the corpus of the bureau as it is. */
function overlay(below: Blobs, above: Blobs): Blobs {
  return {
    put: (key, bytes) => above.put(key, bytes),
    get: async key => (await above.get(key)) ?? below.get(key),
    list: async prefix => [...new Set([...(await above.list(prefix)), ...(await below.list(prefix))])].sort(),
    remove: key => above.remove(key),
  };
}

async function openStageFor(config: Config, { start, stateDir, guests, logger }: StageRequest & { logger: Logger }): Promise<ReplayStage> {
  const folder = stateDir ?? mkdtempSync(join(tmpdir(), 'xiaofa-replay-'));
  const bureau = withGuests(await loadBureau(config.dataDir), guests);
  const own = openDiskBlobs(join(folder, 'blobs'));
  const corpus = await openShelf(
    config,
    stateDir === null && existsSync(blobFolderOf(config)) ? overlay(openDiskBlobs(blobFolderOf(config)), own) : own,
  );
  const stage = await openReplayStage({ bureau, corpus, reader: bureau.id, stateDir: folder, start, logger });
  return {
    ...stage,
    async close() {
      await stage.close();
      await corpus.close();
      if (stateDir === null) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openShelf(config: Config, blobs: Blobs): Promise<Corpus> {
  const corpus = await openCorpus({ blobs, workshop: openThreads() });
  const shelf = join(config.dataDir, 'corpus');
  if (existsSync(shelf)) await corpus.ingestPaths([shelf], { bureau: SHARED });
  return corpus;
}
