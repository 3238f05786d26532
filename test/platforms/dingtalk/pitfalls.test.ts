import { Agent } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { IncomingMessage } from '../../../src/domain/message.ts';
import { splitText as splitMessage } from '../../../src/lib/split-text.ts';
import { sourceFiles } from '../../helpers/source-files.ts';
import { answerTo, GROUP, outgoing, type Stage, setStage, until } from './stage.ts';

const robot = { conversation: GROUP, accessToken: 'robot-of-the-work-group', secret: 'SECwork' };
const minute = 60_000;
const gateway = '/v1.0/gateway/connections/open';
const quick = { backoffMs: 10, maxBackoffMs: 40, silenceMs: 5_000, pingMs: 5_000, handshakeMs: 1_000, leaveMs: 1_000, leaseMs: 5_000 };

let stage: Stage;
afterEach(() => stage.close());

async function heard(said: Record<string, unknown> = {}): Promise<IncomingMessage> {
  await stage.dingtalk.post(stage.door, stage.dingtalk.callback(said));
  const message = stage.received.at(-1);
  if (!message) throw new Error('nothing was received');
  return message;
}

async function streaming(options: Parameters<typeof setStage>[0] = {}): Promise<void> {
  stage = await setStage({ ...options, config: { mode: 'stream', ...options.config }, options: { timing: quick, ...options.options } });
  await stage.platform.start();
}

async function withRobot(): Promise<void> {
  stage = await setStage({ config: { groupRobots: [robot] } });
  stage.dingtalk.addGroupRobot(robot.accessToken, robot.secret);
}
const reminder = (): ReturnType<Stage['platform']['deliver']> => stage.platform.deliver(outgoing('请报本周进展', { mentions: ['user001'] }));
const paths = (): Set<string> => new Set(stage.dingtalk.calls.map(call => call.path));
const longText = Array.from({ length: 2_000 }, (_, index) => `${index + 1}. 走访企业并收集问题，已逐项登记。`).join('\n');

