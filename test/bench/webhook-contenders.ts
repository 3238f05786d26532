import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import type { CallbackKeys } from '../../src/platforms/wecom/config.ts';
import { openLowdbStore } from '../../src/store/lowdb/lowdb-store.ts';

export const keys: CallbackKeys = { token: 'benchtoken', encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' };
/** So many that nobody is over his limit for long. */
export const PEOPLE = 500;
const START_MS = 60_000;
const LOOK_MS = 50;

/** A server under load: a process of its own, so that nobody shares its event loop. */
export interface Contender {
  /** Without a path. */
  url: string;
  pid: number;
  close(): Promise<void>;
}

/** The built product, as an operator starts it. */
export interface Product extends Contender {
  /** Resolves when everything that was taken is answered. */
  settled(): Promise<void>;
  /** Ends it, and says what its state folder holds: how many messages were claimed. */
  closeAndCount(): Promise<number>;
}

interface Started {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** Starts a script of this build and waits for the address that it prints. */
async function start(script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Started> {
  const child = spawn(process.execPath, [...execArguments(), join(import.meta.dirname, script), ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    printed += part;
  });
  const address = (): string | undefined => /http:\/\/[\w.]+:\d+/.exec(printed)?.[0];
  for (let waited = 0; !address(); waited += LOOK_MS) {
    if (child.exitCode !== null || waited > START_MS) {
      child.kill('SIGKILL');
      throw new Error(`${script} did not start: ${printed}`);
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

/** `node --cpu-prof dist/test/bench/main.js webhook` profiles those who are measured, not the one who measures. */
function execArguments(): string[] {
  return process.execArgv.filter(argument => argument.startsWith('--cpu-prof'));
}

function temporary(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'xiaofa-webhook-'));
}

/** The same hashing, AES and one appended fdatasync per batch, and nothing else. */
async function peer(kind: 'http' | 'koa'): Promise<Contender> {
  const folder = await temporary();
  const { url, pid, stop } = await start('webhook-peer.js', [kind, join(folder, 'log'), keys.token, keys.encodingAesKey]);
  return {
    ...{ url, pid },
    async close() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The sample bureau with 500 people more, under whose settings the bot hears callbacks and nothing is reached outside. */
export async function product(): Promise<Product> {
  const folder = await temporary();
  const [dataDir, stateDir] = [join(folder, 'data'), join(folder, 'state')];
  await cp(join(projectRoot, 'data'), dataDir, { recursive: true, filter: from => from !== join(projectRoot, 'data', 'state') });
  const crowd = Array.from(
    { length: PEOPLE },
    (_, at) => `  - { id: member${at}, name: 人员${at}, department: 企业服务科, roles: [staff], accounts: { wecom: member${at} } }\n`,
  );
  await appendFile(join(dataDir, 'bureau', 'roster.yaml'), crowd.join(''));
  const { url, pid, stop } = await start('../../src/main.js', ['start'], {
    ...{ PORT: '0', DATA_DIR: dataDir, STATE_DIR: stateDir, LOG_LEVEL: 'silent' },
    ...{ WECOM_AIBOT_TOKEN: keys.token, WECOM_AIBOT_AES_KEY: keys.encodingAesKey, WECOM_API_BASE: 'http://127.0.0.1:1' },
  });
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  return {
    ...{ url, pid },
    async settled() {
      while ((await waiting(url)) > 0) await wait(LOOK_MS);
    },
    async close() {
      await stop();
      await remove();
    },
    async closeAndCount() {
      await stop();
      const bureau = (await loadBureau(dataDir)).id;
      const store = await openLowdbStore({ folder: stateDir, clock: systemClock });
      const claims = await store.read({ bureau }, reader => reader.count('claim', { index: 'byReceived' }));
      await store.close();
      await remove();
      return claims;
    },
  };
}

async function waiting(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^xiaofa_messages_waiting (\d+)/m.exec(metrics)?.[1]);
}

export const contenders: Readonly<Record<string, () => Promise<Contender>>> = {
  'bare node:http': () => peer('http'),
  'bare Koa': () => peer('koa'),
  '小法, claimed durably and acknowledged, answers following behind': product,
};
