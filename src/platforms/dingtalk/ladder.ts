import type { OutgoingMessage } from '../../domain/message.ts';
import type { Instant } from '../../lib/clock.ts';
import type { DingtalkConfig, GroupRobot } from './config.ts';
import { isTrustedAddress } from './trusted-address.ts';

/** One way in which a text can leave. */
export type Way =
  /** The reply address of the message that is answered: mentions work, no API call is spent. */
  | { way: 'session-webhook'; address: string; conversation: string }
  /** The custom robot of a group: mentions work. */
  | { way: 'group-robot'; robot: GroupRobot }
  /** The robot API in a group: nobody can be mentioned. */
  | { way: 'group-message'; conversation: string }
  /** The robot API to one person. */
  | { way: 'direct-message'; account: string };

/** An address that is about to expire may do so on the way. */
const MARGIN_MS = 30_000;

/** 投递阶梯 — the ways open to a message, best first; the next is taken when one turns out to be closed. */
export function waysOut(message: Pick<OutgoingMessage, 'to' | 'mentions' | 'replyAddress'>, config: DingtalkConfig, now: Instant): Way[] {
  const { to } = message;
  if (!('conversation' in to)) return [{ way: 'direct-message', account: to.account }];
  const { id, kind } = to.conversation;
  const reply = sessionWebhook(message, { config, now, conversation: id });
  if (kind === 'direct') return [...reply, { way: 'direct-message', account: id }];
  const robots = config.groupRobots.filter(robot => robot.conversation === id).map(robot => ({ way: 'group-robot' as const, robot }));
  const api: Way = { way: 'group-message', conversation: id };
  return [...reply, ...(message.mentions.length > 0 ? [...robots, api] : [api, ...robots])];
}

function sessionWebhook(
  { replyAddress }: Pick<OutgoingMessage, 'replyAddress'>,
  at: { config: DingtalkConfig; now: Instant; conversation: string },
): Way[] {
  if (!replyAddress || at.now >= replyAddress.expiresAt - MARGIN_MS || !isTrustedAddress(replyAddress.value, at.config)) return [];
  return [{ way: 'session-webhook', address: replyAddress.value, conversation: at.conversation }];
}

/** Where files go: only the robot API carries them. */
export function wayForFiles({ to }: Pick<OutgoingMessage, 'to'>): Way {
  if (!('conversation' in to)) return { way: 'direct-message', account: to.account };
  const { id, kind } = to.conversation;
  return kind === 'group' ? { way: 'group-message', conversation: id } : { way: 'direct-message', account: id };
}
