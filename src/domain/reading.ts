import type { LocalDate } from './date.ts';
import type { EntryContent } from './entry.ts';
import type { Intent } from './intent.ts';
import type { Period } from './period.ts';
import type { MetricKind, Quantity } from './quantity.ts';

/** 指代 — which earlier entry a correction, withdrawal or update means. */
export type TargetReference =
  /** 第2条 of the sender's latest receipt here, or of the quoted one; counted from 1. */
  | { by: 'position'; position: number }
  /** 1120-3. */
  | { by: 'number'; number: string }
  /** 上一条、刚才那条、上面: the sender's latest entry here. */
  | { by: 'latest' }
  /** The quoted message. */
  | { by: 'quote' }
  /** 宏远机电那条、数据安全培训、周主任那条: words of the entry, its metric, its reporter or its day. */
  | { by: 'content'; words: string[]; metric: string | null; reporter: string | null; date: LocalDate | null; period?: Period }
  /** Nothing says which one (把今年走访数改成…, 全部清除): the sender must choose, even when there is only one. */
  | { by: 'unclear' };

/** 更改请求 — one figure or fact of an entry that is to be changed. */
export interface ChangeRequest {
  /** Defined metric's name, or null when only the unit or the old value tells which. */
  metric: string | null;
  /** The value said to be wrong, when it was said. */
  old: number | null;
  /** The new quantity; null when another fact changes. */
  quantity: Quantity | null;
  kind: MetricKind | null;
  /** 实际是11月18日. */
  date: LocalDate | null;
  department: string | null;
  /** New state in words (已整改, 复查合格), for an update. */
  progress: string | null;
  /** 少报了2家, 多写了一场: `quantity` is added to the figure that stands (1) or taken from it (-1). */
  adds?: 1 | -1;
  /** The entry was named outright, so that a figure which it lacks may be added to it. */
  mayAdd?: boolean;
}

/** 读法 — what a message was understood as, before anything is kept. */
export interface Reading {
  intent: Intent;
  entries: EntryContent[];
  /** For correct, withdraw and update. */
  target: TargetReference | null;
  changes: ChangeRequest[];
  /** 撤回并清除: must not exist at all. */
  purge: boolean;
  /** For a nil report: whose and when. */
  nil: { departments: string[]; period: Period } | null;
  /** For a draft request: what kind of report over what days, as asked. */
  draft: { kind: string; period: Period | null } | null;
  /** 0–1: how sure the rules are; below 0.5 a person (or a model) should look. */
  confidence: number;
  /** It may be talk as well as a report: whoever wrote it is asked before anything is kept. */
  isUnsure?: boolean;
  /** What is to be asked back, in one plain sentence each. */
  questions: string[];
}
