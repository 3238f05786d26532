import type { LocalDate } from './date.ts';
import type { Period } from './period.ts';
import type { MetricKind, Quantity } from './quantity.ts';

/**
 * 计数结论 — what became of one reported figure.
 * `counted`; `covered` by a wider report of the same 科室; `subtracted` (an earlier cumulative figure taken off a later one);
 * `duplicate` of another person's report; `superseded` by a later statement of the same thing; `conflict`: overlaps in part, so it cannot be added;
 * `unconfirmed`: no definite number; `awaiting`: the head of its 科室 has not confirmed it; `straddles` the edge of the period asked about; `other-unit` and `other-kind` cannot be added at all.
 */
export type Verdict =
  | 'counted'
  | 'covered'
  | 'subtracted'
  | 'duplicate'
  | 'superseded'
  | 'conflict'
  | 'unconfirmed'
  | 'awaiting'
  | 'straddles'
  | 'other-unit'
  | 'other-kind';

/** 报数 — one figure of one entry, as the interval of days that it speaks about. */
export interface ReportLine {
  entryId: string;
  number: string;
  department: string;
  /** The 科室 of its day, where that has been merged into `department` since. */
  formerly?: string;
  supporting: readonly string[];
  /** The name that was reported, where it was joined into the metric since. */
  saidAs?: string;
  reporter: string;
  submittedAt: number;
  /** Message it came with: two items of one message never restate one another. */
  messageId: string;
  kind: MetricKind;
  quantity: Quantity;
  /** A cumulative figure runs from 1 January to its 截至. */
  interval: Period;
  /** It belongs to one event (a training with its head count), so it says nothing about the other events of those days. */
  isEvent: boolean;
  isSuspectedDuplicate: boolean;
  /** Range, masked, or flagged for confirmation. */
  isUnsettled: boolean;
  /** 待确认. */
  isAwaiting: boolean;
  summary: string;
  section: string;
}

/** A report with what became of it, and the number of the entry that made it so. */
export interface SettledLine extends ReportLine {
  verdict: Verdict;
  by: string | null;
}

/** 合计 — a figure with everything that a civil servant needs to check it. */
export interface Total {
  metric: string;
  kind: MetricKind;
  /** Null: nothing that counts was collected, which is not 0. */
  quantity: Quantity | null;
  /** Units that were reported beside one another and could not be told apart (家、家次). */
  mixedUnits: string[];
  period: Period;
  /** 截至: the last day that it speaks for; null when there is nothing. */
  asOf: LocalDate | null;
  /** Every report of the period and what became of it, in order of time. */
  lines: SettledLine[];
  /** Ids of the entries that were counted. */
  entries: string[];
  byDepartment: { department: string; quantity: Quantity; asOf: LocalDate }[];
  /** 缺报: months without a report of a 科室 that reports this by periods. */
  missing: { department: string; period: Period }[];
  unconfirmed: SettledLine[];
  /** 待确认, by the head of the 科室. */
  awaiting: SettledLine[];
  conflicts: SettledLine[];
  /** Set for a rate that was recomputed from its parts. */
  rate: { numerator: Total; denominator: Total } | null;
  /** A rate as somebody stated it, without the parts to check it. */
  isStated: boolean;
  /** What a 科室 only supported, in its own view: parts then exceed the bureau's whole. */
  supported: SettledLine[];
}

/** 同比、环比 — a total beside the figure that it is compared with. */
export interface Comparison {
  /** `whole-year`: only the whole of last year is known, so no growth is stated. */
  basis: 'same-period' | 'whole-year' | 'last-period';
  period: Period;
  current: Total;
  before: { value: number; unit: string; period: Period; source: string };
  /** Null where a part of this year stands beside the whole of the last one. */
  difference: number | null;
  /** Percent with one decimal; null where there is none (from 0, of a rate, of unlike periods). */
  growth: number | null;
  /** The same for the parts of the metric (代表建议, 政协提案). */
  parts: { metric: string; current: number; before: number }[];
}
