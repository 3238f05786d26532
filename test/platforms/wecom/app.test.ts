import { encrypt } from '@wecom/crypto';
import { describe, expect, it } from 'vitest';
import { createCodeExchange, signInUrlInBrowser, signInUrlInClient } from '../../../src/platforms/wecom/sign-in.ts';
import { EmulatedApp } from '../../helpers/emulated-app.ts';
import { appKeys, CORP_ID, configOf, push, type ServedWecom, type ServeOptions, serveWecom } from '../../helpers/serve-wecom.ts';

const app = { corpId: CORP_ID, agentId: 1000002, secret: 'app-secret', callback: appKeys };

async function serveApp(options: ServeOptions = {}): Promise<ServedWecom & { caller: EmulatedApp }> {
  const served = await serveWecom({ ...options, config: { app, ...options.config } });
  served.wecom.departments.set(7, '企业服务科');
  for (const [account, name] of [
    ['qinlang', '秦朗'],
    ['taoran', '陶然'],
  ] as const)
    served.wecom.members.set(account, { name, department: 7 });
  const caller = new EmulatedApp({
    url: `${served.url}/webhooks/wecom/app`,
    keys: appKeys,
    corpId: CORP_ID,
    agentId: app.agentId,
    now: served.clock.now,
  });
  return { ...served, caller };
}

describe('the self-built app', () => {
  it('acknowledges with an empty body and answers as a message', async () => {
    const { caller, wecom, received } = await serveApp();
    expect(await caller.text('qinlang', '今天走访3家')).toEqual({ status: 200, body: '' });
    await expect.poll(() => wecom.to('/cgi-bin/message/send').length).toBe(1);
    expect(wecom.to('/cgi-bin/message/send')[0]?.json).toMatchObject({
      touser: 'qinlang',
      agentid: 1000002,
      msgtype: 'markdown',
      markdown: { content: '**已记1条**' },
    });
    expect(received).toMatchObject([
      { text: '今天走访3家', sender: { account: 'qinlang', name: '秦朗' }, conversation: { id: 'qinlang', kind: 'direct' } },
    ]);
  });

  it('answers the same question twice, though the platform drops what it takes for a repetition', async () => {
    const { caller, wecom } = await serveApp();
    for (const id of ['1', '2']) {
      await caller.text('qinlang', '帮助', id);
      await expect.poll(() => wecom.to('/cgi-bin/message/send').length).toBe(Number(id));
    }
    expect(wecom.shown).toHaveLength(2);
  });

  it('keeps a MsgId whole that is longer than a number, and tells senders apart who share one', async () => {
    const { caller, received } = await serveApp();
    await caller.text('qinlang', '一', '4561255354251345929');
    await caller.text('qinlang', '一', '4561255354251345929');
    await caller.text('taoran', '二', '4561255354251345929');
    expect(received.map(message => message.id)).toEqual(['app/1000002/qinlang/4561255354251345929', 'app/1000002/taoran/4561255354251345929']);
  });

  it('never answers sys, nor events that ask for nothing, and warns of a coming suspension', async () => {
    const { caller, received, logger } = await serveApp();
    expect((await caller.text('sys', '系统消息')).status).toBe(200);
    expect((await caller.post(caller.xml('qinlang', '<MsgType>event</MsgType><Event>enter_agent</Event>'))).status).toBe(200);
    expect((await caller.post(caller.xml('qinlang', '<MsgType>event</MsgType><Event>inactive_alert</Event>'))).status).toBe(200);
    expect(received).toEqual([]);
    expect(logger.messages()).toContain('the platform is about to suspend the app for want of use');
  });

  it('hears a pressed button', async () => {
    const { caller, received } = await serveApp();
    await caller.post(
      caller.xml('qinlang', '<MsgType>event</MsgType><Event>template_card_event</Event><EventKey>withdraw:1120-3</EventKey><TaskId>T1</TaskId>'),
    );
    expect(received[0]?.button).toEqual({ action: 'withdraw', value: '1120-3' });
  });

  it('a pressed card says so, once, and is heard all the same when it cannot', async () => {
    const { caller, received, wecom } = await serveApp({ answer: () => [] });
    const press = (key: string): string =>
      `<MsgType>event</MsgType><Event>template_card_event</Event><EventKey>${key}</EventKey><TaskId>T1</TaskId><ResponseCode>CODE-${key}</ResponseCode>`;
    await caller.post(caller.xml('qinlang', press('answer:p:0:1')));
    await expect
      .poll(() => wecom.to('/cgi-bin/message/update_template_card').map(({ json }) => json), { timeout: 10_000 })
      .toEqual([{ userids: ['qinlang'], agentid: 1000002, response_code: 'CODE-answer:p:0:1', button: { replace_name: '已收到' } }]);
    wecom.fail('/cgi-bin/message/update_template_card', { errcode: 42014 });
    expect((await caller.post(caller.xml('qinlang', press('answer:p:1:1')))).status).toBe(200);
    expect(received.map(({ button }) => button?.value)).toEqual(['p:0:1', 'p:1:1']);
  });

  it.each([
    ['a document type', '<!DOCTYPE xml [<!ENTITY x "y">]><xml><Encrypt>&x;</Encrypt></xml>'],
    ['an entity bomb', `<!DOCTYPE b [<!ENTITY a "${'a'.repeat(50)}"><!ENTITY b "&a;&a;&a;&a;">]><xml><Encrypt>&b;</Encrypt></xml>`],
    ['an external entity', '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><xml><Encrypt>&f;</Encrypt></xml>'],
    ['broken XML', '<xml><Encrypt>abc</xml>'],
    ['no XML', '{"encrypt":"abc"}'],
    ['a prototype', '<xml><__proto__><x>1</x></__proto__></xml>'],
  ])('refuses %s like everything else', async (_name, xml) => {
    const { caller, received } = await serveApp();
    const wrong = await caller.post(caller.xml('qinlang', ''), 'wwOTHER');
    const refused = await caller.send(xml, 'abc');
    expect(refused).toEqual(wrong);
    expect(refused.status).toBe(403);
    expect(received).toEqual([]);
  });

  it('refuses a document type inside the ciphertext', async () => {
    const { caller } = await serveApp();
    expect((await caller.post('<!DOCTYPE xml><xml><FromUserName>qinlang</FromUserName></xml>')).status).toBe(403);
    expect(encrypt(appKeys.encodingAesKey, '', CORP_ID)).not.toBe('');
  });
});

