import type { Clock, Instant } from '../../lib/clock.ts';

/** DingTalk gives the same token again within its life, so asking a little early costs nothing. */
const EARLY_MS = 5 * 60_000;

/** A token as it was issued. */
export interface IssuedToken {
  value: string;
  expiresAt: Instant;
}

/** 访问凭证 — fetched once however many callers wait for it, and once more when DingTalk no longer takes it. */
export class AccessToken {
  readonly #issue: () => Promise<IssuedToken>;
  readonly #clock: Clock;
  #current: IssuedToken | undefined;
  #underWay: Promise<IssuedToken> | undefined;

  constructor(options: { issue: () => Promise<IssuedToken>; clock: Clock }) {
    this.#issue = options.issue;
    this.#clock = options.clock;
  }

  async get(): Promise<string> {
    if (this.#current && this.#clock.now() < this.#current.expiresAt - EARLY_MS) return this.#current.value;
    this.#underWay ??= this.#fetch();
    return (await this.#underWay).value;
  }

  /** Forgets the token that was refused; a newer one, fetched by somebody else meanwhile, stays. */
  reject(value: string): void {
    if (this.#current?.value === value) this.#current = undefined;
  }

  async #fetch(): Promise<IssuedToken> {
    try {
      this.#current = await this.#issue();
      return this.#current;
    } finally {
      this.#underWay = undefined;
    }
  }
}
