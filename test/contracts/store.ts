import { setImmediate as tick } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Conflict } from '../../src/domain/errors.ts';
import type { AuditRow, Query, Store, Transaction } from '../../src/store/store.ts';
import { entryRow } from '../helpers/entry-row.ts';
import { auditRow, counterRow, outboxRow, STORE_TIME } from '../helpers/rows.ts';
import { describeQueries } from './store-queries.ts';

/** How the suite gets hold of an adapter: an empty store, and the same one after a restart. Every store is closed by the test that opened it. */
export interface StoreHarness {
  name: string;
  open(): Promise<Store>;
  /** Closes the store and opens what it kept. */
  reopen(store: Store): Promise<Store>;
}

const bureau = { bureau: 'qinghe' };
const elsewhere = { bureau: 'baisha' };
const everyAudit: Query<'audit'> = { index: 'byTime' };

async function linesOf(store: Store): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of store.dump()) lines.push(line);
  return lines;
}

async function* feed(lines: string[]): AsyncGenerator<string> {
  yield* lines;
}

function audit(store: Store, id: string): Promise<AuditRow | undefined> {
  return store.read(bureau, reader => reader.get('audit', id));
}

function insertAudit(store: Store, fields: Partial<AuditRow> & { id: string }): Promise<boolean> {
  const row = auditRow(fields);
  return store.write({ bureau: row.bureau }, tx => tx.insert('audit', row));
}

/** Reads a counter, lets others run, writes it one higher. */
async function increment(transaction: Transaction): Promise<number> {
  const row = await transaction.get('counter', 'entries');
  await tick();
  if (row) await transaction.replace('counter', { ...row, value: row.value + 1 });
  else await transaction.insert('counter', counterRow({ id: 'entries', value: 1 }));
  return (row?.value ?? 0) + 1;
}

/** Counts one up and leaves a mark in the same transaction. */
function countAndMark(store: Store): Promise<void> {
  return store.write(bureau, async transaction => {
    const value = await increment(transaction);
    await transaction.insert('audit', auditRow({ id: `mark-${value}`, at: STORE_TIME + value }));
  });
}

function describeRows(harness: StoreHarness): void {
  describe('rows', () => {
    it('come back as they were inserted, with version 1', async () => {
      const store = await harness.open();
      expect(await insertAudit(store, { id: 'a', version: 7 })).toBe(true);
      expect(await audit(store, 'a')).toEqual(auditRow({ id: 'a' }));
      expect(await audit(store, 'b')).toBeUndefined();
      await store.close();
    });

    it('are inserted once under an id', async () => {
      const store = await harness.open();
      await insertAudit(store, { id: 'a', action: 'first' });
      expect(await insertAudit(store, { id: 'a', action: 'second' })).toBe(false);
      expect((await audit(store, 'a'))?.action).toBe('first');
      await store.close();
    });

    it('grow their version by one with each replacement, and a stale one is a conflict', async () => {
      const store = await harness.open();
      await insertAudit(store, { id: 'a' });
      await store.write(bureau, tx => tx.replace('audit', auditRow({ id: 'a', action: 'accept' })));
      expect(await audit(store, 'a')).toEqual(auditRow({ id: 'a', version: 2, action: 'accept' }));
      await expect(store.write(bureau, tx => tx.replace('audit', auditRow({ id: 'a' })))).rejects.toThrow(Conflict);
      await expect(store.write(bureau, tx => tx.remove('audit', 'a', 1))).rejects.toThrow(Conflict);
      await expect(store.write(bureau, tx => tx.replace('audit', auditRow({ id: 'none' })))).rejects.toThrow(Conflict);
      await store.write(bureau, tx => tx.remove('audit', 'a', 2));
      expect(await audit(store, 'a')).toBeUndefined();
      await store.close();
    });

    it('are the same after a restart, also when one transaction removed and inserted them anew', async () => {
      let store = await harness.open();
      await insertAudit(store, { id: 'a' });
      await insertAudit(store, { id: 'b' });
      await store.write(bureau, async tx => {
        await tx.remove('audit', 'a', 1);
        await tx.insert('audit', auditRow({ id: 'a', action: 'again' }));
        await tx.insert('audit', auditRow({ id: 'c' }));
        await tx.remove('audit', 'c', 1);
        await tx.remove('audit', 'b', 1);
      });
      store = await harness.reopen(store);
      const { rows } = await store.read(bureau, reader => reader.find('audit', everyAudit));
      expect(rows).toEqual([auditRow({ id: 'a', action: 'again' })]);
      await store.close();
    });

    it('cannot be changed from outside, neither what was handed in nor what was handed out', async () => {
      const store = await harness.open();
      const row = outboxRow({ id: 'a' });
      await store.write(bureau, tx => tx.insert('outbox', row));
      row.message.text = 'changed';
      const kept = await store.read(bureau, reader => reader.get('outbox', 'a'));
      expect(kept?.message.text).toBe('**已记1条**');
      expect(() => kept?.message.mentions.push('qinlang')).toThrow(TypeError);
      await store.close();
    });

    it('hold only what JSON holds', async () => {
      const store = await harness.open();
      const withBytes = { ...auditRow({ id: 'a' }), bytes: new Uint8Array(3) };
      await expect(store.write(bureau, tx => tx.insert('audit', withBytes))).rejects.toMatchObject({ code: 'internal' });
      await expect(insertAudit(store, { id: 'a', at: Number.NaN })).rejects.toMatchObject({ code: 'internal' });
      expect(await audit(store, 'a')).toBeUndefined();
      await store.close();
    });
  });
}

