import type { ChatModel, ChatReply, ChatRequest } from '../../../src/models/chat-model.ts';
import { finishReply } from '../../../src/models/finish-reply.ts';
import { ModelFault } from '../../../src/models/model-fault.ts';

/** 一次试验 — what came of one adversarial generation. */
export interface Trial {
  kind: string;
  /** What the checker found wrong in what a reader got. */
  wrong: string[];
  /** The same where the text had gone out as it was written, its slots filled in. */
  wrongWithoutGates: string[];
  /** Whether anything of it was taken. */
  isTaken: boolean;
}

/** A model that writes what a test makes of each request. */
export class WritingModel implements ChatModel {
  readonly name = 'adversary';
  readonly #write: (request: ChatRequest) => string;

  constructor(write: (request: ChatRequest) => string) {
    this.#write = write;
  }

  async complete(request: ChatRequest): Promise<ChatReply> {
    const written = this.#write(request);
    request.onText?.(written);
    if (written === '') throw new ModelFault('empty', '模型没有给出内容。');
    return { text: finishReply(written, request), tokens: { input: 0, output: written.length } };
  }
}

/** 试验结果 — of many. */
export interface Tally {
  generations: number;
  wrong: string[];
  /** Of those that were lies, how many the checker catches when nothing else does. */
  caughtWithoutGates: number;
  kinds: ReadonlyMap<string, number>;
}

export function tallyOf(trials: readonly Trial[]): Tally {
  const kinds = new Map<string, number>();
  for (const { kind } of trials) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return {
    generations: trials.length,
    wrong: trials.flatMap(({ kind, wrong }) => wrong.map(one => `${kind}: ${one}`)),
    caughtWithoutGates: trials.filter(({ wrongWithoutGates }) => wrongWithoutGates.length > 0).length,
    kinds,
  };
}
