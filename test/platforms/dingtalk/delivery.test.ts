import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IncomingMessage } from '../../../src/domain/message.ts';
import type { Fault } from '../../helpers/emulated-dingtalk.ts';
import { answerTo, GROUP, outgoing, type Stage, setStage } from './stage.ts';

const robot = { conversation: GROUP, accessToken: 'robot-of-the-work-group', secret: 'SECwork' };
const minute = 60_000;

let stage: Stage;
afterEach(() => stage.close());

async function heard(said: Record<string, unknown> = {}): Promise<IncomingMessage> {
  await stage.dingtalk.post(stage.door, stage.dingtalk.callback(said));
  const message = stage.received.at(-1);
  if (!message) throw new Error('nothing was received');
  return message;
}

const ways = (): string[] => stage.dingtalk.shown.map(shown => shown.way);
const toPerson = { to: { platform: 'dingtalk' as const, account: 'user001' } };

describe('a reply', () => {
  beforeEach(async () => {
    stage = await setStage();
  });

  it('goes by the robot API when its address has expired by the clock', async () => {
    const message = await heard();
    stage.clock.advance(91 * minute);
    expect(await stage.platform.deliver(answerTo(message, '已记', { mentions: ['user001'] }))).toEqual({ outcome: 'delivered' });
    expect(stage.dingtalk.shown).toMatchObject([{ way: 'group-message', target: GROUP, text: '已记\n\n请沈岚查看。' }]);
    expect(stage.dingtalk.callsTo('/robot/sendBySession')).toEqual([]);
  });

  it('goes by the robot API when DingTalk says that its address has expired', async () => {
    const message = await heard();
    stage.dingtalk.expireSessions();
    expect(await stage.platform.deliver(answerTo(message, '已记'))).toEqual({ outcome: 'delivered' });
    expect(ways()).toEqual(['group-message']);
  });

  it('never goes to a host that is not configured', async () => {
    const message = await heard({ sessionWebhook: 'http://169.254.169.254/robot/sendBySession' });
    await stage.platform.deliver(answerTo(message, '已记'));
    expect(ways()).toEqual(['group-message']);
  });

  it('goes out in pieces when it is long, each within the limit, in order, the mention at the end', async () => {
    const message = await heard();
    const text = Array.from({ length: 900 }, (_, index) => `- 第${index + 1}家企业的走访情况`).join('\n');
    expect(await stage.platform.deliver(answerTo(message, text, { mentions: ['user001'] }))).toEqual({ outcome: 'delivered' });
    expect(stage.dingtalk.shown.length).toBeGreaterThan(1);
    expect(stage.dingtalk.shown.map(shown => shown.at.length > 0)).toEqual(stage.dingtalk.shown.map((_, index, all) => index === all.length - 1));
    const numbers = stage.dingtalk.shown.flatMap(shown => [...shown.text.matchAll(/第(\d+)家/g)].map(match => Number(match[1])));
    expect(numbers).toEqual(Array.from({ length: 900 }, (_, index) => index + 1));
  });

  it('goes on by the next way when the address expires between two pieces', async () => {
    const message = await heard();
    const text = Array.from({ length: 900 }, (_, index) => `- 第${index + 1}家企业的走访情况`).join('\n');
    stage.dingtalk.afterCalls('/robot/sendBySession', 1, () => stage.dingtalk.expireSessions());
    expect(await stage.platform.deliver(answerTo(message, text))).toEqual({ outcome: 'delivered' });
    expect(ways()[0]).toBe('session-webhook');
    expect(new Set(ways().slice(1))).toEqual(new Set(['group-message']));
  });
});

