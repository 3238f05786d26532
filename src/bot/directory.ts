import type { Bureau } from '../bureau/bureau.ts';
import { dateOf } from '../domain/date.ts';
import type { Member } from '../domain/member.ts';
import type { IncomingMessage } from '../domain/message.ts';

/** Whether a member belongs to the bureau on that day. */
export function isActive(member: Member, date: string): boolean {
  return (member.from === null || member.from <= date) && (member.to === null || date <= member.to);
}

/** 花名册查人 — who sent a message: by the account on its platform, in the roster of that day; the simulator's accounts are member ids. Somebody outside the roster is known by name only. */
export function memberOf(message: IncomingMessage, bureau: Bureau): Member {
  const { account, name, vouched } = message.sender;
  const { platform } = message.conversation;
  const today = dateOf(message.at);
  const listed = bureau.members.find(
    member =>
      isActive(member, today) &&
      (member.accounts[platform] === account || (platform === 'simulator' && (member.id === account || member.name === account))),
  );
  if (listed) return listed;
  return {
    id: `${platform}:${account}`,
    name: name || account,
    department: vouched?.department ?? '',
    otherDepartments: [],
    roles: vouched?.roles ?? (bureau.unknownMembers === 'staff' ? ['staff'] : []),
    accounts: { [platform]: account },
    from: null,
    to: null,
    known: false,
  };
}

/** Where a member can be written to privately on this platform; undefined when the roster has no account there. */
export function accountOf(member: Member, platform: IncomingMessage['conversation']['platform']): string | undefined {
  return member.accounts[platform] ?? (platform === 'simulator' ? member.id : undefined);
}
