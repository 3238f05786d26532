import { afterEach, describe, expect, it } from 'vitest';
import type { ChannelCheck } from '../../../src/platforms/platform.ts';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
afterEach(() => stage.close());

const find = (checks: ChannelCheck[], what: string): ChannelCheck | undefined => checks.find(check => check.what.includes(what));
const OAPI = '/topapi/v2/department/get';
const TOKEN = '/v1.0/oauth2/accessToken';
const GATEWAY = '/v1.0/gateway/connections/open';

describe('examine', () => {
  it('finds nothing bad where all is well, and spends none of the quota', async () => {
    stage = await setStage({ config: { mode: 'stream' } });
    const checks = await stage.platform.examine();
    expect(checks.filter(check => check.level === 'bad')).toEqual([]);
    expect(find(checks, 'Stream')).toMatchObject({ level: 'good' });
    expect([...stage.budgets]).toEqual([]);
  });

  it('says where the key is put right, and asks nothing further', async () => {
    stage = await setStage({ config: { clientSecret: 'mistyped' } });
    expect(await stage.platform.examine()).toMatchObject([{ level: 'bad', advice: expect.stringContaining('凭证与基础信息') }]);
  });

  it.each([
    [
      'an address that is not in the white list',
      TOKEN,
      { status: 403, answer: { code: 'Forbidden.AccessDenied.IpNotInWhiteList', message: '' } },
      '凭证',
      '出口 IP',
    ],
    ['a missing permission for the contacts', OAPI, { answer: { errcode: 60011, errmsg: '没有权限' } }, '通讯录', '权限管理'],
    ['a scope that is too small', OAPI, { answer: { errcode: 50004, errmsg: '不在授权范围' } }, '通讯录', '可见范围'],
    ['no network', TOKEN, { status: 502, answer: 'Bad Gateway' }, '凭证', '代理'],
  ])('knows %s', async (_name, path, fault, what, advice) => {
    stage = await setStage();
    stage.dingtalk.fault({ path, times: 9, ...fault });
    expect(find(await stage.platform.examine(), what)).toMatchObject({ level: 'bad', advice: expect.stringContaining(advice) });
  });

  it('names the three switches when the Stream gateway refuses', async () => {
    stage = await setStage({ config: { mode: 'stream' } });
    stage.dingtalk.fault({ path: GATEWAY, status: 400, answer: { code: 'forbidden', message: '' } });
    const check = find(await stage.platform.examine(), 'Stream');
    for (const words of ['没有发布版本', '消息接收模式不是 Stream', '白名单'])
      expect(check).toMatchObject({ level: 'bad', advice: expect.stringContaining(words) });
  });

  it('says how HTTP is set up as long as nothing has come', async () => {
    stage = await setStage();
    expect(find(await stage.platform.examine(), 'HTTP')).toMatchObject({
      level: 'note',
      advice: expect.stringContaining('/webhooks/dingtalk/robot'),
    });
    await stage.dingtalk.post(stage.door, stage.dingtalk.callback({}));
    expect(find(await stage.platform.examine(), 'HTTP')).toMatchObject({ level: 'good' });
  });

  it('tells of a clock that is wrong, since every signature would fail', async () => {
    stage = await setStage();
    stage.dingtalk.skewMs = 150_000;
    const checks = await stage.platform.examine();
    expect(find(checks, '时钟')).toMatchObject({ level: 'bad', advice: expect.stringContaining('慢约150秒') });
  });

  it.each([
    ['senders without a userid', { senderStaffId: '' }, '发送人', '版本管理与发布'],
    ['messages of another robot', { robotCode: 'dingELSE' }, '机器人编号', 'DINGTALK_ROBOT_CODE'],
  ])('tells of %s', async (_name, overrides: Record<string, unknown>, what, advice) => {
    stage = await setStage();
    await stage.dingtalk.post(stage.door, stage.dingtalk.callback(overrides));
    expect(find(await stage.platform.examine(), what)).toMatchObject({ level: 'bad', advice: expect.stringContaining(advice) });
  });

  it('tells of messages without words because of the quota', async () => {
    stage = await setStage();
    await stage.dingtalk.post(stage.door, stage.dingtalk.overQuotaCallback('http'));
    expect(find(await stage.platform.examine(), '额度')).toMatchObject({ level: 'bad', advice: expect.stringContaining('资源管理') });
  });

  it('lists the groups in which somebody spoke, with the ids that bureau.yaml needs', async () => {
    stage = await setStage();
    await stage.dingtalk.post(stage.door, stage.dingtalk.callback({}));
    expect(find(await stage.platform.examine(), '群编号')?.advice).toContain('“局工作群”cidWORK==');
  });

  it('tells of requests that failed the signature', async () => {
    stage = await setStage();
    await stage.dingtalk.post(stage.door, stage.dingtalk.callback({}), { secret: 'another' });
    expect(find(await stage.platform.examine(), '验签')).toMatchObject({ level: 'bad', advice: expect.stringContaining('DINGTALK_CLIENT_SECRET') });
  });
});
