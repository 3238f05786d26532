import { describe, expect, it } from 'vitest';
import { type Pushed, pushPrivately, pushToGroup } from '../../src/delivery/push-budget.ts';
import { formatInstant } from '../../src/domain/date.ts';
import type { OutboxRow, Store } from '../../src/store/store.ts';
import { createFakeClock, instant } from '../helpers/fake-clock.ts';
import { sampleBureau } from '../helpers/sample-bureau.ts';
import { temporaryStore } from '../helpers/temporary-store.ts';

const person = { member: { id: 'taoran', name: '陶然' }, to: { platform: 'simulator' as const, account: 'taoran' } };
const group = { group: 'work', to: { conversation: { platform: 'simulator' as const, id: 'work', kind: 'group' as const } } };

interface Setting {
  tell(body: string, at: string, more?: { latest?: string }): Promise<string>;
  push(text: string, at: string, whenFull?: 'drop' | 'wait'): Promise<string>;
  outbox(): Promise<OutboxRow[]>;
  send(): Promise<void>;
}

async function setUp(): Promise<Setting> {
  const store: Store = await temporaryStore(createFakeClock('2026-11-16 08:00'));
  const bureau = await sampleBureau();
  const scope = { bureau: bureau.id };
  const words = (pushed: Pushed, at: string): string => {
    if (pushed.id === null) return pushed.why;
    return formatInstant(pushed.waitsUntil ?? instant(at)).slice(0, 16);
  };
  const outbox = (): Promise<OutboxRow[]> => store.read(scope, async reader => (await reader.find('outbox', { index: 'byQueued' })).rows);
  return {
    outbox,
    tell: (body, at, { latest } = {}) =>
      store.write(scope, async tx => {
        const push = { ...person, body, ...(latest ? { latest: instant(latest) } : {}) };
        return words(await pushPrivately(tx, push, { bureau, at: instant(at), run: `run-${body}` }), at);
      }),
    push: (text, at, whenFull = 'drop') =>
      store.write(scope, async tx =>
        words(await pushToGroup(tx, { ...group, text, key: 'work', whenFull }, { bureau, at: instant(at), run: `run-${text}` }), at),
      ),
    send: () =>
      store.write(scope, async tx => {
        for (const row of (await tx.find('outbox', { index: 'byState', equals: ['open'] })).rows)
          await tx.replace('outbox', { ...row, state: 'done', deliveredAt: row.dueAt });
      }),
  };
}

describe('pushPrivately', () => {
  it('merges what several features tell one person while the day’s message still waits', async () => {
    const { tell, outbox } = await setUp();
    expect(await tell('一。', '2026-11-16 08:30')).toBe('2026-11-16T08:30');
    expect(await tell('二。', '2026-11-16 08:30')).toBe('2026-11-16T08:30');
    expect((await outbox()).map(row => row.message.text)).toEqual(['陶然您好，一。\n\n另外，二。']);
  });

  it('keeps what comes after the day’s message has gone for the next workday, and merges there', async () => {
    const { tell, outbox, send } = await setUp();
    await tell('一。', '2026-11-20 08:30');
    await send();
    expect(await tell('二。', '2026-11-20 16:00')).toBe('2026-11-23T08:31');
    expect(await tell('三。', '2026-11-23 08:30')).toBe('2026-11-23T08:31');
    expect((await outbox()).map(row => row.message.text)).toEqual(['陶然您好，一。', '陶然您好，二。\n\n另外，三。']);
  });

  it('waits for the end of the quiet hours', async () => {
    const { tell, outbox } = await setUp();
    expect(await tell('一。', '2026-11-16 22:30')).toBe('2026-11-17T07:30');
    expect((await outbox())[0]?.dueAt).toBe(instant('2026-11-17 07:30'));
  });

  it('disturbs nobody on a day off, when a run is caught up after downtime', async () => {
    const { tell, push } = await setUp();
    expect(await tell('一。', '2026-11-21 10:00')).toBe('2026-11-23T08:31');
    expect(await push('二', '2026-10-03 10:00')).toBe('2026-10-08T08:31');
    expect(await tell('三。', '2026-10-10 10:00')).toBe('2026-10-10T10:00');
    expect(await tell('本周还没有记录。', '2026-11-28 10:00', { latest: '2026-11-29 23:59' })).toBe('too-late');
  });

  it('does not send what would come too late to matter', async () => {
    const { tell, send } = await setUp();
    await tell('一。', '2026-11-20 08:30');
    await send();
    expect(await tell('本周还没有记录。', '2026-11-20 16:00', { latest: '2026-11-22 23:59' })).toBe('too-late');
  });
});

describe('pushToGroup', () => {
  it('makes one message of what several features say while it still waits, at the price of one', async () => {
    const { push, outbox, send } = await setUp();
    expect(await push('一', '2026-11-16 08:30')).toBe('2026-11-16T08:30');
    expect(await push('二', '2026-11-16 08:30')).toBe('2026-11-16T08:30');
    await send();
    expect(await push('三', '2026-11-18 08:30')).toBe('2026-11-18T08:30');
    await send();
    expect(await push('四', '2026-11-19 08:30')).toBe('week-full');
    expect((await outbox()).map(row => row.message.text)).toEqual(['一\n\n二', '三']);
  });

  it('allows two a week; the third is dropped or waits for the next workweek, as its feature asks', async () => {
    const { push, outbox, send } = await setUp();
    expect(await push('一', '2026-11-16 08:30')).toBe('2026-11-16T08:30');
    await send();
    expect(await push('二', '2026-11-18 08:30')).toBe('2026-11-18T08:30');
    await send();
    expect(await push('三', '2026-11-19 08:30')).toBe('week-full');
    expect(await push('四', '2026-11-19 08:30', 'wait')).toBe('2026-11-23T08:31');
    await send();
    expect(await push('五', '2026-11-24 08:30')).toBe('2026-11-24T08:30');
    await send();
    expect(await push('六', '2026-11-25 08:30')).toBe('week-full');
    expect((await outbox()).map(row => row.message.text)).toEqual(['一', '二', '四', '五']);
  });

  it('counts a push of a Sunday night for the week in which it goes out', async () => {
    const { push, send } = await setUp();
    expect(await push('一', '2026-11-22 23:00')).toBe('2026-11-23T07:30');
    await send();
    expect(await push('二', '2026-11-23 08:30')).toBe('2026-11-23T08:30');
    await send();
    expect(await push('三', '2026-11-24 08:30')).toBe('week-full');
  });
});
