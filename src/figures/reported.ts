import type { Bureau, Department } from '../bureau/bureau.ts';
import { counts, type Entry, type NilReport } from '../domain/entry.ts';
import { mergedInto } from '../domain/merger.ts';
import { overlaps } from '../domain/period.ts';
import type { Question } from '../domain/question.ts';

/** 已报 — what one 科室 has reported of a period, its 零报告 with it. */
export interface Reported {
  department: string;
  entries: Entry[];
  nilReports: number;
}

type Asked = Pick<Question, 'period' | 'department' | 'reporter'> & { bureau: Pick<Bureau, 'departments'>; nilReports: readonly NilReport[] };

/** By 科室 in the bureau's fixed order: the one asked about, that of the person asked about, or all that report. */
export function reportedBy(entries: readonly Entry[], { period, department, reporter, bureau, nilReports }: Asked): Reported[] {
  const said = entries
    .filter(entry => counts(entry) && overlaps(entry.period, period) && (reporter === null || entry.reporter.name === reporter))
    .sort((a, b) => a.submittedAt - b.submittedAt);
  const nil = nilReports.filter(report => overlaps(report.period, period) && (reporter === null || report.reporter.name === reporter));
  const hasSaid = (name: string): boolean => said.some(entry => entry.department === name);
  const wanted = department === null ? null : mergedInto(department, period.to, bureau.departments);
  // Of those that have ended only what there is: they are not behind with anything.
  const isWanted = ({ name, reports, merged }: Department): boolean => {
    if (wanted) return name === department || (wanted.includes(name) && hasSaid(name));
    return reporter !== null || merged ? hasSaid(name) : reports;
  };
  return bureau.departments.filter(isWanted).map(({ name }) => ({
    department: name,
    entries: said.filter(entry => entry.department === name),
    nilReports: nil.filter(report => report.department === name).length,
  }));
}
