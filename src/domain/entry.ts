import type { Instant } from '../lib/clock.ts';
import type { LocalDate } from './date.ts';
import type { EvidenceFile } from './evidence-file.ts';
import type { BureauId } from './member.ts';
import type { PlatformId } from './message.ts';
import type { Period } from './period.ts';
import type { MetricKind, Quantity } from './quantity.ts';

/** 指标读数 — one figure of an entry. */
export interface MetricReading extends Quantity {
  /** A defined metric's name, or the words used when none fits. */
  name: string;
  kind: MetricKind;
  /** True when no definition fits and the words used were kept. */
  isNew: boolean;
  /** Not stated in figures but following from the words (办了场培训 → 1场; 都是当天办完 → 100%). */
  inferred: boolean;
  /** 原叫法 — the name that was said, where an editor's decision about it gave `name`. */
  saidAs?: string;
  /** The metric of the same entry that this is a part of (其中). */
  partOf: string | null;
  /** Only where it differs from the entry's period (`10月备案4个，1—10月累计57个`). */
  period?: Period;
}

/** 存疑 — why an entry or one of its figures needs a person's eye. */
export type EntryFlag =
  | 'date-inferred'
  | 'period-not-finished'
  | 'needs-confirmation'
  | 'sum-mismatch'
  | 'scope-ambiguous'
  | 'suspected-duplicate'
  | 'company-named'
  | 'personal-data-masked'
  | 'to-follow-up'
  | 'new-metric'
  | 'masked-figure';

/** 条目内容 — what one piece of work says, before it is kept: section, what, when, whose, figures. */
export interface EntryContent {
  section: string;
  /** Ledger id, null when only the section is known. */
  ledger: string | null;
  /** 类别 in words. */
  category: string;
  summary: string;
  /** The single day, null when it is a period. */
  date: LocalDate | null;
  /** The days when it happened; decides where it counts. */
  period: Period;
  /** 责任单位 (the 科室 it counts for). */
  department: string;
  /** 配合科室. */
  supporting: string[];
  /** Bodies outside the bureau. */
  partners: string[];
  metrics: MetricReading[];
  flags: EntryFlag[];
  /** Stated sums that were checked: `18+13=31`. */
  checks: { text: string; holds: boolean }[];
  /** 办理状态 in the reporter's words, null when none. */
  progress: string | null;
  deadline: LocalDate | null;
  /** The part of the (masked) message that it was read from. */
  raw: string;
  /** The name in a 接龙 or forwarded list whose work it is; absent where the sender speaks for themselves. */
  reportedBy?: string;
  /** 佐证 — where the paper lies, in words: 签到表，档案盒2026-3; pictures and files are told of here, too. */
  evidence?: string[];
  /** Pictures and files, only where the bureau switched them on. */
  evidenceFiles?: EvidenceFile[];
  /** 补录 — came after its period was closed, and why. */
  supplement?: { reason: string };
}

/** 变更 — one change of an entry: who, when, what, before and after. Never rewritten. */
export interface EntryChange {
  at: Instant;
  by: { id: string; name: string };
  action: 'submit' | 'correct' | 'withdraw' | 'restore' | 'accept' | 'return' | 'update';
  /** In plain words: `走访企业：12家 → 13家`. */
  what: string;
  before?: Partial<EntryContent>;
  after?: Partial<EntryContent>;
  /** What a withdrawal took away, which 恢复 gives back. */
  statusBefore?: EntryStatus;
  messageId: string | null;
}

/** 来源 — the message that an entry came from, or the cell of an imported table. */
export interface EntrySource {
  platform: PlatformId | 'import';
  conversationId: string;
  messageId: string;
  /** The whole message, masked. */
  text: string;
}

/**
 * 条目状态 — 已填报, 待确认, 已确认, 已退回, 已撤回. Only submitted and accepted entries count;
 * the middle three exist where the bureau wants the 科室's head to confirm (`confirmation`).
 */
export type EntryStatus = 'submitted' | 'awaiting' | 'accepted' | 'returned' | 'withdrawn';

/** 条目 — one row of a ledger, with who said it, when, and every change since. */
export interface Entry extends EntryContent {
  bureau: BureauId;
  id: string;
  version: number;
  /** 编号 `1120-3`: day of submission and running number of that day in the bureau; unambiguous within a year. */
  number: string;
  status: EntryStatus;
  reporter: { id: string; name: string };
  submittedAt: Instant;
  source: EntrySource;
  history: EntryChange[];
}

/** 零报告 — a 科室 said that there is nothing new in this period; it counts as having reported. */
export interface NilReport {
  bureau: BureauId;
  id: string;
  version: number;
  department: string;
  period: Period;
  reporter: { id: string; name: string };
  submittedAt: Instant;
}

export function counts(entry: Pick<Entry, 'status'>): boolean {
  return entry.status === 'submitted' || entry.status === 'accepted';
}

/** 待确认 — the head of its 科室 has not said yes; it has been reported, but no figure holds it. */
export function isAwaiting(entry: Pick<Entry, 'status'>): boolean {
  return entry.status === 'awaiting';
}

/** It has been reported and is held against nobody: its 科室 is not missing, and a second report of the same is a duplicate. */
export function stands(entry: Pick<Entry, 'status'>): boolean {
  return counts(entry) || isAwaiting(entry);
}

export function isWithdrawn(entry: Pick<Entry, 'status'>): boolean {
  return entry.status === 'withdrawn';
}
