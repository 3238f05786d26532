import type { Period } from './period.ts';

/** 问法 — in what form the answer is wanted: 总数, 明细, 怎么算的, 按科室, 按月, 同比/环比, 列表, 概况, 还没办完的, 还剩多少, 对不上的. */
export type QuestionForm = 'total' | 'detail' | 'explain' | 'by-department' | 'by-month' | 'compare' | 'list' | 'overview' | 'open' | 'outstanding' | 'consistency';

/** 问数 — a question about what the ledgers hold, as it was understood. */
export interface Question {
  form: QuestionForm;
  /** Defined metrics, the one asked about first; empty where a ledger or a 科室 is asked about. */
  metrics: string[];
  /** Ledger id, for lists and states of affairs. */
  ledger: string | null;
  department: string | null;
  period: Period;
  /** What it is compared with; null when nothing was asked to be compared. */
  against: 'last-year' | 'last-period' | null;
}
