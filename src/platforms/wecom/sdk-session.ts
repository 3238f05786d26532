import { WSClient, type WsFrame } from '@wecom/aibot-node-sdk';
import type { ClientOptions } from 'ws';
import { ApiFailure, type Remedy } from './api.ts';
import type { FileToSend, MediaType } from './work-app.ts';

/** How a connection ended: `displaced`: another client took its place; `rejected`: the platform does not know bot or secret. */
export type SessionEnd = 'lost' | 'displaced' | 'rejected';

/** 会话 — one connection of the SDK, from subscription to its end; it never comes back by itself. */
export interface Session {
  readonly ended: Promise<SessionEnd>;
  /** Sends a frame and waits for its receipt. Throws `ApiFailure`. */
  send(frame: { command: string; requestId: string; body: object }): Promise<void>;
  upload(file: FileToSend, type: MediaType): Promise<string>;
  close(): void;
}

/** What came over the connection: the same body as a callback has. */
export interface ReceivedFrame {
  requestId: string;
  body: unknown;
}

export interface SessionOptions {
  botId: string;
  secret: string;
  url: string;
  heartbeatMs: number;
  openMs: number;
  webSocket: { agent?: unknown; ca?: string };
  onFrame: (frame: ReceivedFrame) => void;
}

const MAX_FRAME_BYTES = 1024 * 1024;

/** Seen numbers of the long connection; the platform publishes no table. */
const remedies: Record<number, Remedy> = { 846609: 'later', 45009: 'later', [-1]: 'later', 6000: 'later' };

/** Bodies pass through the SDK's log lines, so it gets a log that keeps nothing. */
const deaf = { debug: (): void => {}, info: (): void => {}, warn: (): void => {}, error: (): void => {} };

/** Connects and subscribes. Rejects with how it ended when it does not come about. */
export function openSession(options: SessionOptions): Promise<Session> {
  const client = new WSClient({
    botId: options.botId,
    secret: options.secret,
    wsUrl: options.url,
    wsOptions: socketOptions(options),
    heartbeatInterval: options.heartbeatMs,
    // Whether and when to come back is decided outside, where the lease is known.
    maxReconnectAttempts: 0,
    maxAuthFailureAttempts: 0,
    logger: deaf,
  });
  let end: SessionEnd = 'lost';
  const ended = new Promise<SessionEnd>(resolve => {
    // An error nobody listens to would be dropped in silence.
    client.on('error', error => {
      if (/^Authentication failed/.test(error.message)) end = 'rejected';
    });
    client.on('disconnected', () => resolve(end));
    client.on('event', frame => {
      if (isDisplacement(frame)) end = 'displaced';
      else options.onFrame(received(frame));
    });
    client.on('message', frame => options.onFrame(received(frame)));
  });
  return opened(client, ended, options.openMs);
}

function opened(client: WSClient, ended: Promise<SessionEnd>, openMs: number): Promise<Session> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      client.disconnect();
      reject(new SessionFailure('lost'));
    }, openMs);
    void ended.then(end => {
      clearTimeout(timer);
      reject(new SessionFailure(end));
    });
    client.on('authenticated', () => {
      clearTimeout(timer);
      resolve(sessionOf(client, ended));
    });
    client.connect();
  });
}

/** A connection that did not come about. */
export class SessionFailure extends Error {
  readonly end: SessionEnd;

  constructor(end: SessionEnd) {
    super(`session ${end}`);
    this.end = end;
  }
}

function sessionOf(client: WSClient, ended: Promise<SessionEnd>): Session {
  return {
    ended,
    async send({ command, requestId, body }) {
      try {
        await client.reply({ headers: { req_id: requestId } }, body, command);
      } catch (error) {
        throw failureOf(error);
      }
    },
    async upload({ name, bytes }, type) {
      try {
        const { media_id } = await client.uploadMedia(Buffer.from(bytes), { type, filename: name });
        return media_id;
      } catch (error) {
        throw failureOf(error);
      }
    },
    close: () => client.disconnect(),
  };
}

/** The SDK rejects with an Error or with the raw frame. A receipt that did not come says nothing about the frame. */
function failureOf(error: unknown): ApiFailure {
  const code = typeof error === 'object' && error !== null && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : null;
  if (code !== null) return new ApiFailure(code, { remedy: remedies[code] ?? 'never', afterMs: 3_000 });
  const wasNotSent = error instanceof Error && /not connected|exceeds max size/i.test(error.message);
  return new ApiFailure(null, { remedy: 'later', afterMs: 3_000, isUncertain: !wasNotSent });
}

function received(frame: WsFrame): ReceivedFrame {
  return { requestId: frame.headers?.req_id ?? '', body: frame.body };
}

function isDisplacement(frame: WsFrame): boolean {
  const body: unknown = frame.body;
  const event = typeof body === 'object' && body !== null && 'event' in body ? body.event : undefined;
  return typeof event === 'object' && event !== null && 'eventtype' in event && event.eventtype === 'disconnected_event';
}

function socketOptions({ webSocket, openMs }: SessionOptions): ClientOptions {
  return {
    handshakeTimeout: openMs,
    maxPayload: MAX_FRAME_BYTES,
    ...(webSocket.ca === undefined ? {} : { ca: webSocket.ca }),
    ...(webSocket.agent === undefined ? {} : { agent: webSocket.agent as NonNullable<ClientOptions['agent']> }),
  };
}
