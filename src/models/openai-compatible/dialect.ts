import type { ChatRequest } from '../chat-model.ts';

/** 方言 — which of the fields that servers disagree about this one takes; found out from its refusals and kept. */
export interface Dialect {
  /** How JSON is forced: by a schema, as any object with the schema told in words, or not at all. */
  json: 'schema' | 'object' | 'words';
  maxTokens: 'max_tokens' | 'max_completion_tokens';
  hasTemperature: boolean;
  /** Whether a stream can be asked to count its tokens. */
  countsStream: boolean;
  /** DashScope's thinking models answer whole replies only when they are told not to think. */
  isToldNotToThink: boolean;
}

export const fullDialect: Dialect = { json: 'schema', maxTokens: 'max_tokens', hasTemperature: true, countsStream: true, isToldNotToThink: false };

/** The next lower way to force JSON; undefined below the last. */
export function lowerJson(dialect: Dialect): Dialect | undefined {
  if (dialect.json === 'words') return undefined;
  return { ...dialect, json: dialect.json === 'schema' ? 'object' : 'words' };
}

/** What to try after a refusal (400 or 422) with these words; undefined when it was not about one of these fields. */
export function afterRefusal(dialect: Dialect, words: string, request: Pick<ChatRequest, 'schema' | 'onText'>): Dialect | undefined {
  if (request.onText && dialect.countsStream && /stream_options|include_usage/i.test(words)) return { ...dialect, countsStream: false };
  if (!dialect.isToldNotToThink && /enable_thinking/i.test(words)) return { ...dialect, isToldNotToThink: true };
  if (dialect.maxTokens === 'max_tokens' && /max_completion_tokens/i.test(words)) return { ...dialect, maxTokens: 'max_completion_tokens' };
  if (dialect.hasTemperature && /temperature/i.test(words)) return { ...dialect, hasTemperature: false };
  const isAboutJson = /response_format|json|schema|structured|guided|grammar/i.test(words) || /\(no body\)/.test(words);
  return request.schema && isAboutJson ? lowerJson(dialect) : undefined;
}

/** OpenAI's strict mode takes only schemas of which every object is closed and requires all that it has. */
function isStrict(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return true;
  if (Array.isArray(schema)) return schema.every(isStrict);
  const { type, properties, required, additionalProperties } = schema as Record<string, unknown>;
  const names = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
  const isClosed = type !== 'object' || (additionalProperties === false && Array.isArray(required) && names.every(name => required.includes(name)));
  return isClosed && Object.values(schema).every(isStrict);
}

function formatOf({ json }: Dialect, { prompt, schema }: ChatRequest): object {
  if (!schema || json === 'words') return {};
  if (json === 'object') return { response_format: { type: 'json_object' } };
  const name = prompt.replace(/@.*$/, '').replace(/[^A-Za-z0-9_-]/g, '_');
  return { response_format: { type: 'json_schema', json_schema: { name, schema, strict: isStrict(schema) } } };
}

/** Servers that cannot force the schema are told it; DeepSeek and others also want the word JSON in the messages. */
function systemOf({ json }: Dialect, { system, schema }: ChatRequest): string {
  return schema && json !== 'schema' ? `${system}\n\n只输出一个符合下面JSON Schema的JSON，不加说明和代码框：\n${JSON.stringify(schema)}` : system;
}

/** The body of a request, `model` and vendor's own fields apart. */
export function bodyOf(dialect: Dialect, request: ChatRequest): { messages: { role: 'system' | 'user'; content: string }[] } {
  return {
    messages: [
      { role: 'system', content: systemOf(dialect, request) },
      { role: 'user', content: request.user },
    ],
    [dialect.maxTokens]: request.maxTokens,
    ...(dialect.hasTemperature ? { temperature: request.temperature } : {}),
    ...(request.onText && dialect.countsStream ? { stream_options: { include_usage: true } } : {}),
    ...(dialect.isToldNotToThink ? { enable_thinking: false } : {}),
    ...formatOf(dialect, request),
  };
}
