import type { Bureau } from '../bureau/bureau.ts';
import type { LocalDate } from '../domain/date.ts';
import type { NilReport } from '../domain/entry.ts';
import type { Period } from '../domain/period.ts';
import type { MetricKind } from '../domain/quantity.ts';
import type { ReportLine, Total } from '../domain/total.ts';
import { compare } from './report-line.ts';

/** What a total is asked for. `today` bounds what can have happened. */
export interface TotalRequest {
  metric: string;
  period: Period;
  today: LocalDate;
  bureau: Pick<Bureau, 'ledgers' | 'departments'>;
  /** One 科室's own view: what it leads and, marked, what it supports. */
  department?: string | null;
  nilReports?: readonly NilReport[];
}

/** A total of nothing, which is not 0. */
export function emptyTotal(request: TotalRequest, kind: MetricKind): Total {
  const { metric, period } = request;
  return {
    metric,
    kind,
    period,
    quantity: null,
    mixedUnits: [],
    asOf: null,
    lines: [],
    entries: [],
    byDepartment: [],
    missing: [],
    unconfirmed: [],
    awaiting: [],
    conflicts: [],
    rate: null,
    isStated: false,
    supported: [],
  };
}

/** These lines by 科室, in the bureau's fixed order. */
export function byDepartment<L extends Pick<ReportLine, 'department'>>(
  lines: readonly L[],
  { departments }: Pick<Bureau, 'departments'>,
): (readonly [string, L[]])[] {
  const groups = new Map<string, L[]>();
  for (const line of lines) {
    const group = groups.get(line.department);
    if (group) group.push(line);
    else groups.set(line.department, [line]);
  }
  const order = departments.map(department => department.name);
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...groups].sort(([a], [b]) => place(a) - place(b) || compare(a, b));
}

/** The 科室 of these lines, in the bureau's fixed order. */
export function departmentsIn(lines: readonly ReportLine[], bureau: Pick<Bureau, 'departments'>): string[] {
  return byDepartment(lines, bureau).map(([name]) => name);
}
