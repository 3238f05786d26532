import type { Member } from '../domain/member.ts';
import type { OutgoingMessage } from '../domain/message.ts';
import type { OutboxRow } from '../store/store.ts';
import { deliveryReasons } from '../wording/delivery.ts';
import { type UndeliveredLine, unknownGroup, unknownPerson } from '../wording/undelivered.ts';
import { resendCode } from './undelivered.ts';

/** Whom the bureau knows by name. */
export interface KnownNames {
  groups: readonly { name: string; conversation: string }[];
  members: readonly Pick<Member, 'name' | 'id' | 'accounts'>[];
}

function nameOf(to: OutgoingMessage['to'], { groups, members }: KnownNames): string {
  const person = (account: string): string =>
    members.find(member => member.id === account || Object.values(member.accounts).includes(account))?.name ?? unknownPerson;
  if (!('conversation' in to)) return person(to.account);
  const { id, kind } = to.conversation;
  return kind === 'group' ? (groups.find(group => group.conversation === id)?.name ?? unknownGroup) : person(id.replace(/^direct:/, ''));
}

/** What an admin is told of a message that did not arrive. */
export function undeliveredLine(row: OutboxRow, known: KnownNames): UndeliveredLine {
  const { message, queuedAt, state, lastError, run } = row;
  return {
    code: resendCode(row),
    at: queuedAt,
    to: nameOf(message.to, known),
    kind: message.replyTo === undefined ? (run === null ? 'notice' : 'push') : 'reply',
    isUncertain: state === 'uncertain',
    reason: lastError ?? deliveryReasons.unknown,
  };
}