function describeScopes(harness: StoreHarness): void {
  describe('a scope', () => {
    it('shows a bureau its own rows only', async () => {
      const store = await harness.open();
      await insertAudit(store, { id: 'ours' });
      await insertAudit(store, { id: 'theirs', bureau: 'baisha' });
      const seen = await store.read(bureau, async reader => ({
        theirs: await reader.get('audit', 'theirs'),
        found: (await reader.find('audit', everyAudit)).rows.map(row => row.id),
        count: await reader.count('audit', everyAudit),
      }));
      expect(seen).toEqual({ theirs: undefined, found: ['ours'], count: 1 });
      await expect(store.write(bureau, tx => tx.remove('audit', 'theirs', 1))).rejects.toThrow(Conflict);
      await store.close();
    });

    it('refuses to write a row of another bureau', async () => {
      const store = await harness.open();
      await insertAudit(store, { id: 'theirs', bureau: 'baisha' });
      const theirs = auditRow({ id: 'theirs', bureau: 'baisha' });
      await expect(store.write(bureau, tx => tx.insert('audit', { ...theirs, id: 'new' }))).rejects.toMatchObject({ code: 'not-permitted' });
      await expect(store.write(bureau, tx => tx.replace('audit', theirs))).rejects.toMatchObject({ code: 'not-permitted' });
      await store.close();
    });

    it('lets two bureaus use the same ids and numbers', async () => {
      const store = await harness.open();
      expect(await insertAudit(store, { id: 'a', action: 'ours' })).toBe(true);
      expect(await insertAudit(store, { id: 'a', action: 'theirs', bureau: 'baisha' })).toBe(true);
      expect((await store.read(elsewhere, reader => reader.get('audit', 'a')))?.action).toBe('theirs');
      await store.close();
    });

    it('of the system sees and writes all', async () => {
      const store = await harness.open();
      await store.write('system', async tx => {
        await tx.insert('audit', auditRow({ id: 'late', at: 3 }));
        await tx.insert('audit', auditRow({ id: 'middle', at: 2, bureau: 'baisha' }));
        await tx.insert('audit', auditRow({ id: 'early', at: 1 }));
      });
      const page = await store.read('system', reader => reader.find('audit', everyAudit));
      expect(page.rows.map(row => row.id)).toEqual(['early', 'middle', 'late']);
      expect(await store.read('system', reader => reader.get('audit', 'middle'))).toMatchObject({ bureau: 'baisha' });
      expect(await store.read('system', reader => reader.count('audit', everyAudit))).toBe(3);
      await store.close();
    });
  });
}

