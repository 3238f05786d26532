import Router from '@koa/router';
import type { Context } from 'koa';
import rawBody from 'raw-body';
import { AppError } from '../../domain/errors.ts';
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
export function createWebhook(options: WebhookOptions): Router {
  const router = new Router();
  const path = `/webhooks/wecom/${options.channel}`;
  router.get(path, context => guarded(options, () => checkAddress(context, options.verifier)));
  router.post(path, context => guarded(options, () => takeCallback(context, options)));
  return router;
}

/** The platform wants the very words back, within a second: no quotes, no newline. */
async function checkAddress(context: Context, verifier: Verifier): Promise<void> {
  context.body = verifier.verify(context.query, context.query['echostr']).text;
  context.type = 'text/plain; charset=utf-8';
}

async function takeCallback(context: Context, { channel, verifier, handle }: WebhookOptions): Promise<void> {
  const raw = await readRaw(context);
  const body = verifier.verify(context.query, channel === 'app' ? readAppEnvelope(raw) : readAibotEnvelope(raw));
  const answer = await handle(body).catch((error: unknown) => {
    if (!(error instanceof Unverified)) verifier.forget(context.query);
    throw error;
  });
  context.type = 'text/plain; charset=utf-8';
  context.body = answer === null ? '' : JSON.stringify(verifier.seal(JSON.stringify(answer), body.nonce));
}

async function readRaw(context: Context): Promise<string> {
  try {
    return (await rawBody(context.req, { limit: MAX_BODY_BYTES })).toString();
  } catch {
    throw new Unverified('malformed');
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
async function guarded({ channel, counts }: WebhookOptions, work: () => Promise<void>): Promise<void> {
  try {
    await work();
    counts.take(channel);
  } catch (error) {
    if (error instanceof Unverified) {
      counts.refuse(channel, error.refusal);
      // The reason stays here: what goes further is the same for all.
      throw new AppError(error.code, error.message);
    }
    throw error;
  }
}
