import { createHash } from 'node:crypto';
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
const MINUTE_MS = 60_000;
const TOKEN_SECONDS = 7_200;
const REPLY_ADDRESS_MS = 60 * MINUTE_MS;
const MEDIA_MS = 3 * 24 * 60 * MINUTE_MS;
const ROBOT_A_MINUTE = 20;
const APP_A_MINUTE = 30;
const APP_AN_HOUR = 1_000;
const FILE_BYTES = 20 * 1024 * 1024;
const IMAGE_BYTES = 2 * 1024 * 1024;
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
  /** What people see of the app's messages: those dropped in silence are not among them. */
  readonly shown: { account: string; json: Record<string, unknown> }[] = [];
  /** Of the app; any when null. */
  secret: string | null = null;
  readonly #faults = new Map<string, Fault[]>();
  /** Until when each is good. */
  readonly #tokens = new Map<string, number>();
  readonly #replyCodes = new Map<string, number>();
  readonly #mediaIds = new Map<string, { owner: string; until: number }>();
  /** When each robot or member was written to lately. */
  readonly #sent = new Map<string, number[]>();
  /** Requests that are not taken again, and until when. */
  readonly #taken = new Map<string, number>();
  readonly #server: Server;
  readonly #now: () => number;
  #made = 0;

  private constructor(server: Server, now: () => number) {
    this.#server = server;
    this.#now = now;
    server.on('request', (request, response) => void this.#serve(request, response));
  }

  static async open(now: () => number): Promise<EmulatedWecom> {
    const server = createServer();
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return new EmulatedWecom(server, now);
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

  /** A `response_url`, good for one message within an hour. */
  replyAddress(): string {
    this.#made += 1;
    this.#replyCodes.set(`RC${this.#made}`, this.#now() + REPLY_ADDRESS_MS);
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
    const isGood = (this.#tokens.get(asked.query['access_token'] ?? '') ?? 0) > this.#now();
    if (TOKEN_CALLS.test(path) && !isGood) return { errcode: 42001, errmsg: 'access_token expired' };
    const handlers: Record<string, (asked: Request) => Answer> = {
      '/cgi-bin/gettoken': asked => this.#issueToken(asked),
      '/cgi-bin/message/send': asked => this.#send(asked),
      '/cgi-bin/message/update_template_card': () => ok,
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

  #issueToken({ query }: Request): Answer {
    if (this.secret !== null && query['corpsecret'] !== this.secret) return { errcode: 40001, errmsg: 'invalid credential' };
    this.#made += 1;
    const token = `token-${this.#made}`;
    this.#tokens.set(token, this.#now() + TOKEN_SECONDS * 1_000);
    return { ...ok, access_token: token, expires_in: TOKEN_SECONDS };
  }

  #send({ json }: Request): Answer {
    const account = String(json['touser'] ?? '');
    if (!this.members.has(account)) return { errcode: 81013, errmsg: 'all invalid' };
    if (bytesIn(json, 'markdown') > 2_048) return { errcode: 45002, errmsg: 'content size out of limit' };
    if (!this.#mayUse(json, 'app')) return { errcode: 40007, errmsg: 'invalid media_id' };
    // Both are told as success, and nobody sees anything.
    const mayPass = this.#isWithin(`app:${account}`, APP_A_MINUTE) && this.#isWithin(`app/h:${account}`, APP_AN_HOUR, 60 * MINUTE_MS);
    if (!this.#isRepeated(json) && mayPass) this.shown.push({ account, json });
    return { ...ok, invaliduser: '', msgid: 'm' };
  }

  /** With `enable_duplicate_check`, the same request within its interval is not sent again. */
  #isRepeated(json: Record<string, unknown>): boolean {
    if (json['enable_duplicate_check'] !== 1) return false;
    const request = JSON.stringify(json);
    const isRepeated = (this.#taken.get(request) ?? 0) > this.#now();
    if (!isRepeated) this.#taken.set(request, this.#now() + Number(json['duplicate_check_interval'] ?? 1_800) * 1_000);
    return isRepeated;
  }

  #isWithin(target: string, amount: number, perMs = MINUTE_MS): boolean {
    const recent = (this.#sent.get(target) ?? []).filter(at => this.#now() - at < perMs);
    if (recent.length >= amount) return false;
    this.#sent.set(target, [...recent, this.#now()]);
    return true;
  }

  /** A file belongs to the key, or the app, that it was uploaded with, for three days. */
  #mayUse(json: Record<string, unknown>, owner: string): boolean {
    const used = (json['file'] ?? (owner === 'app' ? json['image'] : undefined)) as { media_id?: string } | undefined;
    const media = used && this.#mediaIds.get(used.media_id ?? '');
    return !used || (media?.owner === owner && media.until > this.#now());
  }

  #upload({ file }: Request, owner: string): Answer {
    if (file === null || file.bytes === 0) return { errcode: 44001, errmsg: 'empty media data' };
    if (owner !== 'app' && !this.robotKeys.has(owner)) return { errcode: 93000, errmsg: 'invalid webhook url' };
    if (file.bytes <= 5 || file.bytes > FILE_BYTES) return { errcode: 40006, errmsg: 'invalid file size' };
    this.#made += 1;
    this.#mediaIds.set(`media-${this.#made}`, { owner, until: this.#now() + MEDIA_MS });
    return { ...ok, media_id: `media-${this.#made}` };
  }

  #robot({ query, json }: Request): Answer {
    const key = query['key'] ?? '';
    if (!this.robotKeys.has(key)) return { errcode: 93000, errmsg: 'invalid webhook url' };
    if (bytesIn(json, 'markdown') > 4_096) return { errcode: 40058, errmsg: 'content exceed max length' };
    if (!this.#mayUse(json, key)) return { errcode: 40007, errmsg: 'invalid media_id' };
    if (!isWholeImage(json['image'] as { base64?: string; md5?: string } | undefined)) return { errcode: 40009, errmsg: 'invalid image' };
    return this.#isWithin(`robot:${key}`, ROBOT_A_MINUTE) ? ok : { errcode: 45009, errmsg: 'api freq out of limit' };
  }

  #reply({ query, json }: Request): Answer {
    const code = query['response_code'] ?? '';
    if ((this.#replyCodes.get(code) ?? 0) <= this.#now()) return { errcode: 60140, errmsg: 'response code used, expired or unknown' };
    if (bytesIn(json, 'markdown') > 20_480) return { errcode: 40058, errmsg: 'content exceed max length' };
    this.#replyCodes.delete(code);
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

/** Its md5 is that of the bytes before base64, of which two megabytes are taken. */
function isWholeImage(image: { base64?: string; md5?: string } | undefined): boolean {
  if (!image) return true;
  const bytes = Buffer.from(image.base64 ?? '', 'base64');
  return bytes.length <= IMAGE_BYTES && createHash('md5').update(bytes).digest('hex') === image.md5;
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
