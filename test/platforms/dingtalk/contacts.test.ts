import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.close());

const USER = '/topapi/v2/user/get';

describe('contacts', () => {
  it('tell name and departments of a userid, the root left out', async () => {
    expect(await stage.platform.contacts.person('user002')).toEqual({
      userid: 'user002',
      unionId: 'union002',
      name: '秦朗',
      departments: ['企业服务科'],
    });
  });

  it('are asked once in half a day, however many ask together', async () => {
    await Promise.all(Array.from({ length: 20 }, () => stage.platform.contacts.person('user001')));
    stage.clock.advance(11 * 3_600_000);
    await stage.platform.contacts.person('user001');
    expect(stage.dingtalk.callsTo(USER)).toHaveLength(1);
    stage.clock.advance(2 * 3_600_000);
    await stage.platform.contacts.person('user001');
    expect(stage.dingtalk.callsTo(USER)).toHaveLength(2);
  });

  it('know nobody who is not of the organisation', async () => {
    expect(await stage.platform.contacts.person('nobody')).toBeUndefined();
    expect(await stage.platform.contacts.useridOf('union-of-a-stranger')).toBeUndefined();
  });

  it('map a unionId to the userid', async () => {
    expect(await stage.platform.contacts.useridOf('union001')).toBe('user001');
  });

  it('do not keep a failure', async () => {
    stage.dingtalk.fault({ path: USER, status: 500, answer: 'error' });
    await expect(stage.platform.contacts.person('user001')).rejects.toThrow();
    expect(await stage.platform.contacts.person('user001')).toMatchObject({ name: '沈岚' });
  });

  it('give a person without the departments that the app may not see', async () => {
    stage.dingtalk.fault({ path: '/topapi/v2/department/get', answer: { errcode: 50004, errmsg: '不在授权范围内' } });
    expect(await stage.platform.contacts.person('user001')).toMatchObject({ name: '沈岚', departments: [] });
  });
});

describe('sign-in', () => {
  it('knows who opened a page inside DingTalk', async () => {
    expect(await stage.platform.signIn.byPageCode('user001')).toMatchObject({ userid: 'user001', name: '沈岚' });
  });

  it('refuses a code that was used, has expired or is invented', async () => {
    await expect(stage.platform.signIn.byPageCode('used')).rejects.toThrow('登录码');
  });

  it('sends a browser to the scan page, bound to the app and the state', () => {
    const address = new URL(stage.platform.signIn.scanAddress({ redirectUri: 'https://xiaofa.example.gov/sign-in?next=/', state: 's1' }));
    expect(address.origin + address.pathname).toBe('https://login.dingtalk.com/oauth2/auth');
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      client_id: stage.dingtalk.clientId,
      redirect_uri: 'https://xiaofa.example.gov/sign-in?next=/',
      state: 's1',
      response_type: 'code',
    });
  });

  it('knows who scanned, by unionId', async () => {
    expect(await stage.platform.signIn.byScanCode('union002')).toMatchObject({ userid: 'user002', name: '秦朗' });
  });

  it('refuses a visitor who is not of the organisation', async () => {
    await expect(stage.platform.signIn.byScanCode('union-of-a-stranger')).rejects.toThrow('不在本单位');
  });
});
