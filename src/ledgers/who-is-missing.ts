import type { Bureau } from '../bureau/bureau.ts';
import { counts } from '../domain/entry.ts';
import { overlaps, type Period } from '../domain/period.ts';
import type { Reader } from '../store/store.ts';
import { allRows } from './all-rows.ts';

/** 填报情况 — by 科室 in the bureau's fixed order; never a ranking. */
export interface ReportingState {
  period: Period;
  /** Have at least one entry in the period. */
  reported: string[];
  /** Said that there is nothing. */
  nil: string[];
  missing: string[];
}

/** Which reporting 科室 have an entry that touches the period, which said 无, and which have neither. */
export async function whoIsMissing(reader: Reader, bureau: Pick<Bureau, 'departments'>, period: Period): Promise<ReportingState> {
  const state: ReportingState = { period, reported: [], nil: [], missing: [] };
  for (const { name } of bureau.departments.filter(department => department.reports)) {
    if (await hasEntry(reader, name, period)) state.reported.push(name);
    else if (await hasNilReport(reader, name, period)) state.nil.push(name);
    else state.missing.push(name);
  }
  return state;
}

async function hasEntry(reader: Reader, department: string, period: Period): Promise<boolean> {
  for await (const entry of allRows(reader, 'entry', { index: 'byDepartment', equals: [department], from: period.from })) {
    if (counts(entry) && overlaps(entry.period, period)) return true;
  }
  return false;
}

async function hasNilReport(reader: Reader, department: string, period: Period): Promise<boolean> {
  for await (const nil of allRows(reader, 'nil-report', { index: 'byDepartment', equals: [department], from: period.from })) {
    if (overlaps(nil.period, period)) return true;
  }
  return false;
}
