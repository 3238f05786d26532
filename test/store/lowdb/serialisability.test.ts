import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as tick } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeFrames } from '../../../src/store/lowdb/frame.ts';
import type { LowdbStore } from '../../../src/store/lowdb/lowdb-store.ts';
import { auditRow, counterRow } from '../../helpers/rows.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { bureau, openStore } from './lowdb-harness.ts';

/** A transaction that reads some rows and counts a range, and from what it saw sets, inserts or removes one row. */
interface Program {
  reads: string[];
  from: number;
  to: number;
  target: string;
  pauses: number;
  salt: number;
}

const ids = ['a', 'b', 'c', 'd'];
const somePrograms = fc.array(
  fc.record({
    reads: fc.subarray(ids),
    from: fc.nat(9),
    to: fc.nat(9),
    target: fc.constantFrom(...ids),
    pauses: fc.nat(3),
    salt: fc.nat(9),
  }),
  { minLength: 2, maxLength: 14 },
);

/** What the target's time becomes; 0 removes it. */
function outcome(program: Program, seen: { times: number[]; count: number }): number {
  return (seen.times.reduce((sum, time) => sum + time, program.salt) + 3 * seen.count) % 10;
}

function runOn(store: LowdbStore, program: Program, number: number): Promise<void> {
  return store.write(bureau, async tx => {
    const times: number[] = [];
    for (const id of program.reads) times.push((await tx.get('audit', id))?.at ?? 0);
    for (let pause = 0; pause < program.pauses; pause++) await tick();
    const count = await tx.count('audit', { index: 'byTime', from: program.from, to: program.to });
    const at = outcome(program, { times, count });
    const row = await tx.get('audit', program.target);
    if (row && at === 0) await tx.remove('audit', row.id, row.version);
    else if (row) await tx.replace('audit', { ...row, at });
    else if (at > 0) await tx.insert('audit', auditRow({ id: program.target, at }));
    await tx.insert('counter', counterRow({ id: String(number) }));
  });
}

/** The numbers of the programs in the order in which their transactions stand in the journal. */
async function journalOrder(folder: string): Promise<number[]> {
  const { frames } = decodeFrames(await readFile(join(folder, 'journal', '00000000.log')));
  const marks = frames.flatMap(frame => frame.transactions).map(changes => changes.find(change => change[0] === 'counter'));
  return marks.flatMap(mark => (mark?.length === 2 ? [Number(mark[1].id)] : []));
}

function oneAfterTheOther(programs: Program[], order: number[]): Map<string, number> {
  const rows = new Map<string, number>();
  for (const number of order) {
    const program = programs[number];
    if (!program) continue;
    const times = program.reads.map(id => rows.get(id) ?? 0);
    const count = [...rows.values()].filter(at => at >= program.from && at <= program.to).length;
    const at = outcome(program, { times, count });
    if (at === 0) rows.delete(program.target);
    else rows.set(program.target, at);
  }
  return rows;
}

it('transactions that run at once leave what they would have left one after the other, in the order of the journal', async () => {
  await fc.assert(
    fc.asyncProperty(somePrograms, async programs => {
      const folder = await temporaryFolder();
      const store = await openStore(folder);
      await Promise.all(programs.map((program, number) => runOn(store, program, number)));
      const { rows } = await store.read(bureau, reader => reader.find('audit', { index: 'byId' }));
      await store.close();
      const order = await journalOrder(folder);
      expect(order.toSorted((a, b) => a - b)).toEqual(programs.map((_, number) => number));
      expect(new Map(rows.map(row => [row.id, row.at]))).toEqual(new Map([...oneAfterTheOther(programs, order)].sort()));
    }),
    { numRuns: 100 },
  );
});
