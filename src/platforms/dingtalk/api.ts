import type { ZodType } from 'zod';
import type { Clock } from '../../lib/clock.ts';
import { neverSent } from '../../lib/never-sent.ts';
import { RateLimiter } from '../../lib/rate-limiter.ts';
import { AccessToken, type IssuedToken } from './access-token.ts';
import type { DingtalkConfig } from './config.ts';
import { DingtalkFailure, failureOfNewCode, failureOfNoAnswer, failureOfOldCode, harmless } from './failure.ts';
import type { QuotaKind, QuotaMeter } from './quota.ts';
import { NewFailure, OldAnswer, Punishment, TokenAnswer } from './schema.ts';

/** The gateway allows 20 a second to all our apps together. */
const CALLS_A_SECOND = 15;
/** More than 10,000 calls in 20 s ban an address for five minutes. */
const BAN_MS = 5 * 60_000;
const MAX_ANSWER_BYTES = 2 * 1024 * 1024;

/** One call: `old` is `oapi` (always 200, `errcode`), `new` is `api` (status and word). */
export interface Call<T> {
  style: 'old' | 'new';
  method?: 'GET' | 'POST' | 'PUT';
  path: string;
  body?: object | FormData;
  answer: ZodType<T>;
  /** Paid for by the month; reads of people and tokens are not. */
  isPaid: boolean;
  /** A person's own token instead of the app's. */
  token?: string;
}

interface ApiOptions {
  config: DingtalkConfig;
  clock: Clock;
  quota: QuotaMeter;
  fetch: typeof globalThis.fetch;
}

/** 开放接口 — the server API on both its hosts: token, rate, quota, time-out and what a failure means. */
export class DingtalkApi {
  readonly #options: ApiOptions;
  readonly #token: AccessToken;
  readonly #limiter: RateLimiter;
  /** By how much DingTalk's clock is ahead of ours, as its last answer said. */
  clockSkewMs: number | null = null;

  constructor(options: ApiOptions) {
    this.#options = options;
    this.#token = new AccessToken({ issue: () => this.#issueToken(), clock: options.clock });
    this.#limiter = new RateLimiter({ perMs: 1_000, amount: CALLS_A_SECOND, clock: options.clock });
  }

  /** Calls with the app's token; a refused token is replaced once. */
  async call<T>(call: Call<T>): Promise<T> {
    if (call.token !== undefined) return this.#send(call, call.token);
    const token = await this.#token.get();
    try {
      return await this.#send(call, token);
    } catch (error) {
      if (!(error instanceof DingtalkFailure) || error.kind !== 'token') throw error;
      this.#token.reject(token);
      return await this.#send(call, await this.#token.get());
    }
  }

  /** Without a token: token issue, login, the Stream gateway. Asked twice, they do no harm. */
  async open<T>(call: Omit<Call<T>, 'isPaid' | 'token'>): Promise<T> {
    try {
      return await this.#send({ ...call, isPaid: false }, null);
    } catch (error) {
      throw harmless(error);
    }
  }

  /** Posts to a full webhook address; the caller has checked where it leads. */
  webhook(address: string, body: object): Promise<unknown> {
    return this.#watched('webhook', this.#exchange(address, { method: 'POST', headers: jsonHeaders, body: JSON.stringify(body) }));
  }

  async #issueToken(): Promise<IssuedToken> {
    const { config, clock } = this.#options;
    const { accessToken, expireIn } = await this.open({
      style: 'new',
      path: '/v1.0/oauth2/accessToken',
      body: { appKey: config.clientId, appSecret: config.clientSecret },
      answer: TokenAnswer,
    });
    return { value: accessToken, expiresAt: clock.now() + expireIn * 1_000 };
  }

  async #send<T>(call: Call<T>, token: string | null): Promise<T> {
    if (!this.#limiter.take('app')) throw new DingtalkFailure('throttled', '本机限速', { afterMs: this.#limiter.waitMs('app') });
    if (call.isPaid && !(await this.#options.quota.count('api'))) throw new DingtalkFailure('quota', '本机计数');
    const answer = await this.#watched('api', this.#exchange(this.#address(call, token), requestOf(call, token)));
    const parsed = call.answer.safeParse(answer);
    if (!parsed.success) throw new DingtalkFailure('other', `${call.path} 的答复缺少字段`);
    return parsed.data;
  }

  #address({ style, path }: Call<unknown>, token: string | null): string {
    const { apiBase, oapiBase } = this.#options.config;
    if (style === 'new') return `${apiBase}${path}`;
    return token === null ? `${oapiBase}${path}` : `${oapiBase}${path}${path.includes('?') ? '&' : '?'}access_token=${encodeURIComponent(token)}`;
  }

  async #exchange(address: string, request: RequestInit): Promise<unknown> {
    const { fetch, clock, config } = this.#options;
    try {
      // A redirect could lead anywhere with the token in its headers.
      const response = await fetch(address, { ...request, redirect: 'error', signal: AbortSignal.timeout(config.timeoutMs) });
      const date = Date.parse(response.headers.get('date') ?? '');
      if (!Number.isNaN(date)) this.clockSkewMs = date - clock.now();
      return judge(response.status, await readText(response));
    } catch (error) {
      throw error instanceof DingtalkFailure
        ? error
        : new DingtalkFailure('network', nameOf(error), { cause: error, isUncertain: !neverSent(error) });
    }
  }

  /** DingTalk's own word that the month is used up goes to the meter, whatever we have counted. */
  async #watched<T>(kind: QuotaKind, work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (error instanceof DingtalkFailure && error.kind === 'quota') await this.#options.quota.exhausted(kind);
      throw error;
    }
  }
}

const jsonHeaders = { 'content-type': 'application/json; charset=utf-8', accept: 'application/json' };

function requestOf(call: Call<unknown>, token: string | null): RequestInit {
  const body = call.body instanceof FormData || call.body === undefined ? call.body : JSON.stringify(call.body);
  return { method: call.method ?? 'POST', headers: headersOf(call, token), ...(body === undefined ? {} : { body }) };
}

function headersOf({ style, body }: Call<unknown>, token: string | null): Record<string, string> {
  const headers: Record<string, string> = body instanceof FormData ? { accept: jsonHeaders.accept } : { ...jsonHeaders };
  if (style === 'new' && token !== null) headers['x-acs-dingtalk-access-token'] = token;
  return headers;
}

async function readText(response: Response): Promise<string> {
  if (Number(response.headers.get('content-length') ?? 0) > MAX_ANSWER_BYTES) throw new DingtalkFailure('network', '答复过长', { isUncertain: true });
  return response.text();
}

function nameOf(error: unknown): string {
  return error instanceof Error ? (error.name === 'TimeoutError' ? '超时' : error.name) : '未知';
}

/** The answer when it is a success in either convention; a banned address gets HTML or a note instead of either. */
function judge(status: number, text: string): unknown {
  const answer = parse(text);
  if (answer === undefined) throw status < 500 && text.trimStart().startsWith('<') ? banned(status) : failureOfNoAnswer(status);
  if (Punishment.safeParse(answer).success) throw banned(status);
  const old = OldAnswer.safeParse(answer);
  if (old.success && old.data.errcode !== 0) throw failureOfOldCode(old.data.errcode);
  if (status >= 200 && status < 300) return answer;
  const failure = NewFailure.safeParse(answer);
  throw failureOfNewCode(failure.success ? failure.data.code : `HTTP ${status}`, status);
}

function banned(status: number): DingtalkFailure {
  return new DingtalkFailure('throttled', `HTTP ${status}，不是 JSON`, { afterMs: BAN_MS });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
