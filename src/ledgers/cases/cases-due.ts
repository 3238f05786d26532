import type { Bureau } from '../../bureau/bureau.ts';
import { type Case, type CaseDue, duesOf } from '../../domain/case.ts';
import type { CaseKind } from '../../domain/case-kind.ts';
import { addMonths, type LocalDate } from '../../domain/date.ts';
import type { Reader } from '../../store/store.ts';
import { allRows } from '../all-rows.ts';
import { kindOf, openCases } from './find-case.ts';

/** 到期的事项 — a case with the nearest date by which it must have gone on. */
export interface DueCase extends CaseDue {
  case: Case;
  kind: CaseKind;
}

/** Long enough before a date of validity ends that somebody can still act. */
const MONTHS_AHEAD = 3;

/** Every case with something due, overdue ones included, up to `date`; without one all. The nearest comes first. A closed case may still have one: a document's 有效期. */
async function casesDue(reader: Reader, bureau: Bureau, date?: LocalDate): Promise<DueCase[]> {
  const closed: Case[] = [];
  for await (const row of allRows(reader, 'case', { index: 'byStatus', equals: ['closed'] })) closed.push(row);
  const due = [...(await openCases(reader)), ...closed].flatMap((one): DueCase[] => {
    const kind = kindOf(bureau, one);
    const [next] = kind ? duesOf(one, kind, bureau.calendar) : [];
    return kind && next && (date === undefined || next.dueOn <= date) ? [{ ...next, case: one, kind }] : [];
  });
  return due.sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.case.number - b.case.number);
}

/** What is worth a reminder around a day. */
export function casesDueSoon(reader: Reader, bureau: Bureau, today: LocalDate): Promise<DueCase[]> {
  return casesDue(reader, bureau, addMonths(today, MONTHS_AHEAD));
}
