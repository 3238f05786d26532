import type { Entry } from '../domain/entry.ts';
import { AppError } from '../domain/errors.ts';
import { departmentsOf, type Member } from '../domain/member.ts';
import { may } from '../domain/permission.ts';
import { refusedChange } from '../wording/receipt.ts';

/** Whether this member may correct or withdraw this entry: their own, their 科室's, any as editor or leader. */
export function mayChange(member: Member, entry: Pick<Entry, 'reporter' | 'department'>): boolean {
  if (may(member, 'correct-any')) return true;
  if (may(member, 'correct-own') && entry.reporter.id === member.id) return true;
  return may(member, 'correct-department') && departmentsOf(member).includes(entry.department);
}

/** Throws `not-permitted`, saying whose entry it is and who may change it. */
export function requireMayChange(member: Member, entry: Entry): void {
  if (!mayChange(member, entry)) throw new AppError('not-permitted', refusedChange(entry));
}
