import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../../src/lib/clock.ts';

/** A request as DingTalk received it. */
export interface Received {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: string;
  json: Record<string, unknown>;
}

/** What goes wrong the next `times` that a path is called; the rest of the emulator behaves. */
export interface Fault {
  path: string;
  times?: number;
  status?: number;
  /** JSON, or bytes as they are. */
  answer?: object | string;
  delayMs?: number;
  /** The answer breaks off in the middle. */
  truncated?: boolean;
}

/** How a callback is spoilt on its way to the bot. */
export interface CallbackFault {
  secret?: string;
  timestamp?: number;
  headers?: Record<string, string>;
  body?: string;
}

interface Options {
  clock: Clock;
  clientId?: string;
  clientSecret?: string;
  corpId?: string;
  people?: Record<string, { name: string; unionid?: string; departments?: number[] }>;
  departments?: Record<number, string>;
  /** Groups that the robot is in; any when absent. */
  groups?: readonly string[];
}

/** The one published card template. */
export const CARD_TEMPLATE = 'receipt.schema';

const TOKEN_SECONDS = 7_200;
const MUTE_MS = 10 * 60_000;

/** DingTalk as its documents describe it, on a loopback port: tokens that expire, webhooks with limits, the robot API, contacts, media, the Stream gateway, and a menu of faults. */
export class EmulatedDingtalk {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly corpId: string;
  readonly calls: Received[] = [];
  /** What people see, in order. */
  readonly shown: { way: string; target: string; text: string; at: string[]; file?: string }[] = [];
  readonly acks: { messageId: string; code: number; data: string }[] = [];
  /** Live sessions of replies and when they end. */
  readonly #sessions = new Map<string, number>();
  readonly #robots = new Map<string, { secret: string | null; sent: number[]; mutedUntil: number }>();
  readonly #media = new Set<string>();
  readonly #tickets = new Set<string>();
  readonly #faults: Fault[] = [];
  readonly #afterwards: { path: string; calls: number; action: () => void }[] = [];
  readonly #sockets: WebSocket[] = [];
  readonly #server: Server;
  readonly #webSockets: WebSocketServer;
  readonly #options: Options;
  #token: { value: string; until: number } | null = null;
  #issued = 0;
  #apiCalls = 0;
  /** Stands for what other apps leave of the month. */
  apiQuota = Number.POSITIVE_INFINITY;
  downloads: Record<string, Uint8Array> = {};
  /** By how much DingTalk's clock is ahead of everybody else's. */
  skewMs = 0;
  mostStreamsAtOnce = 0;
  /** Interactive cards that stand, by outTrackId. */
  readonly cards = new Map<string, { callbackType: string; routeKey: string | undefined; params: Record<string, string> }>();
  cardCallback: { routeKey: string; url: string; apiSecret: string } | null = null;
  /** Refuses WebSocket handshakes. */
  isClosedForStreams = false;

