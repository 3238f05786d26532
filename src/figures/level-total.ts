import { contains } from '../domain/period.ts';
import type { ReportLine, SettledLine, Total } from '../domain/total.ts';
import { byTime, compare, compareIds } from './report-line.ts';
import { departmentsIn, emptyTotal, type TotalRequest } from './total-request.ts';

/** 时点数 and stated rates: the latest one, whoever said it; never a sum. */
export function levelTotal(request: TotalRequest, all: readonly ReportLine[]): Total {
  const { department = null, period, bureau } = request;
  const inside = all.filter(
    line => (department === null || line.department === department) && contains(period, { from: line.interval.to, to: line.interval.to }),
  );
  const points = inside.filter(line => line.kind !== 'increment').sort((a, b) => compare(a.interval.to, b.interval.to) || compareIds(a, b));
  const latest = points.findLast(line => !line.isUnsettled && !line.isAwaiting);
  const settled = inside.map(line => settledLevel(line, latest)).sort(byTime);
  const of = (verdict: SettledLine['verdict']): SettledLine[] => settled.filter(line => line.verdict === verdict);
  const doubts = { unconfirmed: of('unconfirmed'), awaiting: of('awaiting') };
  if (!latest) return { ...emptyTotal(request, 'level'), lines: settled, ...doubts };
  const quantity = { ...latest.quantity };
  return {
    ...emptyTotal(request, 'level'),
    quantity,
    asOf: latest.interval.to,
    lines: settled,
    entries: [latest.entryId],
    byDepartment: departmentsIn([latest], bureau).map(name => ({ department: name, quantity, asOf: latest.interval.to })),
    ...doubts,
  };
}

function settledLevel(line: ReportLine, latest: ReportLine | undefined): SettledLine {
  if (line === latest) return { ...line, verdict: 'counted', by: null };
  if (line.isAwaiting) return { ...line, verdict: 'awaiting', by: null };
  if (line.kind === 'increment') return { ...line, verdict: 'other-kind', by: null };
  return line.isUnsettled ? { ...line, verdict: 'unconfirmed', by: null } : { ...line, verdict: 'superseded', by: latest?.number ?? null };
}
