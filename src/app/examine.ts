import { statfs } from 'node:fs/promises';
import { dateOf, formatInstant, yearOf } from '../domain/date.ts';
import { isActive } from '../domain/member.ts';
import { allRows } from '../ledgers/all-rows.ts';
import { isLoopbackHost } from '../lib/loopback.ts';
import type { Store } from '../store/store.ts';
import { type Check, examined } from '../wording/doctor.ts';
import type { App } from './app.ts';

/** The day on which this was written: a clock before it is wrong. */
const WRITTEN = Date.parse('2026-11-01T00:00:00Z');

async function countState(store: Store, bureau: string, state: string): Promise<number> {
  return store.read({ bureau }, reader => reader.count('outbox', { index: 'byState', equals: [state] }));
}

async function speakers(store: Store, bureau: string): Promise<Set<string>> {
  const spoken = new Set<string>();
  await store.read({ bureau }, async reader => {
    for await (const claim of allRows(reader, 'claim', { index: 'byReceived' })) spoken.add(claim.message.sender.account);
  });
  return spoken;
}

function isFitNode(version: string): boolean {
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number);
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major >= 24;
}

/** A model is no duty; where one is set, it is tried. */
async function examineModels({ config: { models: set }, modelUse: { server }, corpus: { meaning } }: App): Promise<Check[]> {
  if (!server) return [examined.noModel];
  const isPlain = set.MODEL_ALLOW === 'any' && set.OPENAI_BASE_URL?.startsWith('http:') === true;
  return [
    examined.outbound(server.host, set.MODEL_ALLOW),
    ...(isPlain ? [examined.unencrypted(server.host)] : []),
    ...(await server.examine()),
    ...(meaning ? [examined.vectors(await meaning.look())] : []),
  ];
}

function examineConsole({ config, bureau, runtime, address, clock }: App): Check {
  return examined.console({
    ...{ isOn: config.consoleSecret !== null, address, publicUrl: config.publicUrl },
    isLoopback: isLoopbackHost(config.host) || config.host === '::1',
    hasEntrance: runtime.connected.some(platform => platform.entrance !== undefined),
    hasAdmin: bureau.members.some(member => member.roles.includes('admin') && isActive(member, dateOf(clock.now()))),
  });
}

/** 体检 — everything that an operator can be told about without anybody's account: runtime, disk, clock, calendar, files, corpus, queue, store. */
export async function examine(app: App): Promise<Check[]> {
  const { bureau, store, config, clock, corpus, runtime } = app;
  const now = clock.now();
  const disk = await statfs(config.stateDir);
  const spoken = await speakers(store, bureau.id);
  const silent = bureau.members.filter(member => !Object.values(member.accounts).some(account => spoken.has(account)) && !spoken.has(member.id));
  const [dead, uncertain] = await Promise.all([countState(store, bureau.id, 'dead'), countState(store, bureau.id, 'uncertain')]);
  const year = yearOf(dateOf(now));
  const unknownYears = [year, ...(dateOf(now).slice(5) >= '12-01' ? [year + 1] : [])].filter(one => !bureau.calendar.covers(one));
  return [
    examined.node(process.version, isFitNode(process.version)),
    examined.state(config.stateDir, Math.floor((disk.bavail * disk.bsize) / 1024 / 1024)),
    examined.clock(formatInstant(now).slice(0, 16).replace('T', ' '), now >= WRITTEN),
    examined.calendar(unknownYears),
    examined.bureau(bureau),
    examined.corpus(corpus.documents(bureau.id).length, corpus.findings),
    ...app.folders.states().map(examined.folder),
    ...(runtime.connected.length
      ? (await Promise.all(runtime.connected.map(platform => platform.examine()))).flat()
      : [examined.platforms(config.simulator)]),
    examineConsole(app),
    ...(await examineModels(app)),
    examined.outbox(dead, uncertain),
    examined.silent(silent.map(member => member.name)),
    examined.store(await store.verify()),
  ];
}
