import type { Member, Role } from '../domain/member.ts';
import type { Bureau, Department } from './bureau.ts';

/** 临时人员 — somebody whom a script names with department and roles, and whom the roster does not have. */
export interface Guest {
  name: string;
  department?: string | undefined;
  roles?: readonly Role[] | undefined;
}

function asMember({ name, department = '', roles = ['staff'] }: Guest): Member {
  const id = `guest:${name}`;
  return { id, name, department, otherDepartments: [], roles: [...roles], accounts: { simulator: id }, from: null, to: null, known: true };
}

/** The bureau as if these people were in its roster and their 科室 in its list, so that others can speak of them; the files are not touched. */
export function withGuests(bureau: Bureau, guests: readonly Guest[]): Bureau {
  const members = new Map(guests.map(guest => [guest.name, asMember(guest)]));
  const known = new Set(bureau.departments.map(department => department.name));
  const departments = new Map<string, Department>();
  for (const member of members.values()) {
    const reports = (departments.get(member.department)?.reports ?? false) || !member.roles.includes('leader');
    if (member.department && !known.has(member.department)) departments.set(member.department, { name: member.department, aliases: [], reports });
  }
  return { ...bureau, members: [...bureau.members, ...members.values()], departments: [...bureau.departments, ...departments.values()] };
}
