import type { Clock, Instant } from '../../lib/clock.ts';
import type { Logger } from '../../lib/logger.ts';
import { RateLimiter } from '../../lib/rate-limiter.ts';
import { ApiFailure } from './api.ts';
import type { WecomTimings } from './config.ts';
import { streamBody } from './encode.ts';
import type { OpenStream } from './open-stream.ts';
import { type ReceivedFrame, type Session, type SessionEnd, SessionFailure, type SessionOptions } from './sdk-session.ts';
import type { FileToSend, MediaType } from './work-app.ts';

/** What the connection is built from. */
export interface LongConnectionOptions {
  botId: string;
  open: (handlers: Pick<SessionOptions, 'onFrame'>) => Promise<Session>;
  lease: (name: string, ms: number) => Promise<boolean>;
  onFrame: (frame: ReceivedFrame) => void;
  /** The connection is back: what was said in between did not arrive and will not. */
  onGap: (from: Instant, to: Instant) => void;
  timings: WecomTimings;
  clock: Clock;
  logger: Logger;
  random: () => number;
}

/** 连接状态 — for doctor. */
export type ConnectionState = 'stopped' | 'waiting-for-lease' | 'connecting' | 'ready' | SessionEnd;

/** Where a push goes. */
export interface PushTarget {
  target: string;
  isGroup: boolean;
}

/** 30 a minute and 1,000 an hour for each conversation, replies included. */
const PER_MINUTE = 27;
const PER_HOUR = 950;
const NOT_SUBSCRIBED = 846609;
/** A request id of an earlier connection. */
const DEAD_REQUEST = 846605;

