import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readRobotKey } from '../../../src/platforms/wecom/config.ts';
import { type Way, waysFor } from '../../../src/platforms/wecom/ladder.ts';
import { BOT_ID, push, replyTo, serveWecom } from '../../helpers/serve-wecom.ts';

const all: Way[] = ['stream', 'long-connection', 'reply-address', 'group-robot', 'app'];
const robots = [{ conversation: 'wrWORK', key: 'robot-key-work' }];
const app = { corpId: 'wwEXAMPLE0001', agentId: 1000002, secret: 'app-secret' };

describe('which way a message leaves', () => {
  it.each<[string, { isReply?: boolean; isGroup?: boolean; wantsMentions?: boolean; works?: Way[] }, Way[]]>([
    ['an answer in a group', { isReply: true, isGroup: true }, ['stream', 'long-connection', 'reply-address', 'group-robot', 'app']],
    ['an answer in a chat', { isReply: true }, ['stream', 'long-connection', 'reply-address', 'app']],
    ['an answer whose bubble is closed', { isReply: true, isGroup: true, works: ['reply-address', 'app'] }, ['reply-address', 'app']],
    ['a push to a group', { isGroup: true }, ['long-connection', 'group-robot']],
    ['a push that mentions somebody', { isGroup: true, wantsMentions: true }, ['group-robot', 'long-connection']],
    ['a push to a person', {}, ['app', 'long-connection']],
    ['nothing works', { isReply: true, works: [] }, []],
  ])('%s', (_name, { isReply = false, isGroup = false, wantsMentions = false, works = all }, ways) => {
    const working = Object.fromEntries(all.map(way => [way, works.includes(way)])) as Record<Way, boolean>;
    expect(waysFor({ isReply, isGroup, wantsMentions, works: working })).toEqual(ways);
  });

  it('an answer goes down rung by rung as each breaks', async () => {
    const { aibot, platform, wecom, received } = await serveWecom({ config: { robots, app }, answer: () => [] });
    wecom.robotKeys.add('robot-key-work');
    wecom.members.set('qinlang', { name: '秦朗', department: 1 });
    await aibot.say({ from: 'qinlang', group: 'wrWORK', text: '走访几家了' });
    const [message] = received;
    if (!message) throw new Error('nothing received');
    const answer = (text: string): Promise<unknown> => platform.deliver(replyTo(message, { text }));
    expect(await answer('走延时回复')).toEqual({ outcome: 'delivered' });
    expect(await answer('走群机器人')).toEqual({ outcome: 'delivered' });
    wecom.robotKeys.clear();
    expect(await answer('走应用')).toEqual({ outcome: 'delivered' });
    wecom.members.delete('qinlang');
    expect(await answer('无路可走')).toEqual({ outcome: 'refused', reason: '自建应用返回 81013（收件人不在应用的可见范围里，或账号不对）' });
    const reached = wecom.calls.filter(call => call.errcode === 0 && /response|send/.test(call.path)).map(call => call.path);
    expect(reached).toEqual(['/cgi-bin/aibot/response', '/cgi-bin/webhook/send', '/cgi-bin/message/send']);
  });

  it('a reply address that has expired is not tried, and who asked is still known after a restart', async () => {
    const first = await serveWecom({ answer: () => [] });
    await first.aibot.say({ from: 'qinlang', group: 'wrWORK', text: '走访几家了' });
    const [message] = first.received;
    if (!message) throw new Error('nothing received');
    const second = await serveWecom({ config: { app } });
    second.wecom.members.set('qinlang', { name: '秦朗', department: 1 });
    second.clock.advance(3_600_000);
    expect(await second.platform.deliver(replyTo(message, { text: '迟了' }))).toEqual({ outcome: 'delivered' });
    expect(second.wecom.to('/cgi-bin/message/send')[0]?.json).toMatchObject({ touser: 'qinlang' });
  });

  it.each([
    'http://127.0.0.1:1/steal',
    'http://169.254.169.254/latest/meta-data',
    'https://qyapi.weixin.qq.com.example.invalid/cgi-bin/aibot/response',
    'https://user:pass@qyapi.weixin.qq.com/cgi-bin/aibot/response',
    'file:///etc/hostname',
    'not an address',
  ])('never calls %s, whatever a message says', async address => {
    let asked = 0;
    const config = {
      fetch: async (): Promise<Response> => {
        asked += 1;
        return Response.json({ errcode: 0 });
      },
    };
    const { aibot, platform, received } = await serveWecom({ config, answer: () => [] });
    await aibot.post({ ...aibot.body({ from: 'qinlang', text: '好' }), response_url: address });
    const [message] = received;
    if (!message) throw new Error('nothing received');
    expect((await platform.deliver(replyTo(message, { text: '答' }))).outcome).toBe('refused');
    expect(asked).toBe(0);
  });

  it('the long answer of a bubble that is closed is cut for the robot, not in silence', async () => {
    const { platform, wecom } = await serveWecom({ config: { robots } });
    wecom.robotKeys.add('robot-key-work');
    const table = ['| 科室 | 走访 |', '|---|---|', ...Array.from({ length: 300 }, (_, at) => `| 第${at}科室名称 | ${at}家 |`)].join('\n');
    expect(await platform.deliver(push({ group: 'wrWORK' }, { text: table }))).toEqual({ outcome: 'delivered' });
    const texts = wecom.to('/cgi-bin/webhook/send').map(call => (call.json['markdown'] as { content: string }).content);
    expect(texts.join('\n')).toBe(table);
    expect(texts.every(text => text.split('\n').every(line => line.startsWith('|') && line.endsWith('|')))).toBe(true);
  });
});

