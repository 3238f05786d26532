import Router from '@koa/router';
import rawBody from 'raw-body';
import type { Clock } from '../../lib/clock.ts';
import { cardSecret, isCardSignatureGood, pressedCard } from './card.ts';
import type { DingtalkConfig } from './config.ts';
import { ReplayGuard } from './replay-guard.ts';
import { refusal, type VerifiedBody, verifyBody, verifyHeaders } from './verify.ts';

/** A callback has a few kilobytes. */
const MAX_BODY_BYTES = 256 * 1024;

interface WebhookOptions {
  config: DingtalkConfig;
  clock: Clock;
  /** Resolves when the message is durably claimed; false when it is for another robot. */
  accept: (body: VerifiedBody) => Promise<boolean>;
  onRefused: () => void;
  /** The same for a pressed button of a card; null: there are no cards. */
  acceptCard: ((json: unknown) => Promise<boolean>) | null;
}

/** 机器人回调 — the HTTP side of the robot: verify, claim, acknowledge at once; the answer comes later by another way. */
export function createWebhook({ config, clock, accept, onRefused, acceptCard }: WebhookOptions): Router {
  const router = new Router();
  const guard = new ReplayGuard(config.freshnessMs);
  router.post('/webhooks/dingtalk/robot', async context => {
    const headers = { timestamp: context.get('timestamp'), sign: context.get('sign') };
    let body: VerifiedBody;
    try {
      verifyHeaders(headers, { secret: config.clientSecret, freshnessMs: config.freshnessMs, now: clock.now() });
      const bytes = await rawBody(context.req, { limit: MAX_BODY_BYTES, length: context.req.headers['content-length'] ?? null, encoding: 'utf8' });
      body = verifyBody(bytes, headers, { guard, now: clock.now() });
    } catch (error) {
      onRefused();
      throw refusal(error);
    }
    if (!(await accept(body))) throw refusal();
    context.body = { msgtype: 'empty' };
  });
  if (acceptCard) {
    const secret = cardSecret(config.clientSecret);
    router.post('/webhooks/dingtalk/card', async context => {
      const headers = { timestamp: context.get('x-ddpaas-signature-timestamp'), signature: context.get('x-ddpaas-signature') };
      try {
        if (!isCardSignatureGood(headers, { secret, freshnessMs: config.freshnessMs, now: clock.now() })) throw refusal();
        const bytes = await rawBody(context.req, { limit: MAX_BODY_BYTES, length: context.req.headers['content-length'] ?? null, encoding: 'utf8' });
        const { json } = verifyBody(bytes, { sign: headers.signature }, { guard, now: clock.now() });
        context.body = (await acceptCard(json)) ? pressedCard : {};
      } catch (error) {
        onRefused();
        throw refusal(error);
      }
    });
  }
  return router;
}
