import type { Period } from './period.ts';

/** 问法 — in what form the answer is wanted: 总数, 明细, 怎么算的, 按科室, 按月, 图, 同比/环比, 列表, 概况, 还没办完的, 还剩多少, 对不上的, 报了哪些, 改了截至哪些数变了, 按季, 哪个月最多, 平均每月, 占多少, 够不够目标, 还没到的, 台账里没有的, 说不清哪几天的, 哪些是概数, 第几次, 算没算进去, 两项差多少, 写一段亮点, 哪类最多. */
export type QuestionForm =
  | 'total'
  | 'detail'
  | 'explain'
  | 'by-department'
  | 'by-month'
  | 'chart'
  | 'compare'
  | 'list'
  | 'overview'
  | 'open'
  | 'outstanding'
  | 'consistency'
  | 'reported'
  | 'moved'
  | 'by-quarter'
  | 'extremes'
  | 'average'
  | 'share'
  | 'target'
  | 'future'
  | 'unclear'
  | 'undated'
  | 'approximate'
  | 'occasion'
  | 'included'
  | 'difference'
  | 'highlights'
  | 'kinds';

/** 问数 — a question about what the ledgers hold, as it was understood. */
export interface Question {
  form: QuestionForm;
  /** Defined metrics, the one asked about first; empty where a ledger or a 科室 is asked about. */
  metrics: string[];
  /** Ledger id, for lists and states of affairs. */
  ledger: string | null;
  department: string | null;
  /** 企服科和中小中心各多少: 科室 that are told side by side; empty for one or all. */
  among: string[];
  /** 除了企服科: 科室 that are left out. */
  without: string[];
  /** 填报人 — whose own reports alone are meant; null for everybody's. */
  reporter: string | null;
  period: Period;
  /** 一季度和二季度: the earlier of two periods that are put side by side; the same year up to the earlier 截至; null for one. */
  earlier: Period | null;
  /** What it is compared with; null when nothing was asked to be compared. */
  against: 'last-year' | 'last-period' | null;
  /** 目标 — the figure that the asker holds it against (超过200家了吗); null when none was said. */
  target: number | null;
  /** 平均每月, 平均每场: per what the mean is wanted; null for none. */
  per: string | null;
  /** 第几次 — which of the occasions in order of time is meant; negative from the last one; absent for all. */
  nth?: number;
  /** 10月的加进去了没 — the days of which it is asked whether the figure holds them. */
  within?: Period;
  /** 合计呢, of two periods with days between them: their sum is told instead of their difference. */
  isSummed?: boolean;
}

/** 总数 of these metrics over this period, for the whole bureau. */
export function wholeBureau(metrics: string[], period: Period): Question {
  return {
    form: 'total',
    metrics,
    period,
    ledger: null,
    department: null,
    among: [],
    without: [],
    reporter: null,
    earlier: null,
    against: null,
    target: null,
    per: null,
  };
}
