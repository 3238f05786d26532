import type { Entrance } from '../platform.ts';
import type { DingtalkApi } from './api.ts';
import type { DingtalkConfig } from './config.ts';
import type { Contacts, Person } from './contacts.ts';
import { DingtalkFailure } from './failure.ts';
import { MeAnswer, UseridAnswer, UserTokenAnswer } from './schema.ts';

/** 登录 — who opened a page: by the code that the page got inside DingTalk (免登), or by a scanned code in any browser. */
export interface SignIn {
  /** Where to send a browser; DingTalk comes back to `redirectUri` with `authCode` and the same `state`. */
  scanAddress(options: { redirectUri: string; state: string }): string;
  /** The code of `dd.requestAuthCode`, good once and for five minutes. */
  byPageCode(code: string): Promise<Person>;
  /** The `authCode` of the scan. Who is not one of the organisation's people is refused. */
  byScanCode(authCode: string): Promise<Person>;
}

/** Sign-in for the web console; sessions are the console's own business. */
export function createSignIn(config: DingtalkConfig, api: DingtalkApi, contacts: Contacts): SignIn {
  const known = async (userid: string | undefined): Promise<Person> => {
    const person = userid === undefined ? undefined : await contacts.person(userid);
    if (person === undefined) throw new DingtalkFailure('recipient', '登录者不在通讯录');
    return person;
  };
  return {
    // https://open.dingtalk.com/document/development/tutorial-obtaining-user-personal-information
    scanAddress({ redirectUri, state }) {
      const query = { redirect_uri: redirectUri, response_type: 'code', client_id: config.clientId, scope: 'openid', state, prompt: 'consent' };
      return `${config.loginBase}/oauth2/auth?${new URLSearchParams(query)}`;
    },
    // https://open.dingtalk.com/document/development/obtain-the-userid-of-a-user-by-using-the-log-free
    async byPageCode(code) {
      const { result } = await api.call({ style: 'old', path: '/topapi/v2/user/getuserinfo', body: { code }, isPaid: false, answer: UseridAnswer });
      return known(result.userid);
    },
    async byScanCode(authCode) {
      const body = { clientId: config.clientId, clientSecret: config.clientSecret, code: authCode, grantType: 'authorization_code' };
      const { accessToken } = await api.open({ style: 'new', path: '/v1.0/oauth2/userAccessToken', body, answer: UserTokenAnswer });
      const me = { style: 'new', method: 'GET', path: '/v1.0/contact/users/me', isPaid: false, token: accessToken } as const;
      const { unionId } = await api.call({ ...me, answer: MeAnswer });
      return known(await contacts.useridOf(unionId));
    },
  };
}

/** Somebody else's or used codes are nobody's; everything else is a failure. */
async function accountOf(ask: () => Promise<Person>): Promise<string | null> {
  try {
    return (await ask()).userid;
  } catch (error) {
    if (error instanceof DingtalkFailure && (error.kind === 'login' || error.kind === 'recipient')) return null;
    throw error;
  }
}

/** 登录入口 — by a scan in any browser; inside DingTalk without asking, where the corp's id is configured. */
export function entranceOf(config: DingtalkConfig, signIn: SignIn): Entrance {
  const { corpId, clientId, jsApi } = config;
  return {
    address: ({ returnTo, state }) => signIn.scanAddress({ redirectUri: returnTo, state }),
    accountOf: async ({ authCode }) => (typeof authCode === 'string' ? accountOf(() => signIn.byScanCode(authCode)) : null),
    ...(corpId === null
      ? {}
      : {
          inClient: {
            matches: (userAgent: string) => /DingTalk/i.test(userAgent),
            script: jsApi,
            parameters: { corpId, clientId },
            accountOf: (code: string) => accountOf(() => signIn.byPageCode(code)),
          },
        }),
  };
}
