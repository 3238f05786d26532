import { z } from 'zod';
import type { Clock } from '../../lib/clock.ts';
import { RateLimiter } from '../../lib/rate-limiter.ts';
import type { DingtalkApi } from './api.ts';
import { type Card, encodeCard, touchedCard } from './card.ts';
import type { DingtalkConfig, GroupRobot } from './config.ts';
import { encodeForRobot, encodeForWebhook, type RobotPayload } from './encode.ts';
import { DingtalkFailure } from './failure.ts';
import type { Way } from './ladder.ts';
import type { QuotaMeter } from './quota.ts';
import { CardAnswer, DirectAnswer } from './schema.ts';
import { sign } from './verify.ts';

/** A group robot may send 20 a minute and is then muted for ten minutes; reply addresses, whose limit is not published, are treated alike. */
const WEBHOOKS_A_MINUTE = 18;
/** Whoever was written to too often by all robots together may be written to again in a minute. */
const FLOW_CONTROL_MS = 60_000;

interface SenderOptions {
  config: DingtalkConfig;
  clock: Clock;
  api: DingtalkApi;
  quota: QuotaMeter;
}

/** Sends one text or file by one way, within that way's rate; failures are thrown as `DingtalkFailure`. */
export class Sender {
  readonly #options: SenderOptions;
  readonly #limiter: RateLimiter;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#limiter = new RateLimiter({ perMs: 60_000, amount: WEBHOOKS_A_MINUTE, clock: options.clock });
  }

  async text(way: Way, text: string, mentions: readonly string[]): Promise<void> {
    switch (way.way) {
      case 'session-webhook':
        return this.#reply(way.address, way.conversation, encodeForWebhook(text, mentions));
      case 'group-robot':
        return this.#groupRobot(way.robot, encodeForWebhook(text, mentions));
      default:
        return this.robot(way, encodeForRobot(text));
    }
  }

  /** https://open.dingtalk.com/document/development/the-robot-sends-a-group-message and …/chatbots-send-one-on-one-chat-messages-in-batches */
  async robot(way: Way, payload: RobotPayload): Promise<void> {
    const { robotCode } = this.#options.config;
    if (way.way === 'group-message') {
      const body = { robotCode, openConversationId: way.conversation, ...payload };
      await this.#options.api.call({ style: 'new', path: '/v1.0/robot/groupMessages/send', body, isPaid: true, answer: z.unknown() });
    } else if (way.way === 'direct-message') {
      await this.#direct(way.account, { robotCode, userIds: [way.account], ...payload });
    }
  }

  /** HTTP 200 may still have delivered it nowhere. */
  async card(card: Card): Promise<void> {
    const call = { style: 'new', path: '/v1.0/card/instances/createAndDeliver', isPaid: true } as const;
    const { success, result } = await this.#options.api.call({ ...call, body: encodeCard(card, this.#options.config), answer: CardAnswer });
    const failed = result.deliverResults.find(one => !one.success);
    if (!success || failed) throw new DingtalkFailure('other', failed?.errorMsg || 'createAndDeliver');
  }

  /** https://open.dingtalk.com/document/development/message-card-sending-and-updating — what a callback answers with is seen by whoever pressed alone; this by all. */
  async touch(outTrackId: string): Promise<void> {
    const call = { style: 'new', method: 'PUT', path: '/v1.0/card/instances', isPaid: true } as const;
    await this.#options.api.call({ ...call, body: touchedCard(outTrackId), answer: z.unknown() });
  }

  /** HTTP 200 may still have refused the person. */
  async #direct(account: string, body: object): Promise<void> {
    if (account.startsWith('$:')) throw new DingtalkFailure('recipient', '没有 userId');
    const answer = await this.#options.api.call({
      style: 'new',
      path: '/v1.0/robot/oToMessages/batchSend',
      body,
      isPaid: true,
      answer: DirectAnswer,
    });
    if (answer.invalidStaffIdList.includes(account)) throw new DingtalkFailure('recipient', 'invalidStaffIdList');
    if (answer.flowControlledStaffIdList.includes(account)) {
      throw new DingtalkFailure('throttled', 'flowControlledStaffIdList', { afterMs: FLOW_CONTROL_MS });
    }
  }

  /** https://open.dingtalk.com/document/dingstart/robot-reply-and-send-messages — the address itself is the credential. */
  async #reply(address: string, conversation: string, body: object): Promise<void> {
    await this.#limited(`session:${conversation}`, async () => {
      // Our count may be off (it is the organisation's); a person is waiting, so DingTalk itself may say no.
      await this.#options.quota.count('webhook');
      await this.#options.api.webhook(address, body);
    });
  }

  /** https://open.dingtalk.com/document/development/custom-robots-send-group-messages — signed anew for each message, from a clean address. */
  async #groupRobot({ accessToken, secret }: GroupRobot, body: object): Promise<void> {
    const timestamp = String(this.#options.clock.now());
    const address = new URL(`${this.#options.config.oapiBase}/robot/send`);
    address.searchParams.set('access_token', accessToken);
    if (secret !== null) {
      address.searchParams.set('timestamp', timestamp);
      address.searchParams.set('sign', sign(timestamp, secret));
    }
    await this.#limited(`robot:${accessToken}`, async () => {
      if (!(await this.#options.quota.count('webhook'))) throw new DingtalkFailure('quota', '本机计数');
      await this.#options.api.webhook(address.href, body);
    });
  }

  async #limited(key: string, send: () => Promise<void>): Promise<void> {
    if (!this.#limiter.take(key)) throw new DingtalkFailure('throttled', '本机限速', { afterMs: this.#limiter.waitMs(key) });
    try {
      await send();
    } catch (error) {
      if (error instanceof DingtalkFailure && error.kind === 'throttled') this.#limiter.pause(key, error.afterMs);
      throw error;
    }
  }
}