describe('the access token', () => {
  it('is fetched once however many ask at once', async () => {
    const { platform, wecom } = await serveApp();
    wecom.fail('/cgi-bin/gettoken', { delayMs: 30 });
    const results = await Promise.all(Array.from({ length: 20 }, (_, at) => platform.deliver(push({ account: 'qinlang' }, { text: `第${at}条` }))));
    expect(results.every(result => result.outcome === 'delivered')).toBe(true);
    expect(wecom.to('/cgi-bin/gettoken')).toHaveLength(1);
  });

  it('is fetched once more when it was dropped early, and the call goes through', async () => {
    const { platform, wecom } = await serveApp();
    await platform.deliver(push({ account: 'qinlang' }, { text: '一' }));
    wecom.dropTokens();
    const results = await Promise.all(['二', '三', '四'].map(text => platform.deliver(push({ account: 'qinlang' }, { text }))));
    expect(results).toEqual(Array(3).fill({ outcome: 'delivered' }));
    expect(wecom.to('/cgi-bin/gettoken')).toHaveLength(2);
  });

  it('an expired one is told as 40014 too, and one that never works is not asked for without end', async () => {
    const { platform, wecom } = await serveApp();
    wecom.fail('/cgi-bin/message/send', { errcode: 40014 }, { errcode: 42001 });
    expect(await platform.deliver(push({ account: 'qinlang' }, { text: '一' }))).toMatchObject({ outcome: 'retry', reason: '自建应用返回 42001' });
    expect(wecom.to('/cgi-bin/message/send')).toHaveLength(2);
    expect(wecom.to('/cgi-bin/gettoken')).toHaveLength(2);
  });

  it('is renewed before it ends', async () => {
    const { platform, wecom, clock } = await serveApp();
    await platform.deliver(push({ account: 'qinlang' }, { text: '一' }));
    clock.advance(6_900_001);
    await platform.deliver(push({ account: 'qinlang' }, { text: '二' }));
    expect(wecom.to('/cgi-bin/gettoken')).toHaveLength(2);
    expect(wecom.to('/cgi-bin/message/send').every(call => call.errcode === 0)).toBe(true);
  });
});

