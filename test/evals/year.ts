import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openProgram } from '../../src/app/program.ts';
import { chosenFolders, findCommand, parseCommand, runCommand } from '../../src/app/run-command.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { readConfig } from '../../src/config.ts';
import { addDays, formatInstant, instantAt, weekdayOf } from '../../src/domain/date.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { fastFolder } from '../helpers/fast-folder.ts';
import { faultsOf, killedYear } from '../helpers/killed-year.ts';
import { yearReports } from '../helpers/year-reports.ts';

const START = '2026-01-01';
const END = '2027-02-08';
const USUAL_KILLS = 50;

/** A line that `replay` prints. */
interface Printed {
  type: 'run' | 'push' | 'reply';
  at: string;
  to?: string;
  text: string;
}

function script(): string {
  const lines: object[] = [{ at: `${START}T08:00:00+08:00`, tick: true }];
  for (let day = '2026-01-07'; day < END; day = addDays(day, 7))
    for (const { account, text } of yearReports(day)) lines.push({ at: `${day}T10:00:00+08:00`, from: account, text });
  lines.push({ at: `${END}T12:00:00+08:00`, tick: true });
  return lines.map(line => JSON.stringify(line)).join('\n');
}

/** Plays the script with the command itself. */
async function replayed(folder: string): Promise<Printed[]> {
  writeFileSync(join(folder, 'year.jsonl'), script());
  const args = ['year.jsonl', '--state', join(folder, 'replay')];
  const config = readConfig(chosenFolders(parseCommand(findCommand('replay'), args), folder), projectRoot);
  const program = openProgram({ config, logger: silentLogger, serve: async () => undefined });
  const printed: Printed[] = [];
  const output = { stdout: (line: string) => printed.push(JSON.parse(line)), stderr: (line: string) => console.error(line) };
  await runCommand(program, { command: 'replay', args, cwd: folder }, output).finally(() => program.close());
  return printed;
}

function mostOften(keys: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

const weekdays = ['', '一', '二', '三', '四', '五', '六', '日'];

async function listYear(folder: string): Promise<void> {
  const { calendar } = await loadBureau(join(projectRoot, 'data'));
  const started = performance.now();
  const printed = await replayed(folder);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const runs = printed.filter(({ type }) => type === 'run');
  const pushes = printed.filter(({ type }) => type === 'push');
  for (const { at, to = '', text } of runs) {
    const day = at.slice(0, 10);
    const isWorkedWeekend = weekdayOf(day) > 5 && calendar.isWorkday(day);
    console.log(`${day} 周${weekdays[weekdayOf(day)]}${isWorkedWeekend ? '（调休上班）' : ''} ${at.slice(11, 16)} ${to} ${text}`);
  }
  const onDayOff = [...runs, ...pushes].filter(({ at }) => !calendar.isWorkday(at.slice(0, 10)));
  const worked = new Set(runs.map(({ at }) => at.slice(0, 10)).filter(day => weekdayOf(day) > 5));
  const privately = pushes.filter(({ to }) => to !== 'work' && to !== 'leaders');
  console.log(`\n${runs.length} runs and ${pushes.length} pushes in ${seconds} s; twice: ${runs.length - new Set(runs.map(({ to }) => to)).size}`);
  console.log(`on a day off: ${onDayOff.length}; worked Saturdays and Sundays: ${[...worked].join(', ')}`);
  console.log(`most private messages a person and day: ${mostOften(privately.map(({ to, at }) => `${to} ${at.slice(0, 10)}`))}`);
}

async function killYear(folder: string, kills: number): Promise<void> {
  const year = await killedYear(folder, { from: instantAt(START, '08:00'), to: instantAt(END, '12:00'), kills });
  const count = (what: (run: (typeof year.runs)[number]) => boolean): number => year.runs.filter(what).length;
  const uncertain = year.outbox.filter(({ state }) => state === 'uncertain');
  console.log(
    `\n${kills} processes killed (SIGKILL), ${year.setBacks} came back with a clock set back: ${year.runs.length} runs, ${year.sent.length} messages sent`,
  );
  console.log(
    `caught up late ${count(run => run.caughtUp)}, dropped by rule ${count(run => run.startedAt === null)}, taken up again ${count(run => (run.attempts ?? 1) > 1)}, uncertain messages ${uncertain.length}`,
  );
  const faults = faultsOf(year);
  console.log(`lost, doubled or on a day off: ${faults.length}`);
  for (const fault of faults) console.log(fault);
}

/** `npm run eval -- year [kills]`: 2026 and the first weeks of 2027 through `replay`, every run listed; then the same time in processes that are killed, 50 unless a number says otherwise. */
export async function run([kills = String(USUAL_KILLS)]: string[]): Promise<void> {
  const folder = mkdtempSync(join(fastFolder, 'xiaofa-year-'));
  try {
    console.log(`from ${formatInstant(instantAt(START, '08:00'))} to ${formatInstant(instantAt(END, '12:00'))}`);
    await listYear(folder);
    if (Number(kills) > 0) await killYear(folder, Number(kills));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
