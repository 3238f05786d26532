import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { projectRoot } from '../../src/lib/project-root.ts';

const START_MS = 120_000;
const LOOK_MS = 50;

/** What `npm run build` leaves of `src/main.ts`. */
export const builtMain = join(projectRoot, 'dist', 'src', 'main.js');

/** What `npm start` tells Node itself. */
export const nodeSettings: readonly string[] = (
  /node ((?:--\S+ )*)dist\/src\/main\.js start/.exec(readFileSync(join(projectRoot, 'package.json'), 'utf8'))?.[1] ?? ''
)
  .split(' ')
  .filter(setting => setting !== '');

/** The built product as an operator runs it: a process of its own, told everything by its environment and its files. */
export interface BuiltProduct {
  url: string;
  pid: number;
  dataDir: string;
  stateDir: string;
  /** Another process that runs one command, as `npm run xiaofa --` does; what it printed. */
  run(...command: string[]): Promise<string>;
  stop(): Promise<void>;
  /** Stops it and takes away its folders. */
  remove(): Promise<void>;
}

interface Settings {
  env: Readonly<Record<string, string>>;
  /** Changes the files of the sample bureau before the start. */
  edit?: (dataDir: string) => Promise<void>;
  /** For Node itself. */
  execArguments?: readonly string[];
}

export async function startBuiltProduct({ env, edit, execArguments = [] }: Settings): Promise<BuiltProduct> {
  const folder = await mkdtemp(join(tmpdir(), 'xiaofa-built-'));
  const [dataDir, stateDir] = [join(folder, 'data'), join(folder, 'state')];
  await cp(join(projectRoot, 'data'), dataDir, { recursive: true, filter: from => from !== join(projectRoot, 'data', 'state') });
  await edit?.(dataDir);
  // Not what this machine has set: an operator's own settings must not reach a test.
  const settings = { PATH: process.env['PATH'], PORT: '0', DATA_DIR: dataDir, STATE_DIR: stateDir, LOG_LEVEL: 'error', ...env };
  const started = await startScript([...nodeSettings, ...execArguments, builtMain, 'start'], settings);
  return {
    ...{ url: started.url, pid: started.pid, dataDir, stateDir },
    async run(...command) {
      const child = spawn(process.execPath, [builtMain, ...command], { env: settings, stdio: ['ignore', 'pipe', 'inherit'] });
      const printed = collect(child);
      await once(child, 'close');
      return printed();
    },
    stop: started.stop,
    async remove() {
      await started.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A server in a process of its own. */
export interface StartedScript {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** Starts Node with these arguments and waits for the address that is printed. */
export async function startScript(args: readonly string[], env: Readonly<NodeJS.ProcessEnv>): Promise<StartedScript> {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  // Whatever becomes of whoever started it, it does not stay behind.
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const printed = collect(child);
  const address = (): string | undefined => /http:\/\/[\w.]+:\d+/.exec(printed())?.[0];
  for (let waited = 0; !address(); waited += LOOK_MS) {
    if (child.exitCode !== null || waited > START_MS) {
      child.kill('SIGKILL');
      throw new Error(`${args.join(' ')} did not start: ${printed()}`);
    }
    await wait(LOOK_MS);
  }
  return {
    url: (address() ?? '').replace('localhost', '127.0.0.1'),
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function collect(child: ChildProcess): () => string {
  let printed = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    printed += part;
  });
  return () => printed;
}
