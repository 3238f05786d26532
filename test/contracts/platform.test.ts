import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { encrypt, getSignature } from '@wecom/crypto';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/lib/project-root.ts';
import { createSimulatorPlatform } from '../../src/platforms/simulator/simulator.ts';
import type { CallbackAnswer } from '../helpers/emulated-aibot.ts';
import { sampleBureau } from '../helpers/sample-bureau.ts';
import { aibotKeys, serveWecom } from '../helpers/serve-wecom.ts';
import { openDingtalk } from './dingtalk.ts';
import { type Attack, describePlatform, type PlatformHarness, type WebhookAnswer } from './platform.ts';

describePlatform('simulator', openSimulator, { hears: false });

async function openSimulator(): Promise<PlatformHarness> {
  const bureau = await sampleBureau();
  const group = bureau.groups.find(one => one.kind === 'work') ?? bureau.groups[0];
  let made = 0;
  const platform = createSimulatorPlatform({
    bureau: () => bureau,
    now: () => 0,
    createId: () => {
      made += 1;
      return `id${made}`;
    },
  });
  return {
    platform,
    group: { platform: 'simulator', id: group?.id ?? '', kind: 'group' },
    account: 'shenlan',
    shown: () =>
      platform.transcript
        .since(0)
        .map(line => [line.text, ...line.mentions.map(name => `@${bureau.members.find(one => one.name === name)?.id ?? name}`)].join(' ')),
    endings: {},
    hosts: null,
    configured: [],
    inbound: null,
  };
}

/** Smart bot by callback, the group's robot and the self-built app. */
async function openWecom(): Promise<PlatformHarness> {
  const hosts: string[] = [];
  const app = { corpId: 'wwEXAMPLE0001', agentId: 1000002, secret: 'app-secret' };
  const served = await serveWecom({
    config: {
      app,
      robots: [{ conversation: 'wrWORK', key: 'robot-key-work' }],
      fetch: (input, init) => {
        hosts.push(new URL(input instanceof Request ? input.url : input).host);
        return fetch(input, init);
      },
    },
  });
  const { wecom, aibot, platform, received, logger } = served;
  wecom.robotKeys.add('robot-key-work');
  wecom.members.set('shenlan', { name: '沈岚', department: 1 });
  const path = '/cgi-bin/webhook/send';
  const body = (text: string, id: string): object => aibot.body({ id, from: 'shenlan', group: 'wrWORK', text });
  const attacks: Record<Attack, (text: string) => Promise<CallbackAnswer>> = {
    unsigned: text => aibot.send('', JSON.stringify(body(text, 'A'))),
    'signed wrongly': text => aibot.post(body(text, 'A'), { token: 'other' }),
    stale: text => aibot.post(body(text, 'A'), { timestamp: 1_409_659_589 }),
    captured: async text => {
      const cipher = encrypt(aibotKeys.encodingAesKey, JSON.stringify(body(text, 'C')), '');
      const timestamp = Math.floor(served.clock.now() / 1_000);
      const query = `?msg_signature=${getSignature(aibotKeys.token, timestamp, 'captured', cipher)}&timestamp=${timestamp}&nonce=captured`;
      await aibot.send(query, JSON.stringify({ encrypt: cipher }));
      return aibot.send(query, JSON.stringify({ encrypt: cipher }));
    },
    oversized: text => aibot.post({ ...body(text, 'A'), text: { content: text.repeat(60_000) } }),
    'for somebody else': text => aibot.post(body(text, 'A'), { receiver: 'wwOTHER' }),
    garbage: () => aibot.send('?msg_signature=x&timestamp=y', Buffer.from([0, 255, 0, 255])),
  };
  return {
    platform,
    group: { platform: 'wecom', id: 'wrWORK', kind: 'group' },
    account: 'shenlan',
    shown: () =>
      wecom.calls.filter(call => call.errcode === 0).map(call => String((call.json['markdown'] as { content?: string } | undefined)?.content ?? '')),
    endings: {
      retry: () => wecom.fail(path, { status: 503 }),
      refused: () => wecom.fail(path, { errcode: 93000 }),
    },
    hosts: () => hosts,
    configured: [new URL(wecom.base).host],
    inbound: {
      send: async ({ id, text }) => plain(await aibot.post(body(text, id))),
      attack: async (kind, text) => plain(await attacks[kind](text)),
      attacks: Object.keys(attacks) as Attack[],
      received: () => received,
      logged: () => JSON.stringify(logger.lines),
    },
  };
}

/** What the platform makes of the answer: the sealing differs each time, and the feedback id comes with the first reply only. */
function plain({ status, raw, reply }: CallbackAnswer): WebhookAnswer {
  if (reply === null) return { status, body: raw };
  const { stream, ...rest } = reply;
  const { feedback: _feedback, ...shown } = (stream ?? {}) as Record<string, unknown>;
  return { status, body: JSON.stringify({ ...rest, stream: shown }) };
}

describePlatform('wecom', openWecom);

describePlatform('dingtalk', openDingtalk);

describe('the platform folders', () => {
  it('each have what an operator needs to read, and WeCom and DingTalk the same file names for the same things', () => {
    const folder = (name: string): string[] => readdirSync(join(projectRoot, 'src', 'platforms', name));
    for (const name of ['wecom', 'dingtalk', 'simulator']) expect(folder(name)).toContain('README.md');
    const shared = [
      'access-token.ts',
      'api.ts',
      'contacts.ts',
      'decode.ts',
      'encode.ts',
      'examine.ts',
      'ladder.ts',
      'schema.ts',
      'stream.ts',
      'verify.ts',
      'webhook.ts',
    ];
    for (const name of ['wecom', 'dingtalk']) expect(folder(name)).toEqual(expect.arrayContaining([...shared, `${name}.ts`]));
  });
});
