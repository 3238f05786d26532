import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createConsole } from '../console/console.ts';
import { createHttp, type Mount } from '../http/http.ts';
import { listen } from '../http/listen.ts';
import { driveByCron } from '../jobs/cron-driver.ts';
import { warmReading } from '../ledgers/warm-reading.ts';
import { systemClock } from '../lib/clock.ts';
import { createMetrics } from '../lib/metrics.ts';
import { createSimulatorRoutes } from '../platforms/simulator/routes.ts';
import { leaving, started, stopping } from '../wording/command-line.ts';
import type { App } from './app.ts';
import { programOf } from './program.ts';
import { runCommand } from './run-command.ts';
import { Stage } from './stage.ts';
import { watch } from './watch.ts';
import { watchModels } from './watch-models.ts';

/** As whom the simulator reads the corpus and adds to it, so that a file dropped there is never cited in a real group. */
const SIMULATOR_READER = 'simulator';

/** Runs the whole thing until SIGINT or SIGTERM: HTTP, simulator, schedules, and commands of other processes. */
export async function serve(app: App, { out }: { out: (line: string) => void }): Promise<void> {
  const { config, bureau, corpus, logger, runtime, store } = app;
  const toModel = outboundModel(app);
  const stage = config.simulator
    ? await Stage.open({
        bureau,
        corpus,
        reader: SIMULATOR_READER,
        stateDir: join(config.stateDir, 'simulator'),
        start: app.clock.now(),
        base: systemClock,
        logger,
        ...(app.models ? { models: app.models } : {}),
        modelBook: store,
        leavesMachine: toModel ? [leaving({ platforms: [], model: toModel })] : [],
      })
    : undefined;
  if (stage) app.readers.add({ answerGaps: () => stage.runtime.answerGaps() });
  // Whoever writes first does not wait for weights to be loaded.
  for (const read of new Set([bureau, ...(stage ? [stage.bureau] : [])])) warmReading(read, app.clock.now());
  store.serve((request, output) => runCommand(programOf(app), request, output));
  await runtime.pipeline.resume({ isAfterStart: true });
  await runtime.tellDowntime();
  const tick = async (): Promise<void> => {
    try {
      await runtime.pipeline.resume({ isAfterStart: false });
      await runtime.scheduler.tick();
      await runtime.noteAlive();
      if (stage) await stage.advanceTo(stage.now());
    } finally {
      await runtime.deliverer.deliverDue();
    }
  };
  const metrics = createMetrics();
  watch(runtime, metrics);
  watchModels(app, metrics);
  const http = createHttp({
    callbacks: runtime.connected.flatMap(platform => platform.callbacks),
    mounts: [{ router: consoleOf(app, stage !== undefined), access: 'public' }, ...(stage ? [simulatorMount(stage)] : [])],
    reasonsNotReady: () => app.notReady(),
    metrics,
    onFailure: (error, request) => logger.error({ ...request, error: error instanceof Error ? error.name : typeof error }, 'request failed'),
  });
  const server = await listen(http, { port: config.port, host: config.host });
  app.address = server.url;
  const driver = driveByCron(tick, logger);
  const folderChanged = async (): Promise<void> => {
    await app.tellAskers();
    await runtime.tellOfSecretFiles(app.folders.secretFiles());
  };
  await runtime.tellOfSecretFiles(app.folders.secretFiles());
  app.folders.keepLooking(folderChanged);
  corpus.meaning?.start();
  for (const platform of runtime.connected) await platform.start();
  for (const line of started({
    url: server.url,
    bureau: bureau.name,
    simulator: stage !== undefined,
    stateDir: config.stateDir,
    documents: corpus.documents(bureau.id).length,
    platforms: runtime.connected.map(platform => platform.id),
    model: toModel,
  }))
    out(line);
  await stopSignal();
  out(stopping);
  for (const platform of runtime.connected) await platform.stop();
  await driver.stop();
  await server.close();
  await stage?.close();
}

/** What the start, and the simulator's page, say of the model. */
function outboundModel({ config, modelUse: { server } }: App): { host: string; name: string; allow: 'local' | 'any' } | null {
  return server ? { host: server.host, name: server.chat.name, allow: config.models.MODEL_ALLOW } : null;
}

/** The console over an open app. */
export function consoleOf(app: App, hasSimulator: boolean): ReturnType<typeof createConsole> {
  const { bureau, store, clock, config, runtime, corpus, codes } = app;
  return createConsole({
    ...{ bureau, store, clock, codes, hasSimulator, secret: config.consoleSecret, publicUrl: config.publicUrl, platforms: runtime.connected },
    documents: () => corpus.documents(bureau.id),
    upload: (files, by) => app.upload(files, by),
    deliver: () => runtime.deliverer.deliverDue(),
  });
}

function simulatorMount(stage: Stage): Mount {
  return {
    router: createSimulatorRoutes({ bureau: () => stage.bureau, platform: stage.platform, host: stage, createId: randomUUID }),
    access: 'machine',
  };
}

function stopSignal(): Promise<void> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
