import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Query, ReceiptRow, Row, Store } from '../../src/store/store.ts';
import { outboxRow } from '../helpers/rows.ts';

const bureau = { bureau: 'qinghe' };

function receipt(fields: Partial<ReceiptRow> & { id: string }): ReceiptRow {
  return { bureau: 'qinghe', version: 1, conversationId: 'work', memberId: 'qinlang', at: 0, messageId: 'm', entries: [], ...fields };
}

async function fill(store: Store, rows: readonly ReceiptRow[]): Promise<void> {
  await store.write('system', async tx => {
    for (const row of rows) await tx.insert('receipt', row);
  });
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The same question answered by looking at every row. */
function naive(rows: readonly ReceiptRow[], query: Query<'receipt'>): ReceiptRow[] {
  const key = (row: ReceiptRow): (string | number)[] => [row.conversationId, row.memberId, row.at];
  const equals = query.equals ?? [];
  const matching = rows.filter(row => {
    const next = key(row)[equals.length];
    const isEqual = equals.every((value, at) => key(row)[at] === value);
    const isBounded = next === undefined || ((query.from === undefined || next >= query.from) && (query.to === undefined || next <= query.to));
    return row.bureau === 'qinghe' && isEqual && isBounded;
  });
  const sorted = matching.sort((a, b) => {
    const at = key(a).findIndex((value, place) => value !== key(b)[place]);
    return at < 0 ? compare(a.id, b.id) : compare(key(a)[at] ?? 0, key(b)[at] ?? 0);
  });
  return query.order === 'descending' ? sorted.reverse() : sorted;
}

const someRows = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^[a-z]{1,3}$/),
    conversationId: fc.constantFrom('direct', 'work'),
    memberId: fc.constantFrom('guchuan', 'qinlang', 'taoran'),
    at: fc.integer({ min: 0, max: 6 }),
    bureau: fc.constantFrom('qinghe', 'qinghe', 'baisha'),
  }),
  { selector: row => row.id, maxLength: 200 },
);

const someQuery = fc
  .record({
    equals: fc.constantFrom<[string[], 'text' | 'number']>([[], 'text'], [['work'], 'text'], [['work', 'qinlang'], 'number'], [['none'], 'text']),
    from: fc.option(fc.nat(6), { nil: undefined }),
    to: fc.option(fc.nat(6), { nil: undefined }),
    order: fc.constantFrom('ascending' as const, 'descending' as const),
    limit: fc.integer({ min: 1, max: 7 }),
  })
  .map(({ equals: [equals, next], from, to, order, limit }): Query<'receipt'> => {
    const bound = (value: number): string | number => (next === 'number' ? value : (['d', 'direct', 'g', 'qinlang', 't', 'work', 'x'][value] ?? ''));
    return { index: 'byMember', equals, order, limit, ...(from !== undefined && { from: bound(from) }), ...(to !== undefined && { to: bound(to) }) };
  });

async function everyPage(store: Store, query: Query<'receipt'>): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.read(bureau, reader => reader.find('receipt', { ...query, ...(cursor !== undefined && { cursor }) }));
    expect(page.rows.length).toBeLessThanOrEqual(query.limit ?? 1_000);
    ids.push(...page.rows.map(row => row.id));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return ids;
}

function ids(page: { rows: Row[] }): string[] {
  return page.rows.map(row => row.id);
}

/** The part of the store's contract that is about `find` and `count`. */
export function describeQueries(open: () => Promise<Store>): void {
  describe('find and count', () => {
    it('answer as looking at every row would, page by page', async () => {
      await fc.assert(
        fc.asyncProperty(someRows, fc.array(someQuery, { minLength: 5, maxLength: 5 }), async (rows, queries) => {
          const store = await open();
          const receipts = rows.map(receipt);
          await fill(store, receipts);
          for (const query of queries) {
            const expected = naive(receipts, query).map(row => row.id);
            expect(await everyPage(store, query)).toEqual(expected);
            expect(await store.read(bureau, reader => reader.count('receipt', query))).toBe(expected.length);
          }
          await store.close();
        }),
        { numRuns: 40 },
      );
    });

    it('go on behind a cursor although rows come and go around it', async () => {
      const store = await open();
      await fill(
        store,
        [1, 3, 5, 7].map(at => receipt({ id: `r${at}`, at })),
      );
      const query: Query<'receipt'> = { index: 'byMember', equals: ['work', 'qinlang'], limit: 2 };
      const first = await store.read(bureau, reader => reader.find('receipt', query));
      expect(ids(first)).toEqual(['r1', 'r3']);
      await store.write(bureau, tx => tx.remove('receipt', 'r3', 1));
      await fill(store, [receipt({ id: 'r2', at: 2 }), receipt({ id: 'r4', at: 4 })]);
      const second = await store.read(bureau, reader => reader.find('receipt', { ...query, cursor: first.cursor ?? '' }));
      expect(ids(second)).toEqual(['r4', 'r5']);
      await store.close();
    });

    it('order rows with equal fields by id', async () => {
      const store = await open();
      await fill(
        store,
        ['c', 'a', 'b'].map(id => receipt({ id })),
      );
      const both = await store.read(bureau, async reader => [
        ids(await reader.find('receipt', { index: 'byMember' })),
        ids(await reader.find('receipt', { index: 'byMember', order: 'descending' })),
        ids(await reader.find('receipt', { index: 'byId', equals: ['b'] })),
        ids(await reader.find('receipt', { index: 'byId', from: 'b' })),
      ]);
      expect(both).toEqual([['a', 'b', 'c'], ['c', 'b', 'a'], ['b'], ['b', 'c']]);
      await store.close();
    });

    it('leave a row with an empty field out of every bounded range', async () => {
      const store = await open();
      await store.write(bureau, async tx => {
        await tx.insert('outbox', outboxRow({ id: 'push', run: null }));
        await tx.insert('outbox', outboxRow({ id: 'sent', run: 'weekly:2026-11-20' }));
      });
      const found = await store.read(bureau, async reader => ({
        all: ids(await reader.find('outbox', { index: 'byRun' })),
        bounded: ids(await reader.find('outbox', { index: 'byRun', to: 'z' })),
      }));
      expect(found).toEqual({ all: ['push', 'sent'], bounded: ['sent'] });
      await store.close();
    });

    it('give at most a thousand rows unless asked, and never more than ten thousand', async () => {
      const store = await open();
      await fill(
        store,
        Array.from({ length: 1_001 }, (_, at) => receipt({ id: `r${at}`, at })),
      );
      const page = await store.read(bureau, reader => reader.find('receipt', { index: 'byMember' }));
      expect(page.rows).toHaveLength(1_000);
      expect(page.cursor).toBeDefined();
      await store.close();
    });

    it('refuse a cursor that they did not give', async () => {
      const store = await open();
      const reading = store.read(bureau, reader => reader.find('receipt', { index: 'byMember', cursor: 'nonsense' }));
      await expect(reading).rejects.toMatchObject({ code: 'usage' });
      await store.close();
    });
  });
}