describe('people', () => {
  it('names are looked up once', async () => {
    const { aibot, wecom, received } = await serveApp();
    await aibot.say({ from: 'qinlang', text: '一' });
    await aibot.say({ from: 'qinlang', text: '二' });
    expect(received.map(message => message.sender.name)).toEqual(['秦朗', '秦朗']);
    expect(wecom.to('/cgi-bin/user/get')).toHaveLength(1);
    expect(wecom.to('/cgi-bin/department/get')).toHaveLength(1);
  });

  it('an encrypted sender is known by the plain account, also in his own chat', async () => {
    const { aibot, wecom, received } = await serveApp();
    wecom.encrypted.set('woAJ2GCAAAXtWyujaWJHDDGi0mACH71w', 'taoran');
    await aibot.say({ from: 'woAJ2GCAAAXtWyujaWJHDDGi0mACH71w', text: '一' });
    await aibot.say({ from: 'wolf', text: '二' });
    expect(received.map(({ sender, conversation }) => [sender.account, sender.name, conversation.id])).toEqual([
      ['taoran', '陶然', 'taoran'],
      ['wolf', 'wolf', 'wolf'],
    ]);
    expect(wecom.to('/cgi-bin/batch/openuserid_to_userid')).toHaveLength(1);
  });

  it('a directory that does not answer holds up one message at most', async () => {
    const { aibot, wecom, received } = await serveApp();
    wecom.fail('/cgi-bin/user/get', { hangUp: true }, { hangUp: true });
    await aibot.say({ from: 'qinlang', text: '一' });
    await aibot.say({ from: 'taoran', text: '二' });
    expect(received.map(message => message.sender.name)).toEqual(['qinlang', 'taoran']);
    expect(wecom.to('/cgi-bin/user/get')).toHaveLength(0);
  });
});

