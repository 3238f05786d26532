import type { Instant } from '../lib/clock.ts';
import { isActive, type Member } from './member.ts';
import type { PlatformId } from './message.ts';

/** 身份认领 — somebody outside the roster said who they are, and whether a liaison or admin agreed. The roster file is never touched. */
export interface Membership {
  bureau: string;
  /** `platform:account`. */
  id: string;
  version: number;
  platform: PlatformId;
  account: string;
  name: string;
  department: string;
  /** The person of the roster that they are, when the roster has one of this name and 科室 without an account there. */
  memberId: string | null;
  state: 'waiting' | 'approved' | 'refused';
  /** How often somebody was asked about this account; bounded, so that nobody is flooded. */
  asked: number;
  saidAt: Instant;
  decidedBy: { id: string; name: string } | null;
  decidedAt: Instant | null;
}

/** The person of the roster with this name in this 科室, on that day. */
export function namesake(
  members: readonly Member[],
  { name, department }: Pick<Membership, 'name' | 'department'>,
  date: string,
): Member | undefined {
  return members.find(one => one.name === name && one.department === department && isActive(one, date));
}

/** Who may agree: an admin, or the 科室's liaison unless more than a colleague's rights would follow. */
export function mayDecide(decider: Member, membership: Pick<Membership, 'department' | 'memberId'>, members: readonly Member[]): boolean {
  if (decider.roles.includes('admin')) return true;
  const person = members.find(one => one.id === membership.memberId);
  const isPlain = person?.roles.every(role => role === 'staff') ?? true;
  return isPlain && decider.roles.includes('liaison') && [decider.department, ...decider.otherDepartments].includes(membership.department);
}

/** As whom somebody speaks whose claim was agreed to; undefined before that. */
export function memberByClaim(membership: Membership | undefined, members: readonly Member[], date: string): Member | undefined {
  if (membership?.state !== 'approved') return undefined;
  const { platform, account, name, department, memberId } = membership;
  const listed = members.find(one => one.id === memberId && isActive(one, date));
  // Who was linked to the roster and has left it is nobody any more.
  if (memberId !== null && !listed) return undefined;
  const person = listed ?? {
    id: membership.id,
    ...{ name, department },
    otherDepartments: [],
    roles: ['staff' as const],
    accounts: {},
    from: null,
    to: null,
    known: true,
  };
  return { ...person, accounts: { ...person.accounts, [platform]: account } };
}