describe('the group robot', () => {
  it.each([
    ['693a91f6-7xxx-4bc4', '693a91f6-7xxx-4bc4'],
    [' 693a91f6-7xxx-4bc4 ', '693a91f6-7xxx-4bc4'],
    ['https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4', '693a91f6-7xxx-4bc4'],
    ['https://wecom.example/cgi-bin/webhook/send?key=693a91f6&debug=1', '693a91f6'],
  ])('is known by %j: %s', (pasted, key) => {
    expect(readRobotKey(pasted)).toBe(key);
  });

  it('mentions members by name in the text, which a smart bot cannot', async () => {
    const { platform, wecom } = await serveWecom({ config: { robots } });
    wecom.robotKeys.add('robot-key-work');
    await platform.deliver(push({ group: 'wrWORK' }, { text: '请于今天下班前填报', mentions: ['qinlang', 'taoran'] }));
    expect(wecom.to('/cgi-bin/webhook/send')[0]?.json).toEqual({
      msgtype: 'markdown',
      markdown: { content: '请于今天下班前填报\n<@qinlang><@taoran>' },
    });
    expect(platform.capabilities).toMatchObject({ mentionsInReplies: false, mentionsInPushes: true, coldDirectPush: false });
  });

  it('stays below 20 a minute and says when it may again', async () => {
    const { platform, wecom, clock } = await serveWecom({ config: { robots } });
    wecom.robotKeys.add('robot-key-work');
    for (let at = 0; at < 18; at++) expect((await platform.deliver(push({ group: 'wrWORK' }, { text: `第${at}条` }))).outcome).toBe('delivered');
    expect(await platform.deliver(push({ group: 'wrWORK' }, { text: '多了' }))).toEqual({
      outcome: 'retry',
      reason: '群机器人返回 45009（发得太快，稍后再发）',
      afterMs: 60_000,
    });
    clock.advance(60_001);
    expect((await platform.deliver(push({ group: 'wrWORK' }, { text: '多了' }))).outcome).toBe('delivered');
    expect(wecom.to('/cgi-bin/webhook/send')).toHaveLength(19);
  });

  it('one that was taken out of its group (93000) is refused for good', async () => {
    const { platform } = await serveWecom({ config: { robots } });
    expect(await platform.deliver(push({ group: 'wrWORK' }, { text: '好' }))).toEqual({
      outcome: 'refused',
      reason: '群机器人返回 93000（群机器人已被移出这个群，或 key 不对）',
    });
  });

  it('is not asked twice when its answer got lost', async () => {
    const { platform, wecom } = await serveWecom({ config: { robots } });
    wecom.robotKeys.add('robot-key-work');
    wecom.fail('/cgi-bin/webhook/send', { delayMs: 400 });
    expect(await platform.deliver(push({ group: 'wrWORK' }, { text: '好' }))).toMatchObject({
      outcome: 'unknown',
      reason: expect.stringContaining('可能已经送达'),
    });
  });

  it('sends files with an id of its own key', async () => {
    const { platform, wecom, aibot } = await serveWecom({
      config: { robots },
      answer: () => [{ text: '初稿已生成', files: [{ id: 'draft:1', name: '年度报告.docx' }] }],
    });
    wecom.robotKeys.add('robot-key-work');
    const bubble = await aibot.say({ from: 'lianghui', group: 'wrWORK', text: '生成年度报告' });
    expect(bubble?.content).toBe('初稿已生成');
    await expect.poll(() => wecom.to('/cgi-bin/webhook/send').length).toBe(1);
    expect(wecom.to('/cgi-bin/webhook/upload_media')[0]).toMatchObject({ file: { name: '年度报告.docx' }, errcode: 0 });
    expect(platform.capabilities.files).toBe(true);
  });

  it('says in the text when no way leads a file there', async () => {
    const { aibot } = await serveWecom({ answer: () => [{ text: '初稿已生成', files: [{ id: 'draft:1', name: '年度报告.docx' }] }] });
    const bubble = await aibot.say({ from: 'lianghui', group: 'wrWORK', text: '生成年度报告' });
    expect(bubble?.content).toBe('初稿已生成\n\n> 文件《年度报告.docx》发不到这里，请联系管理员领取。');
    expect(BOT_ID).not.toBe('');
  });
});

