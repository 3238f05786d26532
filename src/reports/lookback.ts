import type { Bureau } from '../bureau/bureau.ts';
import type { Draft } from '../domain/draft.ts';
import type { OutgoingFile } from '../domain/message.ts';
import type { LastYear } from '../figures/compare.ts';
import type { Reader } from '../store/store.ts';
import { lookback } from '../wording/beside-last-year.ts';
import { type BesideLastYear, besideLastYear, firstDayOfLastYear } from './beside-last-year.ts';
import { countForReport } from './count-for-report.ts';
import { entriesSince, nilReportsSince } from './keep-draft.ts';
import { followUp, type Plan, type PlanFollowUp } from './last-years-plans.ts';

const prefix = 'lookback:';

/** The 上年对照表 of a draft, made when somebody downloads it. */
export function lookbackFile({ id, title }: Pick<Draft, 'id' | 'title'>): OutgoingFile {
  return { name: `${lookback.fileName(title)}.docx`, id: `${prefix}${id}` };
}

/** The draft that such a file's id means; undefined for another kind of file. */
export function lookbackOf(fileId: string): string | undefined {
  return fileId.startsWith(prefix) ? fileId.slice(prefix.length) : undefined;
}

/** 上年对照 — a draft's figures beside last year's, and what became of what last year's report planned. */
export interface Lookback {
  rows: BesideLastYear[];
  plans: PlanFollowUp[];
}

export async function lookBack(
  reader: Reader,
  draft: Draft,
  from: { bureau: Bureau; lastYear: LastYear; plans: readonly Plan[] },
): Promise<Lookback> {
  const { bureau, lastYear } = from;
  const entries = await entriesSince(reader, firstDayOfLastYear(draft));
  const total = countForReport(entries, { bureau, today: draft.asOf, nilReports: await nilReportsSince(reader, draft.period.from) });
  const plans = followUp(from.plans, { bureau, period: { from: draft.period.from, to: draft.asOf }, entries, total });
  return { rows: besideLastYear(draft, { bureau, entries, lastYear }), plans };
}
