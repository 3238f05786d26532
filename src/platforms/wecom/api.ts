import { neverSent } from '../../lib/never-sent.ts';
import type { DeliveryResult } from '../platform.ts';
import type { AllowedHosts } from './allowed-hosts.ts';
import { boundedBytes } from './bounded-bytes.ts';
import { ApiAnswer } from './schema.ts';
import { meanings } from './words.ts';

/** What to do about a failed call: `token`: fetch another and try once more; `later`: it may pass; `never`: it will not. */
export type Remedy = 'token' | 'later' | 'never';

/** The platform said no (`code`), or was not reached (`code` null). Neither holds an address or a credential. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly code: number | null;
  readonly remedy: Remedy;
  readonly afterMs: number;
  /** True when the platform may have done it: no answer came. */
  readonly isUncertain: boolean;

  constructor(code: number | null, how: { remedy: Remedy; afterMs?: number; isUncertain?: boolean }) {
    super(code === null ? 'no usable answer' : `errcode ${code}`);
    this.code = code;
    this.remedy = how.remedy;
    this.afterMs = how.afterMs ?? 0;
    this.isUncertain = how.isUncertain ?? false;
  }
}

/** What a call needs; the answer is checked for `errcode` alone. */
export interface Call {
  query?: Record<string, string>;
  json?: unknown;
  form?: FormData;
}

const MAX_ANSWER_BYTES = 1024 * 1024;
const SOON_MS = 3_000;
const MINUTE_MS = 60_000;

/** Error numbers decide, never their texts (page 90313). */
const remedies: Record<number, { remedy: Remedy; afterMs: number }> = {
  [-1]: { remedy: 'later', afterMs: SOON_MS },
  6000: { remedy: 'later', afterMs: SOON_MS },
  45033: { remedy: 'later', afterMs: SOON_MS },
  45009: { remedy: 'later', afterMs: MINUTE_MS },
  40014: { remedy: 'token', afterMs: SOON_MS },
  42001: { remedy: 'token', afterMs: SOON_MS },
  40001: { remedy: 'token', afterMs: SOON_MS },
};

/** 接口调用 — one HTTP call to a configured host, bounded in time and size, never redirected. */
export class Api {
  readonly #options: { base: string; hosts: AllowedHosts; fetch: typeof fetch; requestMs: number };

  constructor(options: { base: string; hosts: AllowedHosts; fetch: typeof fetch; requestMs: number }) {
    this.#options = options;
  }

  /** A path of the API base. Throws `ApiFailure`. */
  call(path: string, call: Call = {}): Promise<ApiAnswer> {
    const url = new URL(`${this.#options.base}${path}`);
    for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value);
    return this.#send(url, call);
  }

  /** An address that a message brought; one that leads elsewhere is never called. */
  async post(address: string, json: unknown): Promise<ApiAnswer> {
    const url = this.#options.hosts.check(address);
    if (url === null) throw new ApiFailure(null, { remedy: 'never' });
    return this.#send(url, { json });
  }

  async #send(url: URL, call: Call): Promise<ApiAnswer> {
    const response = await this.#request(url, call);
    if (response.status >= 500 || response.status === 429) {
      await response.body?.cancel();
      throw new ApiFailure(null, { remedy: 'later', afterMs: SOON_MS });
    }
    const answer = await readAnswer(response);
    if (answer.errcode === 0) return answer;
    throw new ApiFailure(answer.errcode, remedies[answer.errcode] ?? { remedy: 'never' });
  }

  async #request(url: URL, { json, form }: Call): Promise<Response> {
    const body = form ?? (json === undefined ? undefined : JSON.stringify(json));
    try {
      return await this.#options.fetch(url, {
        ...(body === undefined ? {} : { method: 'POST', body }),
        ...(json === undefined ? {} : { headers: { 'content-type': 'application/json' } }),
        redirect: 'error',
        signal: AbortSignal.timeout(this.#options.requestMs),
      });
    } catch (error) {
      throw new ApiFailure(null, { remedy: 'later', afterMs: SOON_MS, isUncertain: !neverSent(error) });
    }
  }
}

async function readAnswer(response: Response): Promise<ApiAnswer> {
  try {
    const bytes = await boundedBytes(response, MAX_ANSWER_BYTES);
    return ApiAnswer.parse(JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array())));
  } catch {
    throw new ApiFailure(null, { remedy: 'later', afterMs: SOON_MS, isUncertain: true });
  }
}

/** What delivery is told of a failure. */
export function deliveryResultOf(error: unknown, channel: string): DeliveryResult {
  if (!(error instanceof ApiFailure)) throw error;
  const meaning = error.code === null ? undefined : meanings[error.code];
  const reason = error.code === null ? `${channel}没有应答` : `${channel}返回 ${error.code}${meaning === undefined ? '' : `（${meaning}）`}`;
  return error.remedy === 'never' ? { outcome: 'refused', reason } : { outcome: 'retry', reason, afterMs: error.afterMs };
}
