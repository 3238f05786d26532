import { onTestFinished } from 'vitest';
import { silentLogger } from '../../src/lib/logger.ts';
import type { ModelFaultKind } from '../../src/models/model-fault.ts';
import type { ModelSurroundings } from '../../src/models/model-surroundings.ts';
import type { ModelCall, ModelOutcome, ModelTrail } from '../../src/models/model-trail.ts';
import { OpenaiChat } from '../../src/models/openai-compatible/chat.ts';
import type { OpenaiConfig } from '../../src/models/openai-compatible/config.ts';
import { OpenaiEmbedding } from '../../src/models/openai-compatible/embedding.ts';
import { Line } from '../../src/models/openai-compatible/line.ts';
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
  chat: OpenaiChat;
  embedding: OpenaiEmbedding;
  trail: RecordedTrail;
}

/** The adapters on an emulated server of their own, which stops when the test ends. */
export async function openModel(
  options: { config?: Partial<OpenaiConfig>; surroundings?: Partial<ModelSurroundings>; server?: EmulatedOpenai } = {},
): Promise<OpenModel> {
  const server = await (options.server ?? new EmulatedOpenai()).start();
  onTestFinished(() => server.stop());
  const trail = new RecordedTrail();
  const surroundings = { clock: { now: () => Date.now() }, logger: silentLogger, random: () => 0, trail, ...options.surroundings };
  const config: OpenaiConfig & { embeddingModel: string } = {
    ...{ baseUrl: server.baseUrl, apiKey: server.key, model: 'qwen-emulated', inFlight: 4, fetch: globalThis.fetch },
    ...options.config,
    embeddingModel: 'bge-emulated',
  };
  const line = new Line(surroundings, config);
  return { server, trail, chat: new OpenaiChat(config, surroundings, line), embedding: new OpenaiEmbedding(config, line) };
}