/** 长连接 — holds the one connection that a bot may have: only with the lease, back after every end with growing, jittered pauses, never for good. */
export class LongConnection {
  readonly #options: LongConnectionOptions;
  readonly #perMinute: RateLimiter;
  readonly #perHour: RateLimiter;
  #session: Session | null = null;
  #state: ConnectionState = 'stopped';
  #failures = 0;
  /** Since when nothing may have been heard; undefined while connected, and before the first time. */
  #deafSince: Instant | undefined;
  #pushes = 0;
  #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(options: LongConnectionOptions) {
    this.#options = options;
    this.#perMinute = new RateLimiter({ amount: PER_MINUTE, perMs: 60_000, clock: options.clock });
    this.#perHour = new RateLimiter({ amount: PER_HOUR, perMs: 3_600_000, clock: options.clock });
  }

  get isReady(): boolean {
    return this.#session !== null;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  start(): void {
    this.#stop = new AbortController();
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#session?.close();
    await this.#running;
    this.#state = 'stopped';
  }

  /** Replies to a frame: welcome, pressed button. */
  respond(frame: ReceivedFrame, command: string, body: object): Promise<void> {
    return this.#send({ command, requestId: frame.requestId, body });
  }

  /** Shows a bubble under the frame's message: words or a placeholder soon, then every change until nothing more comes. */
  async attend(stream: OpenStream, frame: ReceivedFrame): Promise<void> {
    const { patienceMs, streamWindowMs } = this.#options.timings;
    await Promise.race([stream.settled, this.#pause(patienceMs)]);
    if (stream.endSilently()) return;
    const session = this.#session;
    if (await this.#show(stream, frame, session)) return;
    stream.onPlaced = () => void this.#show(stream, frame, session);
    await Promise.race([stream.settled, this.#pause(streamWindowMs)]);
    if (!stream.isSealed) await this.#show(stream, frame, session);
  }

  /** Unprompted; the platform takes it only where somebody has spoken to the bot. */
  async send({ target, isGroup }: PushTarget, body: object): Promise<void> {
    const waitMs = Math.max(this.#perMinute.waitMs(target), this.#perHour.waitMs(target));
    if (waitMs > 0) throw new ApiFailure(45009, { remedy: 'later', afterMs: waitMs });
    this.#perMinute.take(target);
    this.#perHour.take(target);
    this.#pushes += 1;
    const requestId = `aibot_send_msg_${this.#options.clock.now()}_${this.#pushes}`;
    await this.#send({ command: 'aibot_send_msg', requestId, body: { chatid: target, chat_type: isGroup ? 2 : 1, ...body } });
  }

  async sendMedia(to: PushTarget, file: FileToSend, type: MediaType): Promise<void> {
    const media_id = await this.#live().upload(file, type);
    await this.send(to, { msgtype: type, [type]: { media_id } });
  }

  /** True when nothing more may follow. Sent once more when no receipt came: the frame replaces the whole bubble, so a second one does no harm, and a late receipt vouches for the same words. */
  async #show(stream: OpenStream, frame: ReceivedFrame, session: Session | null): Promise<boolean> {
    const snapshot = stream.snapshot();
    const send = async (): Promise<void> => {
      if (this.#session !== session) throw new ApiFailure(DEAD_REQUEST, { remedy: 'never' });
      await this.#send({ command: 'aibot_respond_msg', requestId: frame.requestId, body: streamBody(snapshot) });
    };
    try {
      await send().catch(error => (error instanceof ApiFailure && error.isUncertain ? send() : Promise.reject(error)));
      stream.confirm();
      return snapshot.isFinished;
    } catch (error) {
      this.#options.logger.warn({ code: error instanceof ApiFailure ? error.code : null }, 'a streamed reply was not taken');
      stream.abandon();
      return true;
    }
  }

  async #send(frame: Parameters<Session['send']>[0]): Promise<void> {
    const session = this.#live();
    try {
      await session.send(frame);
    } catch (error) {
      // Open but not subscribed: it would swallow every reply from now on.
      if (error instanceof ApiFailure && error.code === NOT_SUBSCRIBED) session.close();
      throw error;
    }
  }

  #live(): Session {
    if (this.#session === null) throw new ApiFailure(null, { remedy: 'later', afterMs: 3_000 });
    return this.#session;
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const end = (await this.#mayConnect()) ? await this.#hold() : null;
      if (this.#stop.signal.aborted) return;
      await this.#pause(end === null ? this.#options.timings.leaseMs / 3 : this.#pauseAfter(end));
    }
  }

  async #mayConnect(): Promise<boolean> {
    const { lease, timings, botId, logger } = this.#options;
    try {
      if (await lease(`wecom-aibot:${botId}`, timings.leaseMs)) return true;
    } catch (error) {
      logger.error({ error: error instanceof Error ? error.name : typeof error }, 'the lease of the long connection could not be asked for');
    }
    this.#state = 'waiting-for-lease';
    return false;
  }

  /** From connecting to its end. */
  async #hold(): Promise<SessionEnd> {
    this.#state = 'connecting';
    const end = await this.#connected();
    this.#session = null;
    this.#state = end;
    this.#options.logger.warn({ end }, 'the long connection ended');
    return end;
  }

  async #connected(): Promise<SessionEnd> {
    try {
      const session = await this.#options.open({ onFrame: this.#options.onFrame });
      if (this.#stop.signal.aborted) session.close();
      this.#session = session;
      this.#state = 'ready';
      this.#failures = 0;
      this.#options.logger.info({}, 'the long connection is ready');
      this.#noteGap();
      return await this.#whileLeased(session).finally(() => this.#noteEnd());
    } catch (error) {
      return error instanceof SessionFailure ? error.end : 'lost';
    }
  }

  #noteGap(): void {
    const from = this.#deafSince;
    this.#deafSince = undefined;
    if (from !== undefined) this.#options.onGap(from, this.#options.clock.now());
  }

  /** A dead peer is noticed one heartbeat late. */
  #noteEnd(): void {
    this.#deafSince = this.#options.clock.now() - this.#options.timings.heartbeatMs;
  }

  async #whileLeased(session: Session): Promise<SessionEnd> {
    for (;;) {
      const end = await Promise.race([session.ended, this.#pause(this.#options.timings.leaseMs / 3)]);
      if (end !== undefined) return end;
      if (!this.#stop.signal.aborted && (await this.#mayConnect())) continue;
      session.close();
      return 'lost';
    }
  }

  /** Doubles up to the cap, spread so that many do not come back at once. A displaced one waits longer: whoever displaced it would be displaced in turn. */
  #pauseAfter(end: SessionEnd): number {
    const { reconnectMs, reconnectMaxMs, displacedMs } = this.#options.timings;
    const longest = end === 'lost' ? reconnectMaxMs : Math.max(reconnectMaxMs, displacedMs);
    const first = end === 'displaced' ? displacedMs : reconnectMs;
    const pause = Math.min(longest, first * 2 ** this.#failures);
    this.#failures = Math.min(this.#failures + 1, 16);
    return pause / 2 + (pause / 2) * this.#options.random();
  }

  /** Ends early when everything stops. */
  #pause(ms: number): Promise<undefined> {
    const { signal } = this.#stop;
    return new Promise(resolve => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve(undefined);
      };
      const timer = setTimeout(done, ms);
      timer.unref();
      if (signal.aborted) done();
      else signal.addEventListener('abort', done, { once: true });
    });
  }
}
