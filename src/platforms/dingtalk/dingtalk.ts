import type { Agent } from 'node:http';
import type { Instant } from '../../lib/clock.ts';
import type { ChannelCheck, ConnectedPlatform, PlatformCapabilities, PlatformSurroundings } from '../platform.ts';
import { DingtalkApi } from './api.ts';
import type { DingtalkConfig } from './config.ts';
import { Contacts } from './contacts.ts';
import { type Decoded, decode } from './decode.ts';
import { deliver } from './delivery.ts';
import { examineDingtalk, type Sightings } from './examine.ts';
import { DingtalkFailure } from './failure.ts';
import { fetchFile } from './media.ts';
import { QuotaMeter, type QuotaWarning } from './quota.ts';
import { GatewayAnswer } from './schema.ts';
import { Sender } from './sender.ts';
import { createSignIn, type SignIn } from './sign-in.ts';
import { StreamConnection } from './stream.ts';
import { ROBOT_TOPIC } from './stream-frame.ts';
import { type StreamTiming, streamTiming } from './stream-timing.ts';
import { isTrustedAddress } from './trusted-address.ts';
import { createWebhook } from './webhook.ts';

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
    coldDirectPush: true,
    tables: false,
    buttons: false,
    files: true,
    maxBytes: MAX_BYTES,
  };
}

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
  const onRefused = (): void => {
    seen.refused += 1;
    logger.warn({}, 'dingtalk request refused');
  };
  const stream = config.mode === 'stream' ? createStream({ config, surroundings, options, api, accept }) : null;
  const examine = (): Promise<ChannelCheck[]> => examineDingtalk({ config, api, seen, tryGateway: stream ? () => openGateway(api, config) : null });
  return {
    id: 'dingtalk',
    capabilities: capabilitiesOf(config),
    // Who uses the long connection needs no open door.
    routers: stream ? [] : [createWebhook({ config, clock, accept: body => accept(body.json), onRefused })],
    contacts,
    signIn: createSignIn(config, api, contacts),
    deliver: message => deliver(message, { config, clock, logger, api, sender, contacts, render }),
    start: async () => stream?.start(),
    stop: async () => stream?.stop(),
    examine,
  };
}

interface Accepting {
  config: DingtalkConfig;
  surroundings: PlatformSurroundings;
  api: DingtalkApi;
  quota: QuotaMeter;
  seen: Sightings;
  fetch: typeof globalThis.fetch;
}

/** From a callback, however it came, to a durable claim. What is not for us is acknowledged and dropped, since sending it again would not change it. */
function createAccept({ config, surroundings, api, quota, seen, fetch }: Accepting): (json: unknown) => Promise<void> {
  const { bureau, clock, logger, receive } = surroundings;
  const count = (): void => {
    quota.count('webhook').catch(() => logger.error({}, 'dingtalk quota not counted'));
  };
  const handle = async (decoded: Decoded): Promise<void> => {
    if (decoded.kind === 'over-quota') {
      seen.overQuota += 1;
      await quota.exhausted('webhook');
    } else if (decoded.kind === 'message') {
      noteSighting(decoded, seen);
      for (const file of decoded.files) {
        const bytes = await fetchFile(file, { api, config, fetch });
        if (bytes !== undefined) file.attachment.bytes = bytes;
      }
      await receive(decoded.message);
    } else {
      seen.foreign += decoded.kind === 'foreign' ? 1 : 0;
      logger.warn({ why: decoded.kind === 'foreign' ? decoded.why : decoded.kind }, 'dingtalk callback not taken');
    }
  };
  return async json => {
    await handle(decode(json, { bureau, robotCode: config.robotCode, corpId: config.corpId, now: clock.now() }));
    count();
  };
}

const MAX_GROUPS_NOTED = 50;

function noteSighting({ message, isSenderKnown, groupTitle }: Extract<Decoded, { kind: 'message' }>, seen: Sightings): void {
  const { id, kind } = message.conversation;
  seen.messages += 1;
  if (!isSenderKnown) seen.withoutUserid += 1;
  if (kind === 'group' && seen.groups.size < MAX_GROUPS_NOTED) seen.groups.set(id, groupTitle);
}

interface Streaming {
  config: DingtalkConfig;
  surroundings: PlatformSurroundings;
  options: DingtalkOptions;
  api: DingtalkApi;
  accept: (json: unknown) => Promise<void>;
}

function createStream({ config, surroundings, options, api, accept }: Streaming): StreamConnection {
  const { clock, logger, random, lease } = surroundings;
  return new StreamConnection({
    gateway: () => openGateway(api, config),
    timing: { ...streamTiming, ...options.timing },
    ...{ clock, logger, random, accept },
    ...(options.agent === undefined ? {} : { agent: options.agent }),
    lease: ms => lease(`dingtalk-stream:${config.clientId}`, ms),
    onGap: options.onGap ?? (() => undefined),
  });
}

/** https://opensource.dingtalk.com/developerpedia/docs/learn/stream/protocol — events are not subscribed to: each would be paid for. */
async function openGateway(api: DingtalkApi, config: DingtalkConfig): Promise<string> {
  const subscriptions = [{ type: 'CALLBACK', topic: ROBOT_TOPIC }];
  const body = { clientId: config.clientId, clientSecret: config.clientSecret, ua: 'xiaofa', subscriptions };
  const { endpoint, ticket } = await api.open({ style: 'new', path: '/v1.0/gateway/connections/open', body, answer: GatewayAnswer });
  if (!isTrustedAddress(endpoint, config)) throw new DingtalkFailure('other', '长连接地址不在允许的主机内');
  const address = new URL(endpoint);
  address.searchParams.set('ticket', ticket);
  return address.href;
}
