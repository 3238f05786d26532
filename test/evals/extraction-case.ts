import type { Intent } from '../../src/domain/intent.ts';
import type { Period } from '../../src/domain/period.ts';
import type { Approximation, MetricKind } from '../../src/domain/quantity.ts';
import type { readMessage } from '../../src/ledgers/read-message.ts';

/** 期望指标 — one figure that should be read. */
export interface ExpectedMetric {
  name: string;
  /** Further names and units that are as right. */
  otherNames?: string[];
  value: number | null;
  unit: string;
  otherUnits?: string[];
  approximate: Approximation | null;
  kind: MetricKind;
  /** Of several months since 1 January, without 累计. */
  isOfYearSoFar?: boolean;
  /** Followed from the words only: not counted against a reading that leaves it out or adds it. */
  inferred: boolean;
  /** As right with it as without it. */
  optional?: boolean;
}

/** 期望条目 — one piece of work that should be read. */
export interface ExpectedEntry {
  /** Sections that are all right, with `|` between them. */
  section: string;
  department: string;
  period: Period | null;
  metrics: ExpectedMetric[];
}

/** 测评样例 — one message with the reading that a careful colleague would make. */
export interface ExtractionCase {
  id: string;
  at: string;
  from: { name: string; department: string };
  text: string;
  quote?: string;
  intent: Intent;
  entries: ExpectedEntry[];
  /** New values of a correction. */
  changes: { metric: string | null; value: number | null }[];
}

/** 读出的数 — what of a figure is judged. */
export interface ReadFigure {
  name: string;
  value: number | null;
  unit: string;
  approximate: Approximation | null;
  kind: MetricKind;
  /** No definition fits it. */
  isNew: boolean;
}

/** 读出的结果 — what of a reading is judged, whoever read. */
export interface ReadResult {
  intent: Intent;
  isUnsure?: boolean;
  entries: { section: string; department: string; period: Period; category?: string; metrics: ReadFigure[] }[];
  changes: { metric: string | null; quantity: { value: number | null } | null }[];
}

/** The rules, or a person. */
export type ReadMessage = (text: string, context: Parameters<typeof readMessage>[1]) => ReadResult;
