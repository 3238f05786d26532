import { describe, expect, it, onTestFinished } from 'vitest';
import { createConsole } from '../../src/console/console.ts';
import type { ConsoleOptions } from '../../src/console/options.ts';
import { SignInCodes } from '../../src/console/sign-in-codes.ts';
import { enqueue } from '../../src/delivery/outbox.ts';
import type { OutgoingMessage } from '../../src/domain/message.ts';
import { createHttp } from '../../src/http/http.ts';
import { listen } from '../../src/http/listen.ts';
import { createMetrics } from '../../src/lib/metrics.ts';
import { droppedRun } from '../../src/wording/runs.ts';
import { sampleBureau } from '../helpers/sample-bureau.ts';
import { serveWecom } from '../helpers/serve-wecom.ts';
import { temporaryStore } from '../helpers/temporary-store.ts';
import { setStage } from '../platforms/dingtalk/stage.ts';

const secret = 'a-secret-of-the-console-with-more-than-32-characters';
const app = { corpId: 'wwEXAMPLE0001', agentId: 1000002, secret: 'app-secret' };

interface Answer {
  status: number;
  text: string;
  headers: Headers;
}

/** A browser, as far as the console can tell: cookies, Origin, no redirects of its own. */
class Browser {
  readonly cookies = new Map<string, string>();
  readonly #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#send(path, { headers });
  }

  async post(path: string, body: URLSearchParams | FormData, headers: Record<string, string> = { origin: this.#base }): Promise<Answer> {
    return this.#send(path, { method: 'POST', body, headers });
  }

  async #send(path: string, request: RequestInit): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${this.#base}${path}`, { ...request, redirect: 'manual', headers: { ...request.headers, cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return { status: response.status, text: await response.text(), headers: response.headers };
  }
}

type Opened = Awaited<ReturnType<typeof open>>;

async function open(changes: Partial<ConsoleOptions> = {}) {
  const wecom = await serveWecom({ config: { app } });
  const dingtalk = await setStage({ config: { jsApi: 'https://g.alicdn.example/dd.js' } });
  const sample = await sampleBureau();
  const members = sample.members.map(member => ({
    ...member,
    accounts: { wecom: member.id, ...(member.id === 'dingyi' ? { dingtalk: 'user001' } : {}) },
  }));
  const bureau = { ...sample, members };
  const { clock } = wecom;
  const store = await temporaryStore(clock);
  const codes = new SignInCodes(clock);
  const uploads: string[] = [];
  let delivered = 0;
  const router = createConsole({
    ...{ bureau, store, clock, secret, publicUrl: null, codes, hasSimulator: true },
    platforms: [wecom.platform, dingtalk.platform],
    documents: () => [],
    upload: async files => {
      uploads.push(...files.map(({ name, bytes }) => `${name}：${new TextDecoder().decode(bytes)}`));
      return files.map(({ name }) => ({
        path: name,
        outcome: 'added' as const,
        reason: null,
        title: '走访办法',
        passages: 3,
        notes: [],
        doubts: [],
      }));
    },
    deliver: async () => {
      delivered += 1;
    },
    ...changes,
  });
  const http = createHttp({
    mounts: [{ router, access: 'public' }],
    reasonsNotReady: () => [],
    metrics: createMetrics(),
    onFailure: () => undefined,
  });
  const server = await listen(http, { port: 0, host: '127.0.0.1' });
  onTestFinished(async () => {
    await server.close(0);
    await dingtalk.close();
  });
  const base = `http://127.0.0.1:${server.port}`;
  return { base, wecom, dingtalk, bureau, store, clock, codes, uploads, deliveries: () => delivered, browser: new Browser(base) };
}

async function signedIn(opened: Opened, id: string): Promise<Browser> {
  const browser = new Browser(opened.base);
  const { status } = await browser.post('/sign-in/code', new URLSearchParams({ code: opened.codes.issue(id) }));
  if (status !== 302) throw new Error(`not signed in: ${status}`);
  return browser;
}

async function deadLetter({ store, bureau, clock }: Opened, id = 'compile:2026-W47'): Promise<void> {
  const to = { platform: 'wecom', account: 'qinlang' } as const;
  const message = { to, text: '请填报企业名单', mentions: [], files: [], buttons: [] };
  await store.write({ bureau: bureau.id }, async tx => {
    await enqueue(tx, message, { bureau: bureau.id, id, at: clock.now(), run: null });
    const row = await tx.get('outbox', id);
    if (row) await tx.replace('outbox', { ...row, state: 'dead', lastError: '自建应用返回 81013' });
  });
}