  private constructor(options: Options) {
    this.#options = options;
    this.clientId = options.clientId ?? 'dingEMULATED';
    this.clientSecret = options.clientSecret ?? 'emulated-client-secret';
    this.corpId = options.corpId ?? 'dingCORP';
    this.#server = createServer((request, response) => void this.#serve(request, response));
    this.#webSockets = new WebSocketServer({ noServer: true });
    this.#server.on('upgrade', (request, socket, head) => {
      // From here on the HTTP server no longer hears its errors, and a refused client may reset it.
      socket.on('error', () => socket.destroy());
      const ticket = new URL(request.url ?? '/', this.base).searchParams.get('ticket') ?? '';
      // A ticket is good once.
      if (this.isClosedForStreams || !this.#tickets.delete(ticket)) {
        socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
        return;
      }
      this.#webSockets.handleUpgrade(request, socket, head, webSocket => this.#join(webSocket));
    });
  }

  static async start(options: Options): Promise<EmulatedDingtalk> {
    const emulator = new EmulatedDingtalk(options);
    await new Promise<void>(resolve => emulator.#server.listen(0, '127.0.0.1', resolve));
    return emulator;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.terminate();
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  get base(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get tokensIssued(): number {
    return this.#issued;
  }

  /** Connections that stand now. */
  get streams(): WebSocket[] {
    return this.#sockets.filter(socket => socket.readyState === socket.OPEN);
  }

  fault(fault: Fault): void {
    this.#faults.push({ times: 1, ...fault });
  }

  /** Does something right after the call with this number was answered. */
  afterCalls(path: string, calls: number, action: () => void): void {
    this.#afterwards.push({ path, calls, action });
  }

  /** Nothing goes wrong any more. */
  heal(): void {
    this.#faults.length = 0;
  }

  callsTo(path: string): Received[] {
    return this.calls.filter(call => call.path === path);
  }

  expireToken(): void {
    this.#token = null;
  }

  expireSessions(): void {
    this.#sessions.clear();
  }

  addGroupRobot(accessToken: string, secret: string | null): void {
    this.#robots.set(accessToken, { secret, sent: [], mutedUntil: 0 });
  }

  /** A callback body as the robot gets it; overrides replace its fields. */
  callback(said: { text?: string; from?: string; group?: string | null; id?: string } & Record<string, unknown>): Record<string, unknown> {
    const { text = '今天走访企业3家', from = 'user001', group = 'cidWORK==', id = `msg${randomUUID()}==`, ...overrides } = said;
    const session = randomUUID();
    const now = this.#options.clock.now();
    this.#sessions.set(session, now + 90 * 60_000);
    return {
      conversationId: group ?? `cidDIRECT${from}==`,
      conversationType: group === null ? '1' : '2',
      ...(group === null ? {} : { conversationTitle: '局工作群', isInAtList: true, atUsers: [{ dingtalkId: '$:LWCP_v1:$bot' }] }),
      msgId: id,
      msgtype: 'text',
      text: { content: ` ${text}` },
      senderStaffId: from,
      senderNick: this.#options.people?.[from]?.name ?? from,
      senderId: `$:LWCP_v1:$${from}`,
      senderCorpId: this.corpId,
      chatbotUserId: '$:LWCP_v1:$bot',
      chatbotCorpId: this.corpId,
      robotCode: this.clientId,
      isAdmin: false,
      sessionWebhook: `${this.base}/robot/sendBySession?session=${session}`,
      sessionWebhookExpiredTime: now + 90 * 60_000,
      createAt: now,
      ...overrides,
    };
  }

  /** What a callback is when the month's webhook quota is used up. */
  overQuotaCallback(mode: 'http' | 'stream'): Record<string, unknown> {
    const { text, ...rest } = this.callback({});
    return { ...rest, ...(mode === 'http' ? { errorCode: '20001', errorMessage: 'quota exceeded' } : { errCode: 20001, errMsg: 'quota exceeded' }) };
  }

  /** Pushes over HTTP, signed. */
  async post(address: string, callback: object, fault: CallbackFault = {}): Promise<{ status: number; body: string }> {
    const timestamp = String(fault.timestamp ?? this.#options.clock.now());
    const sign = signed(timestamp, fault.secret ?? this.clientSecret);
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', timestamp, sign, ...fault.headers },
      body: fault.body ?? JSON.stringify(callback),
    });
    return { status: response.status, body: await response.text() };
  }

  /** Pushes over one of the streams; DingTalk chooses one connection. */
  push(callback: object, options: { messageId?: string; socket?: WebSocket } = {}): string {
    const messageId = options.messageId ?? randomUUID();
    this.send({ type: 'CALLBACK', topic: '/v1.0/im/bot/messages/get', messageId, data: JSON.stringify(callback) }, options.socket);
    return messageId;
  }

  send(frame: { type: string; topic: string; messageId?: string; data?: string }, socket = this.streams.at(-1)): void {
    const headers = { topic: frame.topic, messageId: frame.messageId ?? randomUUID(), contentType: 'application/json', time: '0' };
    socket?.send(JSON.stringify({ specVersion: '1.0', type: frame.type, headers, data: frame.data ?? '{}' }));
  }

  #join(socket: WebSocket): void {
    this.#sockets.push(socket);
    this.mostStreamsAtOnce = Math.max(this.mostStreamsAtOnce, this.streams.length);
    socket.on('message', data => {
      const { headers, code, data: answer } = JSON.parse(String(data)) as { headers: { messageId: string }; code: number; data: string };
      this.acks.push({ messageId: headers.messageId, code, data: answer });
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('date', new Date(this.#options.clock.now() + this.skewMs).toUTCString());
    const received = await read(request, this.base);
    this.calls.push(received);
    const fault = this.#faults.find(one => one.path === received.path && (one.times ?? 0) > 0);
    if (fault) {
      fault.times = (fault.times ?? 1) - 1;
      if (fault.delayMs) await new Promise(resolve => setTimeout(resolve, fault.delayMs));
      if (fault.answer !== undefined || fault.truncated || fault.status !== undefined)
        return reply(response, fault.status ?? 200, fault.answer ?? '{"acc', fault.truncated);
    }
    const download = this.downloads[received.path];
    if (download) {
      response.end(download);
      return;
    }
    const [status, answer] = this.#answer(received);
    for (const one of this.#afterwards) if (one.path === received.path && one.calls === this.callsTo(one.path).length) one.action();
    reply(response, status, answer);
  }

  #answer(received: Received): [number, object] {
    const { path } = received;
    if (path === '/v1.0/oauth2/accessToken') return this.#issueToken(received);
    if (path === '/v1.0/gateway/connections/open') return this.#openGateway(received);
    if (path === '/robot/sendBySession') return [200, this.#sendBySession(received)];
    if (path === '/robot/send') return [200, this.#sendByRobot(received)];
    if (path === '/v1.0/oauth2/userAccessToken')
      return [200, { accessToken: `user-token-of-${received.json['code']}`, refreshToken: 'r', expireIn: 7200 }];
    if (path === '/v1.0/contact/users/me')
      return [200, { unionId: received.headers['x-acs-dingtalk-access-token']?.replace('user-token-of-', ''), nick: '某' }];
    if (path.startsWith('/v1.0/')) return this.#newApi(received);
    if (path.startsWith('/topapi/') || path === '/media/upload') return [200, this.#oldApi(received)];
    return [404, { code: 'NotFound', message: path, requestid: '1' }];
  }

  #issueToken({ json }: Received): [number, object] {
    if (json['appKey'] !== this.clientId || json['appSecret'] !== this.clientSecret)
      return [400, { code: 'invalidClientIdOrSecret', message: '无效的clientId或者clientSecret', requestid: '1' }];
    const now = this.#options.clock.now();
    this.#issued += 1;
    if (!this.#token || now >= this.#token.until) this.#token = { value: `token-${this.#issued}`, until: 0 };
    this.#token.until = now + TOKEN_SECONDS * 1_000;
    return [200, { accessToken: this.#token.value, expireIn: TOKEN_SECONDS }];
  }

  #isAuthorised(token: string | null | undefined): boolean {
    return this.#token !== null && token === this.#token.value && this.#options.clock.now() < this.#token.until;
  }

  #openGateway({ json }: Received): [number, object] {
    if (json['clientSecret'] !== this.clientSecret) return [400, { code: 'authFailed', message: '鉴权失败', requestid: '1' }];
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return [200, { endpoint: `${this.base.replace('http', 'ws')}/connect`, ticket }];
  }

  #sendBySession({ query, json, body }: Received): object {
    const until = this.#sessions.get(query.get('session') ?? '') ?? 0;
    if (this.#options.clock.now() >= until) return { errcode: 300001, errmsg: 'session 不存在' };
    if (Buffer.byteLength(body) > 20_000) return { errcode: 460101, errmsg: 'message too long' };
    this.#show('session-webhook', query.get('session') ?? '', json);
    return ok;
  }

  #sendByRobot({ query, json, body }: Received): object {
    const robot = this.#robots.get(query.get('access_token') ?? '');
    const now = this.#options.clock.now();
    if (!robot) return { errcode: 400101, errmsg: 'access_token 不存在' };
    if (robot.secret !== null && query.get('sign') !== signed(query.get('timestamp') ?? '', robot.secret))
      return { errcode: 310000, errmsg: 'sign not match' };
    if (robot.secret !== null && Math.abs(now - Number(query.get('timestamp'))) > 3_600_000) return { errcode: 310000, errmsg: 'invalid timestamp' };
    if (now < robot.mutedUntil) return { errcode: 410100, errmsg: '发送速度太快而限流' };
    robot.sent = [...robot.sent.filter(at => at > now - 60_000), now];
    if (robot.sent.length > 20) {
      robot.mutedUntil = now + MUTE_MS;
      return { errcode: 410100, errmsg: '发送速度太快而限流' };
    }
    if (Buffer.byteLength(body) > 20_000) return { errcode: 460101, errmsg: 'message too long' };
    this.#show('group-robot', query.get('access_token') ?? '', json);
    return ok;
  }

  /** A webhook mentions only who stands both in `at` and in the text. */
  #show(way: string, target: string, json: Record<string, unknown>): void {
    const { markdown, at } = json as { markdown: { text: string }; at?: { atUserIds?: string[] } };
    this.shown.push({ way, target, text: markdown.text, at: (at?.atUserIds ?? []).filter(id => markdown.text.includes(`@${id}`)) });
  }

  #newApi({ path, json, headers }: Received): [number, object] {
    const refuse = (status: number, code: string): [number, object] => [status, { code, message: code, requestid: '1' }];
    if (!this.#isAuthorised(headers['x-acs-dingtalk-access-token'])) return refuse(400, 'InvalidAuthentication');
    this.#apiCalls += 1;
    if (this.#apiCalls > this.apiQuota) return refuse(403, 'Forbidden.AccessDenied.ApiCountLimitForOrg');
    if (path === '/v1.0/robot/messageFiles/download') return [200, { downloadUrl: `${this.base}/files/${String(json['downloadCode'])}` }];
    if (path.startsWith('/v1.0/card/')) return this.#cardApi(path, json);
    if (json['robotCode'] !== this.clientId) return refuse(400, 'invalidParameter.robotCode.notExsit');
    const parameter = String(json['msgParam'] ?? '');
    if (Buffer.byteLength(parameter) > 15_000) return refuse(400, 'invalidParameter.msgParam.tooLong');
    const content = JSON.parse(parameter) as { text?: string; mediaId?: string; fileName?: string };
    if (content.mediaId !== undefined && !this.#media.has(content.mediaId)) return refuse(400, 'invalidParameter.mediaId');
    const shown = { text: content.text ?? '', at: [], ...(content.fileName === undefined ? {} : { file: content.fileName }) };
    if (path === '/v1.0/robot/groupMessages/send') {
      const { groups } = this.#options;
      if (groups && !groups.includes(String(json['openConversationId']))) return refuse(400, 'invalid.openConversationId');
      this.shown.push({ way: 'group-message', target: String(json['openConversationId']), ...shown });
      return [200, { processQueryKey: randomUUID() }];
    }
    const users = json['userIds'] as string[];
    const people = this.#options.people;
    const invalid = users.filter(id => people && !(id in people));
    for (const target of users.filter(id => !invalid.includes(id))) this.shown.push({ way: 'direct-message', target, ...shown });
    return [200, { processQueryKey: randomUUID(), invalidStaffIdList: invalid, flowControlledStaffIdList: [] }];
  }

  #cardApi(path: string, json: Record<string, unknown>): [number, object] {
    if (path === '/v1.0/card/callbacks/register') {
      this.cardCallback = { routeKey: String(json['callbackRouteKey']), url: String(json['callbackUrl']), apiSecret: String(json['apiSecret']) };
      return [200, { success: true, result: { callbackUrl: json['callbackUrl'] } }];
    }
    const id = String(json['outTrackId']);
    const { cardParamMap } = json['cardData'] as { cardParamMap: Record<string, string> };
    if (path === '/v1.0/card/instances') {
      const card = this.cards.get(id);
      if (!card) return [400, { code: 'param.cardNotExist', message: '卡片不存在', requestid: '1' }];
      const { updateCardDataByKey } = (json['cardUpdateOptions'] ?? {}) as { updateCardDataByKey?: boolean };
      card.params = updateCardDataByKey ? { ...card.params, ...cardParamMap } : cardParamMap;
      return [200, { success: true, result: true }];
    }
    if (json['cardTemplateId'] !== CARD_TEMPLATE) return [400, { code: 'param.templateNotExist', message: '模板不存在', requestid: '1' }];
    if (this.cards.has(id)) return [400, { code: 'param.cardAlreadyExist', message: '卡片已存在', requestid: '1' }];
    if (Object.values(cardParamMap).some(value => typeof value !== 'string' || Buffer.byteLength(value) > 1_024))
      return [400, { code: 'param.error', message: '变量须为 1KB 以内的字符串', requestid: '1' }];
    const [spaceType = '', spaceId = ''] = String(json['openSpaceId'])
      .replace('dtv1.card//', '')
      .split(/\.(.*)/s);
    this.cards.set(id, {
      callbackType: String(json['callbackType']),
      routeKey: json['callbackRouteKey'] as string | undefined,
      params: cardParamMap,
    });
    this.shown.push({ way: 'card', target: spaceId, text: cardParamMap['content'] ?? '', at: [] });
    return [200, { success: true, result: { outTrackId: id, deliverResults: [{ spaceType, spaceId, success: true, carrierId: 'c' }] } }];
  }

  /** What DingTalk calls back with when somebody presses the button of this label; nothing unless the card asked for it in capitals. */
  pressed(label: string, userId: string): { outTrackId: string; callback: object } | undefined {
    const [outTrackId, card] = [...this.cards].at(-1) ?? [];
    const slot = Object.entries(card?.params ?? {}).find(([name, value]) => name.startsWith('label') && value === label)?.[0];
    if (outTrackId === undefined || !card || slot === undefined || !['STREAM', 'HTTP'].includes(card.callbackType)) return undefined;
    const params = { key: card.params[slot.replace('label', 'key')], place: card.params['place'] };
    const content = JSON.stringify({ cardPrivateData: { actionIds: [slot], params } });
    return { outTrackId, callback: { type: 'actionCallback', outTrackId, corpId: this.corpId, userId, content } };
  }

  /** A press over HTTP, to where presses were registered to go. */
  async postPress(callback: object, fault: { door: string; timestamp?: number; secret?: string }): Promise<{ status: number; body: string }> {
    const timestamp = String(fault.timestamp ?? this.#options.clock.now());
    const signature = createHmac('sha256', fault.secret ?? this.cardCallback?.apiSecret ?? '')
      .update(timestamp)
      .digest('base64');
    const headers = { 'content-type': 'application/json', 'x-ddpaas-signature-timestamp': timestamp, 'x-ddpaas-signature': signature };
    const response = await fetch(fault.door, { method: 'POST', headers, body: JSON.stringify(callback) });
    return { status: response.status, body: await response.text() };
  }

  #oldApi({ path, json, query }: Received): object {
    if (!this.#isAuthorised(query.get('access_token'))) return { errcode: 42001, errmsg: 'access_token expired' };
    const people = this.#options.people ?? {};
    if (path === '/media/upload') {
      const id = `@media${this.#media.size}`;
      this.#media.add(id);
      return { ...ok, media_id: id, type: 'file' };
    }
    if (path === '/topapi/v2/department/get') {
      const id = Number(json['dept_id']);
      return {
        ...ok,
        result: { dept_id: id, name: id === 1 ? '青禾区工信局' : (this.#options.departments?.[id] ?? ''), parent_id: id === 1 ? 0 : 1 },
      };
    }
    if (path === '/topapi/v2/user/getuserinfo') {
      const code = String(json['code']);
      return code in people ? { ...ok, result: { userid: code } } : { errcode: 40078, errmsg: '不存在的临时授权码' };
    }
    if (path === '/topapi/user/getbyunionid') {
      const userid = Object.keys(people).find(id => people[id]?.unionid === json['unionid']);
      return userid === undefined ? { errcode: 60121, errmsg: '找不到该用户' } : { ...ok, result: { userid, contact_type: 0 } };
    }
    const person = people[String(json['userid'])];
    if (!person) return { errcode: 60121, errmsg: '找不到该用户' };
    return { ...ok, result: { userid: json['userid'], unionid: person.unionid ?? '', name: person.name, dept_id_list: person.departments ?? [] } };
  }
}

const ok = { errcode: 0, errmsg: 'ok', request_id: '1' };

/** Written once more here, so that the bot's own signing is not checked by itself. */
function signed(timestamp: string, secret: string): string {
  return createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
}

async function read(request: IncomingMessage, base: string): Promise<Received> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts).toString();
  const url = new URL(request.url ?? '/', base);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const isJson = headers['content-type']?.includes('json') && body !== '';
  const json = isJson ? (JSON.parse(body) as Record<string, unknown>) : {};
  return { method: request.method ?? '', path: url.pathname, query: url.searchParams, headers, body, json };
}

function reply(response: ServerResponse, status: number, answer: object | string, isTruncated = false): void {
  const bytes = typeof answer === 'string' ? answer : JSON.stringify(answer);
  response.statusCode = status;
  response.setHeader('content-type', bytes.startsWith('<') ? 'text/html' : 'application/json');
  if (!isTruncated) return void response.end(bytes);
  response.setHeader('content-length', bytes.length + 100);
  response.write(bytes);
  response.destroy();
}
