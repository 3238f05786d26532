import type { Instant } from '../lib/clock.ts';

/** 对话请求 — one generation. `system` holds our instructions, `user` the quoted data; neither is ever logged. */
export interface ChatRequest {
  /** Which prompt file asked, for the audit trail: `answer@3`, `answer@3+own`. */
  prompt: string;
  /** The member or task on whose behalf it is asked; fair queueing and the audit trail go by it. */
  asker: string;
  system: string;
  user: string;
  /** Set: the reply is one JSON value that satisfies this JSON Schema, whether the server can force it or not; else `malformed`. */
  schema?: Readonly<Record<string, unknown>>;
  temperature: number;
  maxTokens: number;
  /** No reply after this moment is of use; the adapter gives up by then, queueing and retries included. */
  deadline: Instant;
  /** Pieces of the text as they come, reasoning left out. What was handed out may still be followed by a `ModelFault`. */
  onText?: (piece: string) => void;
}

export interface ChatReply {
  /** The whole text, never empty, reasoning left out; with a schema, JSON without anything around it. */
  text: string;
  tokens: { input: number; output: number };
}

/** 对话模型 — writes words; never a source of facts. Rejects only with `ModelFault`. */
export interface ChatModel {
  /** As the server calls it, for the audit trail and `doctor`. */
  readonly name: string;
  complete(request: ChatRequest): Promise<ChatReply>;
}
