import { writeSync } from 'node:fs';
import { AppError } from '../../src/domain/errors.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { type LowdbStore, openLowdbStore } from '../../src/store/lowdb/lowdb-store.ts';
import { auditRow, counterRow } from './rows.ts';

/*
 * A program to be killed: several writers at once, each transaction taking the next number of a counter and inserting a row of that number.
 * A number is printed when its transaction is acknowledged. The tiny journal makes checkpoints follow each other without a break.
 */

const WRITERS = 4;
const bureau = { bureau: 'qinghe' };

function say(line: string): void {
  writeSync(1, `${line}\n`);
}

async function writeOn(store: LowdbStore): Promise<never> {
  for (;;) {
    const number = await store.write(bureau, async tx => {
      const counter = await tx.get('counter', 'rows');
      const next = (counter?.value ?? 0) + 1;
      if (counter) await tx.replace('counter', { ...counter, value: next });
      else await tx.insert('counter', counterRow({ id: 'rows', value: next }));
      await tx.insert('audit', auditRow({ id: String(next), at: next, subject: 'x'.repeat(200) }));
      return next;
    });
    say(String(number));
  }
}

try {
  const journalBounds = { least: 8_000, most: 8_000 };
  const store = await openLowdbStore({ folder: process.argv[2] ?? '', clock: systemClock, journalBounds });
  say('open');
  await Promise.all(Array.from({ length: WRITERS }, () => writeOn(store)));
} catch (error) {
  say(error instanceof AppError ? error.code : String(error));
  process.exit(1);
}
