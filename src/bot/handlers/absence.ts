import type { Bureau } from '../../bureau/bureau.ts';
import { dateOf, yearOf } from '../../domain/date.ts';
import { departmentsOf, isActive, isPresent, type Member } from '../../domain/member.ts';
import type { Period } from '../../domain/period.ts';
import { may } from '../../domain/permission.ts';
import { endAbsence, keepAbsence, withAbsences } from '../../ledgers/absences.ts';
import * as wording from '../../wording/absence.ts';
import { type AbsenceWords, absenceWords } from '../absence-words.ts';
import { type Action, type Handler, type Services, say, type Turn } from '../turn.ts';

/** The liaison's days off are stood in for by colleagues who are there. */
function deputiesOf(member: Member, bureau: Bureau, { from }: Period): string[] {
  if (!member.roles.includes('liaison')) return [];
  const colleagues = bureau.members.filter(
    one => one.id !== member.id && departmentsOf(one).includes(member.department) && isPresent(one, from) && may(one, 'report'),
  );
  const liaisons = colleagues.filter(({ roles }) => roles.includes('liaison'));
  return (liaisons.length > 0 ? liaisons : colleagues.slice(0, 1)).map(({ name }) => name);
}

function mayAnswerFor(speaker: Member, member: Member): boolean {
  const isColleague = departmentsOf(speaker).some(name => departmentsOf(member).includes(name));
  return isColleague || may(speaker, 'correct-any') || may(speaker, 'administer');
}

function leaveOf({ member: speaker, message, at }: Turn, { bureau }: Services, said: AbsenceWords): Action {
  if (said.isUnknown) return say(wording.notOnRoster(said.who ?? ''));
  const today = dateOf(message.at);
  const member = said.who === null ? speaker : bureau.members.find(one => one.name === said.who && isActive(one, today));
  if (!member) return say(wording.notOnRoster(said.who ?? ''));
  const isOwn = member.id === speaker.id;
  if (!isOwn && !mayAnswerFor(speaker, member)) return say(wording.leaveOfOthers(member.name));
  const subject = { member: member.id };
  if (said.ends)
    return async tx => [{ text: (await endAbsence(tx, subject, at)) ? wording.leaveEnded(member.name) : wording.nothingToEnd(member.name) }];
  const { period } = said;
  if (!period) return say(wording.leaveWithoutDays(isOwn ? '我' : member.name));
  return async tx => {
    await keepAbsence(tx, { bureau, subject, period, by: speaker, at });
    const deputies = deputiesOf(member, await withAbsences(tx, bureau, today), period);
    return [{ text: wording.leaveKept({ name: member.name, period, year: yearOf(today), isOwn, deputies }) }];
  };
}

function exemptionOf({ member, message, at }: Turn, { bureau }: Services, said: AbsenceWords): Action {
  const department = said.who ?? member.department;
  if (!may(member, 'review') && !may(member, 'administer')) return say(wording.exemptByEditors);
  const subject = { department };
  if (said.ends)
    return async tx => [{ text: (await endAbsence(tx, subject, at)) ? wording.exemptEnded(department) : wording.nothingToEnd(department) }];
  const { period } = said;
  if (!period) return say(wording.exemptWithoutDays(department));
  return async tx => {
    await keepAbsence(tx, { bureau, subject, period, by: member, at });
    return [{ text: wording.exemptKept(department, period, yearOf(dateOf(message.at))) }];
  };
}

/** 我下周休年假、企服科本周免报、我销假了 — who is away is neither reminded nor counted as missing. */
export const absence: Handler = async (turn, services) => {
  const said = absenceWords(turn.message.text, services.bureau, dateOf(turn.message.at));
  if (!said) return say();
  return said.of === 'member' ? leaveOf(turn, services, said) : exemptionOf(turn, services, said);
};

/** 请假情况 — to the asker alone. */
export const absences: Handler = async ({ message, member }, { store, bureau }) => {
  const today = dateOf(message.at);
  const { members, departments } = await store.read({ bureau: bureau.id }, reader => withAbsences(reader, bureau, today));
  const ahead = (name: string, periods: readonly Period[] = []) => periods.flatMap(period => (period.to >= today ? [{ name, period }] : []));
  const people = members.flatMap(({ name, leave }) => ahead(name, leave));
  const text = wording.absenceList({ people, departments: departments.flatMap(({ name, exempt }) => ahead(name, exempt)) }, yearOf(today));
  return message.conversation.kind === 'direct' ? say(text) : say({ text, to: member });
};
