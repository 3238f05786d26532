import type { Instant } from '../../lib/clock.ts';
import type { Logger } from '../../lib/logger.ts';
import type { CallbackAddress } from '../callback.ts';
import type { ConnectedPlatform, PlatformCapabilities, PlatformSurroundings } from '../platform.ts';
import { AccessToken } from './access-token.ts';
import { Aibot, longConnectionOf } from './aibot.ts';
import { AllowedHosts } from './allowed-hosts.ts';
import { Api, ApiFailure } from './api.ts';
import { CallbackCounts } from './callback-counts.ts';
import { defaultTimings, type WecomConfig, type WecomTimings } from './config.ts';
import { Contacts } from './contacts.ts';
import { Courier } from './courier.ts';
import { decodeApp } from './decode-app.ts';
import { examineWecom } from './examine.ts';
import { GroupRobots } from './group-robot.ts';
import { STREAM_BYTES } from './open-stream.ts';
import { OpenStreams } from './open-streams.ts';
import { openSession } from './sdk-session.ts';
import { entranceOf } from './sign-in.ts';
import { LongConnection } from './stream.ts';
import { createVerifier, type VerifiedBody } from './verify.ts';
import { createWebhook } from './webhook.ts';
import { WorkApp } from './work-app.ts';

/** What the adapter tells of itself. */
export interface WecomEvents {
  /** The long connection was away from then to then; messages of that time do not come again. */
  onGap?: (from: Instant, to: Instant) => void;
}

/** 企业微信 — the adapter: smart bot, self-built app and group robots behind the one port. */
export function createWecomPlatform(config: WecomConfig, surroundings: PlatformSurroundings, { onGap }: WecomEvents = {}): ConnectedPlatform {
  const parts = assemble(config, surroundings, onGap ?? (() => undefined));
  const { courier, connection } = parts;
  return {
    id: 'wecom',
    capabilities: capabilitiesOf(config),
    callbacks: callbacksOf(parts),
    preview: (messageId, text) => courier.preview(messageId, text),
    deliver: message => courier.deliver(message),
    start: async () => connection?.start(),
    stop: async () => connection?.stop(),
    examine: () => examineWecom({ ...parts, config }),
    ...(config.app ? { entrance: entranceOf(config, surroundings.clock) } : {}),
  };
}

/** What the configured channels can do together; differences are told, never found out by failing. */
export function capabilitiesOf(config: WecomConfig): PlatformCapabilities {
  const hasApp = config.app !== undefined;
  const hasRobots = config.robots.length > 0;
  const takesFiles = hasApp || hasRobots || longConnectionOf(config) !== null;
  return {
    mentionsInReplies: false,
    mentionsInPushes: hasRobots,
    directPush: hasApp || longConnectionOf(config) !== null,
    coldDirectPush: hasApp,
    tables: config.aibot !== undefined,
    buttons: config.aibot !== undefined,
    files: takesFiles,
    images: takesFiles,
    maxBytes: STREAM_BYTES,
    // The bubble turns for five and a half minutes; a claim that nobody finished is taken up again after two.
    answerWithinMs: 75_000,
  };
}

/** Everything that the adapter consists of, put together once. */
export interface WecomParts {
  config: WecomConfig;
  surroundings: PlatformSurroundings;
  api: Api;
  token: AccessToken | null;
  app: WorkApp | null;
  contacts: Contacts | null;
  connection: LongConnection | null;
  counts: CallbackCounts;
  robots: GroupRobots;
  aibot: Aibot | null;
  courier: Courier;
}