describe('the robot API', () => {
  beforeEach(async () => {
    stage = await setStage();
  });

  it('fetches one token however many calls wait for it', async () => {
    await Promise.all(Array.from({ length: 10 }, () => stage.platform.deliver(outgoing('提醒', toPerson))));
    expect(stage.dingtalk.tokensIssued).toBe(1);
    expect(ways()).toHaveLength(10);
  });

  it('uses a token until shortly before its end, then fetches a new one', async () => {
    await stage.platform.deliver(outgoing('提醒', toPerson));
    stage.clock.advance(114 * minute);
    await stage.platform.deliver(outgoing('提醒', toPerson));
    expect(stage.dingtalk.tokensIssued).toBe(1);
    stage.clock.advance(2 * minute);
    await stage.platform.deliver(outgoing('提醒', toPerson));
    expect(stage.dingtalk.tokensIssued).toBe(2);
  });

  it('replaces a token that DingTalk no longer takes once, for all callers together', async () => {
    await stage.platform.deliver(outgoing('提醒', toPerson));
    stage.clock.advance(1_000);
    stage.dingtalk.expireToken();
    const results = await Promise.all(Array.from({ length: 5 }, () => stage.platform.deliver(outgoing('提醒', toPerson))));
    expect(results).toEqual(Array.from({ length: 5 }, () => ({ outcome: 'delivered' })));
    expect(stage.dingtalk.tokensIssued).toBe(2);
  });

  it('does not try for ever with a token that is never taken', async () => {
    stage.dingtalk.fault({
      path: '/v1.0/robot/oToMessages/batchSend',
      times: 99,
      status: 400,
      answer: { code: 'InvalidAuthentication', message: '' },
    });
    expect(await stage.platform.deliver(outgoing('提醒', toPerson))).toMatchObject({ outcome: 'retry' });
    expect(stage.dingtalk.callsTo('/v1.0/robot/oToMessages/batchSend')).toHaveLength(2);
  });

  it('stays below what the gateway allows a second', async () => {
    const results = await Promise.all(Array.from({ length: 40 }, () => stage.platform.deliver(outgoing('提醒', toPerson))));
    expect(results.filter(result => result.outcome === 'delivered').length).toBeLessThanOrEqual(15);
    expect(results.find(result => result.outcome === 'retry')).toMatchObject({ afterMs: 1_000 });
  });

  it('sees in an answer of 200 that the person was refused', async () => {
    const result = await stage.platform.deliver(outgoing('提醒', { to: { platform: 'dingtalk', account: 'nobody' } }));
    expect(result).toMatchObject({ outcome: 'refused', reason: expect.stringContaining('可见范围') });
  });

  it('waits when the person has been written to too often', async () => {
    const answer = { processQueryKey: 'q', invalidStaffIdList: [], flowControlledStaffIdList: ['user001'] };
    stage.dingtalk.fault({ path: '/v1.0/robot/oToMessages/batchSend', answer });
    expect(await stage.platform.deliver(outgoing('提醒', toPerson))).toMatchObject({ outcome: 'retry', afterMs: minute });
  });

  it('cannot write to somebody of whom only the encrypted id is known, and does not try', async () => {
    const result = await stage.platform.deliver(outgoing('提醒', { to: { platform: 'dingtalk', account: '$:LWCP_v1:$x' } }));
    expect(result.outcome).toBe('refused');
    expect(stage.dingtalk.callsTo('/v1.0/robot/oToMessages/batchSend')).toEqual([]);
  });

  const send = '/v1.0/robot/oToMessages/batchSend';
  const faults: [string, Omit<Fault, 'path'>, object][] = [
    ['an internal error', { status: 500, answer: { code: 'internalError', message: '' } }, { outcome: 'retry' }],
    ['a gateway that timed out', { status: 504, answer: 'Gateway Timeout' }, { outcome: 'unknown' }],
    ['an answer that broke off', { truncated: true }, { outcome: 'unknown' }],
    ['half a JSON', { answer: '{"processQ' }, { outcome: 'unknown' }],
    [
      'too many calls',
      { status: 403, answer: { code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', message: '' } },
      { outcome: 'retry', afterMs: 10_000 },
    ],
    [
      'the same by the minute',
      { status: 403, answer: { code: 'Forbidden.AccessDenied.QpmLimitForApi', message: '' } },
      { outcome: 'retry', afterMs: 10_000 },
    ],
    ['the page that a banned address gets', { status: 403, answer: '<html>deny</html>' }, { outcome: 'retry', afterMs: 300_000 }],
    [
      'the note that a banned address gets',
      { answer: { status: 1111, wait: 5, source: 'x5', punish: 'deny' } },
      { outcome: 'retry', afterMs: 300_000 },
    ],
    [
      'a missing permission',
      { status: 403, answer: { code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied', message: '' } },
      { outcome: 'refused', reason: expect.stringContaining('权限管理') },
    ],
    [
      'an address that is not in the white list',
      { status: 403, answer: { code: 'Forbidden.AccessDenied.IpNotInWhiteList', message: '' } },
      { outcome: 'refused', reason: expect.stringContaining('出口 IP') },
    ],
    [
      'a robot that was stopped',
      { status: 400, answer: { code: 'bot.stopped', message: '' } },
      { outcome: 'refused', reason: expect.stringContaining('机器人不可用') },
    ],
    [
      'words that may not be said',
      { status: 400, answer: { code: 'contain.notAllowed.text', message: '' } },
      { outcome: 'refused', reason: expect.stringContaining('内容审核') },
    ],
    [
      'something never heard of',
      { status: 400, answer: { code: 'what.is.this', message: '' } },
      { outcome: 'refused', reason: expect.stringContaining('what.is.this') },
    ],
  ];
  it.each(faults)('meets %s', async (_name, fault, expected) => {
    stage.dingtalk.fault({ path: send, ...fault });
    expect(await stage.platform.deliver(outgoing('提醒', toPerson))).toMatchObject(expected);
  });

  it('says where the key is put right when it is wrong', async () => {
    await stage.close();
    stage = await setStage({ config: { clientSecret: 'mistyped' } });
    expect(await stage.platform.deliver(outgoing('提醒', toPerson))).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('凭证与基础信息'),
    });
  });

  it('gives up a call that takes too long, and does not claim to know whether it was heard', async () => {
    await stage.close();
    stage = await setStage({ config: { timeoutMs: 30 } });
    stage.dingtalk.fault({ path: send, delayMs: 80 });
    expect(await stage.platform.deliver(outgoing('提醒', toPerson))).toEqual({ outcome: 'unknown', reason: '钉钉没有及时回执，可能已经送达。' });
  });

  it('fetches a token that took too long again: nothing was said yet', async () => {
    await stage.close();
    stage = await setStage({ config: { timeoutMs: 30 } });
    stage.dingtalk.fault({ path: '/v1.0/oauth2/accessToken', delayMs: 80 });
    expect(await stage.platform.deliver(outgoing('提醒', toPerson))).toMatchObject({ outcome: 'retry' });
    expect(await stage.platform.deliver(outgoing('提醒', toPerson))).toEqual({ outcome: 'delivered' });
    expect(stage.dingtalk.shown).toHaveLength(1);
  });

  it('does not follow a redirect, which could take the token anywhere', async () => {
    stage.dingtalk.fault({ path: send, status: 302, answer: '' });
    expect(await stage.platform.deliver(outgoing('提醒', toPerson))).toMatchObject({ outcome: 'retry' });
  });

  it('prints no credential and no words into the log, whatever fails', async () => {
    stage.dingtalk.fault({ path: send, times: 9, status: 400, answer: { code: 'bot.stopped', message: '' } });
    await stage.platform.deliver(outgoing('内部情况说明', toPerson));
    const printed = JSON.stringify(stage.logger.lines);
    for (const secret of [stage.dingtalk.clientSecret, 'token-1', '内部情况说明']) expect(printed).not.toContain(secret);
  });
});

describe('a group robot', () => {
  beforeEach(async () => {
    stage = await setStage({ config: { groupRobots: [robot] } });
    stage.dingtalk.addGroupRobot(robot.accessToken, robot.secret);
  });
  const reminder = (): ReturnType<Stage['platform']['deliver']> => stage.platform.deliver(outgoing('请报本周进展', { mentions: ['user001'] }));

  it('mentions people in a push, which the platform then says that it can', async () => {
    expect(stage.platform.capabilities.mentionsInPushes).toBe(true);
    expect(await reminder()).toEqual({ outcome: 'delivered' });
    expect(stage.dingtalk.shown).toMatchObject([{ way: 'group-robot', at: ['user001'] }]);
  });

  it('sends eighteen a minute, then says how long to wait', async () => {
    const results = [];
    for (let index = 0; index < 30; index += 1) results.push(await reminder());
    expect(results.filter(result => result.outcome === 'delivered')).toHaveLength(18);
    expect(results.at(-1)).toMatchObject({ outcome: 'retry', afterMs: minute });
    stage.clock.advance(minute);
    expect(await reminder()).toEqual({ outcome: 'delivered' });
  });

  it('leaves the group to the robot API when the robot was removed', async () => {
    stage.dingtalk.fault({ path: '/robot/send', answer: { errcode: 400101, errmsg: 'access_token 不存在' } });
    expect(await reminder()).toEqual({ outcome: 'delivered' });
    expect(ways()).toEqual(['group-message']);
  });
});

describe('a push to a group in which nobody can be mentioned', () => {
  beforeEach(async () => {
    stage = await setStage();
  });

  it.each([
    ['names the people instead', '请报本周进展', ['user001', 'user002'], '请报本周进展\n\n请沈岚、秦朗查看。'],
    ['does not name again who is named', '请秦朗报本周进展', ['user002'], '请秦朗报本周进展'],
    ['leaves out who is not in the contacts', '请报', ['nobody'], '请报'],
  ])('%s', async (_name, text, mentions, expected) => {
    await stage.platform.deliver(outgoing(text, { mentions }));
    expect(stage.dingtalk.shown).toMatchObject([{ way: 'group-message', text: expected, at: [] }]);
  });

  it('goes out though the contacts cannot be read', async () => {
    stage.dingtalk.fault({ path: '/topapi/v2/user/get', times: 9, answer: { errcode: 60011, errmsg: '没有权限' } });
    expect(await stage.platform.deliver(outgoing('请报', { mentions: ['user001'] }))).toEqual({ outcome: 'delivered' });
  });
});

describe('files', () => {
  beforeEach(async () => {
    stage = await setStage();
  });
  const files = [{ name: '半年总结.docx', id: 'draft:half-year' }];

  it('follow their text as media', async () => {
    const message = await heard();
    expect(await stage.platform.deliver(answerTo(message, '初稿好了', { files }))).toEqual({ outcome: 'delivered' });
    expect(stage.dingtalk.shown).toMatchObject([
      { way: 'session-webhook', text: '初稿好了' },
      { way: 'group-message', file: '半年总结.docx' },
    ]);
    expect(stage.dingtalk.callsTo('/media/upload')[0]?.body).toContain('bytes of draft:half-year');
  });

  it('are uploaded before anything is said, so that a failure can be tried again without saying it twice', async () => {
    const message = await heard();
    stage.dingtalk.fault({ path: '/media/upload', status: 500, answer: 'error' });
    expect(await stage.platform.deliver(answerTo(message, '初稿好了', { files }))).toMatchObject({ outcome: 'retry' });
    expect(stage.dingtalk.shown).toEqual([]);
    expect(await stage.platform.deliver(answerTo(message, '初稿好了', { files }))).toEqual({ outcome: 'delivered' });
    expect(ways()).toEqual(['session-webhook', 'group-message']);
  });

  it('may be there when no answer came: they are not sent twice, and whoever waits is told', async () => {
    await stage.close();
    stage = await setStage({ config: { timeoutMs: 60 } });
    const message = await heard();
    stage.dingtalk.fault({ path: '/v1.0/robot/groupMessages/send', delayMs: 120 });
    expect(await stage.platform.deliver(answerTo(message, '初稿好了', { files }))).toEqual({ outcome: 'delivered' });
    expect(stage.dingtalk.callsTo('/v1.0/robot/groupMessages/send')).toHaveLength(1);
    expect(stage.dingtalk.shown.map(({ text }) => text).join()).toContain('不确定发到了没有');
  });

  it('of a kind that DingTalk does not send are named in the text, with where to get them', async () => {
    const message = await heard();
    await stage.platform.deliver(answerTo(message, '导出好了', { files: [{ name: '台账.csv', id: 'x' }] }));
    expect(stage.dingtalk.shown).toHaveLength(1);
    expect(stage.dingtalk.shown[0]?.text).toContain('《台账.csv》');
  });
});

describe('a picture', () => {
  beforeEach(async () => {
    stage = await setStage();
  });
  const letters = '1月｜■■■12家\n2月｜■■■■24家';
  const text = `**走访企业36家**\n${letters}\n> 截至2月`;
  const files = [{ name: '走访企业按月.png', id: 'chart:1', letters }];

  it('stands in the text where its letters stood, so that it is one message', async () => {
    await stage.platform.deliver(answerTo(await heard(), text, { files }));
    expect(stage.dingtalk.shown).toHaveLength(1);
    expect(stage.dingtalk.shown[0]?.text).toContain('![走访企业按月.png](@media0)');
    expect(stage.dingtalk.shown[0]?.text).not.toContain('■');
    expect(stage.dingtalk.callsTo('/media/upload')[0]?.query.get('type')).toBe('image');
  });

  it('that cannot be uploaded stays letters', async () => {
    const message = await heard();
    stage.dingtalk.fault({ path: '/media/upload', status: 500, answer: 'error' });
    expect(await stage.platform.deliver(answerTo(message, text, { files }))).toEqual({ outcome: 'delivered' });
    expect(stage.dingtalk.shown).toHaveLength(1);
    expect(stage.dingtalk.shown[0]?.text).toContain('■■■12家');
  });
});

describe('a file that somebody sends privately', () => {
  beforeEach(async () => {
    stage = await setStage();
  });
  const sent = (fileName: string): Promise<IncomingMessage> =>
    heard({ group: null, msgtype: 'file', text: undefined, content: { downloadCode: 'code1', fileName, spaceId: '1', fileId: '2' } });

  it('is fetched while the callback waits', async () => {
    stage.dingtalk.downloads['/files/code1'] = Buffer.from('去年总结');
    expect((await sent('去年总结.txt')).attachments).toMatchObject([{ kind: 'file', name: '去年总结.txt', bytes: Buffer.from('去年总结') }]);
  });

  it.each([
    ['a program', '安装包.exe', () => undefined],
    ['a file that is gone', '去年总结.txt', () => undefined],
    [
      'a download that leads elsewhere',
      '去年总结.txt',
      () => stage.dingtalk.fault({ path: '/v1.0/robot/messageFiles/download', answer: { downloadUrl: 'http://169.254.169.254/x' } }),
    ],
    ['a failing DingTalk', '去年总结.txt', () => stage.dingtalk.fault({ path: '/v1.0/robot/messageFiles/download', status: 500, answer: 'x' })],
  ])('stays a name when it is %s', async (_name, fileName, prepare) => {
    prepare();
    const [attachment] = (await sent(fileName)).attachments;
    expect(attachment?.name).toBe(fileName);
    expect(attachment?.bytes).toBeUndefined();
  });

  it('stays a name when it is bigger than five megabytes', async () => {
    stage.dingtalk.downloads['/files/code1'] = new Uint8Array(6 * 1024 * 1024);
    expect((await sent('大文件.docx')).attachments[0]?.bytes).toBeUndefined();
  });
});
