import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { addDays, instantAt, yearOf } from '../../src/domain/date.ts';
import type { Entry } from '../../src/domain/entry.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import { dayPeriod } from '../../src/domain/period.ts';
import { answerQuestion } from '../../src/figures/answer-question.ts';
import { readMessage } from '../../src/ledgers/read-message.ts';
import { warmReading } from '../../src/ledgers/warm-reading.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { type LowdbStore, openLowdbStore } from '../../src/store/lowdb/lowdb-store.ts';
import { readOffices } from '../evals/own-messages.ts';

const YEARS = 10;
const LAST_DAY = '2026-11-20';
const ROUNDS = 60;
const ROWS_PER_FILLING = 2_000;

const messages = [
  '本周走访企业12家，收集问题5条，当场解决3条',
  '11月18日组织集体学法1次，约30人参加；发放宣传资料500余份',
  '截至10月底累计走访企业238家，开展执法检查41次，行政处罚3起，罚款2.5万元',
  '清理占道经营41处，暂扣手推车6辆，劝离流动摊贩23个',
  '本周无新增',
  '第2条改成15家',
];
const questions = [
  '今年走访了多少企业',
  '按科室看走访企业',
  '走访企业按月列出来',
  '行政处罚多少件，罚款多少',
  '走访和去年比怎么样',
  '企业服务科今年主要做了什么',
  '还没办完的有哪些',
  '有没有前后对不上的数',
  '本周各科室报了哪些',
  '三季度和二季度走访对比',
];

function nth<T>(list: readonly T[], position: number): T {
  const item = list[position % list.length];
  if (item === undefined) throw new Error('the shipped bureau has no ledgers or departments');
  return item;
}

/** A day's work of one ledger, the same on every run; one in ten is a running total of its year. */
function entryAt(position: number, { ledger, department, count }: { ledger: Ledger; department: string; count: number }): Entry {
  const date = addDays(LAST_DAY, -Math.floor(((position * 7_919) % count) * ((YEARS * 365) / count)));
  const at = instantAt(date, '16:00') + position;
  const kind = position % 10 === 0 ? 'cumulative' : 'increment';
  const metrics = ledger.metrics
    .filter(metric => metric.kind === 'increment')
    .slice(0, 3)
    .map((metric, place) => {
      const value = 1 + ((position + place) % 9);
      const unit = metric.units[0] ?? '';
      return {
        name: metric.name,
        value,
        unit,
        approximate: null,
        raw: `${value}${unit}`,
        kind,
        isNew: false,
        inferred: false,
        partOf: null,
      } as const;
    });
  return {
    ...{ bureau: 'default', id: `e${position}`, version: 1, number: `${date.slice(5, 7)}${date.slice(8)}-${position}`, status: 'submitted' },
    ...{ reporter: { id: 'bench', name: '填报人' }, submittedAt: at, history: [] },
    source: { platform: 'simulator', conversationId: 'work', messageId: `m${position}`, text: '当日完成一批工作并登记' },
    ...{ section: ledger.section, ledger: ledger.id, category: ledger.name, summary: `到园区开展第${position % 11}批次工作` },
    date: kind === 'cumulative' ? null : date,
    period: kind === 'cumulative' ? { from: `${yearOf(date)}-01-01`, to: date } : dayPeriod(date),
    ...{ department, supporting: [], partners: [], metrics, flags: [], checks: [], progress: null, deadline: null, raw: '当日完成一批工作' },
  };
}

async function fill(store: LowdbStore, bureau: Bureau, count: number): Promise<void> {
  const ledgers = bureau.ledgers.filter(ledger => ledger.metrics.some(metric => metric.kind === 'increment'));
  const departments = bureau.departments.filter(department => department.reports);
  for (let start = 0; start < count; start += ROWS_PER_FILLING) {
    await store.write({ bureau: bureau.id }, async tx => {
      for (let at = start; at < Math.min(count, start + ROWS_PER_FILLING); at++)
        await tx.insert('entry', entryAt(at, { ledger: nth(ledgers, at), department: nth(departments, at).name, count }));
    });
  }
}

