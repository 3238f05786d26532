import type { LocalDate } from '../../domain/date.ts';
import type { Member } from '../../domain/member.ts';

/** 应参加人员 — everybody on the roster that day who does the bureau's daily work; who only leads, administers or guards secrets is not asked. */
export function participantsOn(members: readonly Member[], date: LocalDate): Member[] {
  return members.filter(
    ({ roles, from, to }) =>
      roles.some(role => role === 'staff' || role === 'liaison' || role === 'head' || role === 'editor') &&
      (from === null || from <= date) &&
      (to === null || date <= to),
  );
}