function describeTransactions(harness: StoreHarness): void {
  describe('a transaction', () => {
    it('sees its own writes', async () => {
      const store = await harness.open();
      const seen = await store.write(bureau, async tx => {
        await tx.insert('audit', auditRow({ id: 'a', at: 5 }));
        await tx.replace('audit', auditRow({ id: 'a', at: 9 }));
        const { rows } = await tx.find('audit', { index: 'byTime', from: 6 });
        return { rows, count: await tx.count('audit', { index: 'byTime', to: 6 }) };
      });
      expect(seen).toEqual({ rows: [auditRow({ id: 'a', at: 9, version: 2 })], count: 0 });
      await store.close();
    });

    it('whose work throws has changed nothing, and what it threw is passed on', async () => {
      const store = await harness.open();
      await insertAudit(store, { id: 'a' });
      const failing = store.write(bureau, async tx => {
        await tx.insert('audit', auditRow({ id: 'b' }));
        await tx.replace('audit', auditRow({ id: 'a', action: 'changed' }));
        throw new Error('half-way');
      });
      await expect(failing).rejects.toThrow('half-way');
      expect(await audit(store, 'a')).toEqual(auditRow({ id: 'a' }));
      expect(await audit(store, 'b')).toBeUndefined();
      const reopened = await harness.reopen(store);
      expect(await audit(reopened, 'b')).toBeUndefined();
      await reopened.close();
    });

    it('loses no update of a hundred that race for one row', async () => {
      const store = await harness.open();
      const values = await Promise.all(Array.from({ length: 100 }, () => store.write(bureau, increment)));
      expect(values.sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
      expect((await store.read(bureau, reader => reader.get('counter', 'entries')))?.value).toBe(100);
      await store.close();
    });

    it('gives one of many racers a claim', async () => {
      const store = await harness.open();
      const won = await Promise.all(Array.from({ length: 20 }, (_, at) => insertAudit(store, { id: 'claim', actor: `racer-${at}` })));
      expect(won.filter(Boolean)).toHaveLength(1);
      await store.close();
    });

    it.each(['find', 'count'] as const)('sees no phantom: of those that %s an empty range and fill it, one does', async reading => {
      const store = await harness.open();
      const fill = (name: string) =>
        store.write(bureau, async tx => {
          const query: Query<'audit'> = { index: 'byTime', from: 10, to: 20 };
          const taken = reading === 'count' ? await tx.count('audit', query) : (await tx.find('audit', query)).rows.length;
          await tick();
          if (taken > 0) return false;
          return tx.insert('audit', auditRow({ id: name, at: 15 }));
        });
      expect(await Promise.all([fill('a'), fill('b'), fill('c')])).toEqual([true, false, false]);
      await store.close();
    });

    it('skews nothing: two that each rely on the other row do not both change theirs', async () => {
      const store = await harness.open();
      await store.write(bureau, async tx => {
        await tx.insert('counter', counterRow({ id: 'left', value: 1 }));
        await tx.insert('counter', counterRow({ id: 'right', value: 1 }));
      });
      const leave = (mine: string, other: string) =>
        store.write(bureau, async tx => {
          const [own, theirs] = [await tx.get('counter', mine), await tx.get('counter', other)];
          await tick();
          if (own && theirs && theirs.value > 0) await tx.replace('counter', { ...own, value: 0 });
        });
      await Promise.all([leave('left', 'right'), leave('right', 'left')]);
      const page = await store.read(bureau, reader => reader.find('counter', { index: 'byId' }));
      expect(page.rows.reduce((sum, row) => sum + row.value, 0)).toBe(1);
      await store.close();
    });

    it('that touches other rows does not run again', async () => {
      const store = await harness.open();
      let runs = 0;
      const slow = store.write(bureau, async tx => {
        runs += 1;
        await tx.count('audit', { index: 'byTime', from: 100 });
        for (let at = 0; at < 5; at++) await tick();
        await tx.insert('audit', auditRow({ id: 'slow', at: 200 }));
      });
      await insertAudit(store, { id: 'quick', at: 50 });
      await slow;
      expect(runs).toBe(1);
      await store.close();
    });

    it('keeps unique indexes unique', async () => {
      const store = await harness.open();
      const first = entryRow({ id: 'a', number: '1120-1' });
      expect(await store.write(bureau, tx => tx.insert('entry', first))).toBe(true);
      expect(await store.write(bureau, tx => tx.insert('entry', { ...first, id: 'b' }))).toBe(false);
      await store.write(bureau, tx => tx.insert('entry', { ...first, id: 'b', number: '1120-2' }));
      await expect(store.write(bureau, tx => tx.replace('entry', { ...first, id: 'b' }))).rejects.toThrow(Conflict);
      await store.write(bureau, async tx => tx.remove('entry', 'a', 1));
      await store.write(bureau, tx => tx.replace('entry', { ...first, id: 'b' }));
      expect((await store.read(bureau, reader => reader.find('entry', { index: 'byNumber' }))).rows).toHaveLength(1);
      await store.close();
    });
  });

  it('reads one snapshot, and does not wait for writers', async () => {
    const store = await harness.open();
    await insertAudit(store, { id: 'a', at: 1 });
    const counts = await store.read(bureau, async reader => {
      const before = await reader.count('audit', everyAudit);
      await insertAudit(store, { id: 'b', at: 2 });
      return [before, await reader.count('audit', everyAudit)];
    });
    expect(counts).toEqual([1, 1]);
    expect(await store.read(bureau, reader => reader.count('audit', everyAudit))).toBe(2);
    await store.close();
  });

  it('tells listeners after each commit which kinds it touched, until they stop', async () => {
    const store = await harness.open();
    const told: string[][] = [];
    const stop = store.onCommit(kinds => told.push([...kinds].sort()));
    store.onCommit(() => {
      throw new Error('a listener that fails harms nobody');
    });
    await store.write(bureau, async tx => {
      await tx.insert('audit', auditRow({ id: 'a' }));
      await tx.insert('outbox', outboxRow({ id: 'o' }));
    });
    await store.write(bureau, async tx => void (await tx.get('audit', 'a')));
    stop();
    await insertAudit(store, { id: 'b' });
    expect(told).toEqual([['audit', 'outbox']]);
    await store.close();
  });
}

function describeWorkers(harness: StoreHarness): void {
  describe('take', () => {
    const rows = [
      outboxRow({ id: 'second', dueAt: STORE_TIME - 1 }),
      outboxRow({ id: 'first', dueAt: STORE_TIME - 2 }),
      outboxRow({ id: 'other', dueAt: STORE_TIME, bureau: 'baisha' }),
      outboxRow({ id: 'future', dueAt: STORE_TIME + 1 }),
      outboxRow({ id: 'done', dueAt: STORE_TIME - 9, state: 'done' }),
      outboxRow({ id: 'leased', dueAt: STORE_TIME - 9, leasedUntil: STORE_TIME + 1 }),
    ];

    async function filled(): Promise<Store> {
      const store = await harness.open();
      await store.write('system', async tx => {
        for (const row of rows) await tx.insert('outbox', row);
      });
      return store;
    }

    function take(store: Store, limit: number, at = STORE_TIME): Promise<string[]> {
      return store.write('system', async tx => (await tx.take('outbox', at, limit, at + 60_000)).map(row => row.id));
    }

    it('gives open, due, free rows, oldest first, and leases them', async () => {
      const store = await filled();
      expect(await take(store, 2)).toEqual(['first', 'second']);
      expect(await take(store, 9)).toEqual(['other']);
      expect(await take(store, 9)).toEqual([]);
      expect(await take(store, 9, STORE_TIME + 1)).toEqual(['leased', 'future']);
      expect(await take(store, 9, STORE_TIME + 60_000)).toEqual(['first', 'second', 'other']);
      await store.close();
    });

    it('gives the row as it now is, so that it can be replaced', async () => {
      const store = await filled();
      await store.write(bureau, async tx => {
        const [row] = await tx.take('outbox', STORE_TIME, 1, STORE_TIME + 5);
        expect(row).toMatchObject({ id: 'first', version: 2, leasedUntil: STORE_TIME + 5 });
        if (row) await tx.replace('outbox', { ...row, state: 'done' });
      });
      expect(await store.read(bureau, reader => reader.get('outbox', 'first'))).toMatchObject({ state: 'done', version: 3 });
      await store.close();
    });

    it('gives no row twice to those who take at once', async () => {
      const store = await filled();
      const taken = await Promise.all([take(store, 1), take(store, 1), take(store, 1), take(store, 1)]);
      expect(taken.flat().sort()).toEqual(['first', 'other', 'second']);
      await store.close();
    });
  });

  it('spends a budget up to its limit and no further, also in a race', async () => {
    const store = await harness.open();
    const spend = () => store.write(bureau, tx => tx.spend('push:2026-11-20', 3, 10));
    expect((await Promise.all([spend(), spend(), spend(), spend(), spend()])).filter(Boolean)).toHaveLength(3);
    expect(await store.read(bureau, reader => reader.get('budget', 'push:2026-11-20'))).toMatchObject({ spent: 9 });
    expect(await store.write(bureau, tx => tx.spend('push:2026-11-20', 1, 10))).toBe(true);
    expect(await store.write(elsewhere, tx => tx.spend('push:2026-11-20', 10, 10))).toBe(true);
    await store.close();
  });

  it('holds a lease once it has it', async () => {
    const store = await harness.open();
    expect(await store.lease('scheduler', 1_000)).toBe(true);
    expect(await store.lease('scheduler', 1_000)).toBe(true);
    await store.close();
  });
}

function describeKeeping(harness: StoreHarness): void {
  describe('a dump', () => {
    async function filled(): Promise<Store> {
      const store = await harness.open();
      await insertAudit(store, { id: 'a', at: 1 });
      await store.write(bureau, tx => tx.replace('audit', auditRow({ id: 'a', at: 2 })));
      await insertAudit(store, { id: 'b', bureau: 'baisha' });
      await store.write(bureau, tx => tx.insert('outbox', outboxRow({ id: 'o' })));
      return store;
    }

    it('brings another store to the same state, versions included, whatever that one held', async () => {
      const [store, other] = [await filled(), await harness.open()];
      await insertAudit(other, { id: 'gone' });
      const lines = await linesOf(store);
      await other.load(feed(lines));
      expect(await linesOf(other)).toEqual(lines);
      expect(await audit(other, 'gone')).toBeUndefined();
      await insertAudit(other, { id: 'later' });
      const reopened = await harness.reopen(other);
      expect(await audit(reopened, 'a')).toEqual(auditRow({ id: 'a', at: 2, version: 2 }));
      expect(await audit(reopened, 'later')).toBeDefined();
      expect(await reopened.verify()).toEqual([]);
      await Promise.all([store.close(), reopened.close()]);
    });

    it.each([
      ['cut short', (lines: string[]) => lines.slice(0, -1)],
      ['with a broken line', (lines: string[]) => lines.with(-1, '{"kind":')],
      ['with an unknown kind', (lines: string[]) => lines.with(-1, '{"kind":"car","row":{"bureau":"qinghe","id":"a","version":1}}')],
      ['with a row twice', (lines: string[]) => [...lines, lines.at(-1) ?? '']],
      ['that is something else', () => ['{"hello":1}']],
      ['that is empty', () => []],
    ])('%s is refused, and nothing is changed', async (_how, spoil: (lines: string[]) => string[]) => {
      const store = await filled();
      const lines = await linesOf(store);
      await expect(store.load(feed(spoil(lines)))).rejects.toMatchObject({ code: 'unreadable' });
      expect(await linesOf(store)).toEqual(lines);
      await store.close();
    });

    it('being loaded refuses nobody who writes meanwhile, and what is there afterwards is whole', async () => {
      const store = await filled();
      const lines = await linesOf(store);
      const racing = Array.from({ length: 20 }, async (_, at) => {
        for (let pause = 0; pause < at * 3; pause++) await tick();
        return countAndMark(store);
      });
      await Promise.all([store.load(feed(lines)), ...racing]);
      const counter = await store.read(bureau, reader => reader.get('counter', 'entries'));
      const marks = await store.read(bureau, reader => reader.count('audit', { index: 'byTime', from: STORE_TIME + 1 }));
      expect(marks).toBe(counter?.value ?? 0);
      expect(await store.verify()).toEqual([]);
      await store.close();
    });

    it('is of one moment, whatever is written meanwhile', async () => {
      const store = await filled();
      const before = await linesOf(store);
      const lines: string[] = [];
      for await (const line of store.dump()) {
        lines.push(line);
        await insertAudit(store, { id: `while-${lines.length}` });
      }
      expect(lines).toEqual(before);
      await store.close();
    });
  });

  it('finds nothing wrong with what it keeps, before and after a restart', async () => {
    const store = await harness.open();
    await Promise.all(Array.from({ length: 20 }, (_, at) => insertAudit(store, { id: `a${at}` })));
    expect(await store.verify()).toEqual([]);
    const reopened = await harness.reopen(store);
    expect(await reopened.verify()).toEqual([]);
    await reopened.close();
  });

  it('keeps everything that was acknowledged before it was closed, and does nothing after', async () => {
    const store = await harness.open();
    const writes = Array.from({ length: 10 }, (_, at) => insertAudit(store, { id: `a${at}` }));
    await Promise.all(writes);
    const reopened = await harness.reopen(store);
    expect(await reopened.read(bureau, reader => reader.count('audit', everyAudit))).toBe(10);
    await expect(insertAudit(store, { id: 'late' })).rejects.toMatchObject({ code: 'store-closed' });
    await expect(audit(store, 'a1')).rejects.toMatchObject({ code: 'store-closed' });
    await reopened.close();
  });
}

/** 存储合同 — what every store adapter must do, whatever it is made of. */
export function describeStore(harness: StoreHarness): void {
  describe(`store ${harness.name}`, () => {
    describeRows(harness);
    describeScopes(harness);
    describeQueries(harness.open);
    describeTransactions(harness);
    describeWorkers(harness);
    describeKeeping(harness);
  });
}
