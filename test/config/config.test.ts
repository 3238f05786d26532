import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';

const folder = join('/', 'srv', 'xiaofa');
const key = 'a'.repeat(43);

describe('the settings', () => {
  it('are complete without a single line', () => {
    expect(readConfig({}, folder)).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      dataDir: join(folder, 'data'),
      stateDir: join(folder, 'data', 'state'),
      simulator: true,
    });
  });

  it('count an empty value as not set', () => {
    expect(readConfig({ PORT: '', STATE_DIR: ' ' }, folder)).toMatchObject({ port: 3000, stateDir: join(folder, 'data', 'state') });
  });

  it('report all that is wrong at once, in plain words, and never show a secret', () => {
    const read = (): unknown =>
      readConfig(
        {
          PORT: 'abc',
          LOG_LEVEL: 'loud',
          WECOM_AIBOT_TOKEN: 'very-secret',
          WECOM_APP_AES_KEY: 'short-secret',
          DINGTALK_MODE: 'pigeon',
          DINGTALK_CLIENT_ID: 'x',
        },
        folder,
      );
    expect(read).toThrow(/PORT[\s\S]*LOG_LEVEL/);
    for (const words of ['WECOM_AIBOT_AES_KEY：没有填', '43位', '应为 http 或 stream', 'DINGTALK_CLIENT_SECRET：没有填']) expect(read).toThrow(words);
    expect(read).not.toThrow(/very-secret|short-secret/);
  });

  it.each([
    [{ WECOM_AIBOT_TOKEN: 'token', WECOM_AIBOT_AES_KEY: key }, false],
    [{ DINGTALK_CLIENT_ID: 'id', DINGTALK_CLIENT_SECRET: 'secret' }, false],
    [{ DINGTALK_CLIENT_ID: 'id', DINGTALK_CLIENT_SECRET: 'secret', SIMULATOR: 'on' }, true],
    [{ SIMULATOR: 'off' }, false],
  ])('%o: simulator %s', (env, simulator) => {
    expect(readConfig(env, folder).simulator).toBe(simulator);
  });

  it('of the smart bot’s long connection are refused without the bot that it is for', () => {
    expect(() => readConfig({ WECOM_AIBOT_SECRET: 's' }, folder)).toThrow(/WECOM_AIBOT_ID：没有填，须与WECOM_AIBOT_SECRET一起填/);
    const byCallback = { WECOM_AIBOT_SECRET: 's', WECOM_AIBOT_TOKEN: 't', WECOM_AIBOT_AES_KEY: 'k'.repeat(43) };
    expect(readConfig(byCallback, folder).platforms).toMatchObject(byCallback);
  });

  it.each([
    ['an address without a model', { OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1' }, /OPENAI_MODEL：没有填，须与OPENAI_BASE_URL一起填/],
    ['an address that is none', { OPENAI_BASE_URL: '127.0.0.1', OPENAI_MODEL: 'm' }, /OPENAI_BASE_URL：应为完整网址/],
    ['extra fields that are no object', { OPENAI_EXTRA_BODY: '[1]' }, /OPENAI_EXTRA_BODY：应为一个JSON对象/],
    ['a reranker without a name', { RERANK_URL: 'http://127.0.0.1:8001/rerank' }, /RERANK_MODEL：没有填，须与RERANK_URL一起填/],
    ['a rule that is none', { MODEL_ALLOW: 'all' }, /MODEL_ALLOW：应为 local 或 any/],
    ['a budget of nothing', { MODEL_CALLS_PER_DAY: '0' }, /MODEL_CALLS_PER_DAY：应为大于0的上限/],
  ])('of the models say what is wrong: %s', (_, env, message) => {
    expect(() => readConfig(env, folder)).toThrow(message);
  });

  it('of the models forbid addresses outside unless they say otherwise, and a key alone calls nothing', () => {
    const { models } = readConfig({ OPENAI_API_KEY: 'sk-123456' }, folder);
    expect(models).toMatchObject({ MODEL_ALLOW: 'local', MODEL_IN_FLIGHT: 4, MODEL_CALLS_PER_DAY: 2_000 });
    expect(models.OPENAI_BASE_URL).toBeUndefined();
  });

  it('hand over secrets so that no log prints them', () => {
    const { secrets } = readConfig(
      { WECOM_AIBOT_TOKEN: 'token-1', WECOM_AIBOT_AES_KEY: key, WECOM_ROBOT_WORK: 'robot-1', DINGTALK_ROBOT_CODE: 'code' },
      folder,
    );
    expect(secrets).toEqual(expect.arrayContaining(['token-1', key, 'robot-1']));
    expect(secrets).not.toContain('code');
  });
});
