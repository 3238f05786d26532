import { describe, expect, it } from 'vitest';
import type { Conversation, IncomingMessage, OutgoingMessage } from '../../src/domain/message.ts';
import type { DeliveryResult, Platform } from '../../src/platforms/platform.ts';

/** What an HTTP caller got. */
export interface WebhookAnswer {
  status: number;
  body: string;
}

/** Ways to send something that must not go in. Each adapter gives those that its platform knows; `captured`: an earlier request sent again by somebody else. */
export type Attack = 'unsigned' | 'signed wrongly' | 'stale' | 'captured' | 'oversized' | 'for somebody else' | 'garbage';

/** The receiving half of a platform that is reached by webhooks. */
export interface InboundHarness {
  /** A valid message; the same `id` again is a redelivery by the platform. */
  send(message: { id: string; text: string }): Promise<WebhookAnswer>;
  attack(kind: Attack, text: string): Promise<WebhookAnswer>;
  attacks: readonly Attack[];
  received(): readonly IncomingMessage[];
  /** Everything that was logged, as text. */
  logged(): string;
}

/** One adapter with its platform emulated around it. */
export interface PlatformHarness {
  platform: Platform;
  group: Conversation;
  /** An account that can be written to. */
  account: string;
  /** Texts that people see by now, pushes and replies. */
  shown(): readonly string[];
  /** Makes the next delivery end so; only those that this platform can. */
  endings: Partial<Record<'retry' | 'refused', () => void>>;
  /** Hosts that were asked for anything; null where nothing goes out. */
  hosts: (() => readonly string[]) | null;
  /** Hosts that are configured. */
  configured: readonly string[];
  /** Null where nothing comes in by webhook. */
  inbound: InboundHarness | null;
}

const SECRET_WORDS = '走访青禾示范企业三家';

/** What goes to a group or a person, with what a test changes of it. */
function outgoing(to: OutgoingMessage['to'], changes: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return { to, text: '提醒：请填报', mentions: [], files: [], buttons: [], ...changes };
}

/** The outcome in the end, also where the platform fetches the answer itself. */
async function outcomeOf(result: DeliveryResult): Promise<DeliveryResult['outcome']> {
  return result.outcome === 'delivered' && result.taken ? (await result.taken).outcome : result.outcome;
}

/** 平台合同 — what every adapter of the platform port must do; `hears`: it is reached by webhooks. */
export function describePlatform(name: string, open: () => Promise<PlatformHarness>, { hears = true } = {}): void {
  describe(`platform ${name}`, () => {
    describeDelivery(open);
    describeCapabilities(open);
    if (hears) describeInbound(open);
  });
}

/** An adapter that hears but has nothing to hear with is a mistake of the harness. */
async function listening(open: () => Promise<PlatformHarness>): Promise<{ inbound: InboundHarness; platform: Platform }> {
  const { inbound, platform } = await open();
  if (!inbound) throw new Error('this platform has no inbound harness');
  return { inbound, platform };
}

function describeDelivery(open: () => Promise<PlatformHarness>): void {
  it('delivers a push to a group, whole', async () => {
    const { platform, group, shown } = await open();
    expect(await outcomeOf(await platform.deliver(outgoing({ conversation: group }, { text: '**本周汇编**\n- 一\n- 二' })))).toBe('delivered');
    expect(shown().at(-1)).toContain('**本周汇编**\n- 一\n- 二');
  });

  it('says that it may work later, or never, and does not throw', async () => {
    const { platform, group, endings } = await open();
    for (const [outcome, make] of Object.entries(endings)) {
      make();
      const result = await platform.deliver(outgoing({ conversation: group }));
      expect(result.outcome).toBe(outcome);
      expect('reason' in result && /\p{Script=Han}/u.test(result.reason)).toBe(true);
      expect(result.outcome !== 'retry' || result.afterMs > 0).toBe(true);
    }
  });

  it('refuses a conversation that it cannot reach, and says why in words', async () => {
    const { platform, group } = await open();
    const result = await platform.deliver(outgoing({ conversation: { ...group, id: 'no-such-group' } }));
    expect(result).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(/\p{Script=Han}/u) });
  });

  it('asks no host that is not configured, whatever a reply address says', async () => {
    const { platform, group, hosts, configured } = await open();
    if (!hosts) return;
    const replyAddress = { value: 'http://169.254.169.254/latest#someone', expiresAt: Number.MAX_SAFE_INTEGER };
    await platform.deliver(outgoing({ conversation: group }, { replyTo: 'M0', replyAddress }));
    expect(hosts().filter(host => !configured.includes(host))).toEqual([]);
  });
}

