import { describe, expect, it } from 'vitest';
import { dingtalkDefaults } from '../../../src/platforms/dingtalk/config.ts';
import { type Way, waysOut } from '../../../src/platforms/dingtalk/ladder.ts';
import { GROUP } from './stage.ts';

describe('the ladder', () => {
  const robot = { conversation: GROUP, accessToken: 'robot-of-the-work-group', secret: 'SECwork' };
  const config = { ...dingtalkDefaults, clientId: 'a', clientSecret: 'b', robotCode: 'a', groupRobots: [robot] };
  const minute = 60_000;
  const now = 1_795_000_000_000;
  const group = { conversation: { platform: 'dingtalk' as const, id: GROUP, kind: 'group' as const } };
  const direct = { conversation: { platform: 'dingtalk' as const, id: 'user001', kind: 'direct' as const } };
  const alive = { value: 'https://oapi.dingtalk.com/robot/sendBySession?session=x', expiresAt: now + minute };
  const names = (list: Way[]): string[] => list.map(way => way.way);

  it.each([
    ['a reply in a group', { to: group, mentions: [], replyAddress: alive }, ['session-webhook', 'group-message', 'group-robot']],
    [
      'a reply whose address is about to end',
      { to: group, mentions: [], replyAddress: { ...alive, expiresAt: now + 20_000 } },
      ['group-message', 'group-robot'],
    ],
    [
      'a reply whose address leads elsewhere',
      { to: group, mentions: [], replyAddress: { ...alive, value: 'https://example.org/x' } },
      ['group-message', 'group-robot'],
    ],
    ['a push that mentions', { to: group, mentions: ['u1'] }, ['group-robot', 'group-message']],
    ['a push that does not', { to: group, mentions: [] }, ['group-message', 'group-robot']],
    ['a push to a group without a robot', { to: { conversation: { ...group.conversation, id: 'cidOTHER==' } }, mentions: ['u1'] }, ['group-message']],
    ['a private reply', { to: direct, mentions: [], replyAddress: alive }, ['session-webhook', 'direct-message']],
    ['a private push', { to: { platform: 'dingtalk' as const, account: 'user001' }, mentions: [] }, ['direct-message']],
  ])('%s', (_name, message, expected) => {
    expect(names(waysOut(message, config, now))).toEqual(expected);
  });
});
