import { APIConnectionError, APIError } from 'openai';
import { AddressRefused } from '../../lib/private-address.ts';
import { ModelFault, type ModelFaultKind } from '../model-fault.ts';
import { ReplyTooLarge } from './capped-fetch.ts';

/** A failed try: what the caller is told, and after how long another try makes sense (`null`: never). */
export interface Failure {
  fault: ModelFault;
  retryInMs: number | null;
}

const messages: Record<ModelFaultKind, string> = {
  timeout: '模型没有在规定时间内答完。',
  'rate-limited': '模型服务说请求太多，请稍后再试，或调低并发数。',
  unavailable: '模型服务连不上或出错了，请检查服务是否在运行、地址是否填对。',
  'cut-off': '模型答到一半断了。',
  malformed: '模型服务的回复不成样子，请检查地址是否填对。',
  empty: '模型没有给出内容。',
  filtered: '内容被模型服务商的审核拦下了。',
  refused: '模型服务不接受这个请求，请检查密钥、模型名称和余额。',
  'over-budget': '今天的模型用量已到上限，明天恢复；要提高请改 MODEL_CALLS_PER_DAY、MODEL_TOKENS_PER_DAY。',
  'not-allowed': '模型地址不在本机或内网，MODEL_ALLOW=local 时不调用。确要用外部模型，请经批准后改为 any。',
};

export function faultOf(kind: ModelFaultKind, message = messages[kind]): ModelFault {
  return new ModelFault(kind, message);
}

function failure(kind: ModelFaultKind, retryInMs: number | null = null, message = messages[kind]): Failure {
  return { fault: faultOf(kind, message), retryInMs };
}

/** Words with which vendors say that their filter stopped it: OpenAI and Azure, DashScope, Zhipu. */
const filterWords = /content_filter|content_policy|data_inspection_failed|inappropriate|sensitive|"?1301"?|敏感|审核/i;
const quotaWords = /insufficient_quota|insufficient balance|arrearage|余额|欠费/i;

/** All that a server said about a refusal, for recognising it; never shown or logged. */
export function wordsOf(error: unknown): string {
  return error instanceof APIError ? `${error.code ?? ''} ${error.type ?? ''} ${error.param ?? ''} ${error.message}` : '';
}

/** Seconds, or a date, or milliseconds in the header that some vendors add. */
function retryAfterMs(headers: Headers | undefined, now: number): number | null {
  const ms = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (ms >= 0) return ms;
  const value = headers?.get('retry-after');
  if (!value) return null;
  const seconds = Number(value);
  const wait = Number.isNaN(seconds) ? Date.parse(value) - now : seconds * 1_000;
  return Number.isNaN(wait) ? null : Math.max(wait, 0);
}

function causes(error: unknown): unknown[] {
  const found: unknown[] = [];
  for (let one = error; one !== undefined && found.length < 6; one = one instanceof Error ? one.cause : undefined) found.push(one);
  return found;
}

function ofStatus(error: APIError, status: number, now: number): Failure {
  if (filterWords.test(wordsOf(error))) return failure('filtered');
  if (status >= 300 && status < 400) return failure('refused', null, '模型地址要求转到别处，没有跟随。请把 OPENAI_BASE_URL 改成最终的地址。');
  if (status === 401 || status === 403) return failure('refused', null, '模型服务不认这个密钥，请检查 OPENAI_API_KEY。');
  if (status === 402 || quotaWords.test(wordsOf(error))) return failure('refused', null, '模型服务的余额或额度用完了，请充值后重试。');
  if (status === 404) return failure('refused', null, '模型服务没有这个地址或模型，请检查 OPENAI_BASE_URL（多以 /v1 结尾）和 OPENAI_MODEL。');
  if (status === 429) return failure('rate-limited', retryAfterMs(error.headers, now) ?? 1_000);
  if (status === 408 || status >= 500) return failure('unavailable', retryAfterMs(error.headers, now) ?? 300);
  if (status === 413) return failure('refused', null, '一次发给模型的内容太长，服务不接受。');
  return failure('refused');
}

/** What a thrown thing means. `now`: epoch ms, for a Retry-After that names a date. */
export function failureOf(error: unknown, { isAborted, now }: { isAborted: boolean; now: number }): Failure {
  if (error instanceof ModelFault) return { fault: error, retryInMs: null };
  const chain = causes(error);
  if (chain.some(one => one instanceof AddressRefused)) return failure('not-allowed');
  if (chain.some(one => one instanceof ReplyTooLarge)) return failure('malformed', null, '模型服务的回复过大，已中断。');
  if (isAborted) return failure('timeout');
  if (chain.some(one => one instanceof SyntaxError)) return failure('malformed');
  if (error instanceof APIError && error.status !== undefined) return ofStatus(error, error.status, now);
  if (error instanceof APIConnectionError) return failure('unavailable', 300);
  if (error instanceof APIError) return filterWords.test(wordsOf(error)) ? failure('filtered') : failure('unavailable', 300);
  // The connection broke while the body was read.
  return failure('cut-off', 300);
}
