import type { Member, Role } from './member.ts';

/** 权限 — one thing that a member may be allowed to do; what is not granted is denied. */
export type Permission =
  | 'ask'
  | 'report'
  | 'correct-own'
  | 'correct-department'
  | 'correct-any'
  | 'confirm-department'
  | 'confirm-any'
  | 'see-figures'
  | 'see-missing'
  | 'draft'
  | 'review'
  | 'add-document'
  | 'administer'
  | 'see-outbound'
  | 'purge';

const granted: Record<Role, readonly Permission[]> = {
  staff: ['ask', 'report', 'correct-own', 'correct-department', 'see-figures'],
  liaison: ['ask', 'report', 'correct-own', 'correct-department', 'see-figures', 'see-missing'],
  head: ['ask', 'report', 'correct-own', 'correct-department', 'confirm-department', 'see-figures', 'see-missing'],
  editor: ['ask', 'report', 'correct-own', 'correct-any', 'see-figures', 'see-missing', 'draft', 'review', 'add-document'],
  leader: ['ask', 'report', 'correct-own', 'correct-any', 'confirm-any', 'see-figures', 'see-missing', 'draft'],
  admin: ['ask', 'see-figures', 'see-missing', 'administer', 'add-document', 'see-outbound'],
  secrecy: ['ask', 'see-figures', 'purge', 'see-outbound'],
};

export function may(member: Member, permission: Permission): boolean {
  return member.roles.some(role => granted[role].includes(permission));
}
