import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aibotKeys, BOT_ID, CORP_ID, push, replyTo, type ServedWecom, serveWecom } from '../../helpers/serve-wecom.ts';

const robots = [{ conversation: 'wrWORK', key: 'robot-key-work' }];
const app = { corpId: CORP_ID, agentId: 1000002, secret: 'app-secret' };
const readme = readFileSync(new URL('../../../src/platforms/wecom/README.md', import.meta.url), 'utf8');

async function withPeople(): Promise<ServedWecom> {
  const served = await serveWecom({ config: { app, robots } });
  served.wecom.members.set('qinlang', { name: '秦朗', department: 1 });
  served.wecom.robotKeys.add('robot-key-work');
  return served;
}

const adviceOf = async ({ platform }: ServedWecom): Promise<string> =>
  (await platform.examine()).map(({ what, advice }) => `${what} ${advice}`).join('\n');

/** Numbers 4 to 8 and 21, of the long connection, stand in stream.test.ts. */
describe('what developers before us fell into', () => {
  it('1: an encrypted sender that no list of people knows', async () => {
    const served = await withPeople();
    served.wecom.encrypted.set('woEXAMPLE0123456789', 'qinlang');
    await served.aibot.say({ from: 'woEXAMPLE0123456789', group: 'wrWORK', text: '走访3家' });
    expect(served.received[0]?.sender).toEqual({ account: 'qinlang', name: '秦朗' });
  });

  it('2: only the creator of the bot is answered; here nobody is asked who made it, and the README has two others try', async () => {
    const { aibot } = await serveWecom();
    for (const from of ['lianghui', 'qinlang']) expect((await aibot.say({ from, group: 'wrWORK', text: '走访3家' }))?.content).toBe('**已记1条**');
    expect(readme).toContain('两位不是创建人的同事');
  });

  it('3: a long connection that the bureau may not have; callbacks alone work, and win where both are set', async () => {
    const aibot = { id: BOT_ID, names: ['小法'], callback: aibotKeys, longConnection: { secret: 's', url: 'ws://127.0.0.1:1' } };
    const served = await serveWecom({ config: { aibot } });
    await served.platform.start();
    expect(await adviceOf(served)).toContain('智能机器人用回调方式');
    expect((await served.aibot.say({ from: 'qinlang', text: '走访3家' }))?.content).toBe('**已记1条**');
  });

  it('9: a long answer that is cut without an error; what does not fit the bubble goes on elsewhere, whole', async () => {
    const parts = ['一', '二'].map(word => word.repeat(4_000));
    const { aibot, wecom } = await serveWecom({ answer: () => parts.map(text => ({ text })) });
    const bubble = await aibot.say({ from: 'qinlang', group: 'wrWORK', text: '明细' });
    const [reply] = wecom.to('/cgi-bin/aibot/response');
    expect([bubble?.content, (reply?.json['markdown'] as { content: string } | undefined)?.content]).toEqual(parts);
  });

  it('10: a gate that asks whether it was mentioned, which no field says', async () => {
    const { aibot, received } = await serveWecom();
    await aibot.say({ from: 'qinlang', group: 'wrWORK', text: '走访3家' });
    expect(received).toHaveLength(1);
  });

  it('11: a mention in a reply that notifies nobody; the port says so, and a push takes the robot', async () => {
    const { platform, wecom } = await withPeople();
    expect(platform.capabilities).toMatchObject({ mentionsInReplies: false, mentionsInPushes: true });
    await platform.deliver(push({ group: 'wrWORK' }, { text: '请填报', mentions: ['qinlang'] }));
    expect(wecom.to('/cgi-bin/webhook/send')[0]?.json).toMatchObject({ markdown: { content: '请填报\n<@qinlang>' } });
  });

  it('12: a bubble that is forgotten before its answer is ready', async () => {
    const { aibot } = await serveWecom({ answer: () => new Promise(resolve => setTimeout(() => resolve([{ text: '答复' }]), 120)) });
    const bubble = await aibot.say({ from: 'qinlang', group: 'wrWORK', text: '生成年度报告' });
    expect(bubble).toMatchObject({ content: '答复', isFinished: true });
    expect(bubble?.frames.length).toBeGreaterThan(2);
  });

  it('13: a redelivery that is taken for a new message', async () => {
    const { aibot, received } = await serveWecom();
    const body = aibot.body({ from: 'qinlang', text: '走访3家' });
    for (let time = 0; time < 4; time++) await aibot.post(body);
    expect(received).toHaveLength(1);
  });

  it('14: a domain of another owner, on which the console does not save; the README says so before anything is bought', () => {
    expect(readme).toContain('ICP 备案主体是本单位的域名');
  });

  it('15: 60020, an address that is not trusted, and cannot be before a domain is', async () => {
    const served = await withPeople();
    served.wecom.fail('/cgi-bin/agent/get', { errcode: 60020 });
    expect(await adviceOf(served)).toMatch(/出口 IP 不在可信名单里.*加之前须先设可信域名或接收消息地址/);
  });

  it('16: an expired token that is called 40014, and a stampede to replace it', async () => {
    const { platform, wecom } = await withPeople();
    wecom.fail('/cgi-bin/message/send', { errcode: 40014 });
    const all = ['一', '二', '三'].map(text => platform.deliver(push({ account: 'qinlang' }, { text })));
    expect(await Promise.all(all)).toEqual(Array(3).fill({ outcome: 'delivered' }));
    expect(wecom.to('/cgi-bin/gettoken')).toHaveLength(2);
  });

  it('17: an address check whose long number comes back rounded, quoted or as JSON', async () => {
    const { aibot } = await serveWecom();
    const echoed = await aibot.checkAddress('1616140317555161061');
    expect(echoed).toMatchObject({ status: 200, body: '1616140317555161061', type: 'text/plain; charset=utf-8' });
  });

  it('18: a file that arrives half and opens as nonsense; the message is taken, the file is only named', async () => {
    const { aibot, wecom, received } = await serveWecom();
    wecom.media.set('/media/1', Buffer.from('TlCmYzyny9efLkKwSpOBf55YE/4ANr6w', 'base64'));
    await aibot.say({ from: 'qinlang', body: { msgtype: 'file', file: { url: `${wecom.base}/media/1` } } });
    expect(received[0]?.attachments).toEqual([{ kind: 'file', name: '文件' }]);
  });

  it('18: a file that is sent twice, with the text and again at the end', async () => {
    const { aibot, wecom, platform, received } = await withPeople();
    await aibot.say({ from: 'qinlang', group: 'wrWORK', text: '初稿' });
    const [message] = received;
    if (!message) throw new Error('nothing received');
    await platform.deliver(replyTo(message, { text: '好了', files: [{ name: '初稿.docx', id: 'd' }] }));
    expect(wecom.to('/cgi-bin/webhook/send').filter(call => call.json['msgtype'] === 'file')).toHaveLength(1);
  });

  it('19: contacts that the bot itself may not read; names come from the app, and without it nobody is asked', async () => {
    const { aibot, wecom, received } = await serveWecom();
    await aibot.say({ from: 'qinlang', text: '走访3家' });
    expect(received[0]?.sender).toEqual({ account: 'qinlang', name: 'qinlang' });
    expect(wecom.to('/cgi-bin/user/get')).toEqual([]);
    expect(readme).toContain('外部群（客户群）');
  });

  it('20: a group’s id in lower case is another group', async () => {
    const { platform, aibot, received } = await withPeople();
    await aibot.say({ from: 'qinlang', group: 'wrWoRk', text: '走访3家' });
    expect(received[0]?.conversation.id).toBe('wrWoRk');
    expect((await platform.deliver(push({ group: 'wrwork' }, { text: '好' }))).outcome).toBe('refused');
  });
});
