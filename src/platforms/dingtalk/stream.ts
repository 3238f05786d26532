import type { Agent } from 'node:http';
import WebSocket from 'ws';
import type { Clock, Instant } from '../../lib/clock.ts';
import type { Logger } from '../../lib/logger.ts';
import { CARD_TOPIC, pressedCard } from './card.ts';
import { answerFrame, parseFrame, parseJson, ROBOT_TOPIC } from './stream-frame.ts';
import type { StreamTiming } from './stream-timing.ts';

/** Where to connect to now; the ticket in it is good once and for about 90 s. */
export type Gateway = () => Promise<string>;

/** What the connection is built from. */
export interface StreamOptions {
  gateway: Gateway;
  timing: StreamTiming;
  clock: Clock;
  logger: Logger;
  random: () => number;
  agent?: Agent;
  /** True while this instance may hold the connection. */
  lease: (ms: number) => Promise<boolean>;
  /** Resolves when the message is durably claimed; then it is acknowledged. A rejection leaves it to be pushed again. */
  accept: (data: unknown) => Promise<void>;
  /** The same for a pressed button of a card; null: there are no cards. */
  acceptCard: ((data: unknown) => Promise<boolean>) | null;
  /** Messages sent between these moments may not have reached us: DingTalk promises no second push. */
  onGap: (from: Instant, to: Instant) => void;
}

const MAX_FRAME_BYTES = 1024 * 1024;

/** Stream 长连接 — one outgoing WebSocket that replaces itself: before it ends when the server says so, after a growing wait when it broke. */
export class StreamConnection {
  readonly #options: StreamOptions;
  #socket: WebSocket | undefined;
  /** The present one and those that the server is about to close. */
  readonly #sockets = new Set<WebSocket>();
  #isRunning = false;
  /** Whether the lease was ours when it was last asked for. */
  #isOurs = false;
  #isConnecting = false;
  #failures = 0;
  #lastHeard: Instant | undefined;
  #retry: NodeJS.Timeout | undefined;
  #leaseTimer: NodeJS.Timeout | undefined;

  constructor(options: StreamOptions) {
    this.#options = options;
  }

