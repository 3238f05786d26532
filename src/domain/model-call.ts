import type { Instant } from '../lib/clock.ts';
import { dateOf } from './date.ts';

/**
 * Why a model gave nothing that can be used. `timeout`: nothing in time · `rate-limited`: 429 until the deadline · `unavailable`: no connection, 5xx, breaker open ·
 * `cut-off`: the stream or the length ended in the middle · `malformed`: not the JSON that was asked for · `empty` · `filtered`: the vendor's content filter ·
 * `refused`: wrong key, wrong model name, bad request · `over-budget`: today's calls or tokens are spent · `not-allowed`: `MODEL_ALLOW` forbids the address.
 */
export type ModelFaultKind =
  | 'timeout'
  | 'rate-limited'
  | 'unavailable'
  | 'cut-off'
  | 'malformed'
  | 'empty'
  | 'filtered'
  | 'refused'
  | 'over-budget'
  | 'not-allowed';

/** 模型调用 — what leaves for a model, as the audit trail keeps it: who, what for, where to, how much; never a word of it. */
export interface ModelCall {
  /** A member's id, or the name of a task. */
  asker: string;
  /** The prompt's reference (`answer@3`), `embedding`, or `reranking`. */
  purpose: string;
  model: string;
  /** Host of the server. */
  host: string;
  /** Characters of instructions and data. */
  characters: number;
}

/** How a call ended. */
export interface ModelOutcome {
  outcome: 'ok' | ModelFaultKind;
  tokens: { input: number; output: number };
  /** True when the server did not say how many tokens it counted. */
  isEstimated: boolean;
  /** From entering the queue to the end. */
  ms: number;
  /** Until the first piece of a streamed reply; null when none came or nothing was streamed. */
  firstMs: number | null;
  /** How often it was sent. */
  attempts: number;
}

/** As whom the passages of the corpus are turned into vectors: outside the daily budget, and one row of the trail a day. */
export const CORPUS_ASKER = 'corpus';

/** 每日上限 — what may be spent in a day of Shanghai's calendar. */
export interface ModelBudget {
  calls: number;
  tokens: number;
}

/** Under which names a day's spending is kept. */
export const modelBudgets = {
  calls: (at: Instant): string => `model-calls:${dateOf(at)}`,
  tokens: (at: Instant): string => `model-tokens:${dateOf(at)}`,
};