function describeCapabilities(open: () => Promise<PlatformHarness>): void {
  it('takes as many bytes as it says, in characters of three', async () => {
    const { platform, group } = await open();
    const text = '字'.repeat(Math.floor(platform.capabilities.maxBytes / 3));
    expect(await outcomeOf(await platform.deliver(outgoing({ conversation: group }, { text })))).toBe('delivered');
  });

  it('delivers privately to somebody who never spoke, or says that it cannot', async () => {
    const { platform, account } = await open();
    const outcome = await outcomeOf(await platform.deliver(outgoing({ platform: platform.id, account })));
    expect(outcome === 'delivered').toBe(platform.capabilities.coldDirectPush);
  });

  it('mentions members in pushes, or says that it cannot', async () => {
    const { platform, group, account, shown } = await open();
    if (!platform.capabilities.mentionsInPushes) return;
    const before = shown().length;
    await platform.deliver(outgoing({ conversation: group }, { mentions: [account] }));
    expect(shown().slice(before).join('\n')).toContain(account);
  });

  it('loses no word when files come along, whether or not they can go there', async () => {
    const { platform, group, shown } = await open();
    const result = await platform.deliver(
      outgoing({ conversation: group }, { text: '初稿已生成', files: [{ id: 'draft:1', name: '年度报告.docx' }] }),
    );
    expect(await outcomeOf(result)).toBe('delivered');
    expect(shown().join('\n')).toContain('初稿已生成');
  });
}

function describeInbound(open: () => Promise<PlatformHarness>): void {
  it('hands a verified message in, once, and acknowledges a redelivery the same way', async () => {
    const { inbound, platform } = await listening(open);
    const first = await inbound.send({ id: 'M1', text: SECRET_WORDS });
    const again = await inbound.send({ id: 'M1', text: SECRET_WORDS });
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toBe(first.body);
    expect(inbound.received().map(({ id, text, conversation }) => [id, text, conversation.platform])).toEqual([['M1', SECRET_WORDS, platform.id]]);
  });

  it('hands each of many redelivered at once in once', async () => {
    const { inbound } = await listening(open);
    const ids = Array.from({ length: 40 }, (_, at) => `S${at}`);
    const answers = await Promise.all([...ids, ...ids.toReversed(), ...ids].map(id => inbound.send({ id, text: SECRET_WORDS })));
    expect(new Set(answers.map(answer => answer.status))).toEqual(new Set([200]));
    expect(
      inbound
        .received()
        .map(message => message.id)
        .toSorted(),
    ).toEqual(ids.toSorted());
  });

  it('refuses everything else with one error that tells nothing, and hands nothing in', async () => {
    const { inbound } = await listening(open);
    const answers: WebhookAnswer[] = [];
    for (const kind of inbound.attacks) answers.push(await inbound.attack(kind, SECRET_WORDS));
    expect(new Set(answers.map(answer => `${answer.status} ${answer.body}`)).size).toBe(1);
    expect(answers[0]?.status).toBeGreaterThanOrEqual(400);
    expect(answers[0]?.body).not.toMatch(/签名|密钥|时间戳|signature|timestamp|decrypt|token|at \/|node_modules/i);
    // What was captured had gone in before it was sent again.
    expect(inbound.received().length).toBe(inbound.attacks.includes('captured') ? 1 : 0);
  });

  it('writes no word of a message into the log', async () => {
    const { inbound } = await listening(open);
    await inbound.send({ id: 'M1', text: SECRET_WORDS });
    for (const kind of inbound.attacks) await inbound.attack(kind, SECRET_WORDS);
    expect(inbound.logged()).not.toContain(SECRET_WORDS);
  });
}
