import type { Clock, Instant } from '../../lib/clock.ts';
import { type Api, ApiFailure, type Call } from './api.ts';
import type { AppConfig } from './config.ts';
import { type ApiAnswer, TokenAnswer } from './schema.ts';

/** Fetched anew this long before it ends. */
const EARLY_MS = 5 * 60_000;

/** 访问凭证 — one token for all callers: fetched once however many ask, and once more when the platform has dropped it early (page 91039). */
export class AccessToken {
  readonly #api: Api;
  readonly #app: AppConfig;
  readonly #clock: Clock;
  #held: { value: string; until: Instant } | null = null;
  #fetching: Promise<string> | null = null;

  constructor(api: Api, app: AppConfig, clock: Clock) {
    this.#api = api;
    this.#app = app;
    this.#clock = clock;
  }

  /** A call of the app's API with the token; a token that the platform no longer knows is replaced once. */
  async call(path: string, call: Call = {}): Promise<ApiAnswer> {
    const token = await this.#get();
    try {
      return await this.#with(token, path, call);
    } catch (error) {
      if (!(error instanceof ApiFailure) || error.remedy !== 'token') throw error;
      // Only this value is given up: another caller may have replaced it already.
      if (this.#held?.value === token) this.#held = null;
      return this.#with(await this.#get(), path, call);
    }
  }

  #with(token: string, path: string, call: Call): Promise<ApiAnswer> {
    return this.#api.call(path, { ...call, query: { ...call.query, access_token: token } });
  }

  async #get(): Promise<string> {
    if (this.#held && this.#clock.now() < this.#held.until) return this.#held.value;
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = null;
    });
    return this.#fetching;
  }

  async #fetch(): Promise<string> {
    const { corpId, secret } = this.#app;
    const answer = TokenAnswer.safeParse(await this.#api.call('/cgi-bin/gettoken', { query: { corpid: corpId, corpsecret: secret } }));
    if (!answer.success) throw new ApiFailure(null, { remedy: 'later', afterMs: 3_000 });
    this.#held = { value: answer.data.access_token, until: this.#clock.now() + answer.data.expires_in * 1_000 - EARLY_MS };
    return this.#held.value;
  }
}
