import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { systemClock } from '../../../src/lib/clock.ts';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { openLowdbStore } from '../../../src/store/lowdb/lowdb-store.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const KILLS = 40;
/** Long enough to meet commits, rotations, checkpoints and removals; the real time of a real process. */
const LONGEST_LIFE_MS = 70;
const bureau = { bureau: 'qinghe' };
const program = join(projectRoot, 'dist', 'test', 'helpers', 'store-writer.js');

/** Starts the writer, kills it at a random moment, and gives the lines that it printed. */
async function runAndKill(folder: string): Promise<string[]> {
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  const isOpen = new Promise<void>(resolve => {
    child.stdout.on('data', chunk => {
      printed += String(chunk);
      if (printed.includes('\n')) resolve();
    });
  });
  const ended = once(child, 'close');
  await isOpen;
  await wait(Math.random() * LONGEST_LIFE_MS);
  child.kill('SIGKILL');
  await ended;
  // What follows the last line break was cut off by the kill.
  return printed.split('\n').slice(0, -1);
}

it(`keeps what a process acknowledged that is killed ${KILLS} times in the middle of commits and checkpoints`, { timeout: 60_000 }, async () => {
  expect(existsSync(program), 'npm run build makes the program that this test kills').toBe(true);
  const folder = await temporaryFolder();
  let acknowledged = 0;
  let halfCheckpoints = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const lines = await runAndKill(folder);
    expect(lines[0]).toBe('open');
    acknowledged = Math.max(acknowledged, ...lines.slice(1).map(Number));
    halfCheckpoints += (await readdir(join(folder, 'checkpoints')).catch(() => [])).filter(name => name.endsWith('.aside')).length;
    const store = await openLowdbStore({ folder, clock: systemClock });
    const kept = await store.read(bureau, async reader => ({
      counter: (await reader.get('counter', 'rows'))?.value ?? 0,
      rows: await reader.count('audit', { index: 'byId' }),
      last: (await reader.find('audit', { index: 'byTime', order: 'descending', limit: 1 })).rows[0]?.at ?? 0,
    }));
    expect(kept.counter).toBeGreaterThanOrEqual(acknowledged);
    // Numbers 1 to `counter`, each once: nothing is missing, nothing doubled, no transaction is half there.
    expect(kept).toEqual({ counter: kept.counter, rows: kept.counter, last: kept.counter });
    if (kill % 4 === 3) expect(await store.verify()).toEqual([]);
    await store.close();
  }
  process.stdout.write(`killed ${KILLS} times: ${acknowledged} acknowledged transactions, ${halfCheckpoints} checkpoints cut off, nothing lost\n`);
  expect(acknowledged).toBeGreaterThan(KILLS);
  expect(halfCheckpoints).toBeGreaterThan(0);
});
