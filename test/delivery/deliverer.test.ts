import { describe, expect, it } from 'vitest';
import { Deliverer } from '../../src/delivery/deliverer.ts';
import { enqueue } from '../../src/delivery/outbox.ts';
import type { OutgoingMessage } from '../../src/domain/message.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { MovableClock } from '../../src/lib/movable-clock.ts';
import type { DeliveryResult, Platform } from '../../src/platforms/platform.ts';
import type { OutboxRow } from '../../src/store/store.ts';
import { temporaryStore } from '../helpers/temporary-store.ts';

const start = Date.parse('2026-11-20T10:00:00+08:00');
const scope = { bureau: 'b' };

function message(text: string, conversation = 'g', platform: 'simulator' | 'wecom' = 'simulator'): OutgoingMessage {
  return { to: { conversation: { platform, id: conversation, kind: 'group' } }, text, mentions: [], files: [], buttons: [] };
}

/** A platform that answers each handed-over text as scripted, `delivered` when nothing is. */
class ScriptedPlatform implements Platform {
  readonly id = 'simulator';
  readonly capabilities;
  readonly shown: string[] = [];
  readonly handed: string[] = [];
  readonly files: string[] = [];
  readonly script: (text: string) => DeliveryResult | Promise<DeliveryResult>;

  constructor(script: (text: string) => DeliveryResult | Promise<DeliveryResult> = () => ({ outcome: 'delivered' }), maxBytes = 1000) {
    this.script = script;
    this.capabilities = {
      mentionsInReplies: false,
      mentionsInPushes: true,
      directPush: true,
      coldDirectPush: true,
      tables: true,
      buttons: true,
      files: true,
      images: true,
      maxBytes,
      answerWithinMs: 1000,
    };
  }

  async deliver({ text, files }: OutgoingMessage): Promise<DeliveryResult> {
    this.files.push(...files.map(({ name }) => name));
    this.handed.push(text);
    const result = await this.script(text);
    if (result.outcome === 'delivered') this.shown.push(text);
    return result;
  }
}

async function office(platform: ScriptedPlatform, texts: readonly (string | OutgoingMessage)[]) {
  const clock = new MovableClock(start);
  const store = await temporaryStore(clock);
  await store.write(scope, async tx => {
    for (const [index, text] of texts.entries()) {
      await enqueue(tx, typeof text === 'string' ? message(text) : text, { bureau: 'b', id: `m${index}`, at: start + index, run: null });
    }
  });
  clock.moveTo(start + 1_000);
  const deliverer = new Deliverer({ store, clock, logger: silentLogger, platforms: [platform] });
  const row = (id: string): Promise<OutboxRow | undefined> => store.read(scope, reader => reader.get('outbox', id));
  return { store, clock, deliverer, row };
}

