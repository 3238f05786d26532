import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { systemClock } from '../../src/lib/clock.ts';
import type { CallbackKeys } from '../../src/platforms/wecom/config.ts';
import { openLowdbStore } from '../../src/store/lowdb/lowdb-store.ts';
import { nodeSettings, startBuiltProduct, startScript } from '../helpers/built-product.ts';

export const keys: CallbackKeys = { token: 'benchtoken', encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' };
/** So many that nobody is over his limit for long. */
export const PEOPLE = 500;
const LOOK_MS = 50;

/** A server under load: a process of its own, so that nobody shares its event loop. */
export interface Contender {
  /** Without a path. */
  url: string;
  pid: number;
  close(): Promise<void>;
}

/** The built product. */
export interface Product extends Contender {
  /** Resolves when everything that was taken is answered. */
  settled(): Promise<void>;
  /** Ends it, and says what its state folder holds: how many messages were claimed. */
  closeAndCount(): Promise<number>;
}

/** `node --cpu-prof dist/test/bench/main.js webhook` profiles those who are measured, not the one who measures. */
const execArguments = process.execArgv.filter(argument => argument.startsWith('--cpu-prof'));

/** The same hashing, AES and one appended fdatasync per batch, and nothing else, on a Node with the same settings. */
async function peer(kind: 'http' | 'koa'): Promise<Contender> {
  const folder = await mkdtemp(join(tmpdir(), 'xiaofa-webhook-'));
  const script = join(import.meta.dirname, 'webhook-peer.js');
  const { url, pid, stop } = await startScript(
    [...nodeSettings, ...execArguments, script, kind, join(folder, 'log'), keys.token, keys.encodingAesKey],
    process.env,
  );
  return {
    ...{ url, pid },
    async close() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** 500 people more for the sample bureau's roster. */
export const crowd = Array.from(
  { length: PEOPLE },
  (_, at) => `  - { id: member${at}, name: 人员${at}, department: 企业服务科, roles: [staff], accounts: { wecom: member${at} } }\n`,
).join('');
/** The bot hears callbacks, and nothing is reached outside. */
export const settings = { WECOM_API_BASE: 'http://127.0.0.1:1', WECOM_AIBOT_TOKEN: keys.token, WECOM_AIBOT_AES_KEY: keys.encodingAesKey };

/** The sample bureau with the crowd, as an operator starts it. */
export async function product(): Promise<Product> {
  const built = await startBuiltProduct({
    env: { LOG_LEVEL: 'silent', ...settings },
    edit: dataDir => appendFile(join(dataDir, 'bureau', 'roster.yaml'), crowd),
    execArguments,
  });
  const { url, pid, dataDir, stateDir } = built;
  return {
    ...{ url, pid },
    async settled() {
      while ((await waiting(url)) > 0) await wait(LOOK_MS);
    },
    close: () => built.remove(),
    async closeAndCount() {
      await built.stop();
      const bureau = (await loadBureau(dataDir)).id;
      const store = await openLowdbStore({ folder: stateDir, clock: systemClock });
      const claims = await store.read({ bureau }, reader => reader.count('claim', { index: 'byReceived' }));
      await store.close();
      await built.remove();
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
