import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage as HttpRequest, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import Koa from 'koa';
import { createRuntime, type Runtime } from '../../src/app/runtime.ts';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { createHttp } from '../../src/http/http.ts';
import { openCorpus } from '../../src/knowledge/corpus.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { createMetrics } from '../../src/lib/metrics.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import type { WecomConfig } from '../../src/platforms/wecom/config.ts';
import { createWecomPlatform } from '../../src/platforms/wecom/wecom.ts';
import { openDiskBlobs } from '../../src/store/disk/disk-blobs.ts';
import { openLowdbStore } from '../../src/store/lowdb/lowdb-store.ts';
import type { Load, LoadResult } from './webhook-load.ts';

const keys = { token: 'benchtoken', encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' };
const ROUNDS = 3;
const REQUESTS = 6_000;
const CONNECTIONS = 64;
/** So many that nobody is over his limit for long. */
const PEOPLE = 500;
const PATH = '/webhooks/wecom/aibot';

/** A server under load, and what it takes to end it. */
interface Contender {
  port: number;
  close(): Promise<void>;
}

/** Appends to a file as often as asked and syncs once for all who wait: the cheapest way to be durable. */
class BatchedFile {
  readonly #file: FileHandle;
  #waiting: { line: string; done: () => void }[] = [];
  #isWriting = false;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  append(line: string): Promise<void> {
    return new Promise(done => {
      this.#waiting.push({ line, done });
      void this.#write();
    });
  }

  async #write(): Promise<void> {
    if (this.#isWriting) return;
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      await this.#file.appendFile(batch.map(one => one.line).join(''));
      await this.#file.datasync();
      for (const one of batch) one.done();
    }
    this.#isWriting = false;
  }
}

const key = Buffer.from(`${keys.encodingAesKey}=`, 'base64');

function sign(timestamp: string, nonce: string, cipher: string): string {
  return createHash('sha1').update([keys.token, timestamp, nonce, cipher].sort().join('')).digest('hex');
}

function decryptText(cipher: string): string {
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(cipher, 'base64'), decipher.final()]);
  return plain.subarray(20, 20 + plain.readUInt32BE(16)).toString();
}

function encryptText(text: string): string {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(text));
  const content = Buffer.concat([randomBytes(16), length, Buffer.from(text)]);
  const pad = 32 - (content.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([content, Buffer.alloc(pad, pad)])), cipher.final()]).toString('base64');
}

/** The same hashing, AES and one appended fdatasync per batch as ours, and nothing else. */
async function bareAnswer(url: string, body: string, file: BatchedFile): Promise<string | null> {
  const query = new URL(url, 'http://localhost').searchParams;
  const [signature, timestamp, nonce] = [query.get('msg_signature') ?? '', query.get('timestamp') ?? '', query.get('nonce') ?? ''];
  const { encrypt } = JSON.parse(body) as { encrypt: string };
  if (sign(timestamp, nonce, encrypt) !== signature) return null;
  const text = decryptText(encrypt);
  const { msgid } = JSON.parse(text) as { msgid: string };
  await file.append(`${text}\n`);
  const sealed = encryptText(JSON.stringify({ msgtype: 'stream', stream: { id: msgid, finish: false, content: '正在处理，请稍候…' } }));
  return JSON.stringify({ encrypt: sealed, msgsignature: sign(timestamp, nonce, sealed), timestamp: Number(timestamp), nonce });
}

async function bodyOf(request: HttpRequest): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function listening(handler: RequestListener, close: () => Promise<void>): Promise<Contender> {
  const server = createServer(handler);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      await close();
    },
  };
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'xiaofa-webhook-'));
  return work(folder);
}

function bareHttp(): Promise<Contender> {
  return inFolder(async folder => {
    const handle = await open(join(folder, 'log'), 'a');
    const file = new BatchedFile(handle);
    const answer: RequestListener = (request, response) => {
      void bodyOf(request).then(async body => {
        const answered = await bareAnswer(request.url ?? '', body, file);
        response.writeHead(answered === null ? 403 : 200, { 'content-type': 'text/plain; charset=utf-8' });
        response.end(answered ?? '');
      });
    };
    return listening(answer, () => handle.close().then(() => rm(folder, { recursive: true })));
  });
}

function bareKoa(): Promise<Contender> {
  return inFolder(async folder => {
    const handle = await open(join(folder, 'log'), 'a');
    const file = new BatchedFile(handle);
    const app = new Koa();
    app.use(async context => {
      const answered = await bareAnswer(context.url, await bodyOf(context.req), file);
      context.status = answered === null ? 403 : 200;
      context.type = 'text/plain; charset=utf-8';
      context.body = answered ?? '';
    });
    return listening(app.callback(), () => handle.close().then(() => rm(folder, { recursive: true })));
  });
}

/** 500 people of the same bureau, so that nobody is over his limit. */
function crowd(bureau: Bureau): Bureau {
  const [model] = bureau.members;
  if (!model) return bureau;
  const members = Array.from({ length: PEOPLE }, (_, at) => ({ ...model, id: `member${at}`, name: `人员${at}`, accounts: { wecom: `member${at}` } }));
  return { ...bureau, members: [...bureau.members, ...members] };
}

interface Ours extends Contender {
  claims(): Promise<number>;
  /** Resolves when everything that was taken is answered. */
  settled(): Promise<void>;
}

