import type { Context } from 'koa';
import { dateOf } from '../domain/date.ts';
import { AppError } from '../domain/errors.ts';
import { isActive, type Member } from '../domain/member.ts';
import type { PlatformId } from '../domain/message.ts';
import { foreignRequest } from '../wording/console.ts';
import type { ConsoleOptions } from './options.ts';
import { Tokens } from './token.ts';

const SESSION = 'xiaofa_session';
const STATE = 'xiaofa_state';
/** A working day. */
const SESSION_MS = 10 * 3_600_000;
const STATE_MS = 10 * 60_000;

/** 会话 — who is signed in, by a signed cookie; what they may do is read from the roster at every request. */
export class Sessions {
  readonly #options: ConsoleOptions;
  readonly #tokens: Tokens;
  constructor(options: ConsoleOptions & { secret: string }) {
    this.#options = options;
    this.#tokens = new Tokens(options.secret, options.clock);
  }

  /** The signed-in member; null for everybody else, also for somebody who has left meanwhile. */
  memberOf(context: Context): Member | null {
    const id = this.#tokens.read('session', context.cookies.get(SESSION) ?? '');
    return id === null ? null : (this.#onRoster(member => member.id === id) ?? null);
  }

  /** A new session each time, so that none is brought along from before. */
  begin(context: Context, member: Member): void {
    this.#keep(context, SESSION, this.#tokens.make('session', member.id, SESSION_MS), SESSION_MS);
    this.#drop(context, STATE);
  }

  end(context: Context): void {
    this.#drop(context, SESSION);
  }

  /** Binds what comes back from a platform to this browser: letters and digits. */
  beginState(context: Context, platform: PlatformId): string {
    const token = this.#tokens.make('state', platform, STATE_MS);
    this.#keep(context, STATE, token, STATE_MS);
    return stateOf(token);
  }

  isStateGood(context: Context, platform: PlatformId, state: unknown): boolean {
    const token = context.cookies.get(STATE) ?? '';
    return this.#tokens.read('state', token) === platform && state === stateOf(token);
  }

  withAccount(platform: PlatformId, account: string): Member | undefined {
    return this.#onRoster(member => member.accounts[platform]?.toLowerCase() === account.toLowerCase());
  }

  withId(id: string): Member | undefined {
    return this.#onRoster(member => member.id === id);
  }

  #onRoster(isMeant: (member: Member) => boolean): Member | undefined {
    const { bureau, clock } = this.#options;
    return bureau.members.find(member => isMeant(member) && isActive(member, dateOf(clock.now())));
  }

  /** `lax`: the way back from a platform's sign-in page is a link from another site. Where people come by https, the cookie never leaves over http. */
  #attributes(context: Context): { httpOnly: true; sameSite: 'lax'; overwrite: true; secure: boolean } {
    const { publicUrl } = this.#options;
    const secure = publicUrl?.startsWith('https:') === true && context.get('host') === new URL(publicUrl).host;
    // A proxy speaks https for us, which the request itself does not show.
    if (secure) context.cookies.secure = true;
    return { httpOnly: true, sameSite: 'lax', overwrite: true, secure };
  }

  #keep(context: Context, name: string, value: string, maxAge: number): void {
    context.cookies.set(name, value, { ...this.#attributes(context), maxAge });
  }

  #drop(context: Context, name: string): void {
    context.cookies.set(name, '', { ...this.#attributes(context), maxAge: 0 });
  }
}

/** The platforms take letters and digits alone. */
function stateOf(token: string): string {
  return token
    .slice(-43)
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 32);
}

/** A form that another site's page sent in somebody's name changes nothing. */
export function requireOwnPage(context: Context, publicUrl: string | null): void {
  const origin = context.get('origin');
  const own = [context.get('host'), ...(publicUrl === null ? [] : [new URL(publicUrl).host])];
  const isOwn = URL.canParse(origin) && own.includes(new URL(origin).host);
  const site = context.get('sec-fetch-site');
  if (!isOwn || (site !== '' && site !== 'same-origin')) throw new AppError('not-permitted', foreignRequest);
}
