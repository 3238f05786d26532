import OpenAI from 'openai';
import { cappedFetch } from './capped-fetch.ts';
import type { OpenaiConfig } from './config.ts';

/** The vendor's client with everything of its own switched off that we do better ourselves: retries, environment variables, logs (which would hold content). */
export function createClient({ baseUrl, apiKey, fetch }: OpenaiConfig): OpenAI {
  return new OpenAI({
    ...{ baseURL: baseUrl, apiKey, adminAPIKey: null, organization: null, project: null, webhookSecret: null },
    ...{ maxRetries: 0, logLevel: 'off' as const, fetch: cappedFetch(fetch) },
  });
}
