import type { Bureau } from '../bureau/bureau.ts';
import { yearOf } from '../domain/date.ts';
import type { Draft } from '../domain/draft.ts';
import type { LastYear } from '../figures/compare.ts';
import { openCases } from '../ledgers/cases/find-case.ts';
import type { Reader } from '../store/store.ts';
import { lastYearsLedger } from '../wording/coverage.ts';
import { countForReport } from './count-for-report.ts';
import { type CoverageGap, coverageGaps } from './coverage.ts';
import { entriesSince, nilReportsSince } from './keep-draft.ts';

/** Last year's figure from the ledgers themselves, else from what was published. */
function ledgerThenReport(count: LastYear, published: LastYear): LastYear {
  return (metric, period) => count(metric, period) ?? published(metric, period);
}

/** What the year lacks for a draft, with last year's ledger and report beside it. */
export async function loadCoverage(
  reader: Reader,
  draft: Draft,
  { bureau, lastYear }: { bureau: Bureau; lastYear: LastYear },
): Promise<CoverageGap[]> {
  const yearStart = `${yearOf(draft.period.to)}-01-01`;
  const lastStart = `${yearOf(draft.period.to) - 1}-01-01`;
  const all = await entriesSince(reader, lastStart);
  const nilReports = await nilReportsSince(reader, yearStart);
  const now = countForReport(all, { bureau, today: draft.asOf, nilReports });
  const counted: LastYear = (metric, period) => {
    const found = now(metric, period);
    return found?.value == null ? null : { value: found.value, unit: found.unit, source: lastYearsLedger };
  };
  const entries = all.filter(entry => entry.period.to >= yearStart);
  const outline = bureau.outlines.find(one => one.id === draft.outline);
  return coverageGaps({
    outline,
    bureau,
    openCases: (await openCases(reader)).sort((a, b) => a.number - b.number),
    period: draft.period,
    asOf: draft.asOf,
    entries,
    total: now,
    lastYear: ledgerThenReport(counted, lastYear),
  });
}
