import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** One frame that the bot sent. */
export interface SentFrame {
  cmd: string;
  requestId: string;
  body: Record<string, unknown>;
}

/** How the platform answers a frame; undefined: not at all. */
export type Receipt = { errcode: number; body?: object } | undefined;

/** 企业微信的长连接端 — accepts subscriptions as the page describes: one live connection per bot, receipts by request id, and whatever goes wrong on demand. */
export class EmulatedAibotSocket {
  readonly frames: SentFrame[] = [];
  /** Connections that subscribed, over all time. */
  subscriptions = 0;
  secret = 'aibot-secret';
  /** Whether pings are answered. */
  isAlive = true;
  receipt: (frame: SentFrame) => Receipt = () => ({ errcode: 0 });
  readonly #server: WebSocketServer;
  readonly #now: () => number;
  /** When each bubble was first shown. */
  readonly #shown = new Map<string, number>();
  #live: WebSocket | null = null;
  #made = 0;

  private constructor(server: WebSocketServer, now: () => number) {
    this.#server = server;
    this.#now = now;
    server.on('connection', socket => socket.on('message', data => this.#take(socket, JSON.parse(String(data)) as Wire)));
  }

  static async open(now: () => number = Date.now): Promise<EmulatedAibotSocket> {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await new Promise<void>(resolve => server.once('listening', () => resolve()));
    return new EmulatedAibotSocket(server, now);
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get isConnected(): boolean {
    return this.#live?.readyState === 1;
  }

  /** Frames of one command. */
  of(cmd: string): SentFrame[] {
    return this.frames.filter(frame => frame.cmd === cmd);
  }

  /** A callback over the connection; resolves to its request id. */
  push(body: object, cmd = 'aibot_msg_callback'): string {
    this.#made += 1;
    const requestId = `cb_${this.#made}`;
    this.#live?.send(JSON.stringify({ cmd, headers: { req_id: requestId }, body }));
    return requestId;
  }

  /** Another client subscribes: the old one is told and cut off. */
  displace(): void {
    this.push({ msgid: 'D', aibotid: 'x', msgtype: 'event', event: { eventtype: 'disconnected_event' } }, 'aibot_event_callback');
    this.#live?.close();
  }

  /** The network goes. */
  cut(): void {
    this.#live?.terminate();
  }

  close(): Promise<void> {
    for (const client of this.#server.clients) client.terminate();
    return new Promise(resolve => this.#server.close(() => resolve()));
  }

  #take(socket: WebSocket, { cmd, headers, body = {} }: Wire): void {
    const answer = (receipt: Receipt): void => {
      if (receipt) socket.send(JSON.stringify({ headers, errcode: receipt.errcode, errmsg: '', ...(receipt.body ? { body: receipt.body } : {}) }));
    };
    if (cmd === 'ping') {
      if (this.isAlive) answer({ errcode: 0 });
      return;
    }
    if (cmd === 'aibot_subscribe') {
      const isKnown = body['secret'] === this.secret;
      if (isKnown) {
        this.subscriptions += 1;
        this.#live = socket;
      }
      answer({ errcode: isKnown ? 0 : 853000 });
      return;
    }
    const frame = { cmd, requestId: headers.req_id, body };
    this.frames.push(frame);
    answer(this.#isTooLate(body) ? { errcode: 846608 } : (uploadReceipt(cmd) ?? this.receipt(frame)));
  }

  /** A bubble is changed within six minutes or not at all. */
  #isTooLate(body: Record<string, unknown>): boolean {
    const { id } = (body['stream'] ?? {}) as { id?: string };
    if (id === undefined) return false;
    const since = this.#shown.get(id) ?? this.#now();
    this.#shown.set(id, since);
    return this.#now() - since >= 6 * 60_000;
  }
}

interface Wire {
  cmd: string;
  headers: { req_id: string };
  body?: Record<string, unknown>;
}

function uploadReceipt(cmd: string): Receipt {
  if (cmd === 'aibot_upload_media_init') return { errcode: 0, body: { upload_id: 'U1' } };
  if (cmd === 'aibot_upload_media_finish') return { errcode: 0, body: { type: 'file', media_id: 'MEDIA1', created_at: 1 } };
  return undefined;
}
