import { readFileSync } from 'node:fs';
import { type Contender, contenders, keys, PEOPLE, product } from './webhook-contenders.ts';
import { costs } from './webhook-costs.ts';
import { type Load, type LoadResult, play } from './webhook-load.ts';

const ROUNDS = 3;
const REQUESTS = 6_000;
const WARM_UP = 1_500;
const CONNECTIONS = 64;
/** So many that nobody who speaks at a steady rate waits for one. */
const MANY_CONNECTIONS = 1_000;
const PATH = '/webhooks/wecom/aibot';

function send({ url }: Contender, load: Partial<Load>): Promise<LoadResult> {
  return play({ url: url + PATH, keys, connections: CONNECTIONS, people: PEOPLE, messages: REQUESTS, copies: 1, perSecond: null, ...load });
}

interface Lap {
  perSecond: number;
  /** Of the server's process: what a busy machine leaves nearly as it is. */
  cpuMicros: number;
}

async function lap(start: () => Promise<Contender>): Promise<Lap> {
  const contender = await start();
  try {
    await send(contender, { messages: WARM_UP });
    const before = cpuMillis(contender.pid);
    const { answered, ms, refused } = await send(contender, {});
    if (refused > 0) throw new Error(`${refused} refused`);
    return { perSecond: (answered / ms) * 1_000, cpuMicros: ((cpuMillis(contender.pid) - before) / answered) * 1_000 };
  } finally {
    await contender.close();
  }
}

/** User and system time of a process, in steps of 10 ms; nothing where there is no /proc. */
function cpuMillis(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** By turns, so that a busy moment of the machine falls on all alike; a share is the median of the shares in each round. */
async function throughput(rounds: number): Promise<void> {
  const laps: Lap[][] = [];
  for (let round = 0; round < rounds; round++) {
    const turn: Lap[] = [];
    for (const start of Object.values(contenders)) turn.push(await lap(start));
    laps.push(turn);
  }
  for (const [at, name] of Object.keys(contenders).entries()) {
    const of = (what: keyof Lap): number[] => laps.map(turn => turn[at]?.[what] ?? 0);
    const share = (what: keyof Lap, peer: number): string =>
      `${(median(of(what).map((value, round) => value / (laps[round]?.[peer]?.[what] ?? 1))) * 100).toFixed(0)} %`;
    const rates = of('perSecond').map(rate => rate.toFixed(0));
    console.log(`${name}\t${median(of('perSecond')).toFixed(0)} messages/s (${rates.join(', ')})`);
    console.log(`\t${share('perSecond', 0)} of bare node:http, ${share('perSecond', 1)} of bare Koa; CPU ${share('cpuMicros', 1)} of bare Koa’s`);
  }
}

/**
 * The webhook's whole path in the built product (verify, decode, screen, claim durably, acknowledge) beside bare servers that only hash, decrypt
 * and sync, each in a process of its own; what each part of it costs; then acknowledgement times with all the work going on. `args`: how many rounds.
 */
export async function run(args: string[]): Promise<void> {
  await throughput(Number(args[0] ?? ROUNDS));
  await costs();
  await steady();
  await rush();
  await storm();
}

/** A rush, until the last of it is answered. */
async function rush(): Promise<void> {
  const bot = await product();
  const started = performance.now();
  const { ms, p99 } = await send(bot, { messages: 1_000 });
  await bot.settled();
  const all = performance.now() - started;
  console.log(
    `1,000 messages at once: acknowledged within ${(ms / 1_000).toFixed(1)} s (p99 ${p99.toFixed(0)} ms), all registered and answered within ${(all / 1_000).toFixed(1)} s`,
  );
  await bot.close();
}

async function steady(): Promise<void> {
  const bot = await product();
  await send(bot, { messages: 400, perSecond: 200, connections: MANY_CONNECTIONS });
  const { p50, p99, most } = await send(bot, { messages: 2_000, perSecond: 200, connections: MANY_CONNECTIONS });
  const started = performance.now();
  await bot.settled();
  const behind = performance.now() - started;
  console.log(
    `200 messages/s for 10 s, all answered (the last ${behind.toFixed(0)} ms after it was sent): acknowledged p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, slowest ${most.toFixed(1)} ms`,
  );
  await bot.close();
}

async function storm(): Promise<void> {
  const bot = await product();
  const { answered, refused, p50, p99, ms } = await send(bot, { connections: 300, messages: 1_000, copies: 3 });
  await bot.settled();
  const claims = await bot.closeAndCount();
  const acknowledged = `${answered} acknowledged and ${refused} refused in ${(ms / 1_000).toFixed(1)} s`;
  console.log(`1,000 messages × 3, shuffled, 300 at a time: ${acknowledged}, ${claims} handled; p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`);
}
