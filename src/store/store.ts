import type { Absence } from '../domain/absence.ts';
import type { Case } from '../domain/case.ts';
import type { Closing } from '../domain/closing.ts';
import type { Draft, DraftVersion } from '../domain/draft.ts';
import type { Entry, NilReport } from '../domain/entry.ts';
import type { Feedback } from '../domain/feedback.ts';
import type { BureauId } from '../domain/member.ts';
import type { Membership } from '../domain/membership.ts';
import type { IncomingMessage, OutgoingMessage } from '../domain/message.ts';
import type { ModelCall, ModelOutcome } from '../domain/model-call.ts';
import type { NameDecision } from '../domain/name-decision.ts';
import type { AnswerSheet, Paper, Sitting } from '../domain/quiz.ts';
import type { Release } from '../domain/release.ts';
import type { Instant } from '../lib/clock.ts';

/** Every row belongs to a bureau, has an id that is unique in its kind and bureau, and a version that grows by one with each replacement (first: 1). */
export interface Row {
  bureau: BureauId;
  id: string;
  version: number;
}

/** Rows that workers take: due from `dueAt` on, and while leased not given to anyone else before `leasedUntil`. */
export interface TakeableRow extends Row {
  dueAt: Instant;
  /** Epoch ms until which somebody holds it; 0 when free. */
  leasedUntil: Instant;
  /** Only rows in state `open` are taken. */
  state: 'open' | 'done' | 'dead' | 'uncertain';
}

/** 排重 — an accepted message, with the masked message itself, so that unfinished ones resume at start. Id: `platform:messageId`. */
export interface ClaimRow extends TakeableRow {
  message: IncomingMessage;
  /** The screening rule that it hit, in which case the message is kept without content; else null. */
  screened: { rule: string; certain: boolean } | null;
  receivedAt: Instant;
  /** Outbox ids that answer it, so that a redelivery gets the same answer. */
  replies: string[];
}

/** 发件箱 — a message on its way out. `uncertain`: handed to the platform, but a crash hid whether it was taken. */
export interface OutboxRow extends TakeableRow {
  message: OutgoingMessage;
  queuedAt: Instant;
  attempts: number;
  /** True between taking it and knowing what the platform said; still true when taken again means that a crash hid the answer. */
  inFlight: boolean;
  /** Pieces of a long message that are already out. */
  piecesDone?: number;
  /** An answer that may have arrived and is given once more, saying so. */
  isRepeat?: true;
  deliveredAt: Instant | null;
  lastError: string | null;
  /** A reminder of this week is not sent after it. */
  latest?: Instant;
  /** The schedule run that sent it, or null. */
  run: string | null;
}

/** 运行记录 — one due time of one schedule. Id: `schedule:period`, so that it is claimed once. */
export interface RunRow extends TakeableRow {
  schedule: string;
  task: string;
  startedAt: Instant | null;
  finishedAt: Instant | null;
  /** True when it ran later than due because the program was down. */
  caughtUp: boolean;
  /** How often it was started; bounded, so that a run that always fails comes to rest. */
  attempts?: number;
  /** In plain words what it did, or why it was skipped or failed. */
  outcome: string;
  /** Outbox ids. */
  sent: string[];
}

/** 回执 — the receipt that a member last got in a conversation: 第1条 means `entries[0]`. Id: the message id. */
export interface ReceiptRow extends Row {
  conversationId: string;
  memberId: string;
  at: Instant;
  messageId: string;
  entries: string[];
}

/** 话题 — the last question that a member asked in a conversation, so that 怎么算的, 明细 and 看原文 know what they are about; or the message whose file the bot asked about (入库还是换数). Id: `conversation|member`; of `names`, which 新指标2 speaks of, `conversation|member|names`. */
export interface TopicRow extends Row {
  kind: 'figures' | 'law' | 'document' | 'unsure' | 'names';
  /** Of a document, and of what may or may not be a report: the id of the message's claim; of names, a line each. */
  question: string;
  at: Instant;
  /** What the answer about law stood on: 看原文, 转发版 and 采纳 speak of this and nothing else. */
  cited?: { provisionId: string; label: string; quote: string; code: string };
}

/** 口径 — how an editor wants one question to be answered, with the provisions that it stands on, word for word as they then were. Id: `curated:<number>`. */
export interface CuratedRow extends Row {
  number: number;
  question: string;
  answer: string;
  basis: { label: string; provisionId: string; text: string }[];
  by: { id: string; name: string };
  at: Instant;
  /** `broken`: a provision has changed, so that it is no longer given. */
  state: 'current' | 'broken' | 'dropped';
}

