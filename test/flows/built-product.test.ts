import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { type BuiltProduct, builtMain, startBuiltProduct } from '../helpers/built-product.ts';
import { EmulatedAibot } from '../helpers/emulated-aibot.ts';
import { EmulatedAibotSocket } from '../helpers/emulated-aibot-socket.ts';
import { EmulatedApp } from '../helpers/emulated-app.ts';
import { EmulatedDingtalk } from '../helpers/emulated-dingtalk.ts';
import { EmulatedWecom } from '../helpers/emulated-wecom.ts';
import { aibotKeys, appKeys, BOT_ID, CORP_ID } from '../helpers/serve-wecom.ts';

const LONG = 180_000;
const AGENT_ID = 1_000_002;
/** As the sample roster names them. */
const people = { qinlang: '秦朗', lianghui: '梁慧', dingyi: '丁一' };
const waits = { timeout: 30_000, interval: 50 };

/** What the READMEs have an operator write into bureau.yaml and roster.yaml. */
async function bind(dataDir: string, group: string): Promise<void> {
  const files: [string, (text: string) => string][] = [
    ['bureau.yaml', text => text.replace('platform: simulator, conversation: work }', `${group} }`)],
    [
      'roster.yaml',
      text => text.replace(/\{ id: (\w+), (.*)\}/g, (_line, id, rest) => `{ id: ${id}, ${rest}, accounts: { wecom: ${id}, dingtalk: ${id} } }`),
    ],
  ];
  for (const [name, change] of files) {
    const file = join(dataDir, 'bureau', name);
    await writeFile(file, change(await readFile(file, 'utf8')));
  }
}

async function start(env: Readonly<Record<string, string>>, group: string): Promise<BuiltProduct> {
  const product = await startBuiltProduct({ env, edit: dataDir => bind(dataDir, group) });
  onTestFinished(() => product.remove());
  return product;
}

async function openWecom(): Promise<EmulatedWecom> {
  const wecom = await EmulatedWecom.open(systemClock.now);
  wecom.secret = 'app-secret';
  wecom.robotKeys.add('robot-key-work');
  for (const [id, name] of Object.entries(people)) wecom.members.set(id, { name, department: 1 });
  onTestFinished(() => wecom.close());
  return wecom;
}

const appSettings = (wecom: EmulatedWecom): Record<string, string> => ({
  ...{ WECOM_CORP_ID: CORP_ID, WECOM_AGENT_ID: String(AGENT_ID), WECOM_APP_SECRET: 'app-secret', WECOM_API_BASE: wecom.base },
  ...{ WECOM_APP_TOKEN: appKeys.token, WECOM_APP_AES_KEY: appKeys.encodingAesKey },
});

async function openDingtalk(): Promise<EmulatedDingtalk> {
  const everybody = Object.fromEntries(Object.entries(people).map(([id, name]) => [id, { name }]));
  const dingtalk = await EmulatedDingtalk.start({ clock: systemClock, people: everybody });
  onTestFinished(() => dingtalk.stop());
  return dingtalk;
}

const dingtalkSettings = (dingtalk: EmulatedDingtalk, mode: 'http' | 'stream'): Record<string, string> => ({
  ...{ DINGTALK_CLIENT_ID: dingtalk.clientId, DINGTALK_CLIENT_SECRET: dingtalk.clientSecret, DINGTALK_CORP_ID: dingtalk.corpId },
  ...{ DINGTALK_MODE: mode, DINGTALK_API_BASE: dingtalk.base, DINGTALK_OAPI_BASE: dingtalk.base },
});

