import type { Bureau } from '../bureau/bureau.ts';
import type { LocalDate } from '../domain/date.ts';
import type { Member, Role } from '../domain/member.ts';
import type { OutgoingMessage } from '../domain/message.ts';

/** Somebody of the roster on that day. */
function isOnRoster(member: Member, date: LocalDate): boolean {
  return (member.from === null || member.from <= date) && (member.to === null || date <= member.to);
}

/** Members with a role on a day, in the order of the roster. */
export function membersWithRole(bureau: Bureau, role: Role, date: LocalDate): Member[] {
  return bureau.members.filter(member => member.roles.includes(role) && isOnRoster(member, date));
}

/** The member of this id while they are on the roster; nobody otherwise. */
export function ownersOf(bureau: Bureau, id: string, date: LocalDate): Member[] {
  return bureau.members.filter(member => member.id === id && isOnRoster(member, date));
}

export function worksIn(member: Member, department: string): boolean {
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