describe('the console without a secret', () => {
  it('says how it is switched on, leads to the simulator, and has no page more', async () => {
    const { browser } = await open({ secret: null });
    const { text } = await browser.get('/');
    expect(text).toContain('控制台没有开启');
    expect(text).toContain('CONSOLE_SECRET');
    expect(text).toContain('href="/simulator"');
    for (const path of ['/runs', '/outbox', '/documents', '/sign-in/code', '/sign-in/wecom'])
      expect((await browser.get(path)).status, path).toBe(404);
  });

  it('gives out its style sheet and nothing else of the disk', async () => {
    const { browser } = await open({ secret: null });
    expect((await browser.get('/web/console.css')).status).toBe(200);
    expect((await browser.get('/web/..%2fconsole.ts')).status).toBe(404);
  });
});

describe('who is let in', () => {
  it('nobody before signing in: every page leads to the start, and no form does anything', async () => {
    const opened = await open();
    await deadLetter(opened);
    for (const path of ['/runs', '/outbox', '/quota', '/unreachable', '/documents', '/feedback', '/names']) {
      const { status, headers } = await opened.browser.get(path);
      expect([status, headers.get('location')], path).toEqual([302, '/']);
    }
    await opened.browser.post('/outbox/resend', new URLSearchParams({ code: '' }));
    expect((await opened.store.read({ bureau: opened.bureau.id }, reader => reader.get('outbox', 'compile:2026-W47')))?.state).toBe('dead');
  });

  it('a one-time code signs in once, within ten minutes, at this machine alone', async () => {
    const opened = await open();
    const { browser, codes, clock } = opened;
    const code = codes.issue('dingyi');
    const enter = (typed: string, headers?: Record<string, string>): Promise<Answer> =>
      browser.post('/sign-in/code', new URLSearchParams({ code: typed }), headers);
    expect((await enter(code, { origin: opened.base, 'x-forwarded-for': '203.0.113.9' })).status).toBe(403);
    expect((await enter(code.toLowerCase().replace('-', ' '))).headers.get('location')).toBe('/');
    expect((await browser.get('/')).text).toContain('丁一已登录');
    expect((await enter(code)).status).toBe(403);
    const late = codes.issue('dingyi');
    clock.advance(10 * 60_000);
    expect((await enter(late)).text).toContain('登录码不对、已用过或已过期');
  });

  it('whoever guesses five times ends every code', async () => {
    const { browser, codes } = await open();
    const code = codes.issue('dingyi');
    for (let time = 0; time < 5; time++) await browser.post('/sign-in/code', new URLSearchParams({ code: `WRONG${time}` }));
    expect((await browser.post('/sign-in/code', new URLSearchParams({ code }))).status).toBe(403);
  });

  it('a session ends after a working day, by signing out, and with a forged or foreign cookie', async () => {
    const opened = await open();
    const browser = await signedIn(opened, 'dingyi');
    const cookie = browser.cookies.get('xiaofa_session') ?? '';
    // The last characters may be AA already; this one is another whatever it was.
    const forged = `${cookie.slice(0, -8)}${cookie.at(-8) === 'A' ? 'B' : 'A'}${cookie.slice(-7)}`;
    opened.browser.cookies.set('xiaofa_session', forged);
    expect((await opened.browser.get('/outbox')).status).toBe(302);
    expect((await browser.get('/outbox')).status).toBe(200);
    await browser.post('/sign-out', new URLSearchParams());
    expect((await browser.get('/outbox')).status).toBe(302);
    opened.browser.cookies.set('xiaofa_session', cookie);
    opened.clock.advance(10 * 3_600_000);
    expect((await opened.browser.get('/outbox')).status).toBe(302);
  });

  it('somebody who has left the roster meanwhile is out at once', async () => {
    const opened = await open();
    const browser = await signedIn(opened, 'dingyi');
    const dingyi = opened.bureau.members.find(member => member.id === 'dingyi');
    if (dingyi) dingyi.to = '2026-11-19';
    expect((await browser.get('/outbox')).status).toBe(302);
  });

  it('the cookie is for this site alone and out of reach of scripts; over https it is for https alone', async () => {
    const opened = await open({ publicUrl: 'https://xiaofa.example' });
    const answer = await opened.browser.post('/sign-in/code', new URLSearchParams({ code: opened.codes.issue('dingyi') }));
    expect(answer.headers.getSetCookie()[0]).toMatch(/^xiaofa_session=.*; path=\/; .*samesite=lax; httponly$/i);
  });
});

