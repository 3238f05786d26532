import { addDays, daysBetween, type LocalDate } from '../domain/date.ts';
import { contains, overlaps, type Period } from '../domain/period.ts';
import type { Quantity } from '../domain/quantity.ts';
import type { ReportLine, SettledLine, Total } from '../domain/total.ts';
import { addUp, canAdd, mixOf } from './add-up.ts';
import { settleFlow } from './cover.ts';
import { definitionOf } from './metric-definition.ts';
import { isPeriodic, missingMonths, monthsWithoutWork } from './missing-months.ts';
import { byTime, compare, compareIds, sortedByDay } from './report-line.ts';
import { byDepartment, emptyTotal, type TotalRequest } from './total-request.ts';

/** 增量与累计: within a 科室 by cover, between 科室 by adding. */
export function flowTotal(request: TotalRequest, all: readonly ReportLine[], accepted: readonly string[]): Total {
  const { department = null } = request;
  const own = all.filter(line => department === null || line.department === department);
  const supported = department === null ? [] : all.filter(line => line.department !== department && line.supporting.includes(department));
  const units = unitOfMost(own.length > 0 ? own : supported, accepted);
  const settle = (lines: readonly ReportLine[]): SettledLine[] =>
    byDepartment(lines, request.bureau).flatMap(([, group]) => settleDepartment(group, request, { units, accepted }));
  const [settled, joint] = [settle(own), settle(supported)];
  return summed(request, { settled, joint: joint.filter(line => line.verdict === 'counted' && line.kind === 'increment'), accepted });
}

function summed(
  request: TotalRequest,
  { settled, joint, accepted }: { settled: SettledLine[]; joint: SettledLine[]; accepted: readonly string[] },
): Total {
  const lines = sortedByDay([...settled, ...joint], byTime);
  const counted = lines.filter(line => line.verdict === 'counted');
  const seen = lines.filter(line => !isApart(line) && line.verdict !== 'awaiting');
  const { unit, mixed } = mixOf(
    (seen.length > 0 ? seen : counted).map(line => line.quantity.unit),
    accepted,
  );
  const spoken = settled.filter(line => line.verdict !== 'other-kind' && line.verdict !== 'straddles');
  const periodic = byDepartment(spoken, request.bureau).flatMap(([name, group]) => (isPeriodic(group) ? [name] : []));
  return {
    ...emptyTotal(request, 'increment'),
    quantity: counted.length > 0 ? addUp(counted, unit) : null,
    mixedUnits: mixed,
    asOf: asOfFlow(request, counted, periodic),
    lines,
    entries: [...new Set(counted.map(line => line.entryId))].sort(compare),
    byDepartment: byDepartment(counted, request.bureau).flatMap(([name, group]) => departmentSum(request, group, { name, unit, periodic })),
    missing: expectedOf(request, spoken, periodic).flatMap(name => missingOf(request, settled, name)),
    unconfirmed: settled.filter(line => line.verdict === 'unconfirmed').sort(byTime),
    awaiting: settled.filter(line => line.verdict === 'awaiting').sort(byTime),
    conflicts: settled
      .filter(line => line.verdict === 'conflict' || line.verdict === 'superseded' || line.verdict === 'straddles' || line.verdict === 'other-unit')
      .sort(byTime),
    supported: joint.sort(byTime),
  };
}

/** In another unit or of another kind: it cannot be added at all. */
function isApart({ verdict }: SettledLine): boolean {
  return verdict === 'other-unit' || verdict === 'other-kind';
}

function departmentSum(
  request: TotalRequest,
  lines: readonly SettledLine[],
  { name, unit, periodic }: { name: string; unit: string; periodic: readonly string[] },
): Total['byDepartment'] {
  const asOf = asOfFlow(request, lines, periodic.includes(name) ? [name] : []);
  return asOf === null ? [] : [{ department: name, quantity: addUp(lines, unit), asOf }];
}

/** Figures reported by periods speak up to their last period; events up to today. */
function asOfFlow({ period, today }: TotalRequest, counted: readonly SettledLine[], periodic: readonly string[]): LocalDate | null {
  if (counted.length === 0) return null;
  let latest = '';
  let isByPeriod = periodic.length > 0;
  for (const { interval, kind } of counted) {
    if (interval.to > latest) latest = interval.to;
    if (kind === 'cumulative') isByPeriod = true;
  }
  const bound = period.to < today ? period.to : today;
  return !isByPeriod || latest > bound ? bound : latest;
}

