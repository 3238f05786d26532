import type { Member } from '../domain/member.ts';
import type { IncomingMessage, OutgoingMessage, PlatformId } from '../domain/message.ts';
import { accountOf } from './directory.ts';
import type { Reply } from './turn.ts';

const platforms: readonly PlatformId[] = ['wecom', 'dingtalk', 'simulator'];

/** Where a member is written to: on the platform of the conversation, else on another one that they are on. */
export function privately(member: Member, preferred: PlatformId): OutgoingMessage['to'] | undefined {
  const here = accountOf(member, preferred);
  if (here !== undefined) return { platform: preferred, account: here };
  const platform = platforms.find(one => member.accounts[one] !== undefined);
  const account = platform && member.accounts[platform];
  return platform && account !== undefined ? { platform, account } : undefined;
}

/** A reply as it goes out: to the conversation of the message, or privately to whom it names. Undefined when that person is on no platform. */
export function addressed(reply: Reply, message: IncomingMessage): OutgoingMessage | undefined {
  const to = reply.to ? privately(reply.to, message.conversation.platform) : { conversation: message.conversation };
  if (!to) return undefined;
  const { replyAddress } = message;
  return {
    to,
    text: reply.text,
    mentions: [],
    files: reply.files ?? [],
    buttons: reply.buttons ?? [],
    ...(reply.to ? {} : { replyTo: message.id, ...(replyAddress ? { replyAddress } : {}) }),
  };
}
