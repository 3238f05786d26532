import type { Bureau } from '../bureau/bureau.ts';
import { counts, type Entry, type NilReport } from '../domain/entry.ts';
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
  const isWanted = (name: string, reports: boolean): boolean =>
    department !== null ? name === department : reporter !== null ? said.some(entry => entry.department === name) : reports;
  return bureau.departments
    .filter(({ name, reports }) => isWanted(name, reports))
    .map(({ name }) => ({
      department: name,
      entries: said.filter(entry => entry.department === name),
      nilReports: nil.filter(report => report.department === name).length,
    }));
}