/** Who is expected to go on reporting: those whose ledger it is, but nobody whose place another 科室 has taken since. */
function expectedOf({ bureau, metric }: TotalRequest, spoken: readonly SettledLine[], periodic: readonly string[]): string[] {
  const responsible = definitionOf(bureau, metric)?.ledger.departments ?? [];
  const own = periodic.filter(name => responsible.includes(name));
  const candidates = own.length > 0 ? own : periodic;
  const edge = (name: string, end: 'first' | 'last'): LocalDate => {
    const days = spoken
      .filter(line => line.department === name)
      .map(line => (end === 'first' ? line.interval.from : line.interval.to))
      .sort();
    return (end === 'first' ? days[0] : days.at(-1)) ?? '';
  };
  return candidates.filter(name => !periodic.some(other => other !== name && edge(other, 'first') > edge(name, 'last')));
}

function missingOf({ period, today, nilReports = [] }: TotalRequest, settled: readonly SettledLine[], department: string): Total['missing'] {
  const said = settled.filter(line => line.department === department).map(line => line.interval);
  const nil = nilReports.filter(report => report.department === department).map(report => report.period);
  return missingMonths([...said, ...monthsWithoutWork(nil, today)], { asked: period, today }).map(gap => ({ department, period: gap }));
}

/** One 科室: what lies in the period, the difference of two cumulative figures where the period begins after New Year, and what crosses its edges. */
function settleDepartment(
  lines: readonly ReportLine[],
  request: TotalRequest,
  { units, accepted }: { units: string; accepted: readonly string[] },
): SettledLine[] {
  const eve = addDays(request.period.from, -1);
  const fitting: ReportLine[] = [];
  const inside: ReportLine[] = [];
  const apart: SettledLine[] = [];
  for (const line of lines) {
    const isTouching = overlaps(line.interval, request.period);
    if (line.kind === 'rate' || (!isTouching && !isShortlyBefore(line, eve))) continue;
    const verdict = line.kind === 'level' ? 'other-kind' : canAdd(line.quantity.unit, units, accepted) ? 'straddles' : 'other-unit';
    if (verdict === 'straddles') fitting.push(line);
    if (verdict === 'straddles' && contains(request.period, line.interval)) inside.push(line);
    else if (isTouching && (verdict !== 'straddles' || line.kind === 'increment')) apart.push({ ...line, verdict, by: null });
  }
  const { derived, taken } = difference(fitting, request.period);
  return [...settleFlow([...inside, ...derived]), ...taken, ...apart];
}

/** A half-year is often closed a few days early: 上半年, reported on 26 June. */
export const EARLY_DAYS = 7;

function isShortlyBefore({ kind, interval }: ReportLine, eve: LocalDate): boolean {
  return interval.to === eve || (kind === 'cumulative' && interval.to < eve && daysBetween(interval.to, eve) <= EARLY_DAYS);
}

/** 三季度 = 1—9月累计 − 上半年累计, when a cumulative figure ends on the day before the period, or shortly before that, and another inside it. */
function difference(lines: readonly ReportLine[], period: Period): { derived: ReportLine[]; taken: SettledLine[] } {
  const snapshots = lines
    .filter(line => line.kind === 'cumulative' && !line.isUnsettled && !line.isAwaiting && line.interval.from < period.from)
    .sort((a, b) => compare(a.interval.to, b.interval.to) || compareIds(a, b));
  const before = snapshots.findLast(line => isShortlyBefore(line, addDays(period.from, -1)));
  const after = snapshots.findLast(line => contains(period, { from: line.interval.to, to: line.interval.to }));
  if (!before || !after || before.interval.from !== after.interval.from) return { derived: [], taken: [] };
  const { unit } = mixOf([after.quantity.unit, before.quantity.unit], []);
  const value = addUp([after, { ...before, quantity: { ...before.quantity, value: -(before.quantity.value ?? 0) } }], unit);
  const quantity: Quantity = { ...value, approximate: after.quantity.approximate || before.quantity.approximate ? 'about' : null };
  return {
    derived: [{ ...after, quantity, interval: { from: period.from, to: after.interval.to } }],
    taken: [{ ...before, verdict: 'subtracted', by: after.number }],
  };
}

function unitOfMost(lines: readonly ReportLine[], accepted: readonly string[]): string {
  const tally = new Map<string, number>();
  for (const { quantity } of lines) tally.set(quantity.unit, (tally.get(quantity.unit) ?? 0) + 1);
  const [most] = [...tally].sort(([a, m], [b, n]) => Number(accepted.includes(b)) - Number(accepted.includes(a)) || n - m || compare(a, b));
  return most?.[0] ?? accepted[0] ?? '';
}
