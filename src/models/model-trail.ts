import type { ModelCall, ModelFaultKind, ModelOutcome } from '../domain/model-call.ts';

/** 出境记录 — the book of calls. Nothing leaves before it is in the book. */
export interface ModelTrail {
  /** Enters a call, or returns undefined when today's calls or tokens are spent. */
  begin(call: ModelCall): Promise<string | undefined>;
  end(id: string, outcome: ModelOutcome): Promise<void>;
  /** A call that was given up before anything left: only counted. */
  skip(call: ModelCall, fault: ModelFaultKind): void;
}