describe('private pushes', () => {
  it.each([
    [{ errcode: 81013 }, { outcome: 'refused', reason: '自建应用返回 81013（收件人不在应用的可见范围里，或账号不对）' }],
    [{ errcode: 60020 }, { outcome: 'refused', reason: '自建应用返回 60020（本机出口 IP 不在应用的企业可信 IP 里）' }],
    [{ errcode: 45009 }, { outcome: 'retry', reason: '自建应用返回 45009（发得太快，稍后再发）', afterMs: 60_000 }],
    [{ errcode: -1 }, { outcome: 'retry', reason: '自建应用返回 -1', afterMs: 3_000 }],
    [
      { status: 502, body: '<html>bad gateway</html>' },
      { outcome: 'retry', reason: '自建应用没有应答', afterMs: 3_000 },
    ],
    [{ body: '{"errcode":0' }, { outcome: 'retry', reason: '自建应用没有应答', afterMs: 3_000 }],
    [{ hangUp: true }, { outcome: 'retry', reason: '自建应用没有应答', afterMs: 3_000 }],
    [{ delayMs: 400 }, { outcome: 'retry', reason: '自建应用没有应答', afterMs: 3_000 }],
  ])('%j is %j', async (fault, result) => {
    const { platform, wecom } = await serveApp();
    wecom.fail('/cgi-bin/message/send', fault);
    expect(await platform.deliver(push({ account: 'qinlang' }, { text: '请填报' }))).toEqual(result);
  });

  it('are cut by bytes, since the platform cuts them in silence, and not said twice when the second part fails', async () => {
    const { platform, wecom } = await serveApp();
    const long = push({ account: 'qinlang' }, { text: Array.from({ length: 100 }, (_, at) => `${at}. 走访青禾区示范企业一家`).join('\n') });
    wecom.fail('/cgi-bin/message/send', {}, { errcode: -1 });
    expect(await platform.deliver(long)).toMatchObject({ outcome: 'retry' });
    expect(await platform.deliver(long)).toEqual({ outcome: 'delivered' });
    const texts = wecom
      .to('/cgi-bin/message/send')
      .flatMap(call => (call.errcode === 0 ? [(call.json['markdown'] as { content: string }).content] : []));
    expect(texts.join('\n')).toBe(long.text);
    expect(Math.max(...texts.map(text => Buffer.byteLength(text)))).toBeLessThanOrEqual(2_048);
  });

  it('keep below what the platform drops in silence', async () => {
    const { platform, wecom, clock } = await serveApp();
    for (let at = 0; at < 25; at++) await platform.deliver(push({ account: 'qinlang' }, { text: `第${at}条` }));
    expect(await platform.deliver(push({ account: 'qinlang' }, { text: '第26条' }))).toMatchObject({ outcome: 'retry', afterMs: 60_000 });
    clock.advance(60_001);
    expect(await platform.deliver(push({ account: 'qinlang' }, { text: '第26条' }))).toEqual({ outcome: 'delivered' });
    expect(wecom.to('/cgi-bin/message/send')).toHaveLength(26);
  });

  it('keep below a thousand an hour, of which the platform drops the rest in silence', async () => {
    const { platform, wecom, clock } = await serveApp();
    let taken = 0;
    for (let minute = 0; minute < 45; minute++) {
      for (let at = 0; at < 25; at++) {
        const { outcome } = await platform.deliver(push({ account: 'qinlang' }, { text: `第${minute}分第${at}条` }));
        if (outcome === 'delivered') taken++;
      }
      clock.advance(60_001);
    }
    expect([taken, wecom.shown.length]).toEqual([900, 900]);
  });

  it('are not rung for twice when the answer of the first try got lost', async () => {
    const { platform, wecom } = await serveApp();
    wecom.fail('/cgi-bin/message/send', { delayMs: 400 });
    const message = push({ account: 'qinlang' }, { text: '请填报' });
    expect((await platform.deliver(message)).outcome).toBe('retry');
    expect((await platform.deliver(message)).outcome).toBe('delivered');
    await expect.poll(() => wecom.to('/cgi-bin/message/send').length).toBe(2);
    expect(wecom.shown).toHaveLength(1);
  });

  it('carry files', async () => {
    const { platform, wecom } = await serveApp();
    expect(await platform.deliver(push({ account: 'qinlang' }, { text: '初稿', files: [{ id: 'draft:1', name: '年度报告.docx' }] }))).toEqual({
      outcome: 'delivered',
    });
    expect(wecom.to('/cgi-bin/media/upload')[0]?.file).toEqual({ name: '年度报告.docx', bytes: Buffer.byteLength('文件 draft:1') });
    expect(wecom.to('/cgi-bin/message/send').map(call => call.json['msgtype'])).toEqual(['markdown', 'file']);
  });
});

describe('signing in', () => {
  it('the pages, and who came back', async () => {
    const { wecom } = await serveApp();
    const config = configOf(wecom, { app });
    const request = { returnTo: 'https://xiaofa.example/console/signed-in', state: 'abc123' };
    expect(signInUrlInClient(config, request)).toBe(
      'https://open.weixin.qq.com/connect/oauth2/authorize?appid=wwEXAMPLE0001&redirect_uri=https%3A%2F%2Fxiaofa.example%2Fconsole%2Fsigned-in&response_type=code&scope=snsapi_base&state=abc123&agentid=1000002#wechat_redirect',
    );
    expect(new URL(signInUrlInBrowser(config, request)).searchParams.get('login_type')).toBe('CorpApp');
  });

  it('a code is good once, and somebody outside the corp is nobody', async () => {
    const { wecom, clock } = await serveApp();
    const exchange = createCodeExchange(configOf(wecom, { app }), clock);
    wecom.codes.set('CODE1', 'qinlang').set('CODE2', '');
    expect([await exchange('CODE1'), await exchange('CODE1'), await exchange('CODE2')]).toEqual(['qinlang', null, null]);
    wecom.fail('/cgi-bin/auth/getuserinfo', { status: 502 });
    await expect(exchange('CODE3')).rejects.toThrow();
  });
});