async function timesOf(rounds: number, work: (round: number) => unknown): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work(round);
    times.push(performance.now() - start);
  }
  return times;
}

function line(name: string, times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  return `${name.padEnd(36)} p50 ${at(0.5)} ms  p99 ${at(0.99)} ms`;
}

/** On a busy machine most of the slowest times are waiting for a core; so Linux is asked, too, how long the reading itself ran. */
async function readings(name: string, rounds: number, read: (round: number) => unknown): Promise<number[]> {
  const ran: number[] = [];
  const times = await timesOf(rounds, round => {
    const before = ranFor();
    read(round);
    ran.push(ranFor() - before);
  });
  console.log(`${line(name, times)}${isLinux ? `  on its core ${line('', ran).trim()}` : ''}`);
  return times;
}

/** What the machine itself adds: plain computing that is as long as half of these readings are, timed the same way. */
async function sameWithoutReading(times: readonly number[]): Promise<void> {
  const long = [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;
  let sink = 0;
  const compute = (steps: number): void => {
    for (let step = 0; step < steps; step++) sink = (sink * 31 + step) | 0;
  };
  const sample = 1_000_000;
  await timesOf(10, () => compute(sample));
  const [shortest = 1] = (await timesOf(20, () => compute(sample))).sort((a, b) => a - b);
  const steps = Math.round((sample * long) / shortest);
  console.log(line('ledger: as long, plain computing', await timesOf(times.length, () => compute(steps))));
}

const isLinux = process.platform === 'linux';

/** Milliseconds that this thread has run; asking for the process's time brings the thread's up to date. */
function ranFor(): number {
  if (!isLinux) return 0;
  process.cpuUsage();
  return Number.parseInt(readFileSync('/proc/self/schedstat', 'latin1'), 10) / 1e6;
}

/** Prints what reading a message costs once the product is warm, and what answering costs over 50,000 entries of ten years (or `args[0]` of them). */
export async function run(args: readonly string[]): Promise<void> {
  const count = Number(args[0] ?? 50_000);
  const bureau = await loadBureau(join(projectRoot, 'data'));
  const at = instantAt(LAST_DAY, '17:00');
  const reporter = { name: '填报人', department: nth(bureau.departments, 2).name };
  const read = (round: number): unknown => readMessage(nth(messages, round), { bureau, reporter, at });
  // As the product does when it starts; the first reading of all pays for the weights there.
  console.log(line('ledger: loading what reading needs', await timesOf(1, () => warmReading(bureau, at))));
  await timesOf(ROUNDS, read);
  await sameWithoutReading(await readings('ledger: reading a message', ROUNDS * 10, read));
  const sent = readOffices('open').flatMap(office => office.messages);
  const each = (round: number): unknown => readMessage(nth(sent, round).text, { bureau, reporter, at });
  await readings(`ledger: ${sent.length} of strangers, each once`, sent.length, each);
  await readings('ledger: the same once more', sent.length, each);
  const folder = await mkdtemp(join(tmpdir(), 'xiaofa-bench-'));
  const store = await openLowdbStore({ folder, clock: systemClock });
  try {
    await fill(store, bureau, count);
    const answer = (text: string): Promise<unknown> => store.read({ bureau: bureau.id }, reader => answerQuestion(text, { bureau, reader, at }));
    await timesOf(ROUNDS, round => answer(nth(questions, round)));
    const all: number[] = [];
    for (const text of questions) {
      const times = await timesOf(ROUNDS, () => answer(text));
      all.push(...times);
      console.log(line(`  ${text}`, times));
    }
    console.log(line(`ledger: ${count} entries, an answer`, all));
    const ledgers = bureau.ledgers.filter(ledger => ledger.metrics.some(metric => metric.kind === 'increment'));
    const afterEntry: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const entry = entryAt(count + round, { ledger: nth(ledgers, round), department: nth(bureau.departments, round).name, count: count + ROUNDS });
      await store.write({ bureau: bureau.id }, tx => tx.insert('entry', entry));
      afterEntry.push(...(await timesOf(1, () => answer(nth(questions, round)))));
    }
    console.log(line('ledger: an answer after a new entry', afterEntry));
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}
