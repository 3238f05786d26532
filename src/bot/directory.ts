import type { Bureau } from '../bureau/bureau.ts';
import { dateOf } from '../domain/date.ts';
import { isActive, type Member } from '../domain/member.ts';
import { type Membership, memberByClaim } from '../domain/membership.ts';
import type { IncomingMessage } from '../domain/message.ts';

/** 花名册查人 — who sent a message: by the account on its platform, in the roster of that day; the simulator's accounts are member ids. Then by an agreed claim; somebody else is known by name only. */
export function memberOf(message: IncomingMessage, bureau: Bureau, claimed?: Membership): Member {
  const { account, name, vouched } = message.sender;
  const { platform } = message.conversation;
  const today = dateOf(message.at);
  const listed = bureau.members.find(
    member =>
      isActive(member, today) &&
      (member.accounts[platform] === account || (platform === 'simulator' && (member.id === account || member.name === account))),
  );
  if (listed) return listed;
  const agreed = memberByClaim(claimed, bureau.members, today);
  if (agreed) return agreed;
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
