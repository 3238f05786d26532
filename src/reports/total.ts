import type { LocalDate } from '../domain/date.ts';
import type { Figure } from '../domain/outline.ts';
import type { Period } from '../domain/period.ts';
import type { Approximation } from '../domain/quantity.ts';

/** 累计数 — what a metric came to over a period, as it is printed, with the entries that it was computed from. */
export interface Total {
  text: string;
  value: number | null;
  unit: string;
  approximate: Approximation | null;
  /** The last day that it covers. */
  asOf: LocalDate;
  entries: string[];
}

/** How reports ask for a total; null when nothing was recorded. The counting itself is done by `figures`. */
export type TotalFor = (metric: string, period: Period) => Total | null;

/** The total as a figure of a draft sentence. */
export function toFigure(metric: string, total: Total): Figure {
  const { text, value, unit, approximate, asOf, entries } = total;
  return { text, metric, value, unit, approximate, asOf, entries };
}
