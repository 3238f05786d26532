import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/domain/entry.ts';
import { verifyTrail } from '../../src/ledgers/verify-trail.ts';
import type { ReceiptRow, Store } from '../../src/store/store.ts';
import { entry, friday, metric } from '../helpers/ledger-builders.ts';
import { MemoryStore } from '../helpers/memory-store.ts';

const bureau = 'sample';

async function findings(rows: { entries: Entry[]; receipt?: string[]; purged?: string[] }): Promise<string[]> {
  const store = new MemoryStore();
  await store.write({ bureau }, async tx => {
    for (const row of rows.entries) await tx.insert('entry', row);
    const receipt: ReceiptRow = {
      ...{ bureau, id: 'm1', version: 1, conversationId: 'work', memberId: 'qinlang', at: friday, messageId: 'm1' },
      entries: rows.receipt ?? [],
    };
    await tx.insert('receipt', receipt);
    for (const subject of rows.purged ?? [])
      await tx.insert('audit', { bureau, id: `purge:${subject}`, version: 1, at: friday, actor: 'qinlang', action: 'purge', subject });
  });
  return verifyTrail(store as unknown as Store, bureau);
}

const reported = entry([metric('走访企业', 12, '家')]);
const by = { id: 'qinlang', name: '秦朗' };
const corrected: Entry = {
  ...reported,
  version: 2,
  history: [...reported.history, { at: reported.submittedAt + 1, by, action: 'correct', what: '12家 → 13家', messageId: 'm2' }],
};

describe('the audit trail', () => {
  it('is whole for entries as they are reported and corrected, and for receipts that lead to them', async () => {
    expect(await findings({ entries: [corrected], receipt: [corrected.id, ''] })).toEqual([]);
  });

  it.each<[string, Partial<Entry>]>([
    ['without any history', { history: [] }],
    ['whose report is gone', { history: corrected.history.slice(1) }],
    ['whose changes are in the wrong order', { history: corrected.history.toReversed() }],
    ['that has more changes than versions', { version: 1 }],
  ])('names an entry %s', async (_, more) => {
    expect(await findings({ entries: [{ ...corrected, ...more }] })).toEqual([expect.stringContaining(corrected.number)]);
  });

  it('names a receipt that leads nowhere, unless the entry was purged', async () => {
    expect(await findings({ entries: [], receipt: ['gone'] })).toEqual([expect.stringContaining('m1')]);
    expect(await findings({ entries: [], receipt: ['gone'], purged: ['gone'] })).toEqual([]);
  });

  it('names a name that does not stand as its last decision left it', async () => {
    const store = new MemoryStore();
    const none = { joined: null, apart: [], adopted: null };
    const after = { ...none, joined: { into: '河道巡查', units: ['次'], ledger: null } };
    const step = { action: 'join' as const, by, at: friday, messageId: 'm1', reason: null, before: none, after };
    await store.write({ bureau }, async tx => {
      await tx.insert('name-decision', { bureau, id: '巡河', version: 1, ...after, history: [step] });
      await tx.insert('name-decision', { bureau, id: '巡渠', version: 1, ...none, history: [step] });
    });
    expect(await verifyTrail(store as unknown as Store, bureau)).toEqual([expect.stringContaining('巡渠')]);
  });
});