function assemble(config: WecomConfig, surroundings: PlatformSurroundings, onGap: NonNullable<WecomEvents['onGap']>): WecomParts {
  const { clock, logger, render } = surroundings;
  const timings: WecomTimings = { ...defaultTimings, ...config.timings };
  const request = config.fetch ?? fetch;
  const hosts = new AllowedHosts(config.apiBase, config.trustedHosts);
  const mediaHosts = new AllowedHosts(config.apiBase, config.mediaHosts);
  const api = new Api({ base: config.apiBase, hosts, fetch: request, requestMs: timings.requestMs });
  const token = config.app ? new AccessToken(api, config.app, clock) : null;
  const app = config.app && token ? new WorkApp(token, config.app.agentId) : null;
  const contacts = app && new Contacts(app, clock);
  const streams = new OpenStreams({ clock, timings });
  const { aibot: bot, evidence } = config;
  const aibot = bot ? new Aibot({ bot, evidence, hosts: mediaHosts, fetch: request, timings, contacts, streams, surroundings }) : null;
  const connection = connectionOf(config, { aibot, surroundings, timings, onGap });
  const robots = new GroupRobots(api, new Map(config.robots.map(robot => [robot.conversation, robot.key])), clock);
  const courier = new Courier({ streams, connection, api, robots, app, appHears: config.app?.callback !== undefined, render, clock, logger });
  return { config, surroundings, api, token, app, contacts, connection, counts: new CallbackCounts(logger), robots, aibot, courier };
}

function connectionOf(
  config: WecomConfig,
  { aibot, surroundings, timings, onGap }: { aibot: Aibot | null; surroundings: PlatformSurroundings; timings: WecomTimings } & Required<WecomEvents>,
): LongConnection | null {
  const settings = longConnectionOf(config);
  if (!settings || !aibot) return null;
  const { clock, logger, random, lease } = surroundings;
  const session = { ...settings, heartbeatMs: timings.heartbeatMs, openMs: timings.requestMs, webSocket: config.webSocket ?? {} };
  const connection: LongConnection = new LongConnection({
    ...{ botId: settings.botId, lease, timings, clock, logger, random, onGap },
    open: handlers => openSession({ ...session, ...handlers }),
    onFrame: frame => {
      aibot.onFrame(frame, connection).catch((error: unknown) => {
        logger.error({ error: error instanceof Error ? error.name : typeof error }, 'a frame of the long connection failed');
      });
    },
  });
  return connection;
}

function callbacksOf({ config, surroundings, counts, aibot, contacts, app: work }: WecomParts): readonly CallbackAddress[] {
  const { clock } = surroundings;
  const { aibot: bot, app } = config;
  const callbacks: CallbackAddress[] = [];
  if (bot?.callback && aibot) {
    const verifier = createVerifier({ keys: bot.callback, receiver: '', clock });
    callbacks.push(createWebhook({ channel: 'aibot', verifier, counts, handle: body => aibot.onCallback(body) }));
  }
  if (app?.callback) {
    const verifier = createVerifier({ keys: app.callback, receiver: app.corpId, clock });
    callbacks.push(createWebhook({ channel: 'app', verifier, counts, handle: body => onApp(body, { surroundings, contacts, app: work }) }));
  }
  return callbacks;
}

/** What was pressed is kept already: a card that stays as it was is no loss. */
async function closeCard(app: WorkApp | null, { account, code, logger }: { account: string; code: string; logger: Logger }): Promise<void> {
  await app?.closeCard(account, code).catch((error: unknown) => {
    logger.info({ code: error instanceof ApiFailure ? error.code : null }, 'a pressed card could not be closed');
  });
}

/** Acknowledged empty as soon as it is kept; the answer follows as a message of the app. */
async function onApp(body: VerifiedBody, { surroundings, contacts, app }: Pick<WecomParts, 'surroundings' | 'contacts' | 'app'>): Promise<null> {
  const { bureau, clock, logger, receive } = surroundings;
  const delivery = decodeApp(body, { bureau, at: clock.now() });
  if (delivery.kind === 'message') {
    const { message } = delivery;
    const name = (await contacts?.find(message.sender.account))?.name ?? message.sender.name;
    await receive({ ...message, sender: { ...message.sender, name } });
    // Nobody waits for it: the platform wants its acknowledgement within seconds.
    if (delivery.responseCode !== undefined) void closeCard(app, { account: message.sender.account, code: delivery.responseCode, logger });
    return null;
  }
  // An idle app may be suspended by the platform, which says so beforehand.
  if (/inactive|low_active/.test(delivery.what)) logger.warn({ what: delivery.what }, 'the platform is about to suspend the app for want of use');
  return null;
}
