import type { Bureau, Duty } from '../bureau/bureau.ts';
import { addDays, daysBetween, type LocalDate, yearOf } from '../domain/date.ts';
import { stageOn } from '../domain/deadline.ts';
import type { Draft } from '../domain/draft.ts';
import type { ReportKind } from '../domain/outline.ts';
import { type Period, samePeriod } from '../domain/period.ts';
import { allRows } from '../ledgers/all-rows.ts';
import { type OpenItem, openDuties } from '../ledgers/deadlines.ts';
import type { Reader } from '../store/store.ts';
import { type MaterialWanted, materialAsked, materialStillMissing } from '../wording/coverage.ts';
import { countForReport } from './count-for-report.ts';
import { departmentOf } from './coverage.ts';
import { usualPeriod } from './draft-id.ts';
import { draftStatus } from './draft-status.ts';
import { compileNow, type DraftRequest, entriesSince, nilReportsSince } from './keep-draft.ts';
import { loadCoverage } from './load-coverage.ts';

/** Workdays before the report's last day on which a 科室 is asked; the editor is shown what is still missing when it had time to answer. */
const askedBefore = [15, 5] as const;
const shownBefore = [10, 3] as const;

type OpenDuty = { duty: Duty; deadline: LocalDate };

export type MaterialRequest = Omit<DraftRequest, 'kind' | 'period' | 'outline'> & { today: LocalDate };

/** The days that a report due on this day tells of: those just ended, or about to end when it is due in their last sixth. */
export function periodDue(kind: ReportKind, deadline: LocalDate): Period {
  const current = usualPeriod(kind, deadline);
  const lastPart = addDays(current.to, -Math.round(daysBetween(current.from, current.to) / 6));
  return deadline >= lastPart ? current : usualPeriod(kind, addDays(current.from, -1));
}

async function hasRecords(reader: Reader, { from, to }: Period): Promise<boolean> {
  return (await reader.find('entry', { index: 'byPeriodEnd', from, to, limit: 1 })).rows.length > 0;
}

/** The draft that is on its way for these days, as the records now stand; undefined when it is final, or nothing was kept of these days. */
async function draftOf(reader: Reader, request: DraftRequest): Promise<Draft | undefined> {
  const { kind, period } = request;
  const kept: Draft[] = [];
  for await (const draft of allRows(reader, 'draft', { index: 'byKind', equals: [kind] })) if (samePeriod(draft.period, period)) kept.push(draft);
  if (kept.some(({ state }) => state === 'final')) return undefined;
  const [latest] = kept.sort((a, b) => b.compiledAt - a.compiledAt);
  // A draft in an old report's structure is brought up to date by its own weekly run.
  if (latest?.carriedFrom) return latest;
  if (!latest && !(await hasRecords(reader, period))) return undefined;
  return compileNow(reader, { ...request, outline: latest?.outline });
}

/** By 科室, in the bureau's order; what nobody answers for comes last. */
async function materialWanted(reader: Reader, draft: Draft, { bureau, lastYear, today }: MaterialRequest): Promise<MaterialWanted[]> {
  const gaps = await loadCoverage(reader, draft, { bureau, lastYear: lastYear?.(today) ?? (() => null) });
  const { sections } = draftStatus(draft);
  const missing = sections.filter(({ state }) => state === 'missing');
  const wantedOf = (department: string | null): MaterialWanted => ({
    department,
    headings: missing.filter(({ ask }) => (department === null ? ask.length === 0 : ask.includes(department))).map(({ heading }) => heading),
    blanks: sections.filter(({ blanks }) => department !== null && blanks.includes(department)).map(({ heading }) => heading),
    gaps: gaps.filter(gap => gap.department === department),
  });
  return [...bureau.departments.map(({ name }) => name), null]
    .map(wantedOf)
    .filter(({ headings, blanks, gaps: own }) => headings.length + blanks.length + own.length > 0);
}

/** The 科室 are asked before the first day on which the report goes out, not again before it is published. */
function isFirstOutlet({ duties }: Bureau, { duty, deadline }: OpenDuty): boolean {
  const { report } = duty;
  if (!report) return false;
  const earlier = duties.filter(other => other.report === report).map(other => other.dateIn(yearOf(deadline)));
  return !earlier.some(date => date < deadline && samePeriod(periodDue(report, date), periodDue(report, deadline)));
}

/** What a duty without a report of its own needs to have counted, by 科室; nothing where nothing was kept of these days. */
async function metricsWanted(reader: Reader, { duty, period }: { duty: Duty; period: Period }, bureau: Bureau): Promise<MaterialWanted[]> {
  const names = duty.metrics ?? [];
  if (names.length === 0 || !(await hasRecords(reader, period))) return [];
  const entries = await entriesSince(reader, period.from);
  const total = countForReport(entries, { bureau, today: period.to, nilReports: await nilReportsSince(reader, period.from) });
  const lacking = names.filter(name => total(name, period) === null);
  const askedOf = (metric: string): string | null => {
    const ledger = bureau.ledgers.find(({ metrics }) => metrics.some(({ name }) => name === metric));
    return (ledger && departmentOf(ledger, bureau)) ?? duty.department;
  };
  return [...new Set(lacking.map(askedOf))].map(department => {
    const gaps = lacking.filter(metric => askedOf(metric) === department).map(metric => ({ department, metric, detail: { heading: null } }));
    return { department, headings: [], blanks: [], gaps };
  });
}

function itemsOf(
  { title, period }: Pick<Draft, 'title' | 'period'>,
  wanted: readonly MaterialWanted[],
  { open, isAsked }: { open: OpenDuty; isAsked: boolean },
): OpenItem[] {
  if (wanted.length === 0) return [];
  const { duty, deadline } = open;
  const key = `material:${duty.name}:${deadline}`;
  const common = { basis: null, deadline, reporter: null, done: '', knownSince: '' };
  const asked = wanted.flatMap((one): OpenItem[] => {
    const { department } = one;
    if (department === null || !isAsked) return [];
    const said = materialAsked(title, { ...one, department }, yearOf(period.to));
    return [{ ...common, key: `${key}:${department}`, ...said, whatInGroup: said.what, department, reminders: askedBefore }];
  });
  const said = materialStillMissing(title, wanted, Boolean(duty.report));
  return [...asked, { ...common, key, ...said, whatInGroup: said.what, department: null, reminders: shownBefore }];
}

/** 材料到期 — weeks before a report has to go out, what it needs and the year does not have: each responsible 科室's part, and for the editor all that is still missing. */
export async function materialDue(reader: Reader, request: MaterialRequest): Promise<OpenItem[]> {
  const { bureau, today } = request;
  const items: OpenItem[] = [];
  for (const open of await openDuties(reader, bureau, today)) {
    const { duty, deadline } = open;
    const isNear = deadline >= today && stageOn(deadline, today, { reminders: askedBefore, calendar: bureau.calendar }) !== null;
    if (!isNear) continue;
    if (!duty.report) {
      const period = periodDue('annual', deadline);
      items.push(...itemsOf({ title: duty.name, period }, await metricsWanted(reader, { duty, period }, bureau), { open, isAsked: true }));
      continue;
    }
    const draft = await draftOf(reader, { ...request, kind: duty.report, period: periodDue(duty.report, deadline) });
    if (!draft) continue;
    items.push(...itemsOf(draft, await materialWanted(reader, draft, request), { open, isAsked: isFirstOutlet(bureau, open) }));
  }
  return items;
}