describe('pictures', () => {
  const letters = '1月｜■■■12家\n2月｜■■■■24家';
  const picture = { id: 'chart:1', name: '走访企业按月.png', letters };
  const text = `**走访企业36家**\n${letters}\n> 截至2月`;
  const answer = (): { text: string; files: (typeof picture)[] }[] => [{ text, files: [picture] }];

  it('go into a group by its robot, with their md5, and their letters leave the text', async () => {
    const { wecom, aibot, platform } = await serveWecom({ config: { robots }, answer });
    wecom.robotKeys.add('robot-key-work');
    const bubble = await aibot.say({ from: 'lianghui', group: 'wrWORK', text: '按月图' });
    expect(bubble?.content).toBe('**走访企业36家**\n> 截至2月');
    await expect.poll(() => wecom.to('/cgi-bin/webhook/send').length).toBe(1);
    const bytes = Buffer.from('文件 chart:1');
    const md5 = createHash('md5').update(bytes).digest('hex');
    expect(wecom.to('/cgi-bin/webhook/send')[0]?.json).toEqual({ msgtype: 'image', image: { base64: bytes.toString('base64'), md5 } });
    expect(platform.capabilities.images).toBe(true);
  });

  it('that the platform does not take come in letters after all', async () => {
    const { wecom, aibot } = await serveWecom({ config: { robots }, answer });
    wecom.robotKeys.add('robot-key-work');
    wecom.fail('/cgi-bin/webhook/send', { errcode: 40009 });
    await aibot.say({ from: 'lianghui', group: 'wrWORK', text: '按月图' });
    await expect.poll(() => wecom.to('/cgi-bin/webhook/send').at(-1)?.json).toMatchObject({ markdown: { content: letters } });
  });

  it('go to a person as media of the app', async () => {
    const { wecom, platform } = await serveWecom({ config: { app } });
    wecom.members.set('lianghui', { name: '梁慧', department: 1 });
    expect(await platform.deliver(push({ account: 'lianghui' }, { text, files: [picture] }))).toEqual({ outcome: 'delivered' });
    const [first, second] = wecom.to('/cgi-bin/message/send').map(call => call.json);
    expect(first).toMatchObject({ markdown: { content: '**走访企业36家**\n> 截至2月' } });
    expect(second).toMatchObject({ msgtype: 'image', image: { media_id: expect.stringContaining('media-') } });
    expect(wecom.to('/cgi-bin/media/upload')[0]?.query['type']).toBe('image');
  });

  it.each([
    ['no way for it', {}],
    ['only the app, which would show it to the asker alone', { app }],
  ])('stay letters in a group with %s', async (_name, config) => {
    const { aibot, wecom } = await serveWecom({ config, answer });
    const bubble = await aibot.say({ from: 'lianghui', group: 'wrWORK', text: '按月图' });
    expect(bubble?.content).toBe(text);
    expect(wecom.to('/cgi-bin/media/upload')).toEqual([]);
  });
});
