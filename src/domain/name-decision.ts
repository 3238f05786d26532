import type { Instant } from '../lib/clock.ts';
import type { BureauId } from './member.ts';
import type { MetricKind } from './quantity.ts';

/** The ledger that a metric stands in, as it was called when the decision was made. */
export interface LedgerPlace {
  id: string;
  section: string;
  name: string;
}

/** 叫法的归属 — what a name counts as by the word of an editor: as another name, as itself and never as another, as a metric of the bureau. */
export interface NameStanding {
  /** 并入: figures of these units count under another name; `ledger` where that is a metric of the bureau's files. */
  joined: { into: string; units: string[]; ledger: LedgerPlace | null } | null;
  /** 不是一回事: names that it is never taken for. */
  apart: string[];
  /** 列为指标. */
  adopted: { ledger: LedgerPlace; units: string[]; kind: MetricKind } | null;
}

/** One decision: who, when, by which message, from what to what, and why where closed books are touched. Never rewritten. */
export interface NameStep extends Record<'before' | 'after', NameStanding> {
  action: 'join' | 'part' | 'adopt' | 'drop';
  by: { id: string; name: string };
  at: Instant;
  messageId: string;
  reason: string | null;
}

/** 叫法的决定 — what editors decided about a name that figures are kept under. The entries keep what was said; only counting and reading follow it. */
export interface NameDecision extends NameStanding {
  bureau: BureauId;
  /** The name. */
  id: string;
  version: number;
  history: NameStep[];
}
