import type { Clock } from '../../lib/clock.ts';
import type { Entrance } from '../platform.ts';
import { AccessToken } from './access-token.ts';
import { AllowedHosts } from './allowed-hosts.ts';
import { Api, ApiFailure } from './api.ts';
import { defaultTimings, type WecomConfig } from './config.ts';
import { WorkApp } from './work-app.ts';

/** What a sign-in page is asked for; `state` is bound to the browser's session by whoever asks, letters and digits. */
export interface SignInRequest {
  returnTo: string;
  state: string;
}

/** 企业微信登录 — the page inside the client (page 91335's way): no question asked, the code comes back to `returnTo`. */
export function signInUrlInClient({ app, oauthBase }: WecomConfig, { returnTo, state }: SignInRequest): string {
  const url = new URL('/connect/oauth2/authorize', oauthBase);
  const query = {
    appid: app?.corpId ?? '',
    redirect_uri: returnTo,
    response_type: 'code',
    scope: 'snsapi_base',
    state,
    agentid: String(app?.agentId ?? ''),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return `${url.href}#wechat_redirect`;
}

/** The page for a desktop browser (page 98152): a QR code, or the client that is signed in there. */
export function signInUrlInBrowser({ app, loginBase }: WecomConfig, { returnTo, state }: SignInRequest): string {
  const url = new URL('/wwlogin/sso/login', loginBase);
  const query = { login_type: 'CorpApp', appid: app?.corpId ?? '', agentid: String(app?.agentId ?? ''), redirect_uri: returnTo, state };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

/** Used or ended codes (page 90313): whoever comes with one signs in again. */
const BAD_CODES = [40029, 40078, 41008];

/** Turns the `code` that came back into an account; null when it is used up, ended, or of somebody outside the corp. Whether that account may enter is for the roster to say. */
export function createCodeExchange(config: WecomConfig, clock: Clock): (code: string) => Promise<string | null> {
  const { app: settings, apiBase, trustedHosts, timings } = config;
  if (!settings) return async () => null;
  const hosts = new AllowedHosts(apiBase, trustedHosts);
  const api = new Api({ base: apiBase, hosts, fetch: config.fetch ?? fetch, requestMs: timings?.requestMs ?? defaultTimings.requestMs });
  const app = new WorkApp(new AccessToken(api, settings, clock), settings.agentId);
  return async code => {
    try {
      return await app.whoSignedIn(code);
    } catch (error) {
      if (error instanceof ApiFailure && error.code !== null && BAD_CODES.includes(error.code)) return null;
      throw error;
    }
  };
}

/** 登录入口 — inside the client the page that asks nothing, in any other browser the QR code. */
export function entranceOf(config: WecomConfig, clock: Clock): Entrance {
  const exchange = createCodeExchange(config, clock);
  return {
    address: ({ userAgent, ...request }) => (/wxwork/i.test(userAgent) ? signInUrlInClient : signInUrlInBrowser)(config, request),
    accountOf: async ({ code }) => (typeof code === 'string' && code !== '' && code.length <= 512 ? exchange(code) : null),
  };
}
