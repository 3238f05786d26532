import type { Bureau } from '../bureau/bureau.ts';
import type { Absence } from '../domain/absence.ts';
import { addDays, dateOf, type LocalDate } from '../domain/date.ts';
import type { Member } from '../domain/member.ts';
import type { Period } from '../domain/period.ts';
import type { Instant } from '../lib/clock.ts';
import type { Reader, Transaction } from '../store/store.ts';
import { allRows } from './all-rows.ts';

/** Longer ago than this an absence changes nothing that is still asked about. */
const LOOK_BACK_DAYS = 400;

type People = Pick<Bureau, 'members' | 'departments'>;

function keyOf(subject: Absence['subject']): string {
  return 'member' in subject ? `member:${subject.member}` : `department:${subject.department}`;
}

async function absencesSince(reader: Reader, date: LocalDate): Promise<Absence[]> {
  const found: Absence[] = [];
  for await (const absence of allRows(reader, 'absence', { index: 'byEnd', from: date })) found.push(absence);
  return found;
}

/** The bureau with what was said of leave and exemptions added to what its files say. */
export async function withAbsences<B extends People>(reader: Reader, bureau: B, today: LocalDate): Promise<B> {
  const absences = await absencesSince(reader, addDays(today, -LOOK_BACK_DAYS));
  if (absences.length === 0) return bureau;
  const daysOf = (key: string): Period[] => absences.filter(({ subject }) => keyOf(subject) === key).map(({ period }) => period);
  return {
    ...bureau,
    members: bureau.members.map(member => ({ ...member, leave: [...(member.leave ?? []), ...daysOf(`member:${member.id}`)] })),
    departments: bureau.departments.map(each => ({ ...each, exempt: [...(each.exempt ?? []), ...daysOf(`department:${each.name}`)] })),
  };
}

/** 登记 — keeps these days of a member or 科室; said again with the same first day, the later words stand. */
export async function keepAbsence(
  transaction: Transaction,
  { bureau, subject, period, by, at }: { bureau: Pick<Bureau, 'id'>; subject: Absence['subject']; period: Period; by: Member; at: Instant },
): Promise<void> {
  const id = `${keyOf(subject)}:${period.from}`;
  const known = await transaction.get('absence', id);
  const saidBy = { id: by.id, name: by.name };
  const row: Absence = { bureau: bureau.id, id, version: known?.version ?? 1, subject, period, saidBy, saidAt: at };
  if (known) await transaction.replace('absence', row);
  else await transaction.insert('absence', row);
}

/** 销假、恢复填报 — what was to last beyond `at` ends the day before; what had not begun is gone. False when nothing was kept. */
export async function endAbsence(transaction: Transaction, subject: Absence['subject'], at: Instant): Promise<boolean> {
  const today = dateOf(at);
  const open = (await absencesSince(transaction, today)).filter(absence => keyOf(absence.subject) === keyOf(subject));
  for (const absence of open) {
    if (absence.period.from >= today) await transaction.remove('absence', absence.id, absence.version);
    else await transaction.replace('absence', { ...absence, period: { from: absence.period.from, to: addDays(today, -1) } });
  }
  return open.length > 0;
}
