import type { Clock } from '../../lib/clock.ts';
import type { CallbackAddress, CallbackAnswer } from '../callback.ts';
import { cardSecret, isCardSignatureGood, pressedCard } from './card.ts';
import type { DingtalkConfig } from './config.ts';
import { ReplayGuard } from './replay-guard.ts';
import { refusal, type VerifiedBody, verifyBody, verifyHeaders } from './verify.ts';

/** A callback has a few kilobytes. */
const MAX_BODY_BYTES = 256 * 1024;

/** False when the press is none of ours. */
type AcceptCard = (json: unknown) => Promise<boolean>;

interface WebhookOptions {
  config: DingtalkConfig;
  clock: Clock;
  /** Resolves when the message is durably claimed; false when it is for another robot. */
  accept: (body: VerifiedBody) => Promise<boolean>;
  onRefused: () => void;
  /** The same for a pressed button of a card; null: there are no cards. */
  acceptCard: AcceptCard | null;
}

/** 机器人回调 — the HTTP side of the robot: verify, claim, acknowledge at once; the answer comes later by another way. */
export function createWebhooks(options: WebhookOptions): readonly CallbackAddress[] {
  const guard = new ReplayGuard(options.config.freshnessMs);
  const { acceptCard } = options;
  return [robotAddress(options, guard), ...(acceptCard ? [cardAddress({ ...options, acceptCard }, guard)] : [])];
}

function robotAddress({ config, clock, accept, onRefused }: WebhookOptions, guard: ReplayGuard): CallbackAddress {
  return {
    path: '/webhooks/dingtalk/robot',
    methods: ['POST'],
    async answer(request) {
      const headers = { timestamp: request.header('timestamp'), sign: request.header('sign') };
      let body: VerifiedBody;
      try {
        verifyHeaders(headers, { secret: config.clientSecret, freshnessMs: config.freshnessMs, now: clock.now() });
        body = verifyBody(await request.body(MAX_BODY_BYTES), headers, { guard, now: clock.now() });
      } catch (error) {
        onRefused();
        throw refusal(error);
      }
      if (!(await accept(body))) throw refusal();
      return json({ msgtype: 'empty' });
    },
  };
}

/** Presses come here where cards are configured. */
function cardAddress({ config, clock, onRefused, acceptCard }: WebhookOptions & { acceptCard: AcceptCard }, guard: ReplayGuard): CallbackAddress {
  const secret = cardSecret(config.clientSecret);
  return {
    path: '/webhooks/dingtalk/card',
    methods: ['POST'],
    async answer(request) {
      const headers = { timestamp: request.header('x-ddpaas-signature-timestamp'), signature: request.header('x-ddpaas-signature') };
      let body: VerifiedBody;
      try {
        if (!isCardSignatureGood(headers, { secret, freshnessMs: config.freshnessMs, now: clock.now() })) throw refusal();
        body = verifyBody(await request.body(MAX_BODY_BYTES), { sign: headers.signature }, { guard, now: clock.now() });
      } catch (error) {
        onRefused();
        throw refusal(error);
      }
      return json((await acceptCard(body.json)) ? pressedCard : {});
    },
  };
}

function json(value: object): CallbackAnswer {
  return { type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}
