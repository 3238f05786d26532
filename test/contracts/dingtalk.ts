import { onTestFinished } from 'vitest';
import type { CallbackFault } from '../helpers/emulated-dingtalk.ts';
import { GROUP, setStage } from '../platforms/dingtalk/stage.ts';
import type { Attack, PlatformHarness, WebhookAnswer } from './platform.ts';

const robot = { conversation: GROUP, accessToken: 'robot-of-the-work-group', secret: 'SECwork' };
const SEND = '/v1.0/robot/groupMessages/send';

/** What a client makes of our markdown: the spaces that keep a break, and the empty line before a list, are not seen. */
function asRead(text: string): string {
  return text.replaceAll('  \n', '\n').replace(/\n\n(?=- )/g, '\n');
}

/** The robot over HTTP, with a custom robot in the group. */
export async function openDingtalk(): Promise<PlatformHarness> {
  const hosts: string[] = [];
  const stage = await setStage({
    config: { groupRobots: [robot] },
    options: {
      fetch: (input, init) => {
        hosts.push(new URL(input instanceof Request ? input.url : input).host);
        return fetch(input, init);
      },
    },
  });
  onTestFinished(() => stage.close());
  const { dingtalk, clock, door } = stage;
  dingtalk.addGroupRobot(robot.accessToken, robot.secret);
  const post = (text: string, id: string, fault?: CallbackFault): Promise<WebhookAnswer> =>
    dingtalk.post(door, dingtalk.callback({ text, id }), fault);
  const attacks: Partial<Record<Attack, (text: string) => Promise<WebhookAnswer>>> = {
    unsigned: text => post(text, 'A', { headers: { sign: '' } }),
    'signed wrongly': text => post(text, 'A', { secret: 'another' }),
    stale: text => post(text, 'A', { timestamp: clock.now() - 3_600_000 }),
    captured: async text => {
      const timestamp = clock.now();
      await post(text, 'C', { timestamp });
      clock.advance(60_000);
      return post(text, 'D', { timestamp });
    },
    oversized: text => post(text.repeat(60_000), 'A'),
    'for somebody else': text => dingtalk.post(door, dingtalk.callback({ text, robotCode: 'dingOTHER' })),
    garbage: () => post('', 'A', { body: '\u0000ÿ' }),
  };
  return {
    platform: stage.platform,
    group: { platform: 'dingtalk', id: GROUP, kind: 'group' },
    account: 'user001',
    shown: () => dingtalk.shown.map(shown => asRead(shown.text)),
    endings: {
      retry: () => dingtalk.fault({ path: SEND, status: 503, answer: 'busy' }),
      refused: () => dingtalk.fault({ path: SEND, status: 400, answer: { code: 'contain.notAllowed.text', message: '' } }),
    },
    hosts: () => hosts,
    configured: [new URL(dingtalk.base).host],
    inbound: {
      send: ({ id, text }) => post(text, id),
      attack: async (kind, text) => (await attacks[kind]?.(text)) ?? { status: 0, body: '' },
      attacks: Object.keys(attacks) as Attack[],
      received: () => stage.received,
      logged: () => JSON.stringify(stage.logger.lines),
    },
  };
}