/** The process that `npm start` runs, set up by environment and files alone, against the emulated platforms. */
describe.skipIf(!existsSync(builtMain))('the built product', () => {
  it(
    'with WeCom’s smart bot by callback, self-built app and group robot: address check, report, file, private chat, doctor',
    async () => {
      const wecom = await openWecom();
      const product = await start(
        {
          ...appSettings(wecom),
          ...{ WECOM_AIBOT_ID: BOT_ID, WECOM_AIBOT_TOKEN: aibotKeys.token, WECOM_AIBOT_AES_KEY: aibotKeys.encodingAesKey },
          WECOM_ROBOT_WORK: 'robot-key-work',
        },
        'platform: wecom, conversation: wrWORK, robotKeyEnv: WECOM_ROBOT_WORK',
      );
      const aibot = new EmulatedAibot({
        url: `${product.url}/webhooks/wecom/aibot`,
        ...{ keys: aibotKeys, botId: BOT_ID, now: systemClock.now, wecom },
      });
      expect(await product.run('doctor')).toMatch(/启动以来还没有收到回调[\s\S]*✓ 自建应用可以调用[\s\S]*✓ 已为1个群配置群机器人/);
      expect(await aibot.checkAddress('1616140317555161061')).toMatchObject({ status: 200, body: '1616140317555161061' });
      const receipt = await aibot.say({ from: 'qinlang', group: 'wrWORK', text: '@小法 今天走访企业3家，收集问题2条' });
      expect(receipt).toMatchObject({ isFinished: true, content: expect.stringContaining('3家') });
      expect(receipt?.card).not.toBeNull();

      await aibot.say({ from: 'lianghui', group: 'wrWORK', text: '@小法 生成年度报告' });
      await expect.poll(() => wecom.to('/cgi-bin/webhook/send').map(call => call.json['msgtype']), waits).toContain('file');

      const caller = new EmulatedApp({
        url: `${product.url}/webhooks/wecom/app`,
        ...{ keys: appKeys, corpId: CORP_ID, agentId: AGENT_ID, now: systemClock.now },
      });
      expect(await caller.text('dingyi', '帮助')).toEqual({ status: 200, body: '' });
      await expect.poll(() => wecom.shown.map(({ account }) => account), waits).toContain('dingyi');
      expect(await product.run('doctor')).toMatch(/✓ 智能机器人用回调方式，启动以来收到\d+次回调[\s\S]*✓ 自建应用接收消息，启动以来收到1次回调/);
    },
    LONG,
  );

  it(
    'answers WeCom’s address check within its second while a rush of messages comes in',
    async () => {
      const wecom = await openWecom();
      const product = await start(
        { WECOM_AIBOT_ID: BOT_ID, WECOM_AIBOT_TOKEN: aibotKeys.token, WECOM_AIBOT_AES_KEY: aibotKeys.encodingAesKey, WECOM_API_BASE: wecom.base },
        'platform: wecom, conversation: wrWORK',
      );
      const url = `${product.url}/webhooks/wecom/aibot`;
      const aibot = new EmulatedAibot({ url, keys: aibotKeys, botId: BOT_ID, now: systemClock.now, wecom });
      const bodies = Array.from({ length: 640 }, (_, at) => aibot.body({ from: `member${at % 40}`, group: 'wrWORK', text: `@小法 走访企业${at}家` }));
      const statuses: number[] = [];
      const caller = async (): Promise<void> => {
        for (let body = bodies.pop(); body; body = bodies.pop()) statuses.push((await aibot.post(body)).status);
      };
      const rush = Promise.all(Array.from({ length: 64 }, caller));
      const checks: number[] = [];
      while (bodies.length > 0) {
        const asked = performance.now();
        expect(await aibot.checkAddress('1616140317555161061')).toMatchObject({ status: 200, body: '1616140317555161061' });
        checks.push(performance.now() - asked);
      }
      await rush;
      expect(new Set(statuses)).toEqual(new Set([200]));
      expect(checks.length).toBeGreaterThan(2);
      expect(Math.max(...checks)).toBeLessThan(1_000);
    },
    LONG,
  );

  it(
    'with WeCom’s smart bot by long connection and no address of its own',
    async () => {
      const [wecom, socket] = [await openWecom(), await EmulatedAibotSocket.open()];
      onTestFinished(() => socket.close());
      const product = await start(
        { WECOM_AIBOT_ID: BOT_ID, WECOM_AIBOT_SECRET: socket.secret, WECOM_AIBOT_WS_URL: socket.url, WECOM_API_BASE: wecom.base },
        'platform: wecom, conversation: wrWORK',
      );
      await expect.poll(() => socket.isConnected, waits).toBe(true);
      const said = { msgid: 'M1', aibotid: BOT_ID, chattype: 'group', chatid: 'wrWORK', from: { userid: 'qinlang' } };
      socket.push({ ...said, msgtype: 'text', text: { content: '@小法 今天走访企业3家' } });
      const answers = (): string => JSON.stringify(socket.of('aibot_respond_msg').at(-1)?.body ?? {});
      await expect.poll(answers, waits).toMatch(/"finish":true.*3家/);
      expect(await product.run('doctor')).toContain('✓ 智能机器人长连接正常');
    },
    LONG,
  );

  it(
    'with DingTalk over HTTP: an empty acknowledgement, the answer through the reply address, the quota counted',
    async () => {
      const dingtalk = await openDingtalk();
      const product = await start(dingtalkSettings(dingtalk, 'http'), 'platform: dingtalk, conversation: cidWORK==');
      const door = `${product.url}/webhooks/dingtalk/robot`;
      const callback = dingtalk.callback({ from: 'qinlang', text: '今天走访企业3家' });
      expect(await dingtalk.post(door, callback)).toEqual({ status: 200, body: '{"msgtype":"empty"}' });
      await expect.poll(() => dingtalk.shown.map(line => line.text).join(), waits).toContain('3家');
      expect((await dingtalk.post(door, callback, { secret: 'other' })).status).toBe(403);
      expect(await (await fetch(`${product.url}/metrics`)).text()).toMatch(/xiaofa_quota_spent\{quota="dingtalk-webhook"\} 2/);
      expect(await product.run('doctor')).toMatch(/✓ 钉钉应用凭证[\s\S]*✓ 钉钉 HTTP 接收/);
    },
    LONG,
  );

  it(
    'with DingTalk over Stream and no address of its own',
    async () => {
      const dingtalk = await openDingtalk();
      const product = await start(dingtalkSettings(dingtalk, 'stream'), 'platform: dingtalk, conversation: cidWORK==');
      await expect.poll(() => dingtalk.streams.length, waits).toBe(1);
      dingtalk.push(dingtalk.callback({ from: 'qinlang', text: '今天走访企业3家' }));
      await expect.poll(() => dingtalk.shown.map(line => line.text).join(), waits).toContain('3家');
      expect(await product.run('doctor')).toMatch(/✓ 钉钉 Stream 接收/);
    },
    LONG,
  );
});