describe('signing in through WeCom', () => {
  it('in a browser by QR code, in the client without a question; the account behind the code is let in', async () => {
    const { browser, wecom } = await open({ publicUrl: 'https://xiaofa.example' });
    const scan = new URL((await browser.get('/sign-in/wecom')).headers.get('location') ?? '');
    expect([scan.host, scan.searchParams.get('redirect_uri')]).toEqual(['login.work.weixin.qq.com', 'https://xiaofa.example/sign-in/wecom/back']);
    const inClient = new URL((await browser.get('/sign-in/wecom', { 'user-agent': 'Mozilla/5.0 wxwork/4.1' })).headers.get('location') ?? '');
    expect(inClient.host).toBe('open.weixin.qq.com');
    wecom.wecom.codes.set('C1', 'dingyi');
    const back = await browser.get(`/sign-in/wecom/back?code=C1&state=${inClient.searchParams.get('state')}`);
    expect([back.status, back.headers.get('location')]).toEqual([302, '/']);
    expect((await browser.get('/')).text).toContain('丁一已登录');
  });

  it('a code that comes with another browser’s state is not even asked about', async () => {
    const { browser, wecom } = await open({ publicUrl: 'https://xiaofa.example' });
    wecom.wecom.codes.set('C1', 'dingyi');
    const other = await browser.get('/sign-in/wecom');
    browser.cookies.clear();
    const state = new URL(other.headers.get('location') ?? '').searchParams.get('state');
    for (const path of [`/sign-in/wecom/back?code=C1&state=${state}`, '/sign-in/wecom/back?code=C1', '/sign-in/wecom/back?code=C1&state='])
      expect((await browser.get(path)).status).toBe(403);
    expect(wecom.wecom.codes.has('C1')).toBe(true);
  });

  it.each([
    ['somebody outside the corp', '', '没有认出您是谁'],
    ['somebody who is in the corp and not in the roster', 'stranger', '不在本单位的花名册里'],
  ])('%s is told no', async (_name, account, told) => {
    const { browser, wecom } = await open({ publicUrl: 'https://xiaofa.example' });
    wecom.wecom.codes.set('C1', account);
    const state = new URL((await browser.get('/sign-in/wecom')).headers.get('location') ?? '').searchParams.get('state');
    const back = await browser.get(`/sign-in/wecom/back?code=C1&state=${state}`);
    expect([back.status, back.text.includes(told), back.headers.get('content-type')]).toEqual([403, true, 'text/html; charset=utf-8']);
    expect((await browser.get('/documents')).status).toBe(302);
  });
});

describe('signing in through DingTalk', () => {
  it('inside the client the page asks it for a code, with a script that no other page may run', async () => {
    const { browser, base } = await open({ publicUrl: 'https://xiaofa.example' });
    const page = await browser.get('/sign-in/dingtalk', { 'user-agent': 'Mozilla/5.0 DingTalk/7.6' });
    expect(page.text).toContain('<script src="https://g.alicdn.example/dd.js">');
    expect(page.text).toContain('&quot;corpId&quot;:&quot;dingCORP&quot;');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self' https://g.alicdn.example;");
    expect((await browser.get('/')).headers.get('content-security-policy')).toContain("script-src 'self';");
    expect((await browser.post('/sign-in/dingtalk', new URLSearchParams({ code: 'user001' }), { origin: 'https://elsewhere.example' })).status).toBe(
      403,
    );
    expect((await browser.post('/sign-in/dingtalk', new URLSearchParams({ code: 'user001' }), { origin: base })).headers.get('location')).toBe('/');
    expect((await browser.get('/')).text).toContain('丁一已登录');
  });

  it('in a browser by a scan; a used code is nobody’s', async () => {
    const { browser } = await open({ publicUrl: 'https://xiaofa.example' });
    const scan = new URL((await browser.get('/sign-in/dingtalk')).headers.get('location') ?? '');
    expect([scan.origin + scan.pathname, scan.searchParams.get('redirect_uri')]).toEqual([
      'https://login.dingtalk.com/oauth2/auth',
      'https://xiaofa.example/sign-in/dingtalk/back',
    ]);
    const back = await browser.get(`/sign-in/dingtalk/back?authCode=union001&state=${scan.searchParams.get('state')}`);
    expect(back.headers.get('location')).toBe('/');
    const again = new URL((await browser.get('/sign-in/dingtalk')).headers.get('location') ?? '');
    expect((await browser.get(`/sign-in/dingtalk/back?authCode=nobody&state=${again.searchParams.get('state')}`)).status).toBe(403);
  });
});

