import type { Entry, EntryStatus } from './entry.ts';
import { departmentsOf, type Member } from './member.ts';
import { may } from './permission.ts';

/** 负责人确认 — whether figures count when they are reported, or when the head of the 科室 has said yes. */
export type Confirmation = 'none' | 'department-head';

/** Who may say yes to a 科室's entries: its head, or a bureau leader. */
export function mayConfirm(member: Member, { department }: Pick<Entry, 'department'>): boolean {
  return may(member, 'confirm-any') || (may(member, 'confirm-department') && departmentsOf(member).includes(department));
}

/** What a new entry is: what a head says is confirmed with the saying. */
export function statusOfNew(entry: Pick<Entry, 'department'>, reporter: Member, confirmation: Confirmation): EntryStatus {
  if (confirmation === 'none') return 'submitted';
  return mayConfirm(reporter, entry) ? 'accepted' : 'awaiting';
}

/** What a changed entry is: a yes was said to the figure as it stood, not to another one. */
export function statusOfChanged({ status, department }: Pick<Entry, 'status' | 'department'>, by: Member): EntryStatus {
  if (status === 'submitted') return status;
  return mayConfirm(by, { department }) ? 'accepted' : 'awaiting';
}
