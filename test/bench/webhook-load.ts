import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { encrypt, getSignature } from '@wecom/crypto';
import type { CallbackKeys } from '../../src/platforms/wecom/config.ts';

/** What to send: so many messages, each so many times, shuffled; as fast as the connections allow, or at a rate. */
export interface Load {
  url: string;
  keys: CallbackKeys;
  connections: number;
  /** How many different people speak. */
  people: number;
  messages: number;
  copies: number;
  perSecond: number | null;
}

export interface LoadResult {
  answered: number;
  refused: number;
  ms: number;
  p50: number;
  p99: number;
  most: number;
}

interface Prepared {
  path: string;
  body: string;
}

/** Everything is signed and encrypted beforehand, so that the clock sees only the server. */
function prepare({ keys, people, messages, copies, url }: Load): Prepared[] {
  const { pathname } = new URL(url);
  const timestamp = Math.floor(Date.now() / 1_000);
  const run = Math.random().toString(36).slice(2);
  const prepared = Array.from({ length: messages * copies }, (_, at) => {
    const message = at % messages;
    const plain = JSON.stringify({
      msgid: `${run}-${message}`,
      aibotid: 'aibBENCH',
      chatid: 'wrBENCH',
      chattype: 'group',
      from: { userid: `member${message % people}` },
      response_url: 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=BENCH',
      msgtype: 'text',
      text: { content: `@小法 今天走访企业${1 + (message % 30)}家，收集问题${message % 7}条` },
    });
    const cipher = encrypt(keys.encodingAesKey, plain, '');
    const nonce = `${run}${at}`;
    const signature = getSignature(keys.token, timestamp, nonce, cipher);
    return { path: `${pathname}?msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`, body: JSON.stringify({ encrypt: cipher }) };
  });
  return copies === 1 ? prepared : prepared.toSorted(() => Math.random() - 0.5);
}

function send(prepared: Prepared, agent: Agent, port: string): Promise<{ isGood: boolean; ms: number }> {
  const started = performance.now();
  return new Promise(resolve => {
    const asked = request(
      { host: '127.0.0.1', port, method: 'POST', agent, path: prepared.path, headers: { 'content-length': Buffer.byteLength(prepared.body) } },
      response => {
        response.resume();
        response.once('end', () => resolve({ isGood: response.statusCode === 200, ms: performance.now() - started }));
      },
    );
    asked.once('error', () => resolve({ isGood: false, ms: performance.now() - started }));
    asked.end(prepared.body);
  });
}

async function play(load: Load): Promise<LoadResult> {
  const prepared = prepare(load);
  const { port } = new URL(load.url);
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const started = performance.now();
  const results =
    load.perSecond === null
      ? await Promise.all(flood(prepared, load.connections, one => send(one, agent, port)))
      : [await paced(prepared, load.perSecond, one => send(one, agent, port))];
  const ms = performance.now() - started;
  agent.destroy();
  const all = results.flat();
  const times = all.map(result => result.ms).toSorted((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const answered = all.filter(result => result.isGood).length;
  return { answered, refused: all.length - answered, ms, p50: at(0.5), p99: at(0.99), most: at(1) };
}

type Sent = { isGood: boolean; ms: number };

function flood(prepared: Prepared[], connections: number, sendOne: (one: Prepared) => Promise<Sent>): Promise<Sent[]>[] {
  let next = 0;
  return Array.from({ length: connections }, async () => {
    const results: Sent[] = [];
    for (let one = prepared[next++]; one; one = prepared[next++]) results.push(await sendOne(one));
    return results;
  });
}

/** By the clock, not after the last answer: a slow server does not get a slower load. */
async function paced(prepared: Prepared[], perSecond: number, sendOne: (one: Prepared) => Promise<Sent>): Promise<Sent[]> {
  const started = performance.now();
  const sent: Promise<Sent>[] = [];
  for (const [at, one] of prepared.entries()) {
    const waitMs = started + (at * 1_000) / perSecond - performance.now();
    if (waitMs > 0) await new Promise(resolve => setTimeout(resolve, waitMs));
    sent.push(sendOne(one));
  }
  return Promise.all(sent);
}

if (!isMainThread && parentPort) {
  const port = parentPort;
  void play(workerData as Load).then(result => port.postMessage(result));
}
