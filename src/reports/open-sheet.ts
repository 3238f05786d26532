import type { Bureau } from '../bureau/bureau.ts';
import { dateOf } from '../domain/date.ts';
import type { Draft } from '../domain/draft.ts';
import type { Entry } from '../domain/entry.ts';
import type { Period } from '../domain/period.ts';
import type { Instant } from '../lib/clock.ts';
import type { Reader } from '../store/store.ts';
import { sheetText } from '../wording/figure-sheet.ts';
import { remarkLines } from './compilation-notes.ts';
import { countForReport } from './count-for-report.ts';
import { sheetDraft } from './figure-sheet.ts';
import { entriesSince, nilReportsSince } from './keep-draft.ts';
import { provenanceOf } from './provenance.ts';

/** Which figure, over which days, as of when. */
export interface SheetRequest {
  bureau: Bureau;
  metric: string;
  period: Period;
  at: Instant;
}

/** 开佐证单 — the figure as it now stands, in words and as a draft to print; null when nothing is recorded. */
export async function openSheet(reader: Reader, request: SheetRequest): Promise<{ text: string; draft: Draft; entries: Entry[] } | null> {
  const { bureau, metric, period, at } = request;
  const entries = await entriesSince(reader, period.from);
  const today = dateOf(at);
  const nilReports = await nilReportsSince(reader, period.from);
  const total = countForReport(entries, { bureau, today, nilReports })(metric, { from: period.from, to: period.to < today ? period.to : today });
  if (!total) return null;
  const draft = { ...sheetDraft(total, { bureau, period, entries }), notes: remarkLines(total.remarks), compiledAt: at };
  const [source] = provenanceOf(draft, entries, bureau).figures;
  const text = sheetText({ metric, text: total.text, asOf: total.asOf, shares: source?.shares ?? [], remarks: draft.notes });
  return { text, draft, entries };
}