/** 采纳/不采纳 — what somebody thought of an answer. */
export interface VerdictRow extends Row {
  question: string;
  /** 《名称》第…条 of the first citation. */
  cited: string;
  accepted: boolean;
  reason: string | null;
  by: { id: string; name: string };
  at: Instant;
}

/** Counter rows with a meaning of their own: a purge waits to leave the store's files; backups made before a purge still hold what it took. */
export const purgeMarks = { scrubDue: 'scrub-due', scrubbedSinceBackup: 'scrubbed-since-backup' } as const;

/** 计数 — running numbers (entry numbers of a day). */
export interface CounterRow extends Row {
  value: number;
}

/** 待补文件 — a question that found no provision, kept for the list of what to add. */
export interface GapRow extends Row {
  question: string;
  askedBy: { id: string; name: string };
  /** Where the asker is told privately once there is an answer. */
  to?: OutgoingMessage['to'];
  at: Instant;
  state: 'open' | 'added';
}

/** 已发周览 — a mark of what the last digest of a week stated, without its words, so that it is sent again only when that changed. Id: `2026-W47:leaders`. */
export interface DigestRow extends Row {
  at: Instant;
  fingerprint: string;
}

/** 审计记录 — who did what to what; never changed. */
export interface AuditRow extends Row {
  at: Instant;
  actor: string;
  action: string;
  subject: string;
}

/** 出境记录 — one call of a model, or a day's calls for the corpus; entered before anything leaves, so a row without an outcome is a call that a crash hid the end of. */
export interface ModelCallRow extends Row, ModelCall, Partial<ModelOutcome> {
  at: Instant;
  calls: number;
}

/** 额度 — what was spent of a budget (push quota). Id: the budget's name, period included. */
export interface BudgetRow extends Row {
  spent: number;
}

/** All kinds of rows. */
export interface Rows {
  claim: ClaimRow;
  outbox: OutboxRow;
  run: RunRow;
  entry: Entry;
  'nil-report': NilReport;
  draft: Draft;
  'draft-version': DraftVersion;
  receipt: ReceiptRow;
  topic: TopicRow;
  counter: CounterRow;
  gap: GapRow;
  curated: CuratedRow;
  verdict: VerdictRow;
  digest: DigestRow;
  paper: Paper;
  sitting: Sitting;
  'answer-sheet': AnswerSheet;
  audit: AuditRow;
  budget: BudgetRow;
  'model-call': ModelCallRow;
  membership: Membership;
  case: Case;
  closing: Closing;
  release: Release;
  absence: Absence;
  feedback: Feedback;
  'name-decision': NameDecision;
}

export type Kind = keyof Rows;
export type TakeableKind = 'claim' | 'outbox' | 'run';

/** An index: the fields (dotted paths into the row) that it orders by, and whether two rows of a bureau may share them. */
export interface IndexDefinition {
  fields: readonly string[];
  unique: boolean;
}

/** Every kind also has the index `byId`. A query that no index serves does not exist. */
export const indexes = {
  claim: { byReceived: { fields: ['receivedAt'], unique: false } },
  outbox: {
    byQueued: { fields: ['queuedAt'], unique: false },
    byState: { fields: ['state', 'queuedAt'], unique: false },
    byRun: { fields: ['run', 'queuedAt'], unique: false },
  },
  run: { byDue: { fields: ['dueAt'], unique: false }, bySchedule: { fields: ['schedule', 'dueAt'], unique: false } },
  entry: {
    byPeriodEnd: { fields: ['period.to'], unique: false },
    byDepartment: { fields: ['department', 'period.to'], unique: false },
    byReporter: { fields: ['reporter.id', 'submittedAt'], unique: false },
    bySubmitted: { fields: ['submittedAt'], unique: false },
    byStatus: { fields: ['status', 'department', 'submittedAt'], unique: false },
    byNumber: { fields: ['number', 'submittedAt'], unique: true },
    byMessage: { fields: ['source.messageId', 'number'], unique: false },
  },
  'nil-report': { byPeriodEnd: { fields: ['period.to'], unique: false }, byDepartment: { fields: ['department', 'period.to'], unique: false } },
  draft: { byKind: { fields: ['kind', 'period.to'], unique: false } },
  'draft-version': { byDraft: { fields: ['draft', 'revision'], unique: true } },
  receipt: { byMember: { fields: ['conversationId', 'memberId', 'at'], unique: false } },
  topic: {},
  counter: {},
  gap: { byState: { fields: ['state', 'at'], unique: false } },
  curated: { byNumber: { fields: ['number'], unique: true }, byState: { fields: ['state', 'number'], unique: false } },
  verdict: { byTime: { fields: ['at'], unique: false } },
  digest: {},
  paper: { byTerm: { fields: ['term', 'createdAt'], unique: false }, byState: { fields: ['state', 'createdAt'], unique: false } },
  sitting: { byPaper: { fields: ['paper', 'at'], unique: false } },
  'answer-sheet': { byPaper: { fields: ['paper'], unique: false } },
  audit: { byTime: { fields: ['at'], unique: false } },
  budget: {},
  'model-call': { byAt: { fields: ['at'], unique: false } },
  membership: { byState: { fields: ['state', 'saidAt'], unique: false } },
  closing: { byState: { fields: ['state', 'period.to'], unique: false } },
  feedback: { byTime: { fields: ['at'], unique: false } },
  release: { byRecipient: { fields: ['recipient.id', 'at'], unique: false }, byTime: { fields: ['at'], unique: false } },
  absence: { byEnd: { fields: ['period.to'], unique: false } },
  'name-decision': {},
  case: {
    byNumber: { fields: ['number'], unique: true },
    byStatus: { fields: ['status', 'number'], unique: false },
    byEntry: { fields: ['entryId', 'number'], unique: false },
  },
} as const satisfies { [K in Kind]: Record<string, IndexDefinition> };

