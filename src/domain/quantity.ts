/** 概数方式 — how exact a reported number is: 余/多/超/以上, 近/不足, 约/左右, or a range (then `value` is null). */
export type Approximation = 'at-least' | 'at-most' | 'about' | 'range';

/** 数量 — a number as it was reported. A masked figure (`**`) has value null and raw as written; it is never guessed. */
export interface Quantity {
  value: number | null;
  min?: number;
  max?: number;
  /** As reported (家 and 家次 are not the same); `万元` and `亿元` are kept as written. */
  unit: string;
  approximate: Approximation | null;
  /** The words in the message: `200多份`, `十余次`, `1.3万+`. */
  raw: string;
}

/** 指标性质 — 增量, 年初以来累计, 时点存量, 比率: a cumulative figure is never added to an increment, a level and a rate are never added at all. */
export type MetricKind = 'increment' | 'cumulative' | 'level' | 'rate';
