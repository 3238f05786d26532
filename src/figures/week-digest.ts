import type { Bureau } from '../bureau/bureau.ts';
import { addDays, dateOf, type LocalDate, monthOf, yearOf } from '../domain/date.ts';
import { counts, type Entry, stands } from '../domain/entry.ts';
import { monthPeriod, overlaps, type Period } from '../domain/period.ts';
import { workedSpan } from '../domain/workday.ts';
import { formatQuantity } from '../language/format-quantity.ts';
import { allRows } from '../ledgers/all-rows.ts';
import { asCounted } from '../ledgers/names/as-counted.ts';
import { decidedNames } from '../ledgers/names/decided-names.ts';
import { whoIsMissing } from '../ledgers/who-is-missing.ts';
import type { Instant } from '../lib/clock.ts';
import type { Reader } from '../store/store.ts';
import { chartWords } from '../wording/bar-chart.ts';
import { asOfDay, type DigestContent, totalText } from '../wording/digest.ts';
import { entryLine } from '../wording/entry-line.ts';
import type { LastYear } from './compare.ts';
import { totalOf } from './total.ts';
import { changeOf } from './week-change.ts';

const MOST_TOTALS = 5;
const MONTHS_SHOWN = 4;

/** The metrics that the week's entries speak of, each ledger's first one first. */
function metricsOf(bureau: Bureau, entries: readonly Entry[]): string[] {
  const reported = new Set(entries.flatMap(entry => entry.metrics.filter(metric => !metric.inferred).map(metric => metric.name)));
  const heads = bureau.ledgers.flatMap(ledger => ledger.metrics.find(metric => metric.kind === 'increment' && reported.has(metric.name))?.name ?? []);
  return [...new Set(heads)].slice(0, MOST_TOTALS);
}

function allMetrics(entries: readonly Entry[]): string[] {
  return [...new Set(entries.flatMap(({ metrics }) => metrics.map(({ name }) => name)))];
}

/** The last months of the year so far, where at least two of them have a figure. */
function chartFor(
  metric: string | undefined,
  { entries, asOf, bureau }: { entries: readonly Entry[]; asOf: LocalDate; bureau: Bureau },
): DigestContent['chart'] {
  if (metric === undefined) return undefined;
  const months = Array.from({ length: monthOf(asOf) }, (_, index) => monthPeriod(yearOf(asOf), index + 1)).slice(-MONTHS_SHOWN);
  const totals = months.map(period => totalOf(entries, { metric, period, today: asOf, bureau }));
  const bars = totals.map(({ quantity, period }) => {
    return {
      label: `${monthOf(period.from)}月`,
      value: quantity?.value ?? null,
      text: quantity ? formatQuantity(quantity) : '无记录',
      isApproximate: quantity !== null && quantity.approximate !== null,
    };
  });
  const known = bars.map(({ value }) => value !== null);
  const [first, last] = [known.indexOf(true), known.lastIndexOf(true)];
  const isSplit = totals.some(({ lines }) => lines.some(({ verdict }) => verdict === 'straddles'));
  return known.filter(Boolean).length < 2
    ? undefined
    : { title: isSplit ? chartWords.byMonthInPart(metric) : chartWords.byMonth(metric), note: asOfDay(asOf), bars: bars.slice(first, last + 1) };
}

/** 周览 — what a week's digest says: work by section, year-to-date totals of what moved, and how many 科室 are missing. */
export async function gatherDigest(
  reader: Reader,
  {
    bureau,
    period,
    at,
    overdue,
    departments,
    lastYear,
  }: { bureau: Bureau; period: Period; at: Instant; overdue: string[]; departments?: readonly string[] | undefined; lastYear?: LastYear },
): Promise<DigestContent> {
  const today = dateOf(at);
  // A week belongs to the year that has most of it: what was done until 31 December is last year's.
  const ownYear = yearOf(addDays(period.from, 3));
  const asOf = [period.to, today, `${ownYear}-12-31`].sort()[0] ?? today;
  const year = { from: `${ownYear}-01-01`, to: asOf };
  const rows: Entry[] = [];
  // Last year's as well, which this year's stand beside.
  for await (const entry of allRows(reader, 'entry', { index: 'byPeriodEnd', from: `${ownYear - 1}-01-01` })) rows.push(entry);
  const entries = asCounted(rows, await decidedNames(reader));
  const isAsked = ({ department }: Entry): boolean => departments?.includes(department) ?? true;
  const reported = entries.filter(entry => stands(entry) && isAsked(entry) && overlaps(entry.period, period) && entry.period.from >= period.from);
  const week = reported.filter(counts);
  const worked = workedSpan(period, bureau.calendar);
  const own = entries.filter(isAsked);
  const weekly = (metric: string) => totalOf(week, { metric, period, today, bureau }).quantity;
  const metrics = metricsOf(bureau, week);
  const chart = chartFor(metrics[0], { entries, asOf, bureau });
  const totals = metrics.flatMap(metric => {
    const { quantity } = totalOf(entries, { metric, period: year, today, bureau });
    const added = weekly(metric);
    if (!quantity) return [];
    const change = changeOf(metric, year, { entries, week: { entries: own, period }, bureau, today, lastYear });
    return [totalText({ what: `${metric}${formatQuantity(quantity)}`, added: added && formatQuantity(added), change })];
  });
  return {
    period,
    asOf,
    overdue,
    entries: week.length,
    sections: bureau.sections.map(section => ({
      name: section.name,
      lines: week.filter(entry => entry.section === section.id).map(entry => entryLine(entry, worked)),
    })),
    figures: allMetrics(week).flatMap(metric => {
      const quantity = weekly(metric);
      return quantity ? [`${metric}${formatQuantity(quantity)}`] : [];
    }),
    totals,
    ...(chart ? { chart } : {}),
    awaiting: reported.length - week.length,
    missing: (await whoIsMissing(reader, bureau, period)).missing.filter(name => departments?.includes(name) ?? true).length,
  };
}
