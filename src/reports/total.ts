import type { LocalDate } from '../domain/date.ts';
import type { Figure } from '../domain/outline.ts';
import type { Period } from '../domain/period.ts';
import type { Approximation } from '../domain/quantity.ts';

/** 累计数 — what a metric came to over a period, as it is printed, with the entries that it was computed from. */
export interface Total {
  metric: string;
  text: string;
  value: number | null;
  unit: string;
  approximate: Approximation | null;
  /** The last day that it speaks for. */
  asOf: LocalDate;
  entries: string[];
  isRate: boolean;
  /** A rate as somebody stated it, without the parts to check it. */
  isStated: boolean;
  /** What a rate was recomputed from. */
  parts: { numerator: Total; denominator: Total } | null;
  /** What a person should know before it is signed. */
  remarks: Remark[];
}

/** 提示 — mixed units, conflicts, missing months, rates that nobody can check: gathered into the 起草说明. */
export interface Remark {
  reason: 'mixed-units' | 'conflict' | 'missing' | 'stated-rate' | 'partial-rate' | 'part-exceeds' | 'outdated' | 'early-base';
  metric: string;
  detail: string;
}

/** How reports ask for a total; null when nothing that counts was recorded. */
export type TotalFor = (metric: string, period: Period) => Total | null;

/** The total as a figure of a draft sentence. */
export function toFigure(total: Total): Figure {
  const { metric, text, value, unit, approximate, asOf, entries } = total;
  return { text, metric, value, unit, approximate, asOf, entries };
}
