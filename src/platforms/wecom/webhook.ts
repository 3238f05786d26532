import { AppError } from '../../domain/errors.ts';
import type { CallbackAddress, CallbackAnswer, CallbackRequest } from '../callback.ts';
import { readAppEnvelope } from './app-xml.ts';
import type { CallbackChannel, CallbackCounts } from './callback-counts.ts';
import { Unverified, type VerifiedBody, type Verifier } from './verify.ts';

/** The platform's own plugin takes as much. */
const MAX_BODY_BYTES = 1024 * 1024;

/** One callback address. */
export interface WebhookOptions {
  channel: CallbackChannel;
  verifier: Verifier;
  counts: CallbackCounts;
  /** What to answer with, in plain text to be sealed; null: an empty body, which means that nothing is said. */
  handle: (body: VerifiedBody) => Promise<object | null>;
}

/** Address check and callbacks of a bot or an app: nothing is looked at before it is verified, and every refusal is the same. */
export function createWebhook(options: WebhookOptions): CallbackAddress {
  return {
    path: `/webhooks/wecom/${options.channel}`,
    methods: ['GET', 'POST'],
    answer: request => guarded(options, request),
  };
}

/** The platform wants the very words back, within a second: no quotes, no newline. */
function checkAddress({ query }: CallbackRequest, verifier: Verifier): string {
  return verifier.verify(query, query['echostr']).text;
}

async function takeCallback(request: CallbackRequest, { channel, verifier, handle }: WebhookOptions): Promise<string> {
  let raw: string;
  try {
    raw = await request.body(MAX_BODY_BYTES);
  } catch {
    throw new Unverified('malformed');
  }
  const body = verifier.verify(request.query, channel === 'app' ? readAppEnvelope(raw) : readAibotEnvelope(raw));
  try {
    const answer = await handle(body);
    return answer === null ? '' : JSON.stringify(verifier.seal(JSON.stringify(answer), body.nonce));
  } catch (error) {
    if (!(error instanceof Unverified)) verifier.forget(request.query);
    throw error;
  }
}

/** One field, looked at by hand: this is done for every request, also for those of strangers. */
function readAibotEnvelope(raw: string): string {
  try {
    const { encrypt } = JSON.parse(raw) as { encrypt?: unknown };
    if (typeof encrypt === 'string') return encrypt;
  } catch {
    // Falls through: whatever is wrong with it, the answer is the same.
  }
  throw new Unverified('malformed');
}

/** A refusal is counted by its reason and answered without one. */
async function guarded(options: WebhookOptions, request: CallbackRequest): Promise<CallbackAnswer> {
  const { channel, counts, verifier } = options;
  try {
    const body = request.method === 'GET' ? checkAddress(request, verifier) : await takeCallback(request, options);
    counts.take(channel);
    return { type: 'text/plain; charset=utf-8', body };
  } catch (error) {
    if (!(error instanceof Unverified)) throw error;
    counts.refuse(channel, error.refusal);
    // The reason stays here: what goes further is the same for all.
    throw new AppError(error.code, error.message);
  }
}
