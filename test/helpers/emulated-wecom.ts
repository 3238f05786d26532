import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with one call, in place of its answer. */
export interface Fault {
  delayMs?: number;
  status?: number;
  errcode?: number;
  /** The connection is cut without an answer. */
  hangUp?: boolean;
  /** Sent as it is: HTML from a proxy, half a JSON. */
  body?: string;
}

/** One call that reached the platform. */
export interface RecordedCall {
  path: string;
  query: Record<string, string>;
  json: Record<string, unknown>;
  /** Name and size of an uploaded file. */
  file: { name: string; bytes: number } | null;
  errcode: number;
}

interface Request {
  query: Record<string, string>;
  json: Record<string, unknown>;
  file: RecordedCall['file'];
}

type Answer = Record<string, unknown> & { errcode: number };

const ok: Answer = { errcode: 0, errmsg: 'ok' };
const TOKEN_CALLS = /^\/cgi-bin\/(message|media|user|department|batch|auth|agent)\//;

/** 企业微信的服务端 — its HTTP API as the pages describe it, on loopback: tokens, sends, limits, error numbers, uploads, one-shot reply addresses, and a menu of faults. */
export class EmulatedWecom {
  readonly calls: RecordedCall[] = [];
  readonly members = new Map<string, { name: string; department: number }>();
  readonly departments = new Map<number, string>();
  /** Encrypted id → plain id. */
  readonly encrypted = new Map<string, string>();
  readonly robotKeys = new Set<string>();
  /** Sign-in codes and whose they are. */
  readonly codes = new Map<string, string>();
  readonly media = new Map<string, Buffer>();
  readonly #faults = new Map<string, Fault[]>();
  readonly #tokens = new Set<string>();
  readonly #replyCodes = new Map<string, 'open' | 'used'>();
  readonly #mediaIds = new Map<string, string>();
  readonly #server: Server;
  #made = 0;

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (request, response) => void this.#serve(request, response));
  }

  static async open(): Promise<EmulatedWecom> {
    const server = createServer();
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return new EmulatedWecom(server);
  }

  get base(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise(resolve => this.#server.close(() => resolve()));
  }

  /** The next calls of this path go wrong, one fault each. */
  fail(path: string, ...faults: Fault[]): void {
    this.#faults.set(path, [...(this.#faults.get(path) ?? []), ...faults]);
  }

  /** Tokens that were given out are no longer known. */
  dropTokens(): void {
    this.#tokens.clear();
  }

  /** A `response_url`, good for one message. */
  replyAddress(): string {
    this.#made += 1;
    this.#replyCodes.set(`RC${this.#made}`, 'open');
    return `${this.base}/cgi-bin/aibot/response?response_code=RC${this.#made}`;
  }

  to(path: string): RecordedCall[] {
    return this.calls.filter(call => call.path === path);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.base);
    const body = await bytesOf(request);
    const fault = this.#faults.get(url.pathname)?.shift();
    if (fault?.delayMs) await new Promise(resolve => setTimeout(resolve, fault.delayMs));
    if (fault?.hangUp) return void request.socket.destroy();
    if (url.pathname.startsWith('/media/')) return this.#giveMedia(url.pathname, response);
    const asked: Request = { query: Object.fromEntries(url.searchParams), ...readBody(request, body) };
    const answer = fault?.errcode === undefined ? this.#answer(url.pathname, asked) : { errcode: fault.errcode, errmsg: 'refused as scripted' };
    this.calls.push({ path: url.pathname, ...asked, errcode: answer.errcode });
    response.writeHead(fault?.status ?? 200, { 'content-type': 'application/json' });
    response.end(fault?.body ?? JSON.stringify(answer));
  }

  #giveMedia(path: string, response: ServerResponse): void {
    const bytes = this.media.get(path);
    response.writeHead(bytes ? 200 : 404, { 'content-disposition': "attachment; filename*=UTF-8''%E6%80%BB%E7%BB%93.txt" });
    response.end(bytes);
  }

  #answer(path: string, asked: Request): Answer {
    if (TOKEN_CALLS.test(path) && !this.#tokens.has(asked.query['access_token'] ?? '')) return { errcode: 42001, errmsg: 'access_token expired' };
    const handlers: Record<string, (asked: Request) => Answer> = {
      '/cgi-bin/gettoken': () => this.#issueToken(),
      '/cgi-bin/message/send': asked => this.#send(asked),
      '/cgi-bin/media/upload': asked => this.#upload(asked, 'app'),
      '/cgi-bin/webhook/upload_media': asked => this.#upload(asked, asked.query['key'] ?? ''),
      '/cgi-bin/webhook/send': asked => this.#robot(asked),
      '/cgi-bin/aibot/response': asked => this.#reply(asked),
      '/cgi-bin/user/get': asked => this.#user(asked),
      '/cgi-bin/department/get': asked => this.#department(asked),
      '/cgi-bin/batch/openuserid_to_userid': asked => this.#plain(asked),
      '/cgi-bin/auth/getuserinfo': asked => this.#signIn(asked),
      '/cgi-bin/agent/get': () => ok,
    };
    return handlers[path]?.(asked) ?? { errcode: 404, errmsg: 'no such api' };
  }

  #issueToken(): Answer {
    this.#made += 1;
    const token = `token-${this.#made}`;
    this.#tokens.add(token);
    return { ...ok, access_token: token, expires_in: 7_200 };
  }

  #send({ json }: Request): Answer {
    const account = String(json['touser'] ?? '');
    if (!this.members.has(account)) return { errcode: 81013, errmsg: 'all invalid' };
    if (bytesIn(json, 'markdown') > 2_048) return { errcode: 45002, errmsg: 'content size out of limit' };
    return { ...ok, invaliduser: '', msgid: 'm' };
  }

  #upload({ file }: Request, owner: string): Answer {
    if (file === null || file.bytes === 0) return { errcode: 44001, errmsg: 'empty media data' };
    if (owner !== 'app' && !this.robotKeys.has(owner)) return { errcode: 93000, errmsg: 'invalid webhook url' };
    this.#made += 1;
    this.#mediaIds.set(`media-${this.#made}`, owner);
    return { ...ok, media_id: `media-${this.#made}` };
  }

  #robot({ query, json }: Request): Answer {
    const key = query['key'] ?? '';
    const file = json['file'] as { media_id?: string } | undefined;
    if (!this.robotKeys.has(key)) return { errcode: 93000, errmsg: 'invalid webhook url' };
    if (bytesIn(json, 'markdown') > 4_096) return { errcode: 40058, errmsg: 'content exceed max length' };
    // A file belongs to the key it was uploaded with.
    if (file && this.#mediaIds.get(file.media_id ?? '') !== key) return { errcode: 40007, errmsg: 'invalid media_id' };
    return ok;
  }

  #reply({ query, json }: Request): Answer {
    const code = query['response_code'] ?? '';
    if (this.#replyCodes.get(code) !== 'open') return { errcode: 60140, errmsg: 'response code used or unknown' };
    if (bytesIn(json, 'markdown') > 20_480) return { errcode: 40058, errmsg: 'content exceed max length' };
    this.#replyCodes.set(code, 'used');
    return ok;
  }

  #user({ query }: Request): Answer {
    const member = this.members.get(query['userid'] ?? '');
    return member
      ? { ...ok, name: member.name, department: [member.department], main_department: member.department }
      : { errcode: 60111, errmsg: 'not found' };
  }

  #department({ query }: Request): Answer {
    return { ...ok, department: { id: Number(query['id']), name: this.departments.get(Number(query['id'])) ?? '' } };
  }

  #plain({ json }: Request): Answer {
    const asked = json['open_userid_list'] as string[];
    const found = asked.flatMap(open_userid => (this.encrypted.has(open_userid) ? [{ open_userid, userid: this.encrypted.get(open_userid) }] : []));
    return { ...ok, userid_list: found, invalid_open_userid_list: asked.filter(one => !this.encrypted.has(one)) };
  }

  #signIn({ query }: Request): Answer {
    const userid = this.codes.get(query['code'] ?? '');
    this.codes.delete(query['code'] ?? '');
    return userid === undefined ? { errcode: 40029, errmsg: 'invalid code' } : { ...ok, ...(userid === '' ? { openid: 'outsider' } : { userid }) };
  }
}

function bytesIn(json: Record<string, unknown>, type: string): number {
  const body = json[type] as { content?: string } | undefined;
  return Buffer.byteLength(body?.content ?? '');
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function readBody(request: IncomingMessage, body: Buffer): Pick<Request, 'json' | 'file'> {
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return { json: JSON.parse(body.toString()) as Record<string, unknown>, file: null };
  const name = /name="media"; filename="([^"]*)"/.exec(body.toString())?.[1];
  const start = body.indexOf('\r\n\r\n') + 4;
  return { json: {}, file: name === undefined ? null : { name, bytes: body.lastIndexOf('\r\n--') - start } };
}
