import { fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createRuntime } from '../../src/app/runtime.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { addDays, dateOf, instantAt, weekdayOf } from '../../src/domain/date.ts';
import type { OutgoingMessage } from '../../src/domain/message.ts';
import { dueBetween } from '../../src/domain/schedule.ts';
import { openCorpus } from '../../src/knowledge/corpus.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { MovableClock } from '../../src/lib/movable-clock.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import type { Platform } from '../../src/platforms/platform.ts';
import { openDiskBlobs } from '../../src/store/disk/disk-blobs.ts';
import { openLowdbStore } from '../../src/store/lowdb/lowdb-store.ts';
import { yearReports } from './year-reports.ts';

/*
 * A program to be killed: the bureau's runtime on its own state folder, ticking through the year from one moment at which something is due to the next.
 * Waits for a line `<from> <to>` (epoch ms) before it opens the state, so that the next one can be loaded while this one still runs.
 * Each moment is printed once it is over; each message that a platform takes is a line of `sent.jsonl`.
 */

const [, , folder = ''] = process.argv;
const capabilities = {
  ...{
    mentionsInReplies: false,
    mentionsInPushes: true,
    directPush: true,
    coldDirectPush: true,
    tables: true,
    buttons: true,
    files: true,
    images: true,
  },
  ...{ maxBytes: 20_480, answerWithinMs: 60_000 },
};

function say(line: string): void {
  writeSync(1, `${line}\n`);
}

/** A platform whose other side outlives every kill. */
function writingPlatform(file: string): Platform {
  const sent = openSync(file, 'a');
  return {
    id: 'simulator',
    capabilities,
    async deliver(message: OutgoingMessage) {
      writeSync(sent, `${JSON.stringify({ to: message.to, text: message.text })}\n`);
      fsyncSync(sent);
      return { outcome: 'delivered' };
    },
  };
}

async function order(): Promise<{ from: number; to: number }> {
  for await (const chunk of process.stdin) {
    const [from = 0, to = 0] = String(chunk).trim().split(' ').map(Number);
    return { from, to };
  }
  process.exit(0);
}

const bureau = await loadBureau(join(projectRoot, 'data'));
// Backups write whole files and are tested by themselves.
const schedules = bureau.schedules.filter(({ task }) => task !== 'backup');
const corpus = await openCorpus({ blobs: openDiskBlobs(join(folder, 'corpus')) });
const { from, to } = await order();
const clock = new MovableClock(from);
const store = await openLowdbStore({ folder: join(folder, 'state'), clock, logger: silentLogger });
const runtime = createRuntime({
  ...{ bureau: { ...bureau, schedules }, store, corpus, reader: bureau.id, clock, logger: silentLogger },
  blobs: openDiskBlobs(join(folder, 'blobs')),
  platforms: [writingPlatform(join(folder, 'sent.jsonl'))],
  backupFolder: join(folder, 'backups'),
});
await runtime.pipeline.resume({ isAfterStart: true });

async function live(moment: number): Promise<void> {
  clock.moveTo(moment);
  await runtime.pipeline.resume({ isAfterStart: false });
  await runtime.scheduler.tick();
  await runtime.deliverer.deliverDue();
}

async function report(day: string): Promise<void> {
  await live(instantAt(day, '10:00'));
  for (const { id, account, text } of yearReports(day)) {
    const conversation = { platform: 'simulator', id: 'work', kind: 'group' } as const;
    const message = { bureau: bureau.id, id, conversation, sender: { account, name: account }, at: clock.now(), text, attachments: [] };
    await (await runtime.pipeline.receive(message)).answered;
  }
}

say('open');
await live(from);
for (let day = dateOf(from); instantAt(day) <= to; day = addDays(day, 1)) {
  const [start, end] = [Math.max(from, instantAt(day)), Math.min(to, instantAt(addDays(day, 1)) - 1)];
  const due = schedules.flatMap(schedule => dueBetween(schedule, start, end, bureau.calendar).map(({ dueAt }) => dueAt));
  const isReportDay = weekdayOf(day) === 3 && instantAt(day, '10:00') > start && instantAt(day, '10:00') <= end;
  for (const moment of [...new Set([...due, ...(isReportDay ? [instantAt(day, '10:00')] : [])])].sort((a, b) => a - b)) {
    if (isReportDay && moment === instantAt(day, '10:00')) await report(day);
    else await live(moment);
    say(String(moment));
  }
}
await live(to);
await store.close();
say('end');
process.exit(0);