describe('delivery', () => {
  it('leaves a picture out where the platform shows none: its letters stand in the text', async () => {
    const platform = new ScriptedPlatform();
    platform.capabilities.images = false;
    const files = [
      { id: 'chart:1', name: '图.png', letters: '1月｜■12家' },
      { id: 'draft:1', name: '初稿.docx' },
    ];
    const { deliverer } = await office(platform, [{ ...message('走访\n1月｜■12家'), files }]);
    await deliverer.deliverDue();
    expect(platform.files).toEqual(['初稿.docx']);
    expect(platform.shown).toEqual(['走访\n1月｜■12家']);
  });

  it('keeps the order of a conversation', async () => {
    const platform = new ScriptedPlatform();
    const { deliverer } = await office(platform, ['一', '二', '三']);
    await deliverer.deliverDue();
    expect(platform.shown).toEqual(['一', '二', '三']);
  });

  it('lets no conversation wait for another whose platform does not answer', async () => {
    const platform = new ScriptedPlatform(text => (text === '慢' ? new Promise<never>(() => {}) : { outcome: 'delivered' }));
    const { deliverer, store, clock } = await office(platform, [message('慢', 'slow'), message('一', 'quick')]);
    void deliverer.deliverDue();
    await expect.poll(() => platform.shown).toEqual(['一']);
    await store.write(scope, tx => enqueue(tx, message('二', 'quick'), { bureau: 'b', id: 'later', at: clock.now(), run: null }));
    void deliverer.deliverDue();
    await expect.poll(() => platform.shown).toEqual(['一', '二']);
  });

  it('is over for whoever asks only when what others had taken is handed over, too', async () => {
    let release = (): void => undefined;
    const gate = new Promise<void>(resolve => {
      release = resolve;
    });
    const platform = new ScriptedPlatform(async () => {
      await gate;
      return { outcome: 'delivered' };
    });
    const { deliverer, row } = await office(platform, ['一']);
    void deliverer.deliverDue();
    await expect.poll(async () => (await row('m0'))?.inFlight).toBe(true);
    let isOver = false;
    const asked = deliverer.deliverDue().then(() => {
      isOver = true;
    });
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(isOver).toBe(false);
    release();
    await asked;
    expect(platform.shown).toEqual(['一']);
  });

  it('keeps the order of a conversation also when the next message is queued while one is still leaving', async () => {
    let release = (): void => undefined;
    const gate = new Promise<void>(resolve => {
      release = resolve;
    });
    const platform = new ScriptedPlatform(async text => {
      if (text === '一') await gate;
      return { outcome: 'delivered' };
    });
    const { deliverer, store, clock, row } = await office(platform, ['一']);
    const first = deliverer.deliverDue();
    await expect.poll(async () => (await row('m0'))?.inFlight).toBe(true);
    await store.write(scope, tx => enqueue(tx, message('二'), { bureau: 'b', id: 'm1', at: clock.now(), run: null }));
    const second = deliverer.deliverDue();
    // Longer than a lease, so that it is taken once more.
    clock.moveTo(clock.now() + 120_000);
    const third = deliverer.deliverDue();
    release();
    await Promise.all([first, second, third]);
    expect(platform.shown).toEqual(['一', '二']);
    expect([(await row('m0'))?.state, (await row('m1'))?.state]).toEqual(['done', 'done']);
  });

  it('marks only the message that is leaving: a crash loses sight of that one alone, and the rest go out', async () => {
    const platform = new ScriptedPlatform(text => (text === '二' ? new Promise<never>(() => {}) : { outcome: 'delivered' }));
    const { deliverer, store, clock, row } = await office(platform, ['一', '二', '三', '四']);
    void deliverer.deliverDue();
    await expect.poll(async () => (await row('m1'))?.inFlight).toBe(true);

    clock.moveTo(start + 120_000);
    const successor = new ScriptedPlatform();
    await new Deliverer({ store, clock, logger: silentLogger, platforms: [successor] }).deliverDue();
    expect(successor.shown).toEqual(['三', '四']);
    expect((await row('m1'))?.state).toBe('uncertain');
  });

  it('goes on with the piece that failed, and repeats none that is out', async () => {
    let refusals = 1;
    const platform = new ScriptedPlatform(
      text => (text.startsWith('C') && refusals-- > 0 ? { outcome: 'retry', reason: '忙', afterMs: 10 } : { outcome: 'delivered' }),
      4,
    );
    const { deliverer, clock, row } = await office(platform, ['AAAA\nBBBB\nCCCC']);
    await deliverer.deliverDue();
    clock.moveTo(start + 60_000);
    await deliverer.deliverDue();
    expect(platform.shown).toEqual(['AAAA', 'BBBB', 'CCCC']);
    expect((await row('m0'))?.state).toBe('done');
  });

  it('gives up after six tries and says why', async () => {
    const { deliverer, clock, row } = await office(new ScriptedPlatform(() => ({ outcome: 'retry', reason: '对方忙', afterMs: 1 })), ['一']);
    for (let hour = 1; hour < 10; hour++) {
      await deliverer.deliverDue();
      clock.moveTo(start + hour * 3_600_000);
    }
    expect(await row('m0')).toMatchObject({ state: 'dead', attempts: 6, lastError: '对方忙' });
  });

  it('after downtime sends what nobody asked for at a decent hour, what is out of date not at all, and answers at once', async () => {
    const platform = new ScriptedPlatform();
    const { store, clock, row } = await office(platform, ['答复']);
    const push = { bureau: 'b', at: start, run: 'weekly:2026-W47' };
    await store.write(scope, async tx => {
      await enqueue(tx, message('周览'), { ...push, id: 'late' });
      await enqueue(tx, message('催报'), { ...push, id: 'stale', latest: start + 1_800_000 });
    });
    const morning = start + 10 * 3_600_000;
    const deliverer = new Deliverer({ store, clock, logger: silentLogger, platforms: [platform], whenToPush: now => Math.max(now, morning) });
    clock.moveTo(start + 3_600_000);
    await deliverer.deliverDue();
    expect(platform.shown).toEqual(['答复']);
    expect(await row('stale')).toMatchObject({ state: 'dead', lastError: '程序停机，恢复时已过时，没有再发' });
    clock.moveTo(morning);
    await deliverer.deliverDue();
    expect(platform.shown).toEqual(['答复', '周览']);
  });

  it('does not guess whether a message left when an adapter throws', async () => {
    const { deliverer, row } = await office(
      new ScriptedPlatform(() => {
        throw new Error('socket hang up');
      }),
      ['一'],
    );
    await deliverer.deliverDue();
    expect(await row('m0')).toMatchObject({ state: 'uncertain', lastError: expect.stringContaining('不确定') });
  });

  describe('what may have arrived already', () => {
    const unheard = { outcome: 'unknown', reason: '没有及时回执' } as const;

    it('is given once more when it is an answer, and says so; then it is left to the admin', async () => {
      const platform = new ScriptedPlatform(() => unheard);
      const { deliverer, clock, row } = await office(platform, [{ ...message('已记1条'), replyTo: 'q1' }]);
      await deliverer.deliverDue();
      expect(await row('m0')).toMatchObject({ state: 'open', isRepeat: true });
      clock.moveTo(start + 10_000);
      await deliverer.deliverDue();
      expect(await row('m0')).toMatchObject({ state: 'uncertain', attempts: 2, lastError: '没有及时回执' });
      expect(platform.handed).toEqual(['已记1条', expect.stringMatching(/^> 这条可能已经发过一次.*\n\n已记1条$/s)]);
    });

    it('is given once more from the piece on that got no answer', async () => {
      let silences = 1;
      const platform = new ScriptedPlatform(text => (text.startsWith('C') && silences-- > 0 ? unheard : { outcome: 'delivered' }), 4);
      const { deliverer, clock } = await office(platform, [{ ...message('AAAA\nCCCC\nDDDD'), replyTo: 'q1' }]);
      await deliverer.deliverDue();
      clock.moveTo(start + 10_000);
      await deliverer.deliverDue();
      expect(platform.shown).toEqual(['AAAA', expect.stringMatching(/^> 这条可能.*CCCC$/s), 'DDDD']);
    });

    it('is not said again when it is a push: a group that is reminded twice is disturbed twice', async () => {
      const platform = new ScriptedPlatform(() => unheard);
      const { deliverer, clock, row } = await office(platform, ['请报本周进展']);
      await deliverer.deliverDue();
      clock.moveTo(start + 3_600_000);
      await deliverer.deliverDue();
      expect(platform.handed).toEqual(['请报本周进展']);
      expect(await row('m0')).toMatchObject({ state: 'uncertain', lastError: '没有及时回执' });
    });
  });

  it('holds what belongs to a platform that is not wired up', async () => {
    const { deliverer, clock, row } = await office(new ScriptedPlatform(), [message('一', 'g', 'wecom')]);
    for (let day = 1; day < 10; day++) {
      await deliverer.deliverDue();
      clock.moveTo(start + day * 86_400_000);
    }
    expect(await row('m0')).toMatchObject({ state: 'open', attempts: 0 });
  });

  it('sends nothing of a row that was purged meanwhile, and still records the outcome', async () => {
    let release = (): void => undefined;
    const gate = new Promise<void>(resolve => {
      release = resolve;
    });
    const platform = new ScriptedPlatform(async () => {
      await gate;
      return { outcome: 'delivered' };
    });
    const { deliverer, store, row } = await office(platform, ['一', '二']);
    const delivering = deliverer.deliverDue();
    await expect.poll(async () => (await row('m0'))?.inFlight).toBe(true);
    await store.write(scope, async tx => {
      for (const id of ['m0', 'm1']) {
        const kept = await tx.get('outbox', id);
        if (kept) await tx.replace('outbox', { ...kept, message: { ...kept.message, text: '（已清除）' } });
      }
    });
    release();
    await delivering;
    expect(platform.shown).toEqual(['一', '（已清除）']);
    expect(await row('m0')).toMatchObject({ state: 'done', message: { text: '（已清除）' } });
  });

  it('forgets the reply address once the message is out', async () => {
    const { deliverer, row } = await office(new ScriptedPlatform(), [
      { ...message('一'), replyAddress: { value: 'https://example.invalid/secret', expiresAt: start + 1e6 } },
    ]);
    await deliverer.deliverDue();
    expect(JSON.stringify(await row('m0'))).not.toContain('secret');
  });
});