describe('who may see what', () => {
  const pages = ['runs', 'outbox', 'quota', 'unreachable', 'documents', 'feedback', 'names'];

  it.each<[string, string[]]>([
    ['dingyi', ['runs', 'outbox', 'quota', 'unreachable', 'documents']],
    ['lianghui', ['runs', 'documents', 'feedback', 'names']],
    ['gaoyuan', ['runs', 'documents']],
    ['qinlang', ['documents']],
  ])('%s sees %j and is told no elsewhere', async (id, allowed) => {
    const opened = await open();
    const browser = await signedIn(opened, id);
    const home = (await browser.get('/')).text;
    for (const page of pages) {
      expect((await browser.get(`/${page}`)).status, page).toBe(allowed.includes(page) ? 200 : 403);
      expect(home.includes(`href="/${page}"`), page).toBe(allowed.includes(page));
    }
  });

  it('a form that another site sends in the admin’s name changes nothing', async () => {
    const opened = await open();
    await deadLetter(opened);
    const browser = await signedIn(opened, 'dingyi');
    for (const headers of [{ origin: 'https://elsewhere.example' }, { origin: 'null' }, {}, { origin: opened.base, 'sec-fetch-site': 'cross-site' }])
      expect((await browser.post('/outbox/resend', new URLSearchParams({ code: '' }), headers as Record<string, string>)).status).toBe(403);
    expect(opened.deliveries()).toBe(0);
  });
});

