import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { dateOf, type LocalDate } from '../../src/domain/date.ts';
import { dueBetween, type Schedule } from '../../src/domain/schedule.ts';
import { openCorpus } from '../../src/knowledge/corpus.ts';
import { allRows } from '../../src/ledgers/all-rows.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { openDiskBlobs } from '../../src/store/disk/disk-blobs.ts';
import { openLowdbStore } from '../../src/store/lowdb/lowdb-store.ts';
import type { OutboxRow, RunRow } from '../../src/store/store.ts';
import { deliveryReasons } from '../../src/wording/delivery.ts';

/** Made by `npm run build`; a kill takes the whole process, so it must be one. */
const program = join(projectRoot, 'dist', 'test', 'helpers', 'year-process.js');
const DAY_MS = 86_400_000;

export interface KilledYear {
  runs: RunRow[];
  outbox: OutboxRow[];
  /** `addressee text` of each message that the platform took, in order. */
  sent: string[];
  /** `schedule:period` of all that fell due. */
  expected: string[];
  schedules: Schedule[];
  kills: number;
  /** Starts whose clock showed an earlier time than the program had reached. */
  setBacks: number;
  /** What the store says of itself. */
  doubtful: string[];
  isWorkday(date: LocalDate): boolean;
}

type Child = ChildProcessByStdio<Writable, Readable, null>;

function start(folder: string): Child {
  return spawn(process.execPath, [program, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
}

/** How long the program stays away after a kill, by turns: usually minutes, sometimes over a night, once in a while a week; and clocks that come back wrong. */
function away(kill: number): number {
  if (kill % 9 === 4) return -3 * DAY_MS;
  if (kill % 10 === 7) return 8 * DAY_MS;
  return kill % 3 === 1 ? 0.8 * DAY_MS : 5 * 60_000;
}

export function canKillYears(): boolean {
  return existsSync(program);
}

/** Plays `from` to `to` (epoch ms) in processes that are killed while they run; the last one lives to the end. */
export async function killedYear(folder: string, { from, to, kills }: { from: number; to: number; kills: number }): Promise<KilledYear> {
  const corpus = await openCorpus({ blobs: openDiskBlobs(join(folder, 'corpus')) });
  await corpus.ingestPaths([join(projectRoot, 'data', 'corpus')], { bureau: 'shared' });
  let [next, reached, setBacks] = [start(folder), from, 0];
  for (let kill = 0; ; kill++) {
    const child = next;
    const isLast = kill === kills;
    if (!isLast) next = start(folder);
    const wanted = kill === 0 ? from : Math.max(from, reached + away(kill - 1));
    if (wanted < reached) setBacks++;
    const quota = from + ((to - from) * (kill + 1)) / (kills + 1);
    reached = Math.max(reached, await live(child, { from: wanted, to, killAt: isLast ? null : quota }));
    if (isLast) break;
  }
  return { ...(await kept(folder, { from, to })), kills, setBacks };
}

/** The last moment that the process printed. */
async function live(child: Child, { from, to, killAt }: { from: number; to: number; killAt: number | null }): Promise<number> {
  let [printed, reached] = ['', from];
  const ended = once(child, 'close');
  const isThere = new Promise<void>(resolve => {
    child.stdout.on('data', chunk => {
      printed += String(chunk);
      const lines = printed.split('\n').slice(0, -1);
      reached = Math.max(reached, ...lines.map(Number).filter(Number.isFinite));
      if (killAt !== null && reached >= killAt) resolve();
    });
    void ended.then(() => resolve());
  });
  child.stdin.write(`${from} ${to}\n`);
  await isThere;
  if (killAt === null) await ended;
  else {
    // Before, within and after runs and deliveries.
    await wait(Math.random() * 25);
    child.kill('SIGKILL');
    await ended;
  }
  if (killAt === null && !printed.includes('end\n')) throw new Error(`the program ended early: ${printed.slice(-200)}`);
  return reached;
}

async function kept(folder: string, { from, to }: { from: number; to: number }): Promise<Omit<KilledYear, 'kills' | 'setBacks'>> {
  const bureau = await loadBureau(join(projectRoot, 'data'));
  const schedules = bureau.schedules.filter(({ task }) => task !== 'backup');
  const store = await openLowdbStore({ folder: join(folder, 'state'), clock: systemClock });
  const [runs, outbox]: [RunRow[], OutboxRow[]] = [[], []];
  await store.read({ bureau: bureau.id }, async reader => {
    for await (const run of allRows(reader, 'run', { index: 'byDue' })) runs.push(run);
    for await (const row of allRows(reader, 'outbox', { index: 'byQueued' })) outbox.push(row);
  });
  const doubtful = await store.verify();
  await store.close();
  const expected = schedules.flatMap(schedule => dueBetween(schedule, from, to, bureau.calendar).map(({ period }) => `${schedule.id}:${period}`));
  const sent = readFileSync(join(folder, 'sent.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => nameOf(JSON.parse(line)));
  return { runs, outbox, sent, expected, schedules, doubtful, isWorkday: date => bureau.calendar.isWorkday(date) };
}

/** One message to one addressee, as both the platform and the outbox know it. */
export function nameOf({ to, text }: Pick<OutboxRow['message'], 'to' | 'text'>): string {
  return `${JSON.stringify(to)} ${text}`;
}

function counted(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** What was lost or doubled, in a line each; none when every run was claimed once, done or dropped by its rule, and every message went out once. */
export function faultsOf({ runs, outbox, sent, expected, schedules, kills, doubtful, isWorkday }: KilledYear): string[] {
  const ids = new Set(runs.map(({ id }) => id));
  const wanted = new Set(expected);
  const byHand = new Map(schedules.map(schedule => [schedule.id, schedule.catchUp]));
  const onScreen = counted(sent);
  const queued = counted(outbox.map(({ message }) => nameOf(message)));
  const delivered = counted(outbox.filter(({ state }) => state === 'done').map(({ message }) => nameOf(message)));
  const uncertain = counted(outbox.filter(({ state }) => state === 'uncertain').map(({ message }) => JSON.stringify(message.to)));
  return [
    ...expected.filter(id => !ids.has(id)).map(id => `lost: ${id}`),
    ...[...ids].filter(id => !wanted.has(id)).map(id => `never due: ${id}`),
    ...(ids.size < runs.length ? ['a run stands twice'] : []),
    ...runs.filter(({ state }) => state !== 'done').map(({ id, state, outcome }) => `${state}: ${id} ${outcome}`),
    ...runs.filter(run => run.startedAt === null && byHand.get(run.schedule) === 'all').map(({ id }) => `dropped against its rule: ${id}`),
    ...[...onScreen].filter(([name, times]) => times > (queued.get(name) ?? 0)).map(([name]) => `sent twice: ${name}`),
    ...[...delivered].filter(([name, times]) => times > (onScreen.get(name) ?? 0)).map(([name]) => `marked but not sent: ${name}`),
    ...outbox
      .filter(({ state, lastError }) => state === 'open' || (state === 'dead' && lastError !== deliveryReasons.tooLate))
      .map(({ id, state }) => `${state}: ${id}`),
    ...outbox
      .filter(row => row.run !== null && row.deliveredAt !== null && !isWorkday(dateOf(row.deliveredAt)))
      .map(({ id }) => `on a day off: ${id}`),
    // One message to each addressee is in flight at a time.
    ...[...uncertain].filter(([, count]) => count > kills).map(([to, count]) => `${count} messages to ${to} uncertain after ${kills} kills`),
    ...doubtful,
  ];
}
