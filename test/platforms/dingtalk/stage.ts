import type { IncomingMessage, OutgoingMessage } from '../../../src/domain/message.ts';
import { createHttp } from '../../../src/http/http.ts';
import { listen } from '../../../src/http/listen.ts';
import { createMetrics } from '../../../src/lib/metrics.ts';
import { type DingtalkConfig, dingtalkDefaults } from '../../../src/platforms/dingtalk/config.ts';
import { createDingtalkPlatform, type DingtalkOptions, type DingtalkPlatform } from '../../../src/platforms/dingtalk/dingtalk.ts';
import type { QuotaWarning } from '../../../src/platforms/dingtalk/quota.ts';
import type { PlatformSurroundings } from '../../../src/platforms/platform.ts';
import { EmulatedDingtalk } from '../../helpers/emulated-dingtalk.ts';
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts';
import { RecordingLogger } from '../../helpers/recording-logger.ts';

/** DingTalk, the adapter and its HTTP door, with everything that reached the product's side. */
export interface Stage {
  dingtalk: EmulatedDingtalk;
  platform: DingtalkPlatform;
  clock: FakeClock;
  logger: RecordingLogger;
  /** `…/webhooks/dingtalk/robot`. */
  door: string;
  /** Claimed messages, each once. */
  received: IncomingMessage[];
  budgets: Map<string, number>;
  warnings: QuotaWarning[];
  gaps: { from: number; to: number }[];
  /** Makes the claim fail, as a full disk does. */
  failClaims(times: number): void;
  close(): Promise<void>;
}

interface StageOptions {
  config?: Partial<DingtalkConfig>;
  options?: DingtalkOptions;
  surroundings?: Partial<PlatformSurroundings>;
  /** Shared, when several instances stand before one DingTalk. */
  dingtalk?: EmulatedDingtalk;
}

/** The work group’s conversation. */
export const GROUP = 'cidWORK==';

const people = {
  user001: { name: '沈岚', unionid: 'union001', departments: [2] },
  user002: { name: '秦朗', unionid: 'union002', departments: [1, 3] },
};

export async function setStage({ config, options, surroundings, dingtalk: shared }: StageOptions = {}): Promise<Stage> {
  const clock = createFakeClock('2026-11-20 09:00');
  const dingtalk =
    shared ?? (await EmulatedDingtalk.start({ clock, people, departments: { 2: '办公室', 3: '企业服务科' }, groups: [GROUP, 'cidOTHER=='] }));
  const logger = new RecordingLogger();
  const received: IncomingMessage[] = [];
  const budgets = new Map<string, number>();
  const warnings: QuotaWarning[] = [];
  const gaps: { from: number; to: number }[] = [];
  let failures = 0;
  const platform = createDingtalkPlatform(
    {
      ...dingtalkDefaults,
      ...{ mode: 'http', clientId: dingtalk.clientId, clientSecret: dingtalk.clientSecret, robotCode: dingtalk.clientId, corpId: dingtalk.corpId },
      ...{ apiBase: dingtalk.base, oapiBase: dingtalk.base, timeoutMs: 2_000 },
      ...config,
    },
    {
      ...{ bureau: 'sample', clock, logger, random: () => 0.5 },
      async receive(message) {
        if (failures > 0) {
          failures -= 1;
          throw new Error('disk full');
        }
        const isNew = !received.some(one => one.id === message.id);
        if (isNew) received.push(message);
        return { isNew, answered: Promise.resolve() };
      },
      render: async file => new TextEncoder().encode(`bytes of ${file.id}`),
      lease: async () => true,
      async spend(budget, amount, limit) {
        const spent = (budgets.get(budget) ?? 0) + amount;
        if (spent <= limit) budgets.set(budget, spent);
        return spent <= limit;
      },
      ...surroundings,
    },
    { onQuota: warning => warnings.push(warning), onGap: (from, to) => gaps.push({ from, to }), ...options },
  );
  const app = createHttp({
    callbacks: platform.callbacks,
    mounts: [],
    reasonsNotReady: async () => [],
    metrics: createMetrics(),
    onFailure: () => undefined,
  });
  const server = await listen(app, { port: 0, host: '127.0.0.1' });
  return {
    ...{ dingtalk, platform, clock, logger, received, budgets, warnings, gaps },
    door: `http://127.0.0.1:${server.port}/webhooks/dingtalk/robot`,
    failClaims: times => {
      failures = times;
    },
    async close() {
      await platform.stop();
      await server.close(0);
      if (!shared) await dingtalk.stop();
    },
  };
}

/** A message to the work group, or to one person, with what matters to the test. */
export function outgoing(text: string, rest: Partial<OutgoingMessage> = {}): OutgoingMessage {
  const to = { conversation: { platform: 'dingtalk' as const, id: GROUP, kind: 'group' as const } };
  return { to, text, mentions: [], files: [], buttons: [], ...rest };
}

/** The answer to a message, as the pipeline addresses it. */
export function answerTo(message: IncomingMessage, text: string, rest: Partial<OutgoingMessage> = {}): OutgoingMessage {
  const replyAddress = message.replyAddress;
  return outgoing(text, { to: { conversation: message.conversation }, replyTo: message.id, ...(replyAddress ? { replyAddress } : {}), ...rest });
}

/** Waits, a few milliseconds at a time, until something that happens over a real socket has happened. */
export async function until(condition: () => boolean, what = 'condition'): Promise<void> {
  for (let waited = 0; !condition(); waited += 5) {
    if (waited > 3_000) throw new Error(`did not happen: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}