describe('the pages', () => {
  it('tell what was decided about names, by whom and when', async () => {
    const opened = await open();
    const { store, bureau, clock } = opened;
    const none = { joined: null, apart: [], adopted: null };
    const after = { ...none, joined: { into: '河道巡查', units: ['次'], ledger: null } };
    const step = { action: 'join' as const, by: { id: 'lianghui', name: '梁慧' }, at: clock.now(), messageId: 'm1', reason: null };
    await store.write({ bureau: bureau.id }, tx =>
      tx.insert('name-decision', { bureau: bureau.id, id: '巡河', version: 1, ...after, history: [{ ...step, before: none, after }] }),
    );
    const page = await (await signedIn(opened, 'lianghui')).get('/names');
    expect(page.text).toMatch(/巡河：计在“河道巡查”里（梁慧\d+月\d+日并入）/);
  });

  it('发件箱: to whom and why, not a word of what it said; 重发 queues it again and sets it going', async () => {
    const opened = await open();
    await deadLetter(opened);
    const browser = await signedIn(opened, 'dingyi');
    const { text } = await browser.get('/outbox');
    expect(text).toContain('给秦朗的通知');
    expect(text).toContain('自建应用返回 81013');
    expect(text).not.toContain('企业名单');
    const code = /name="code" value="(\d{4})"/.exec(text)?.[1] ?? '';
    expect((await browser.post('/outbox/resend', new URLSearchParams({ code }))).headers.get('location')).toBe('/outbox');
    expect(opened.deliveries()).toBe(1);
    expect((await browser.get('/outbox')).text).toContain('没有未送达的消息');
    const { rows } = await opened.store.read({ bureau: opened.bureau.id }, reader => reader.find('audit', { index: 'byTime' }));
    expect(rows).toMatchObject([{ actor: 'dingyi', action: 'resend', subject: 'compile:2026-W47' }]);
  });

  it('收不到私信的人: without an account, or whose last message came back, with what to do', async () => {
    const opened = await open();
    const shenlan = opened.bureau.members.find(member => member.id === 'shenlan');
    if (shenlan) shenlan.accounts = {} as (typeof shenlan)['accounts'];
    await deadLetter(opened);
    const { text } = await (await signedIn(opened, 'dingyi')).get('/unreachable');
    expect(text).toMatch(/沈岚（办公室）<small>没有账号/);
    expect(text).toMatch(/秦朗（企业服务科）<small>最近一条私信没有送达：自建应用返回 81013/);
    expect(text).not.toContain('陶然');
  });

  it('额度: what was used of the month', async () => {
    const opened = await open();
    await opened.store.write({ bureau: opened.bureau.id }, tx => tx.spend('dingtalk:api:2026-11', 1234, 5_000));
    const { text } = await (await signedIn(opened, 'dingyi')).get('/quota');
    expect(text).toContain('已用1234次，额度5000次');
  });

  it('运行记录: what ran and what became of it', async () => {
    const opened = await open();
    const { bureau, clock } = opened;
    const run = {
      schedule: 'remind',
      task: 'remind',
      startedAt: clock.now(),
      finishedAt: clock.now(),
      caughtUp: true,
      outcome: '2个科室没有记录',
      sent: [],
    };
    await opened.store.write({ bureau: bureau.id }, tx =>
      tx.insert('run', { bureau: bureau.id, id: 'remind:2026-W47', version: 1, dueAt: clock.now() - 1, leasedUntil: 0, state: 'done', ...run }),
    );
    const { text } = await (await signedIn(opened, 'lianghui')).get('/runs');
    expect(text).toMatch(/催报提醒.*已办（补办）.*2个科室没有记录/s);
  });

  it('运行记录: when it began and ended, to whom, what arrived, what did not, and why one was skipped', async () => {
    const opened = await open();
    const { bureau, clock, store } = opened;
    const now = clock.now();
    const common = { bureau: bureau.id, version: 1, leasedUntil: 0, state: 'done' as const };
    const message = (account: string): OutgoingMessage => ({
      ...{ to: { platform: 'wecom' as const, account }, text: '请补报' },
      mentions: [],
      files: [],
      buttons: [],
    });
    await store.write({ bureau: bureau.id }, async tx => {
      for (const [id, account, state] of [
        ['m1', 'qinlang', 'done'],
        ['m2', 'taoran', 'dead'],
      ] as const) {
        await enqueue(tx, message(account), { bureau: bureau.id, id, at: now, run: 'r1' });
        const row = await tx.get('outbox', id);
        if (row) await tx.replace('outbox', { ...row, state });
      }
      const ran = { startedAt: now - 60_000, finishedAt: now - 30_000, caughtUp: false, outcome: '2个科室没有记录', sent: ['m1', 'm2'] };
      await tx.insert('run', { ...common, id: 'r1', schedule: 'remind', task: 'remind', dueAt: now - 61_000, ...ran });
      const dropped = { startedAt: null, finishedAt: now, caughtUp: true, outcome: droppedRun, sent: [] };
      await tx.insert('run', { ...common, id: 'r2', schedule: 'digest', task: 'digest', dueAt: now - 120_000, ...dropped });
    });
    const { text } = await (await signedIn(opened, 'lianghui')).get('/runs');
    expect(text).toMatch(/催报提醒.*class="bad">已办<.*\d\d:\d\d开始，.*\d\d:\d\d办完｜发2条，送达1条，发不出去1条｜给秦朗、陶然/s);
    expect(text).toMatch(/周览｜<span class="">没有办<.*已由后一次代替/s);
  });

  it('资料: editors upload, everybody may look; a name is a name and never a path', async () => {
    const opened = await open();
    const form = (): FormData => {
      const data = new FormData();
      data.append('file', new File(['第一条 <b>'], '../../走访办法.md'));
      return data;
    };
    const staff = await signedIn(opened, 'qinlang');
    expect((await staff.get('/documents')).text).not.toContain('type="file"');
    expect((await staff.post('/documents', form())).status).toBe(403);
    expect(opened.uploads).toEqual([]);
    const editor = await signedIn(opened, 'lianghui');
    const { status, text } = await editor.post('/documents', form());
    expect([status, opened.uploads]).toEqual([200, ['走访办法.md：第一条 <b>']]);
    expect(text).toContain('走访办法');
    expect((await editor.get('/documents?name=%3Cscript%3E')).text).toContain('value="&lt;script&gt;"');
  });
});
