import type { ModelFaultKind } from './model-fault.ts';

/** 模型调用 — what leaves the machine, as the audit trail keeps it: who, what for, where to, how much; never a word of it. */
export interface ModelCall {
  /** A member's id, or the name of a task. */
  asker: string;
  /** The prompt's reference (`answer@3`), or `embedding`. */
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

/** 出境记录 — the book of calls. Nothing leaves before it is in the book. */
export interface ModelTrail {
  /** Enters a call, or returns undefined when today's calls or tokens are spent. */
  begin(call: ModelCall): Promise<string | undefined>;
  end(id: string, outcome: ModelOutcome): Promise<void>;
  /** A call that was given up before anything left: only counted. */
  skip(call: ModelCall, fault: ModelFaultKind): void;
}
