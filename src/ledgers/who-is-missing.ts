import type { Bureau, Department } from '../bureau/bureau.ts';
import { coverWork } from '../domain/absence.ts';
import { stands } from '../domain/entry.ts';
import { overlaps, type Period } from '../domain/period.ts';
import type { Reader } from '../store/store.ts';
import { withAbsences } from './absences.ts';
import { allRows } from './all-rows.ts';

/** 填报情况 — by 科室 in the bureau's fixed order; never a ranking. */
export interface ReportingState {
  period: Period;
  /** Have at least one entry in the period. */
  reported: string[];
  /** Said that there is nothing. */
  nil: string[];
  missing: string[];
  /** 免报, or nobody was at work: not asked. */
  excused: string[];
}

type Reporting = Pick<Bureau, 'departments' | 'members' | 'calendar'>;

/** Exempt on every worked day, or none of its people at work on any. */
function isExcused({ name, exempt = [] }: Department, { members, calendar }: Reporting, period: Period): boolean {
  if (coverWork(exempt, period, calendar)) return true;
  const people = members.filter(member => member.department === name && (member.to === null || member.to >= period.from));
  return people.length > 0 && people.every(({ leave = [] }) => coverWork(leave, period, calendar));
}

/** Which reporting 科室 have an entry that touches the period, which said 无, which need not, and which have neither. */
export async function whoIsMissing(reader: Reader, bureau: Reporting, period: Period): Promise<ReportingState> {
  const present = await withAbsences(reader, bureau, period.from);
  const state: ReportingState = { period, reported: [], nil: [], missing: [], excused: [] };
  for (const department of present.departments.filter(({ reports }) => reports)) {
    const { name } = department;
    if (await hasEntry(reader, name, period)) state.reported.push(name);
    else if (await hasNilReport(reader, name, period)) state.nil.push(name);
    else if (isExcused(department, present, period)) state.excused.push(name);
    else state.missing.push(name);
  }
  return state;
}

async function hasEntry(reader: Reader, department: string, period: Period): Promise<boolean> {
  for await (const entry of allRows(reader, 'entry', { index: 'byDepartment', equals: [department], from: period.from })) {
    if (stands(entry) && overlaps(entry.period, period)) return true;
  }
  return false;
}

async function hasNilReport(reader: Reader, department: string, period: Period): Promise<boolean> {
  for await (const nil of allRows(reader, 'nil-report', { index: 'byDepartment', equals: [department], from: period.from })) {
    if (overlaps(nil.period, period)) return true;
  }
  return false;
}
