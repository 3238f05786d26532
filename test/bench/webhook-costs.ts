import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encrypt, getSignature } from '@wecom/crypto';
import { type App, createApp } from '../../src/app/app.ts';
import { masked, screeningHit } from '../../src/bot/middleware/screen.ts';
import { readConfig } from '../../src/config.ts';
import type { IncomingMessage } from '../../src/domain/message.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { type AibotDelivery, decodeAibot } from '../../src/platforms/wecom/decode.ts';
import { createVerifier, type VerifiedBody } from '../../src/platforms/wecom/verify.ts';
import type { ClaimRow, Store } from '../../src/store/store.ts';
import { crowd, keys, PEOPLE, settings } from './webhook-contenders.ts';
import { plainMessage } from './webhook-load.ts';

const MESSAGES = 1_500;
/** The first ones only warm up. */
const ROUNDS = 5;
const AT_ONCE = 64;
const BUREAU = 'bench';
const ANSWER = JSON.stringify({ msgtype: 'stream', stream: { id: 'x'.repeat(24), finish: false, content: '正在处理，请稍候…' } });
const parts = ['verify and decrypt', 'decode', 'screen and mask', 'claim durably', 'seal'] as const;
type Part = (typeof parts)[number];

interface Prepared {
  query: Record<string, string>;
  cipher: string;
  body: string;
}

/** CPU microseconds of this process for each of the messages. */
async function cost(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / MESSAGES;
}

function prepare(run: string): Prepared[] {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  return Array.from({ length: MESSAGES }, (_, at) => {
    const id = `${run}-${at}`;
    const cipher = encrypt(keys.encodingAesKey, plainMessage(id, { at, people: PEOPLE }), '');
    const query = { msg_signature: getSignature(keys.token, timestamp, id, cipher), timestamp, nonce: id };
    return { query, cipher, body: JSON.stringify({ encrypt: cipher }) };
  });
}

async function together(count: number, work: (at: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < count; at = next++) await work(at);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** As many in one transaction as usually arrive in one round. */
async function claimAll(store: Store, messages: readonly IncomingMessage[]): Promise<void> {
  for (let start = 0; start < messages.length; start += AT_ONCE / 2) {
    await store.write({ bureau: BUREAU }, async tx => {
      for (const message of messages.slice(start, start + AT_ONCE / 2)) await tx.insert('claim', claimOf(message));
    });
  }
}

function claimOf(message: IncomingMessage): ClaimRow {
  const lease = { dueAt: message.at, leasedUntil: message.at, state: 'done' } as const;
  return { bureau: BUREAU, id: message.id, version: 1, ...lease, message, screened: null, receivedAt: message.at, replies: [] };
}

/** The whole program in this process, on folders of its own. */
async function openProgram(): Promise<{ app: App; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'xiaofa-costs-'));
  const [DATA_DIR, STATE_DIR] = [join(folder, 'data'), join(folder, 'state')];
  await cp(join(projectRoot, 'data'), DATA_DIR, { recursive: true, filter: from => from !== join(projectRoot, 'data', 'state') });
  await appendFile(join(DATA_DIR, 'bureau', 'roster.yaml'), crowd);
  const app = await createApp(readConfig({ ...settings, DATA_DIR, STATE_DIR }, projectRoot));
  const close = async (): Promise<void> => {
    app.runtime.pipeline.stop();
    await app.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { app, close };
}

/** CPU µs a message of each part, over messages of its own. */
async function measureParts(store: Store, round: number): Promise<Record<Part, number>> {
  const verifier = createVerifier({ keys, receiver: '', clock: systemClock });
  const prepared = prepare(`part${round}`);
  const context = { bureau: BUREAU, names: ['小法'], at: Date.now() };
  let bodies: VerifiedBody[] = [];
  let deliveries: AibotDelivery[] = [];
  const verify = await cost(() => {
    bodies = prepared.map(({ query, cipher }) => verifier.verify(query, cipher));
  });
  const decode = await cost(() => {
    deliveries = bodies.map(body => decodeAibot(body, context));
  });
  const messages = deliveries.flatMap(delivery => (delivery.kind === 'message' ? [delivery.message] : []));
  return {
    'verify and decrypt': verify,
    decode,
    'screen and mask': await cost(() => messages.map(message => screeningHit(message) ?? masked(message))),
    'claim durably': await cost(() => claimAll(store, messages)),
    seal: await cost(() => prepared.map(({ query }) => JSON.stringify(verifier.seal(ANSWER, query['nonce'] ?? '')))),
  };
}

/** The same for all of it together. */
function measureWhole({ connected }: App['runtime'], round: number): Promise<number> {
  const [address] = connected.flatMap(platform => platform.callbacks);
  const requests = prepare(`whole${round}`).map(({ query, body }) => ({ method: 'POST', query, header: () => '', body: async () => body }));
  return cost(() => together(MESSAGES, async at => requests[at] && address?.answer(requests[at])));
}

/** What one callback costs the product besides HTTP, part by part: its own code on the same messages, in this process, once V8 knows it. */
export async function costs(): Promise<void> {
  const { app, close } = await openProgram();
  const partly: Record<Part, number>[] = [];
  const wholly: number[] = [];
  for (let round = 0; round < ROUNDS; round++) partly.push(await measureParts(app.store, round));
  // Afterwards, because from now on there are messages to be answered; what answering costs is not asked here.
  app.runtime.pipeline.stop();
  for (let round = 0; round < ROUNDS; round++) wholly.push(await measureWhole(app.runtime, round));
  await close();
  const least = (part: Part): number => Math.min(...partly.map(round => round[part]));
  const whole = Math.min(...wholly);
  const rest = whole - parts.reduce((sum, part) => sum + least(part), 0);
  const said = parts.map(part => `${part} ${least(part).toFixed(0)}`).join(', ');
  console.log(`besides HTTP, CPU µs a message: ${said}, its bubble and its place in the order ${rest.toFixed(0)}; together ${whole.toFixed(0)}`);
}
