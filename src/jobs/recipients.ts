import type { Bureau } from '../bureau/bureau.ts';
import type { LocalDate } from '../domain/date.ts';
import { isActive, isPresent, type Member, type Role } from '../domain/member.ts';
import type { OutgoingMessage } from '../domain/message.ts';
import { may } from '../domain/permission.ts';

/** Members with a role on a day, in the order of the roster: those at work, or all of them when every one is away. */
export function membersWithRole(bureau: Bureau, role: Role, date: LocalDate): Member[] {
  const all = bureau.members.filter(member => member.roles.includes(role) && isActive(member, date));
  const present = all.filter(member => isPresent(member, date));
  return present.length > 0 ? present : all;
}

/** The member of this id while they are at work; nobody otherwise. */
export function ownersOf(bureau: Bureau, id: string, date: LocalDate): Member[] {
  return bureau.members.filter(member => member.id === id && isPresent(member, date));
}

/** Who answers for a 科室 on a day: its liaisons at work, else the first colleague there who reports; nobody when all are away. */
export function contactsOf(bureau: Bureau, department: string, date: LocalDate): Member[] {
  const present = bureau.members.filter(member => worksIn(member, department) && isPresent(member, date));
  const liaisons = present.filter(({ roles }) => roles.includes('liaison'));
  if (liaisons.length > 0) return liaisons;
  const hasLiaison = bureau.members.some(member => worksIn(member, department) && member.roles.includes('liaison') && isActive(member, date));
  return hasLiaison ? present.filter(member => may(member, 'report')).slice(0, 1) : [];
}

function worksIn(member: Member, department: string): boolean {
  return member.department === department || member.otherDepartments.includes(department);
}

/** Where a member is written to privately: on the first platform of the bureau's groups where they have an account; undefined when nowhere. */
export function privateAddress(bureau: Bureau, member: Member): OutgoingMessage['to'] | undefined {
  for (const { platform } of bureau.groups) {
    const account = member.accounts[platform];
    if (account !== undefined) return { platform, account };
  }
  return undefined;
}

/** A push of plain text. */
export function push(to: OutgoingMessage['to'], text: string): OutgoingMessage {
  return { to, text, mentions: [], files: [], buttons: [] };
}
