import type { Ledger } from '../../domain/ledger.ts';

/** 问的是什么 — metrics, one for each clause; the ledger where only its name was said; or the choice that the asker must make. */
export interface Subject {
  metrics: string[];
  ledger: Ledger | null;
  /** Metrics between which the words do not decide. */
  choice: string[];
  /** Clauses that ask how much of something that nothing was found for. */
  unmatched: string[];
  /** Only the ledger was named, and something was asked of it that none of its figures is called. */
  isVague: boolean;
  /** Metrics that the same words name, though less well: of use where nothing was ever reported of the one they name best. */
  beside: string[];
}

/** No metric and no ledger. */
export const nothingNamed: Subject = { metrics: [], ledger: null, choice: [], unmatched: [], beside: [], isVague: false };

/** Of more than that the asker must choose. */
export const FEW = 2;
