import { expect, it } from 'vitest';
import { createRuntime, type Runtime } from '../../src/app/runtime.ts';
import { formatInstant } from '../../src/domain/date.ts';
import { dueBetween } from '../../src/domain/schedule.ts';
import { openCorpus } from '../../src/knowledge/corpus.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import type { ConnectedPlatform } from '../../src/platforms/platform.ts';
import { createFakeClock } from '../helpers/fake-clock.ts';
import { sampleBureau } from '../helpers/sample-bureau.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { temporaryStore } from '../helpers/temporary-store.ts';
import { memoryBlobs } from '../knowledge/memory-blobs.ts';

function recording(sent: string[]): ConnectedPlatform {
  return {
    id: 'dingtalk',
    capabilities: {
      ...{
        mentionsInReplies: true,
        mentionsInPushes: true,
        directPush: true,
        coldDirectPush: true,
        tables: true,
        buttons: false,
        files: true,
        images: false,
      },
      ...{ maxBytes: 20_000, answerWithinMs: 60_000 },
    },
    callbacks: [],
    deliver: async ({ to, text }) => {
      sent.push(`${'conversation' in to ? to.conversation.id : to.account} ${text}`);
      return { outcome: 'delivered' };
    },
    start: async () => undefined,
    stop: async () => undefined,
    examine: async () => [],
  };
}

it('two whole programs over one store do each due run once and send each message once, whoever is first', async () => {
  const clock = createFakeClock('2026-11-16 08:00');
  const store = await temporaryStore(clock);
  const sample = await sampleBureau();
  const bureau = {
    ...sample,
    groups: sample.groups.map(group => ({ ...group, platform: 'dingtalk' as const })),
    members: sample.members.map(member => ({ ...member, accounts: { dingtalk: member.id } })),
  };
  const blobs = memoryBlobs();
  const corpus = await openCorpus({ blobs });
  const sent: string[] = [];
  const backupFolder = await temporaryFolder();
  const instance = (): Runtime =>
    createRuntime({
      ...{ bureau, store, blobs, corpus, reader: bureau.id, clock, logger: silentLogger, platforms: [], backupFolder },
      connect: () => [recording(sent)],
    });
  const both = [instance(), instance()] as const;
  const from = clock.now();
  const until = from + 12 * 86_400_000;
  await Promise.all(both.map(one => one.scheduler.tick()));
  const dues = bureau.schedules.flatMap(schedule => dueBetween(schedule, from, until, bureau.calendar).map(due => ({ schedule, ...due })));
  const times = [...new Set(dues.map(({ dueAt }) => dueAt))].sort((a, b) => a - b);
  for (const [at, time] of times.entries()) {
    clock.set(formatInstant(time));
    // Now the one is first, now the other.
    const [first, second] = at % 2 === 0 ? both : [both[1], both[0]];
    await Promise.all([first.scheduler.tick(), second.scheduler.tick()]);
    await Promise.all([second.deliverer.deliverDue(), first.deliverer.deliverDue()]);
  }
  const { rows } = await store.read({ bureau: bureau.id }, reader => reader.find('run', { index: 'byDue', limit: 1_000 }));
  expect(rows.map(({ id }) => id).sort()).toEqual(dues.map(({ schedule, period }) => `${schedule.id}:${period}`).sort());
  expect(rows.filter(({ state, attempts }) => state !== 'done' || attempts !== 1)).toEqual([]);
  expect(sent.length).toBeGreaterThan(10);
  expect(new Set(sent).size).toBe(sent.length);
});
