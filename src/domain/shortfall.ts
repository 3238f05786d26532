/** 累计倒挂 — a running total that is less than what the same 科室 had reported of the same days before. */
export interface Shortfall {
  /** Place of the entry in its message, from 1. */
  position: number;
  metric: string;
  value: number;
  before: number;
  unit: string;
  /** Number of the entry that says most of what was reported before. */
  number: string;
}
