import { randomUUID } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import type { Config } from '../config.ts';
import type { BureauId } from '../domain/member.ts';
import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import { isPrivateAddress } from '../lib/private-address.ts';
import type { ModelServer } from '../models/model-server.ts';
import type { Models } from '../models/models.ts';
import { createOpenaiServer } from '../models/openai-compatible/server.ts';
import type { Prompts } from '../models/prompt.ts';
import type { Store } from '../store/store.ts';
import { createModelTrail, type ModelCounts } from './model-trail.ts';
import { networkOf } from './network-of.ts';

/** What a process has of models, and what it asked of them so far. */
export interface ModelUse {
  /** Both absent when no address and name are set. */
  models?: Models;
  server?: ModelServer;
  counts: ModelCounts;
  /** Writes what the book of calls still has to write; before the store is closed. */
  settle(): Promise<void>;
}

interface Surroundings {
  prompts: Prompts;
  bureau: BureauId;
  store: Store;
  clock: Clock;
  logger: Logger;
}

/** The models that the settings ask for, every call of them entered in the store's trail. */
export function wireModels(config: Config, { prompts, bureau, store, clock, logger }: Surroundings): ModelUse {
  const set = config.models;
  const budget = { calls: set.MODEL_CALLS_PER_DAY, tokens: set.MODEL_TOKENS_PER_DAY };
  const trail = createModelTrail({ store, bureau, clock, budget, createId: randomUUID });
  if (!set.OPENAI_BASE_URL || !set.OPENAI_MODEL) return { counts: trail.counts, settle: trail.settle };
  const server = createOpenaiServer(
    {
      // Servers without keys take any; the client insists on one.
      ...{ baseUrl: set.OPENAI_BASE_URL, apiKey: set.OPENAI_API_KEY ?? 'none', model: set.OPENAI_MODEL },
      ...(set.OPENAI_EMBEDDING_MODEL ? { embeddingModel: set.OPENAI_EMBEDDING_MODEL } : {}),
      ...(set.RERANK_URL && set.RERANK_MODEL
        ? { rerank: { url: set.RERANK_URL, model: set.RERANK_MODEL, apiKey: set.RERANK_API_KEY ?? set.OPENAI_API_KEY ?? 'none' } }
        : {}),
      ...(set.OPENAI_EXTRA_BODY ? { extraBody: set.OPENAI_EXTRA_BODY } : {}),
      ...{ embeddingBatch: set.MODEL_EMBEDDING_BATCH, inFlight: set.MODEL_IN_FLIGHT, fetch: wayOut(config) },
    },
    { clock, logger, trail, random: Math.random },
  );
  const { chat, embedding, reranking } = server;
  const { counts } = trail;
  const refused: Models['refused'] = ({ rules }) => {
    for (const rule of rules) counts.refused.set(rule, (counts.refused.get(rule) ?? 0) + 1);
  };
  return {
    server,
    counts,
    settle: trail.settle,
    models: { prompts, chat, budget, refused, ...(embedding ? { embedding } : {}), ...(reranking ? { reranking } : {}) },
  };
}

/** With `local` only private addresses are reached, and never through a proxy. With `any` the proxy is for what lies outside. */
function wayOut(config: Config): typeof globalThis.fetch {
  const inside = networkOf(config, isPrivateAddress).fetch;
  if (config.models.MODEL_ALLOW === 'local') return inside;
  const outside = networkOf(config).fetch;
  if (!config.platforms.HTTPS_PROXY) return outside;
  return async (input, init) => ((await isInside(new URL(input instanceof Request ? input.url : input).hostname)) ? inside : outside)(input, init);
}

/** A name that only the proxy can resolve lies outside. */
async function isInside(hostname: string): Promise<boolean> {
  const found = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true }).catch(() => []);
  return found.length > 0 && found.every(({ address }) => isPrivateAddress(address));
}
