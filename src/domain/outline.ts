import type { Approximation } from './quantity.ts';

/** 报告种类 — the surface's own words. */
export type ReportKind = 'annual' | 'half-year' | 'duty' | 'summary' | 'quarter' | 'month' | 'week';

export const reportKinds: readonly ReportKind[] = ['annual', 'half-year', 'duty', 'summary', 'quarter', 'month', 'week'];

/** 提纲章节 — a heading, and which sections, ledgers, cases and metrics feed it. */
export interface OutlineSection {
  id: string;
  /** Without its number: 强化组织领导. */
  heading: string;
  /** 1 for 一、, 2 for （一）. */
  level: number;
  /** Section ids of the ledgers that feed it. */
  sections: string[];
  /** Ledger ids; empty means every ledger of `sections`. */
  ledgers: string[];
  /** Kinds of cases that feed it: what opened one of them is told here, wherever its ledger goes. */
  cases: string[];
  /** Metrics that this heading has to tell; one that the year lacks is asked for. */
  metrics: string[];
  /** 责任科室, asked when there is no material. */
  departments: string[];
  /** The five required contents of a yearly report (督察规定): measures, shortcomings, principal, plans; null for other headings. */
  required: 'measures' | 'shortcomings' | 'principal' | 'plans' | null;
  children: OutlineSection[];
}

/** 提纲 — the shape of one kind of report. */
export interface Outline {
  id: string;
  name: string;
  kind: ReportKind;
  /** With {局名} {年} {期次}. */
  title: string;
  /** 主送: 区委、区政府. */
  addressee: string;
  /** 我局, or 本人 in a 述职. */
  voice: string;
  /** 正文带上年对比: whether a figure of the text has last year's behind it, where the ledger or last year's report has one for the same days. */
  besideLastYear: boolean;
  /** Opening sentence, with the same places to fill. */
  opening: string;
  sections: OutlineSection[];
}

/** 数字 — a figure as it stands in a draft sentence, with the records that it was computed from. */
export interface Figure {
  /** As printed: 3100余份. */
  text: string;
  metric: string;
  value: number | null;
  unit: string;
  approximate: Approximation | null;
  /** 截至. */
  asOf: string;
  /** Entry ids. */
  entries: string[];
  /** Of a figure that no record of this bureau's ledgers says: the document that printed it. */
  source?: string;
}