  get #isWanted(): boolean {
    return this.#isRunning && this.#isOurs;
  }

  /** Resolves after the first attempt, whether it worked or not; further ones follow by themselves. */
  async start(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    await this.#holdLease();
  }

  async stop(): Promise<void> {
    if (!this.#isRunning) return;
    this.#isRunning = false;
    this.#cancelRetry();
    clearTimeout(this.#leaseTimer);
    const held = this.#socket !== undefined;
    this.#drop();
    // So that the next instance need not wait for the lease to run out.
    if (held) await this.#options.lease(1).catch(() => false);
  }

  /** Without the lease another instance is connected, and a second connection would take away half of its messages. */
  async #holdLease(): Promise<void> {
    const { lease, timing, logger } = this.#options;
    this.#isOurs = await lease(timing.leaseMs).catch(() => false);
    if (!this.#isRunning) return;
    clearTimeout(this.#leaseTimer);
    this.#leaseTimer = setTimeout(() => void this.#holdLease(), timing.leaseMs / 2);
    this.#leaseTimer.unref();
    if (this.#isOurs) {
      if (!this.#socket && !this.#retry) await this.#connect();
    } else if (this.#socket || this.#retry) {
      logger.warn({}, 'stream lease lost, connection closed');
      this.#cancelRetry();
      this.#lastHeard = undefined;
      this.#drop();
    }
  }

  #cancelRetry(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
  }

  #drop(): void {
    this.#socket = undefined;
    for (const socket of this.#sockets) socket.terminate();
  }

  /** One attempt at a time. An old connection that still stands is left a while, for what is on its way on it and for its acknowledgements. */
  async #connect(): Promise<void> {
    this.#cancelRetry();
    if (this.#isConnecting || !this.#isWanted) return;
    this.#isConnecting = true;
    try {
      const socket = await this.#open(await this.#options.gateway());
      const old = this.#socket;
      if (!this.#isWanted) return socket.terminate();
      this.#socket = socket;
      this.#cancelRetry();
      if (old) setTimeout(() => old.terminate(), this.#options.timing.leaveMs).unref();
      this.#noteGap(old !== undefined && old.readyState !== WebSocket.CLOSED);
    } catch (error) {
      this.#options.logger.warn({ ...reasonOf(error), failures: this.#failures + 1 }, 'stream connection failed');
      this.#retryLater();
    } finally {
      this.#isConnecting = false;
    }
  }

  /** Resolves when the connection stands. */
  #open(address: string): Promise<WebSocket> {
    const { agent, timing } = this.#options;
    const socket = new WebSocket(address, {
      ...(agent === undefined ? {} : { agent }),
      handshakeTimeout: timing.handshakeMs,
      maxPayload: MAX_FRAME_BYTES,
      followRedirects: false,
      perMessageDeflate: false,
    });
    this.#listen(socket);
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(socket));
      socket.once('error', reject);
      socket.once('close', () => reject(new Error('closed')));
    });
  }

  #listen(socket: WebSocket): void {
    const { timing } = this.#options;
    this.#sockets.add(socket);
    let watchdog: NodeJS.Timeout | undefined;
    const ping = setInterval(() => {
      if (socket.readyState === WebSocket.OPEN) socket.ping();
    }, timing.pingMs);
    const alive = (): void => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => socket.terminate(), timing.silenceMs);
      watchdog.unref();
      if (socket === this.#socket) this.#lastHeard = this.#options.clock.now();
    };
    ping.unref();
    for (const sign of ['open', 'ping', 'pong'] as const) socket.on(sign, alive);
    socket.on('message', data => {
      alive();
      this.#hear(socket, String(data)).catch((error: unknown) => {
        this.#options.logger.error(reasonOf(error), 'stream message not accepted');
      });
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(watchdog);
      clearInterval(ping);
      this.#sockets.delete(socket);
      this.#closed(socket);
    });
  }

  #closed(socket: WebSocket): void {
    if (socket !== this.#socket) return;
    this.#socket = undefined;
    this.#retryLater();
  }

  /** Doubled, capped, and scattered so that a thousand clients do not come back in the same second. One timer, ever. */
  #retryLater(): void {
    if (!this.#isWanted || this.#retry) return;
    const { timing, random } = this.#options;
    const wait = Math.min(timing.backoffMs * 2 ** this.#failures, timing.maxBackoffMs);
    this.#failures = Math.min(this.#failures + 1, 20);
    this.#retry = setTimeout(() => void this.#connect(), wait * (0.5 + random() / 2));
  }

  /** What was said since the last sign of life may be lost, unless the new connection stood before the old one ended. */
  #noteGap(isSeamless: boolean): void {
    const now = this.#options.clock.now();
    const from = this.#lastHeard;
    this.#lastHeard = now;
    if (from === undefined || isSeamless) return;
    this.#options.logger.warn({ from, to: now }, 'stream was interrupted');
    this.#options.onGap(from, now);
  }

  async #hear(socket: WebSocket, text: string): Promise<void> {
    const frame = parseFrame(text);
    if (!frame) return this.#options.logger.warn({}, 'stream frame not understood');
    // A server that accepts and drops us at once has not recovered: only words count.
    this.#failures = 0;
    const { topic, messageId } = frame.headers;
    const { acceptCard } = this.#options;
    if (frame.type === 'SYSTEM') {
      if (topic === 'ping') answerFrame(socket, { messageId, code: 200, data: frame.data });
      if (topic === 'disconnect' && socket === this.#socket) await this.#connect();
    } else if (frame.type === 'CALLBACK' && topic === ROBOT_TOPIC) {
      await this.#callback(socket, messageId, () => this.#options.accept(parseJson(frame.data)).then(() => null));
    } else if (frame.type === 'CALLBACK' && topic === CARD_TOPIC && acceptCard) {
      await this.#callback(socket, messageId, async () => ((await acceptCard(parseJson(frame.data))) ? pressedCard : {}));
    } else {
      // An event that nobody asked for: said to be done, so that it does not come again.
      const data = frame.type === 'EVENT' ? { status: 'SUCCESS' } : { response: null };
      answerFrame(socket, { messageId, code: frame.type === 'EVENT' ? 200 : 404, data: JSON.stringify(data) });
    }
  }

  /** Acknowledged with what taking it gives; what could not be taken may come again. */
  async #callback(socket: WebSocket, messageId: string, take: () => Promise<object | null>): Promise<void> {
    try {
      answerFrame(socket, { messageId, code: 200, data: JSON.stringify({ response: await take() }) });
    } catch (error) {
      answerFrame(socket, { messageId, code: 500, data: '{"response":null}' });
      throw error;
    }
  }
}

/** Its name and code, not its message, in which an address with a ticket may stand. */
function reasonOf(error: unknown): { error: string; code: unknown } {
  const code = error instanceof Error && 'vendorCode' in error ? error.vendorCode : error instanceof Error && 'code' in error ? error.code : null;
  return { error: error instanceof Error ? error.name : 'unknown', code };
}
