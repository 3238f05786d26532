import { setImmediate as tick } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Store, Transaction } from '../../src/store/store.ts';
import { auditRow } from '../helpers/rows.ts';

/** How a suite gets hold of an adapter: an empty store, and the same one after a restart. */
export interface StoreHarness {
  name: string;
  open(): Promise<Store>;
  /** Closes the store and opens what it kept. */
  reopen(store: Store): Promise<Store>;
}

const bureau = { bureau: 'qinghe' };
const elsewhere = { bureau: 'baisha' };

function ids(page: { rows: { id: string }[] }): string[] {
  return page.rows.map(row => row.id);
}

async function linesOf(store: Store): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of store.dump()) lines.push(line);
  return lines;
}

async function* from(lines: string[]): AsyncGenerator<string> {
  yield* lines;
}

/** Reads a counter, lets others run, writes it one higher. */
async function increment(transaction: Transaction): Promise<number> {
  const row = await transaction.get('counter', 'entries');
  await tick();
  if (row) await transaction.replace('counter', { ...row, value: row.value + 1 });
  else await transaction.insert('counter', { bureau: 'qinghe', id: 'entries', version: 1, value: 1 });
  return (row?.value ?? 0) + 1;
}

/** 存储合同 — what every store adapter must do, whatever it is made of. */
export function describeStore(harness: StoreHarness): void {
  describe(`store ${harness.name}`, () => {
    describe('rows', () => {
      it('gives back what was inserted, with version 1', async () => {
        const store = await harness.open();
        expect(await store.write(bureau, tx => tx.insert('audit', auditRow({ id: 'a' })))).toBe(true);
        expect(await store.read(bureau, reader => reader.get('audit', 'a'))).toEqual(auditRow({ id: 'a' }));
        expect(await store.read(bureau, reader => reader.get('audit', 'b'))).toBeUndefined();
        await store.close();
      });

      it('inserts an id once', async () => {
        const store = await harness.open();
        await store.write(bureau, tx => tx.insert('audit', auditRow({ id: 'a', action: 'first' })));
        expect(await store.write(bureau, tx => tx.insert('audit', auditRow({ id: 'a', action: 'second' })))).toBe(false);
        expect((await store.read(bureau, reader => reader.get('audit', 'a')))?.action).toBe('first');
        await store.close();
      });
    });

    it('loses no update of a hundred that race for one row', async () => {
      const store = await harness.open();
      const values = await Promise.all(Array.from({ length: 100 }, () => store.write(bureau, increment)));
      expect(values.sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
      expect((await store.read(bureau, reader => reader.get('counter', 'entries')))?.value).toBe(100);
      await store.close();
    });
  });
}