export type IndexName<K extends Kind> = (keyof (typeof indexes)[K] & string) | 'byId';

type FieldValue = string | number;

/** Rows whose leading index fields equal `equals`, and whose next field lies between `from` and `to` (both inclusive). */
export interface Query<K extends Kind> {
  index: IndexName<K>;
  equals?: readonly FieldValue[];
  from?: FieldValue;
  to?: FieldValue;
  order?: 'ascending' | 'descending';
  /** Default 1,000, at most 10,000. */
  limit?: number;
  /** From an earlier page. */
  cursor?: string;
}

export interface Page<R> {
  rows: R[];
  /** Present when there may be more. */
  cursor?: string;
}

/** One bureau's rows, or every bureau's: only the scheduler, delivery, backup and doctor work as `system`. */
export type Scope = { bureau: BureauId } | 'system';

/** Reads of one snapshot. Rows handed out are frozen or copies: changing one changes nothing. */
export interface Reader {
  get<K extends Kind>(kind: K, id: string): Promise<Rows[K] | undefined>;
  find<K extends Kind>(kind: K, query: Query<K>): Promise<Page<Rows[K]>>;
  count<K extends Kind>(kind: K, query: Query<K>): Promise<number>;
}

/** A serialisable transaction: it sees its own writes, all of it happens or none of it, and it may run again after a conflict, so it does no I/O. */
export interface Transaction extends Reader {
  /** False when the id or a unique index is taken: the claim of a message, of a due run. */
  insert<K extends Kind>(kind: K, row: Rows[K]): Promise<boolean>;
  /** `row.version` is the version that was read; it is kept as that plus one. Throws `Conflict` when it is no longer current. */
  replace<K extends Kind>(kind: K, row: Rows[K]): Promise<void>;
  /** Throws `Conflict` when `version` is not current. */
  remove(kind: Kind, id: string, version: number): Promise<void>;
  /** Up to `limit` open rows that are due and not leased, oldest first, leased until `leaseUntil` and returned as they now are. */
  take<K extends TakeableKind>(kind: K, due: Instant, limit: number, leaseUntil: Instant): Promise<Rows[K][]>;
  /** Adds `amount` to what the budget has spent, unless that would exceed `limit`: then false, and nothing is spent. */
  spend(budget: string, amount: number, limit: number): Promise<boolean>;
}

/** 存储 — where things are kept. In scope `system`, ids are unique per bureau and `insert` needs `row.bureau` set; `get` there finds the first bureau's. */
export interface Store {
  read<T>(scope: Scope, work: (reader: Reader) => Promise<T>): Promise<T>;
  /** Durable when it resolves. The work may run more than once. */
  write<T>(scope: Scope, work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** True while this process holds the named lease (a long connection, a scheduler): taken or prolonged for `ms`. */
  lease(name: string, ms: number): Promise<boolean>;
  /** Told after each commit which kinds it touched; returns the way to stop listening. */
  onCommit(listener: (kinds: ReadonlySet<Kind>) => void): () => void;
  /** Every row as one JSON object a line, for backup and for moving between adapters. */
  dump(): AsyncIterable<string>;
  /** Replaces everything by a dump. All lines are checked before anything is changed. */
  load(lines: AsyncIterable<string>): Promise<void>;
  /** 清除 — when it resolves, nothing of rows that were removed or replaced before the call is left in what the store keeps (backups apart). */
  scrub(): Promise<void>;
  /** Plain-word findings of a check of everything kept; empty when all is well. */
  verify(): Promise<string[]>;
  close(): Promise<void>;
}
