import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
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

interface Sent {
  isGood: boolean;
  ms: number;
}

/** What somebody says in the group, as the platform hands it over. */
export function plainMessage(id: string, { at, people }: { at: number; people: number }): string {
  return JSON.stringify({
    msgid: id,
    aibotid: 'aibBENCH',
    chatid: 'wrBENCH',
    chattype: 'group',
    from: { userid: `member${at % people}` },
    response_url: 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=BENCH',
    msgtype: 'text',
    text: { content: `@小法 今天走访企业${1 + (at % 30)}家，收集问题${at % 7}条` },
  });
}

/** Everything is signed, encrypted and laid out as bytes beforehand, so that the clock sees only the server. */
function prepare({ keys, people, messages, copies, url }: Load): Buffer[] {
  const { pathname, host } = new URL(url);
  const timestamp = Math.floor(Date.now() / 1_000);
  const run = Math.random().toString(36).slice(2);
  const prepared = Array.from({ length: messages * copies }, (_, at) => {
    const message = at % messages;
    const cipher = encrypt(keys.encodingAesKey, plainMessage(`${run}-${message}`, { at: message, people }), '');
    const nonce = `${run}${at}`;
    const path = `${pathname}?msg_signature=${getSignature(keys.token, timestamp, nonce, cipher)}&timestamp=${timestamp}&nonce=${nonce}`;
    const body = JSON.stringify({ encrypt: cipher });
    const head = `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
    return Buffer.from(`${head}\r\n\r\n${body}`);
  });
  return copies === 1 ? prepared : prepared.toSorted(() => Math.random() - 0.5);
}

/** A kept-alive connection that asks one thing at a time and reads no more of an answer than its status and its end: the platform must not be what is slow. */
class Caller {
  readonly #socket: Socket;
  #received = '';
  #answered: ((isGood: boolean) => void) | undefined;

  static async open(port: number): Promise<Caller> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return new Caller(socket);
  }

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#socket.setEncoding('latin1');
    this.#socket.on('data', (part: string) => this.#read(part));
    this.#socket.on('error', () => this.#end(false));
    this.#socket.on('close', () => this.#end(false));
  }

  send(request: Buffer): Promise<Sent> {
    const started = performance.now();
    return new Promise(resolve => {
      this.#answered = isGood => resolve({ isGood, ms: performance.now() - started });
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(part: string): void {
    this.#received += part;
    const body = this.#received.indexOf('\r\n\r\n') + 4;
    if (body < 4) return;
    const length = /\r\ncontent-length: (\d+)/i.exec(this.#received)?.[1];
    if (length !== undefined && this.#received.length >= body + Number(length)) this.#end(this.#received.startsWith('HTTP/1.1 200'));
  }

  #end(isGood: boolean): void {
    this.#received = '';
    const answered = this.#answered;
    this.#answered = undefined;
    answered?.(isGood);
  }
}

/** Plays the platform. */
export async function play(load: Load): Promise<LoadResult> {
  const prepared = prepare(load);
  const callers = await Promise.all(Array.from({ length: load.connections }, () => Caller.open(Number(new URL(load.url).port))));
  const started = performance.now();
  const all = await (load.perSecond === null ? flood(prepared, callers) : paced(prepared, callers, load.perSecond));
  const ms = performance.now() - started;
  for (const caller of callers) caller.close();
  const times = all.map(result => result.ms).toSorted((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const answered = all.filter(result => result.isGood).length;
  return { answered, refused: all.length - answered, ms, p50: at(0.5), p99: at(0.99), most: at(1) };
}

async function flood(prepared: readonly Buffer[], callers: readonly Caller[]): Promise<Sent[]> {
  let next = 0;
  const results: Sent[] = [];
  await Promise.all(
    callers.map(async caller => {
      for (let one = prepared[next++]; one; one = prepared[next++]) results.push(await caller.send(one));
    }),
  );
  return results;
}

/** By the clock, not after the last answer: a slow server does not get a slower load. Time spent waiting for a free connection counts. */
async function paced(prepared: readonly Buffer[], callers: readonly Caller[], perSecond: number): Promise<Sent[]> {
  const free = [...callers];
  const started = performance.now();
  const sent: Promise<Sent>[] = [];
  for (const [at, one] of prepared.entries()) {
    const waitMs = started + (at * 1_000) / perSecond - performance.now();
    if (waitMs > 0) await new Promise(resolve => setTimeout(resolve, waitMs));
    const caller = free.pop();
    if (!caller) throw new Error('more answers are owed than there are connections');
    sent.push(caller.send(one).finally(() => free.push(caller)));
  }
  return Promise.all(sent);
}