/** Our own: webhook, pipeline and store of the product, whose answering yields to acknowledgements. */
async function ours(): Promise<Ours> {
  const folder = await mkdtemp(join(tmpdir(), 'xiaofa-webhook-'));
  const bureau = crowd(await loadBureau(join(projectRoot, 'data')));
  const store = await openLowdbStore({ folder: join(folder, 'state'), clock: systemClock, logger: silentLogger });
  const blobs = openDiskBlobs(join(folder, 'blobs'));
  const answers: Promise<unknown>[] = [];
  const platform = createWecomPlatform(config, {
    ...{ bureau: bureau.id, clock: systemClock, logger: silentLogger, random: Math.random },
    receive: async message => {
      const accepted = await runtime.pipeline.receive(message);
      answers.push(accepted.answered.catch(() => undefined));
      return accepted;
    },
    render: file => runtime.render(file),
    lease: async () => true,
    spend: async () => true,
  });
  const runtime: Runtime = createRuntime({
    ...{ bureau, store, blobs, corpus: await openCorpus({ blobs }), reader: bureau.id, clock: systemClock, logger: silentLogger },
    platforms: [platform],
    backupFolder: join(folder, 'backups'),
  });
  const http = createHttp({
    mounts: platform.routers.map(router => ({ router, access: 'public' as const })),
    reasonsNotReady: async () => [],
    metrics: createMetrics(),
    onFailure: () => {},
  });
  const settled = async (): Promise<void> => {
    for (let done = 0; done < answers.length; done = answers.length) await Promise.all(answers);
  };
  const contender = await listening(http.callback(), async () => {
    // What still waits to be answered would be taken up at the next start.
    await store.abandon();
    await rm(folder, { recursive: true, force: true });
  });
  return { ...contender, settled, claims: () => store.read({ bureau: bureau.id }, reader => reader.count('claim', { index: 'byReceived' })) };
}

const config: WecomConfig = {
  aibot: { names: ['小法'], callback: keys },
  robots: [],
  apiBase: 'http://127.0.0.1:1',
  oauthBase: 'http://127.0.0.1:1',
  loginBase: 'http://127.0.0.1:1',
  trustedHosts: [],
  mediaHosts: [],
  evidence: false,
};

/** A thread of its own plays the platform, so that it does not share our event loop. */
function play(load: Load): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./webhook-load.js', import.meta.url), { workerData: load });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function base(port: number): Pick<Load, 'url' | 'keys' | 'connections'> {
  return { url: `http://127.0.0.1:${port}${PATH}`, keys, connections: CONNECTIONS };
}

async function throughput(start: () => Promise<Contender>): Promise<number> {
  const contender = await start();
  try {
    await play({ ...base(contender.port), people: PEOPLE, messages: REQUESTS / 4, copies: 1, perSecond: null });
    const { answered, ms, refused } = await play({ ...base(contender.port), people: PEOPLE, messages: REQUESTS, copies: 1, perSecond: null });
    if (refused > 0) throw new Error(`${refused} refused`);
    return (answered / ms) * 1_000;
  } finally {
    await contender.close();
  }
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const contenders: Record<string, () => Promise<Contender>> = {
  'bare node:http': bareHttp,
  'bare Koa': bareKoa,
  '小法, claimed durably and acknowledged, answers following behind': ours,
};

/** The webhook's whole path (verify, decode, screen, claim durably, acknowledge) beside bare servers that only hash, decrypt and sync; then acknowledgement times with all the work going on. */
export async function run(args: string[]): Promise<void> {
  const rates: Record<string, number[]> = {};
  for (let round = 0; round < Number(args[0] ?? ROUNDS); round++) {
    for (const [name, start] of Object.entries(contenders)) rates[name] = [...(rates[name] ?? []), await throughput(start)];
  }
  const of = (name: string): number => median(rates[name] ?? []);
  for (const [name, list] of Object.entries(rates)) {
    const shares = ['bare Koa', 'bare node:http'].map(peer => `${((of(name) / of(peer)) * 100).toFixed(0)} % of ${peer}`);
    console.log(`${name}\t${of(name).toFixed(0)} messages/s (${list.map(rate => rate.toFixed(0)).join(', ')})\t${shares.join(', ')}`);
  }
  await steady();
  await rush();
  await storm();
}

/** A rush, until the last of it is answered. */
async function rush(): Promise<void> {
  const contender = await ours();
  const started = performance.now();
  const { ms, p99 } = await play({ ...base(contender.port), people: PEOPLE, messages: 1_000, copies: 1, perSecond: null });
  await contender.settled();
  const all = performance.now() - started;
  console.log(
    `1,000 messages at once: acknowledged within ${(ms / 1_000).toFixed(1)} s (p99 ${p99.toFixed(0)} ms), all registered and answered within ${(all / 1_000).toFixed(1)} s`,
  );
  await contender.close();
}

async function steady(): Promise<void> {
  const contender = await ours();
  await play({ ...base(contender.port), people: PEOPLE, messages: 400, copies: 1, perSecond: 200 });
  const { p50, p99, most } = await play({ ...base(contender.port), people: PEOPLE, messages: 2_000, copies: 1, perSecond: 200 });
  console.log(
    `200 messages/s for 10 s, all answered: acknowledged p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, slowest ${most.toFixed(1)} ms`,
  );
  await contender.close();
}

async function storm(): Promise<void> {
  const contender = await ours();
  const { answered, refused, p50, p99, ms } = await play({
    ...base(contender.port),
    connections: 300,
    people: PEOPLE,
    messages: 1_000,
    copies: 3,
    perSecond: null,
  });
  await contender.settled();
  const claims = await contender.claims();
  const acknowledged = `${answered} acknowledged and ${refused} refused in ${(ms / 1_000).toFixed(1)} s`;
  console.log(`1,000 messages × 3, shuffled, 300 at a time: ${acknowledged}, ${claims} handled; p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`);
  await contender.close();
}
