import type { WecomConfig } from './config.ts';

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
