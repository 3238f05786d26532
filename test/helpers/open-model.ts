import { onTestFinished } from 'vitest';
import type { ModelCall, ModelFaultKind, ModelOutcome } from '../../src/domain/model-call.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import type { ChatModel } from '../../src/models/chat-model.ts';
import type { EmbeddingModel } from '../../src/models/embedding-model.ts';
import type { ModelServer } from '../../src/models/model-server.ts';
import type { ModelSurroundings } from '../../src/models/model-surroundings.ts';
import type { ModelTrail } from '../../src/models/model-trail.ts';
import type { OpenaiConfig } from '../../src/models/openai-compatible/config.ts';
import { createOpenaiServer } from '../../src/models/openai-compatible/server.ts';
import type { RerankingModel } from '../../src/models/reranking-model.ts';
import { EmulatedOpenai } from './emulated-openai.ts';

/** A book of calls in memory. */
export class RecordedTrail implements ModelTrail {
  readonly calls: (ModelCall & Partial<ModelOutcome>)[] = [];
  readonly skipped: ModelFaultKind[] = [];
  callsLeft = Number.POSITIVE_INFINITY;
  isBroken = false;

  async begin(call: ModelCall): Promise<string | undefined> {
    if (this.isBroken) throw new Error('the disk is full');
    if (this.callsLeft-- <= 0) return undefined;
    this.calls.push({ ...call });
    return String(this.calls.length - 1);
  }

  async end(id: string, outcome: ModelOutcome): Promise<void> {
    Object.assign(this.calls[Number(id)] ?? {}, outcome);
  }

  skip(_: ModelCall, fault: ModelFaultKind): void {
    this.skipped.push(fault);
  }
}

export interface OpenModel {
  server: EmulatedOpenai;
  model: ModelServer;
  chat: ChatModel;
  embedding: EmbeddingModel;
  reranking: RerankingModel;
  trail: RecordedTrail;
}

/** The same model for somebody who waits only so long in real time, whatever the clock of a stage says; `windows` keeps what was granted, in ms of that clock. */
export function hurried(
  chat: ChatModel,
  { patienceMs, now, windows = [] }: { patienceMs: number; now: () => number; windows?: number[] },
): ChatModel {
  return {
    name: chat.name,
    complete(request) {
      windows.push(request.deadline - now());
      return chat.complete({ ...request, deadline: Date.now() + patienceMs });
    },
  };
}

/** The adapters on an emulated server of their own, which stops when the test ends. */
export async function openModel(
  options: { config?: Partial<OpenaiConfig>; surroundings?: Partial<ModelSurroundings>; server?: EmulatedOpenai } = {},
): Promise<OpenModel> {
  const server = await (options.server ?? new EmulatedOpenai()).start();
  onTestFinished(() => server.stop());
  const trail = new RecordedTrail();
  const surroundings = { clock: { now: () => Date.now() }, logger: silentLogger, random: () => 0, trail, ...options.surroundings };
  const model = createOpenaiServer(
    {
      ...{ baseUrl: server.baseUrl, apiKey: server.key, model: 'qwen-emulated', embeddingModel: 'bge-emulated' },
      ...{ embeddingBatch: 10, inFlight: 4, fetch: globalThis.fetch },
      rerank: { url: server.rerankUrl, apiKey: server.key, model: 'reranker-emulated' },
      ...options.config,
    },
    surroundings,
  );
  const { chat, embedding, reranking } = model;
  if (!embedding || !reranking) throw new Error('this server has an embedding and a reranking model');
  return { server, trail, model, chat, embedding, reranking };
}
