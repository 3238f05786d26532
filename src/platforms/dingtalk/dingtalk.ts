import type { Agent } from 'node:http';
import { z } from 'zod';
import type { Instant } from '../../lib/clock.ts';
import type { Logger } from '../../lib/logger.ts';
import type { ChannelCheck, ConnectedPlatform, PlatformCapabilities, PlatformSurroundings } from '../platform.ts';
import { createAccept, createAcceptCard } from './accept.ts';
import { DingtalkApi } from './api.ts';
import { CARD_ROUTE, cardSecret } from './card.ts';
import type { DingtalkConfig } from './config.ts';
import { Contacts } from './contacts.ts';
import { deliver } from './delivery.ts';
import { examineDingtalk, type Sightings } from './examine.ts';
import { DingtalkFailure } from './failure.ts';
import { openGateway } from './gateway.ts';
import { QuotaMeter, type QuotaWarning } from './quota.ts';
import { Sender } from './sender.ts';
import { createSignIn, entranceOf, type SignIn } from './sign-in.ts';
import { StreamConnection } from './stream.ts';
import { type StreamTiming, streamTiming } from './stream-timing.ts';
import { createWebhooks } from './webhook.ts';

/** What may be told to somebody, and how the network is reached. */
export interface DingtalkOptions {
  /** Messages of these minutes may not have arrived; the groups should be asked to say them again. */
  onGap?: (from: Instant, to: Instant) => void;
  /** 70 and 90 % of a month's quota, and its end: each once a month. */
  onQuota?: (warning: QuotaWarning) => void;
  /** With proxy and CA where they are set. */
  fetch?: typeof globalThis.fetch;
  /** The same for the long connection. */
  agent?: Agent;
  timing?: Partial<StreamTiming>;
}

/** 钉钉 — the enterprise robot, with what the rest of the product may ask of DingTalk. */
export interface DingtalkPlatform extends ConnectedPlatform {
  readonly contacts: Contacts;
  readonly signIn: SignIn;
}

/** Some 3,000 characters: longer group messages have been taken and never shown, and escaping makes them longer still. */
const MAX_BYTES = 8_000;

function capabilitiesOf(config: DingtalkConfig): PlatformCapabilities {
  return {
    mentionsInReplies: true,
    mentionsInPushes: config.groupRobots.length > 0,
    directPush: true,
    coldDirectPush: true,
    tables: false,
    buttons: config.cardTemplate !== null,
    files: true,
    images: true,
    maxBytes: MAX_BYTES,
    // The session webhook lives for an hour and a half, but nothing tells the asker meanwhile that somebody is at work.
    answerWithinMs: 30_000,
  };
}

/** Connects DingTalk: nothing is called before `start`, `deliver` or `examine` is. */
export function createDingtalkPlatform(config: DingtalkConfig, surroundings: PlatformSurroundings, options: DingtalkOptions = {}): DingtalkPlatform {
  const { clock, logger, render } = surroundings;
  const fetch = options.fetch ?? globalThis.fetch;
  const onWarning = (warning: QuotaWarning): void => {
    logger.warn(warning, 'dingtalk quota');
    options.onQuota?.(warning);
  };
  const quota = new QuotaMeter({ limits: config.quota, clock, spend: surroundings.spend, onWarning });
  const api = new DingtalkApi({ config, clock, quota, fetch });
  const sender = new Sender({ config, clock, api, quota });
  const contacts = new Contacts(api, clock);
  const seen: Sightings = { messages: 0, withoutUserid: 0, refused: 0, overQuota: 0, foreign: 0, groups: new Map() };
  const accept = createAccept({ config, surroundings, api, quota, seen, fetch });
  const signIn = createSignIn(config, api, contacts);
  const acceptCard = config.cardTemplate === null ? null : createAcceptCard({ config, surroundings, quota, sender });
  const onRefused = (): void => {
    seen.refused += 1;
    logger.warn({}, 'dingtalk request refused');
  };
  const stream = config.mode === 'stream' ? createStream({ config, surroundings, options, api, accept, acceptCard }) : null;
  const examine = (): Promise<ChannelCheck[]> => examineDingtalk({ config, api, seen, tryGateway: stream ? () => openGateway(api, config) : null });
  return {
    id: 'dingtalk',
    capabilities: capabilitiesOf(config),
    // Who uses the long connection needs no open door.
    callbacks: stream ? [] : createWebhooks({ config, clock, accept: body => accept(body.json), onRefused, acceptCard }),
    contacts,
    signIn,
    entrance: entranceOf(config, signIn),
    deliver: message => deliver(message, { config, clock, logger, api, sender, quota, contacts, render }),
    start: async () => {
      if (acceptCard && !stream) await registerCards({ config, api, logger });
      await stream?.start();
    },
    stop: async () => stream?.stop(),
    examine,
    quotas: () => quota.budgets(),
  };
}

interface Streaming {
  config: DingtalkConfig;
  surroundings: PlatformSurroundings;
  options: DingtalkOptions;
  api: DingtalkApi;
  accept: (json: unknown) => Promise<boolean>;
  acceptCard: ((json: unknown) => Promise<boolean>) | null;
}

/** Over HTTP DingTalk has to be told where presses go; without it cards still show, and their words still work. */
async function registerCards({ config, api, logger }: { config: DingtalkConfig; api: DingtalkApi; logger: Logger }): Promise<void> {
  if (config.publicUrl === null) return logger.error({}, 'dingtalk cards need PUBLIC_URL over HTTP');
  const callbackUrl = `${config.publicUrl}/webhooks/dingtalk/card`;
  const body = { callbackRouteKey: CARD_ROUTE, callbackUrl, apiSecret: cardSecret(config.clientSecret), forceUpdate: true };
  try {
    await api.call({ style: 'new', path: '/v1.0/card/callbacks/register', body, isPaid: true, answer: z.unknown() });
  } catch (error) {
    logger.error({ code: error instanceof DingtalkFailure ? error.vendorCode : null }, 'dingtalk card callback not registered');
  }
}

function createStream({ config, surroundings, options, api, accept, acceptCard }: Streaming): StreamConnection {
  const { clock, logger, random, lease } = surroundings;
  return new StreamConnection({
    gateway: () => openGateway(api, config),
    timing: { ...streamTiming, ...options.timing },
    ...{ clock, logger, random },
    accept: async data => void (await accept(data)),
    acceptCard,
    ...(options.agent === undefined ? {} : { agent: options.agent }),
    lease: ms => lease(`dingtalk-stream:${config.clientId}`, ms),
    onGap: options.onGap ?? (() => undefined),
  });
}
