import { appendFile, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { systemClock } from '../../src/lib/clock.ts';
import { type LowdbStore, openLowdbStore } from '../../src/store/lowdb/lowdb-store.ts';
import { entryRow } from '../helpers/entry-row.ts';

const bureau = { bureau: 'qinghe' };
const ALONE = 400;
const WRITERS = 64;
const COMMITS_PER_WRITER = 25;
const ROWS_PER_FILLING = 500;

interface Times {
  p50: number;
  p99: number;
}

function quantiles(times: number[]): Times {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

async function timed(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

/** Rows 0 to `count`, spread over a year and eight departments as real ones are; ids are not in the order of time. */
function row(at: number): ReturnType<typeof entryRow> {
  const day = `2026-${String(1 + (at % 12)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')}`;
  const id = `${((at * 2_654_435_761) % 4_294_967_296).toString(16).padStart(8, '0')}-${at}`;
  return entryRow({ id, number: `1120-${at}`, period: { from: day, to: day }, department: `第${at % 8}科` });
}

async function fill(store: LowdbStore, from: number, to: number): Promise<void> {
  for (let start = from; start < to; start += ROWS_PER_FILLING) {
    await store.write(bureau, async tx => {
      for (let at = start; at < Math.min(to, start + ROWS_PER_FILLING); at++) await tx.insert('entry', row(at));
    });
  }
}

function insert(store: LowdbStore, at: number): Promise<boolean> {
  return store.write(bureau, tx => tx.insert('entry', row(at)));
}

async function alone(store: LowdbStore, first: number): Promise<Times> {
  const times: number[] = [];
  for (let at = 0; at < ALONE; at++) times.push(await timed(() => insert(store, first + at)));
  return quantiles(times);
}

async function together(store: LowdbStore, first: number): Promise<Times & { perSecond: number }> {
  const times: number[] = [];
  const total = await timed(() =>
    Promise.all(
      Array.from({ length: WRITERS }, async (_, writer) => {
        for (let at = 0; at < COMMITS_PER_WRITER; at++) times.push(await timed(() => insert(store, first + writer * COMMITS_PER_WRITER + at)));
      }),
    ),
  );
  return { ...quantiles(times), perSecond: (WRITERS * COMMITS_PER_WRITER * 1_000) / total };
}

/** What the disk itself takes for the same bytes, in the same run. */
async function bare(folder: string): Promise<Times> {
  const path = join(folder, 'bare.log');
  const bytes = Buffer.from(`00000000 ${JSON.stringify({ number: 1, transactions: [[['entry', row(1)]]] })}\n`);
  const file = await open(path, 'a');
  const times: number[] = [];
  for (let at = 0; at < ALONE; at++) {
    times.push(
      await timed(async () => {
        await appendFile(file, bytes);
        await file.datasync();
      }),
    );
  }
  await file.close();
  await rm(path);
  console.log(`bare appendFile+fdatasync of ${bytes.length} bytes`.padEnd(46), ...format(quantiles(times)));
  return quantiles(times);
}

function format(times: Times, peer?: Times): string[] {
  const ratio = peer ? [`ratio ${(times.p50 / peer.p50).toFixed(2)} / ${(times.p99 / peer.p99).toFixed(2)}`] : [];
  return [`p50 ${times.p50.toFixed(3)} ms`, `p99 ${times.p99.toFixed(3)} ms`, ...ratio];
}

async function commits(folder: string, store: LowdbStore, rows: number): Promise<void> {
  console.log(`-- ${rows} rows`);
  // Filling has left a checkpoint behind that is still being written; what it costs is measured apart.
  await store.checkpoint();
  const before = await bare(folder);
  console.log('one writer, one entry a commit'.padEnd(46), ...format(await alone(store, rows), before));
  const many = await together(store, rows + ALONE);
  console.log(`${WRITERS} writers, one entry a commit`.padEnd(46), ...format(many), `${many.perSecond.toFixed(0)} commits/s`);
}

/** A checkpoint of everything while one writer goes on. */
async function checkpoint(store: LowdbStore, first: number): Promise<void> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  let isDone = false;
  const times: number[] = [];
  delays.enable();
  const writing = (async () => {
    for (let at = 0; !isDone; at++) times.push(await timed(() => insert(store, first + at)));
  })();
  const took = await timed(() => store.checkpoint());
  isDone = true;
  await writing;
  delays.disable();
  console.log(
    `checkpoint took ${took.toFixed(0)} ms, longest event-loop block ${(delays.max / 1e6).toFixed(1)} ms, p99 ${(delays.percentile(99) / 1e6).toFixed(1)} ms`,
  );
  console.log('one writer during the checkpoint'.padEnd(46), ...format(quantiles(times)), `${times.length} commits`);
}

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MB`;

/** Prints what a commit costs at 1,000 and at 100,000 rows (or the first argument), beside the bare disk; then a checkpoint, and opening again. */
export async function run(args: string[]): Promise<void> {
  const most = Number(args[0] ?? 100_000);
  const folder = await mkdtemp(join(tmpdir(), 'xiaofa-bench-'));
  try {
    const state = join(folder, 'state');
    const store = await openLowdbStore({ folder: state, clock: systemClock });
    await fill(store, 0, 1_000);
    await commits(folder, store, 1_000);
    await fill(store, 10_000, most);
    await commits(folder, store, most);
    await checkpoint(store, most + 50_000);
    console.log(`memory ${megabytes(process.memoryUsage().rss)} RSS, ${megabytes(process.memoryUsage().heapUsed)} heap`);
    await store.close();
    let reopened: LowdbStore | undefined;
    const opening = await timed(async () => {
      reopened = await openLowdbStore({ folder: state, clock: systemClock });
    });
    console.log(`opened in ${opening.toFixed(0)} ms`);
    await reopened?.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