describe('what developers before us fell into', () => {
  it('1: a reconnect storm, sockets that leak', async () => {
    await streaming();
    stage.dingtalk.isClosedForStreams = true;
    const running = setInterval(() => stage.clock.advance(1_000), 3);
    for (const socket of stage.dingtalk.streams) socket.terminate();
    await new Promise(resolve => setTimeout(resolve, 250));
    clearInterval(running);
    // The kit of the vendor makes 63 attempts in the sixth second; here each failure schedules one, later and later.
    expect(stage.dingtalk.callsTo(gateway).length).toBeLessThan(15);
  });

  it('2: a long connection that cannot go through a proxy', async () => {
    let asked = 0;
    class CountingAgent extends Agent {
      override createConnection(...given: Parameters<Agent['createConnection']>): ReturnType<Agent['createConnection']> {
        asked += 1;
        return super.createConnection(...given);
      }
    }
    await streaming({ options: { agent: new CountingAgent() } });
    await until(() => stage.dingtalk.streams.length === 1, 'the connection');
    expect(asked).toBe(1);
  });

  it('3: an acknowledgement that waits for the answer, so that the message comes again', async () => {
    await streaming({ surroundings: { receive: async () => ({ isNew: true, answered: new Promise(() => undefined) }) } });
    stage.dingtalk.push(stage.dingtalk.callback({}));
    await until(() => stage.dingtalk.acks.length === 1, 'the acknowledgement');
    expect(stage.dingtalk.acks[0]?.code).toBe(200);
  });

  it('4: a dead socket that looks alive; the gap is told', async () => {
    await streaming({ options: { timing: { ...quick, silenceMs: 60 } } });
    const from = stage.clock.now();
    stage.clock.advance(minute);
    await until(() => stage.gaps.length > 0, 'the gap');
    expect(stage.gaps[0]).toEqual({ from, to: from + minute });
  });

  it('5: a reply address that has expired when the work is done', async () => {
    stage = await setStage();
    const message = await heard();
    stage.dingtalk.expireSessions();
    expect(await stage.platform.deliver(answerTo(message, '初稿好了'))).toEqual({ outcome: 'delivered' });
    expect(stage.dingtalk.shown).toMatchObject([{ way: 'group-message', target: GROUP }]);
  });

  it('6: a mention that notifies nobody', async () => {
    await withRobot();
    expect(await reminder()).toEqual({ outcome: 'delivered' });
    expect(stage.dingtalk.shown).toMatchObject([{ way: 'group-robot', at: ['user001'] }]);
    await stage.close();
    stage = await setStage();
    // Without a robot in the group nobody can be mentioned, and the platform says so.
    expect(stage.platform.capabilities).toMatchObject({ mentionsInReplies: true, mentionsInPushes: false });
  });

  it('7: more than twenty a minute, and ten minutes of silence; no word into the silence', async () => {
    await withRobot();
    stage.dingtalk.fault({ path: '/robot/send', answer: { errcode: 410100, errmsg: '发送速度太快而限流' } });
    expect(await reminder()).toMatchObject({ outcome: 'retry', afterMs: 10 * minute });
    stage.clock.advance(9 * minute);
    expect(await reminder()).toMatchObject({ outcome: 'retry', afterMs: minute });
    expect(stage.dingtalk.callsTo('/robot/send')).toHaveLength(1);
    stage.clock.advance(minute);
    expect(await reminder()).toEqual({ outcome: 'delivered' });
  });

  it('8: a signature that is made once, in seconds, escaped twice, on an address that grows', async () => {
    await withRobot();
    for (let count = 0; count < 3; count += 1) {
      expect(await reminder()).toEqual({ outcome: 'delivered' });
      stage.clock.advance(2 * 3_600_000);
    }
    const sent = stage.dingtalk.callsTo('/robot/send').map(call => call.query);
    expect(new Set(sent.map(query => query.get('timestamp'))).size).toBe(3);
    expect(sent.map(query => [...query.keys()])).toEqual(Array(3).fill(['access_token', 'timestamp', 'sign']));
    expect(sent.every(query => /^\d{13}$/.test(query.get('timestamp') ?? ''))).toBe(true);
  });

  it('9: a body of more than 20,000 bytes, of which nothing is shown', async () => {
    stage = await setStage();
    const message = await heard();
    for (const piece of splitMessage(longText, stage.platform.capabilities.maxBytes)) {
      expect(await stage.platform.deliver(answerTo(message, piece))).toEqual({ outcome: 'delivered' });
    }
    for (const { body } of stage.dingtalk.callsTo('/robot/sendBySession')) expect(Buffer.byteLength(body)).toBeLessThan(20_000);
    expect(stage.dingtalk.shown.at(-1)?.text).toContain('2000. ');
  });

  it('10: a quota that streaming cards burn; a question and its answer cost no API call', async () => {
    stage = await setStage();
    await stage.platform.deliver(answerTo(await heard(), '**今年走访企业269家次**'));
    expect(paths()).toEqual(new Set(['/robot/sendBySession']));
    expect(stage.budgets.get('dingtalk:api:2026-11')).toBeUndefined();
  });

  it('11: a card button that does nothing; without a template there are none, and the platform says so', async () => {
    stage = await setStage();
    const buttons = [{ label: '确认', action: 'confirm', value: '1' }];
    await stage.platform.deliver(answerTo(await heard(), '已记，回“确认”即可', { buttons }));
    expect(stage.platform.capabilities.buttons).toBe(false);
    expect(stage.dingtalk.shown).toMatchObject([{ text: '已记，回“确认”即可' }]);
  });

  it('12: a sender without a userid, taken for somebody', async () => {
    stage = await setStage();
    const message = await heard({ senderStaffId: '', senderNick: '沈岚' });
    expect(message.sender.account).toBe('$:LWCP_v1:$user001');
    expect((await stage.platform.examine()).find(check => check.what === '钉钉发送人')).toMatchObject({ level: 'bad' });
  });

  it('13: a blank card; without a template every message is plain markdown', async () => {
    await withRobot();
    await reminder();
    await stage.platform.deliver(outgoing('提醒', { to: { platform: 'dingtalk', account: 'user001' } }));
    await stage.platform.deliver(answerTo(await heard(), '已记'));
    expect([...paths()].filter(path => path.includes('/card/'))).toEqual([]);
  });

  it('14: a robot that does not work in this group', async () => {
    await withRobot();
    stage.dingtalk.fault({ path: '/robot/send', answer: { errcode: 300005, errmsg: 'token is not exist' } });
    expect(await reminder()).toEqual({ outcome: 'delivered' });
    expect(stage.dingtalk.shown).toMatchObject([{ way: 'group-message' }]);
  });

  it('15: a file message that is refused while everything else works', async () => {
    stage = await setStage();
    stage.dingtalk.fault({ path: '/v1.0/robot/groupMessages/send', status: 400, answer: { code: 'resource.not.found', message: 'robot 不存在' } });
    const result = await stage.platform.deliver(answerTo(await heard(), '初稿好了', { files: [{ name: '初稿.docx', id: 'draft' }] }));
    expect(result).toEqual({ outcome: 'delivered' });
    expect(stage.dingtalk.shown.map(shown => shown.text)).toEqual(['初稿好了', expect.stringContaining('《初稿.docx》这次没有发出去')]);
  });

  it('16: a file that is received and dropped without a word', async () => {
    stage = await setStage();
    const message = await heard({ group: null, msgtype: 'file', content: { downloadCode: 'c', fileName: '去年总结.docx' } });
    expect(message.attachments).toMatchObject([{ kind: 'file', name: '去年总结.docx' }]);
  });

  it('17: a table that shows as bars and dashes', async () => {
    stage = await setStage();
    await stage.platform.deliver(answerTo(await heard(), '| 科室 | 走访 |\n|---|---|\n| 办公室 | 3家 |'));
    expect(stage.dingtalk.shown[0]?.text).toBe('- 办公室：走访 3家');
    expect(stage.platform.capabilities.tables).toBe(false);
  });

  it('18: a long group message that is taken and never shown; no piece has more than 3,500 characters', async () => {
    stage = await setStage();
    for (const piece of splitMessage(longText, stage.platform.capabilities.maxBytes)) expect([...piece].length).toBeLessThanOrEqual(3_500);
  });

  it('19: a gateway that answers 400, without saying which of three switches is wrong', async () => {
    await streaming();
    stage.dingtalk.fault({ path: gateway, status: 400, answer: { code: 'invalid', message: '' } });
    const check = (await stage.platform.examine()).find(one => one.what.includes('Stream'));
    expect(check?.advice).toMatch(/没有发布版本.*不是 Stream.*出口 IP/s);
  });

  it('20: events that are subscribed to while the robot is a callback', async () => {
    await streaming();
    await until(() => stage.dingtalk.streams.length === 1, 'the connection');
    expect(stage.dingtalk.callsTo(gateway)[0]?.json['subscriptions']).toEqual([{ type: 'CALLBACK', topic: '/v1.0/im/bot/messages/get' }]);
    // Whatever events the console sends all the same are taken note of, so that they do not come again.
    stage.dingtalk.send({ type: 'EVENT', topic: '*', messageId: 'e1' });
    await until(() => stage.dingtalk.acks.length === 1, 'the acknowledgement');
    expect(stage.dingtalk.acks).toEqual([{ messageId: 'e1', code: 200, data: '{"status":"SUCCESS"}' }]);
  });

  it('21: logs that are drafts and count as missing; 日志 are not read at all', async () => {
    stage = await setStage();
    expect(sourceFiles('src/platforms/dingtalk').filter(file => file.strings.some(({ text }) => text.includes('topapi/report')))).toEqual([]);
  });

  it('22: a callback without words when the quota is used up', async () => {
    stage = await setStage();
    expect((await stage.dingtalk.post(stage.door, stage.dingtalk.overQuotaCallback('http'))).status).toBe(200);
    expect([stage.received.length, stage.warnings.length]).toEqual([0, 1]);
  });
});
