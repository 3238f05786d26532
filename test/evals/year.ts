import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openProgram } from '../../src/app/program.ts';
import { chosenFolders, findCommand, parseCommand, runCommand } from '../../src/app/run-command.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { readConfig } from '../../src/config.ts';
import { formatInstant, instantAt, weekdayOf } from '../../src/domain/date.ts';
import { weekOf } from '../../src/domain/period.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { fastFolder } from '../helpers/fast-folder.ts';
import { faultsOf, killedYear } from '../helpers/killed-year.ts';
import { yearScript } from './year-script.ts';

const laws = join(projectRoot, '..', 'shared', 'corpus', 'laws');
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

/** The sample bureau with the laws that its calendar and its study list name, where they lie beside the checkout: only then is there something to quote. */
function dataWithLaws(folder: string, titles: readonly string[]): string {
  const data = join(folder, 'data');
  cpSync(join(projectRoot, 'data'), data, { recursive: true, filter: path => !path.startsWith(join(projectRoot, 'data', 'state')) });
  if (!existsSync(laws)) return data;
  const files = readdirSync(laws, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.md'));
  const named = files.filter(name => titles.includes(basename(name, '.md').replace(/\(.*$/, '').replace('中华人民共和国', '')));
  for (const name of named) cpSync(join(laws, name), join(data, 'corpus', 'laws', basename(name)));
  return data;
}

/** Plays the script with the command itself. */
async function replayed(folder: string): Promise<Printed[]> {
  const { observances, studyList } = await loadBureau(join(projectRoot, 'data'));
  const data = dataWithLaws(folder, [...observances.flatMap(one => one.laws), ...studyList]);
  writeFileSync(join(folder, 'year.jsonl'), yearScript(START, END));
  const args = ['year.jsonl', '--state', join(folder, 'replay'), '--data', data];
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

async function listYear(folder: string, withTexts: boolean): Promise<void> {
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
  const isGroup = ({ to }: Printed): boolean => to === 'work' || to === 'leaders';
  const privately = pushes.filter(push => !isGroup(push));
  const weekly = (of: readonly Printed[]): number => mostOften(of.map(({ to, at }) => `${to} ${weekOf(at.slice(0, 10)).from}`));
  const isQuiet = ({ at }: Printed): boolean => at.slice(11, 16) < '07:30' || at.slice(11, 16) >= '22:00';
  const cards = pushes.filter(({ text, to }) => to === 'work' && text.includes('效力核对至'));
  if (withTexts) for (const { at, to, text } of pushes) console.log(`\n### ${at.slice(0, 16)} → ${to}\n${text}`);
  console.log(`\n${runs.length} runs and ${pushes.length} pushes in ${seconds} s; twice: ${runs.length - new Set(runs.map(({ to }) => to)).size}`);
  console.log(`on a day off: ${onDayOff.length}; worked Saturdays and Sundays: ${[...worked].join(', ')}`);
  console.log(`most reminders a person and week: ${weekly(privately.filter(({ text }) => text.includes('本周只提醒这一次')))}`);
  console.log(`most pushes a group and week: ${weekly(pushes.filter(isGroup))}; in the quiet hours: ${pushes.filter(isQuiet).length}`);
  console.log(`messages with a provision quoted: ${cards.length}, none without 现行有效: ${cards.every(({ text }) => text.includes('现行有效'))}`);
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

/** `npm run eval -- year [kills] [texts]`: 2026 and the first weeks of 2027 through `replay`, every run listed, with `texts` every push as well; then the same time in processes that are killed, 50 unless a number says otherwise. */
export async function run([kills = String(USUAL_KILLS), texts]: string[]): Promise<void> {
  const folder = mkdtempSync(join(fastFolder, 'xiaofa-year-'));
  try {
    console.log(`from ${formatInstant(instantAt(START, '08:00'))} to ${formatInstant(instantAt(END, '12:00'))}`);
    await listYear(folder, texts === 'texts');
    if (Number(kills) > 0) await killYear(folder, Number(kills));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
