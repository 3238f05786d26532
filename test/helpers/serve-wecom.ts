import { onTestFinished } from 'vitest';
import type { IncomingMessage, OutgoingMessage } from '../../src/domain/message.ts';
import { createHttp } from '../../src/http/http.ts';
import { listen } from '../../src/http/listen.ts';
import { createMetrics } from '../../src/lib/metrics.ts';
import type { ConnectedPlatform, DeliveryResult, PlatformSurroundings } from '../../src/platforms/platform.ts';
import type { WecomConfig } from '../../src/platforms/wecom/config.ts';
import { createWecomPlatform } from '../../src/platforms/wecom/wecom.ts';
import { EmulatedAibot } from './emulated-aibot.ts';
import { EmulatedWecom } from './emulated-wecom.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { RecordingLogger } from './recording-logger.ts';

export const aibotKeys = { token: 'QDG6eK', encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' };
export const appKeys = { token: 'apptoken', encodingAesKey: 'kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR' };
export const BOT_ID = 'aibEXAMPLE';
export const CORP_ID = 'wwEXAMPLE0001';

/** What a scripted pipeline says to a message. */
export type Answer = Partial<Pick<OutgoingMessage, 'text' | 'files' | 'buttons' | 'mentions'>>;

/** WeCom with everything around it that a test looks at. */
export interface ServedWecom {
  platform: ConnectedPlatform;
  wecom: EmulatedWecom;
  aibot: EmulatedAibot;
  url: string;
  clock: FakeClock;
  logger: RecordingLogger;
  /** What reached the pipeline, redeliveries apart. */
  received: IncomingMessage[];
  delivered: DeliveryResult[];
}

export interface ServeOptions {
  config?: Partial<WecomConfig>;
  /** What is answered; after a while, if the promise takes one. */
  answer?: (message: IncomingMessage) => Answer[] | Promise<Answer[]>;
  receive?: PlatformSurroundings['receive'];
  render?: PlatformSurroundings['render'];
  lease?: PlatformSurroundings['lease'];
  onGap?: (from: number, to: number) => void;
}

/** The adapter on a real port between the emulated platform and a scripted pipeline. */
export async function serveWecom(options: ServeOptions = {}): Promise<ServedWecom> {
  const clock = createFakeClock('2026-11-20 16:00');
  const wecom = await EmulatedWecom.open(clock.now);
  const logger = new RecordingLogger();
  const received: IncomingMessage[] = [];
  const delivered: DeliveryResult[] = [];
  const script = options.answer ?? ((): Answer[] => [{ text: '**已记1条**' }]);
  const reply = async (message: IncomingMessage): Promise<void> => {
    for (const answer of await script(message)) delivered.push(await platform.deliver(replyTo(message, answer)));
  };
  const receive: PlatformSurroundings['receive'] = async message => {
    const isNew = !received.some(one => one.id === message.id);
    if (isNew) received.push(message);
    return { isNew, answered: isNew ? reply(message) : Promise.resolve() };
  };
  const platform = createWecomPlatform(
    configOf(wecom, options.config),
    {
      bureau: 'qinghe',
      clock,
      logger,
      random: () => 0.5,
      receive: options.receive ?? receive,
      render: options.render ?? (async file => new TextEncoder().encode(`文件 ${file.id}`)),
      lease: options.lease ?? (async () => true),
      spend: async () => true,
    },
    options.onGap ? { onGap: options.onGap } : {},
  );
  const http = createHttp({
    callbacks: platform.callbacks,
    mounts: [],
    reasonsNotReady: async () => [],
    metrics: createMetrics(),
    onFailure: () => {},
  });
  const server = await listen(http, { port: 0, host: '127.0.0.1' });
  onTestFinished(async () => {
    await platform.stop();
    await server.close(0);
    await wecom.close();
  });
  const url = `http://127.0.0.1:${server.port}`;
  const aibot = new EmulatedAibot({ url: `${url}/webhooks/wecom/aibot`, keys: aibotKeys, botId: BOT_ID, now: clock.now, wecom });
  return { platform, wecom, aibot, url, clock, logger, received, delivered };
}

/** Smart bot by callback against the emulated platform, with what a test changes of it. */
export function configOf(wecom: EmulatedWecom, changes: Partial<WecomConfig> = {}): WecomConfig {
  return {
    aibot: { id: BOT_ID, names: ['小法'], callback: aibotKeys },
    robots: [],
    apiBase: wecom.base,
    oauthBase: 'https://open.weixin.qq.com',
    loginBase: 'https://login.work.weixin.qq.com',
    trustedHosts: [],
    mediaHosts: [],
    evidence: false,
    ...changes,
    timings: { requestMs: 300, fetchedWithinMs: 60, ...changes.timings },
  };
}

/** An answer as the pipeline addresses it. */
export function replyTo(message: IncomingMessage, answer: Answer): OutgoingMessage {
  return {
    to: { conversation: message.conversation },
    text: '',
    mentions: [],
    files: [],
    buttons: [],
    ...answer,
    replyTo: message.id,
    ...(message.replyAddress ? { replyAddress: message.replyAddress } : {}),
  };
}

/** A push to a group or a person. */
export function push(to: { group: string } | { account: string }, answer: Answer): OutgoingMessage {
  const target: OutgoingMessage['to'] =
    'group' in to ? { conversation: { platform: 'wecom', id: to.group, kind: 'group' } } : { platform: 'wecom', account: to.account };
  return { to: target, text: '', mentions: [], files: [], buttons: [], ...answer };
}
