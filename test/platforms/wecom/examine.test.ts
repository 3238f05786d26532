import { describe, expect, it } from 'vitest';
import type { ChannelCheck } from '../../../src/platforms/platform.ts';
import { EmulatedApp } from '../../helpers/emulated-app.ts';
import type { Fault } from '../../helpers/emulated-wecom.ts';
import { appKeys, CORP_ID, push, type ServedWecom, serveWecom } from '../../helpers/serve-wecom.ts';

const app = { corpId: CORP_ID, agentId: 1000002, secret: 'app-secret', callback: appKeys };
const robots = [{ conversation: 'wrWORK', key: 'robot-key-work' }];

async function serve(): Promise<ServedWecom> {
  const served = await serveWecom({ config: { app, robots } });
  served.wecom.secret = 'app-secret';
  served.wecom.members.set('qinlang', { name: '秦朗', department: 1 });
  served.wecom.robotKeys.add('robot-key-work');
  return served;
}

async function find({ platform }: ServedWecom, words: string): Promise<ChannelCheck | undefined> {
  return (await platform.examine()).find(check => check.what.includes(words));
}

describe('examine', () => {
  it('finds nothing bad where all is well, and sends nothing to anybody', async () => {
    const served = await serve();
    await served.aibot.say({ from: 'qinlang', group: 'wrWORK', text: '走访3家' });
    expect((await served.platform.examine()).filter(check => check.level === 'bad')).toEqual([]);
    expect(served.wecom.calls.filter(call => /send$/.test(call.path))).toEqual([]);
  });

  it('names the page, the running program and the owner of the domain as long as no callback has come', async () => {
    const served = await serve();
    expect(await find(served, '智能机器人用回调方式')).toMatchObject({ level: 'note', advice: expect.stringMatching(/小法须在运行.*备案主体/) });
    await served.aibot.checkAddress('1234567890123456789');
    expect(await find(served, '智能机器人用回调方式')).toMatchObject({ level: 'good', what: expect.stringContaining('1次') });
    expect(await find(served, '自建应用接收消息')).toMatchObject({ level: 'note', advice: expect.stringContaining('/webhooks/wecom/app') });
    const caller = new EmulatedApp({
      url: `${served.url}/webhooks/wecom/app`,
      keys: appKeys,
      corpId: CORP_ID,
      agentId: app.agentId,
      now: served.clock.now,
    });
    await caller.text('qinlang', '你好');
    expect(await find(served, '自建应用接收消息')).toMatchObject({ level: 'good' });
  });

  it('knows a wrong Secret', async () => {
    const served = await serve();
    served.wecom.secret = 'another';
    expect(await find(served, 'Secret')).toMatchObject({ level: 'bad', advice: expect.stringContaining('WECOM_APP_SECRET') });
  });

  it.each<[string, Fault, string]>([
    ['an address that is not trusted', { errcode: 60020 }, '企业可信IP'],
    ['another app’s number', { errcode: 301002 }, 'AgentId 与 Secret 一起重新复制'],
    ['a missing permission', { errcode: 48002 }, '接口权限'],
    ['too many calls', { errcode: 45009 }, '过一分钟再查'],
    ['a number that it does not know', { errcode: 40999 }, '全局错误码'],
    ['a gateway that answers with a page', { status: 502, body: '<html></html>' }, 'HTTPS_PROXY'],
    ['a line that is dead', { hangUp: true }, 'WECOM_API_BASE'],
  ])('says what to do about %s', async (_name, fault, advice) => {
    const served = await serve();
    served.wecom.fail('/cgi-bin/agent/get', fault);
    expect((await served.platform.examine()).filter(check => check.level === 'bad')).toMatchObject([{ advice: expect.stringContaining(advice) }]);
  });

  it('tells of people whom the app may not see', async () => {
    const served = await serve();
    await served.aibot.say({ from: 'stranger', group: 'wrWORK', text: '走访3家' });
    expect(await find(served, '读不到他们的姓名')).toMatchObject({ level: 'bad', advice: expect.stringContaining('可见范围') });
    served.wecom.members.set('stranger', { name: '陌生', department: 1 });
    served.clock.advance(7 * 3_600_000);
    await served.aibot.say({ from: 'stranger', group: 'wrWORK', text: '走访4家' });
    expect(await find(served, '读不到他们的姓名')).toBeUndefined();
  });

  it('tells of a group’s robot that was taken out', async () => {
    const served = await serve();
    served.wecom.robotKeys.clear();
    await served.platform.deliver(push({ group: 'wrWORK' }, { text: '请填报' }));
    expect(await find(served, '已被移出群')).toMatchObject({ level: 'bad', what: expect.stringContaining('wrWORK') });
    served.wecom.robotKeys.add('robot-key-work');
    await served.platform.deliver(push({ group: 'wrWORK' }, { text: '请填报' }));
    expect(await find(served, '已被移出群')).toBeUndefined();
  });

  it.each<[string, Parameters<ServedWecom['aibot']['post']>[1], string]>([
    ['a wrong Token', { token: 'other' }, 'Token'],
    ['a clock that is wrong', { timestamp: 1_409_659_589 }, '自动校时'],
    ['the addresses of bot and app the wrong way round', { receiver: CORP_ID }, '不要填反'],
  ])('tells of callbacks that were refused because of %s', async (_name, tampering, advice) => {
    const served = await serve();
    await served.aibot.post(served.aibot.body({ from: 'qinlang', text: '走访3家' }), tampering);
    expect((await served.platform.examine()).map(check => check.advice).join()).toContain(advice);
  });
});
