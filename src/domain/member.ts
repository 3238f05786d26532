import { isWithin } from './absence.ts';
import type { LocalDate } from './date.ts';
import type { Period } from './period.ts';

/** 单位 — the bureau a row belongs to; every row carries it. */
export type BureauId = string;

/** 角色 — what a member may do; see `permission.ts`. */
export type Role = 'staff' | 'liaison' | 'head' | 'editor' | 'leader' | 'admin' | 'secrecy';

/** 成员 — a person of the roster (花名册). */
export interface Member {
  id: string;
  name: string;
  /** 科室, by its full name; further ones in `otherDepartments`. */
  department: string;
  otherDepartments: string[];
  roles: Role[];
  /** Platform id → account on that platform. */
  accounts: Record<string, string>;
  from: LocalDate | null;
  to: LocalDate | null;
  /** 不在岗 — leave, business trips: then they are neither reminded nor counted on. */
  leave?: readonly Period[];
  /** False for somebody who speaks but is not in the roster. */
  known: boolean;
}

/** 科室 and further 科室 of a member. */
export function departmentsOf(member: Pick<Member, 'department' | 'otherDepartments'>): string[] {
  return [member.department, ...member.otherDepartments].filter(name => name !== '');
}

/** Whether a member belongs to the bureau on that day. */
export function isActive(member: Pick<Member, 'from' | 'to'>, date: LocalDate): boolean {
  return (member.from === null || member.from <= date) && (member.to === null || date <= member.to);
}

/** Whether a member of the bureau is at work on that day. */
export function isPresent(member: Pick<Member, 'from' | 'to' | 'leave'>, date: LocalDate): boolean {
  return isActive(member, date) && !isWithin(member.leave ?? [], date);
}
