import { expect, it } from 'vitest';
import { createRuntime } from '../../src/app/runtime.ts';
import { openCorpus } from '../../src/knowledge/corpus.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import type { ConnectedPlatform } from '../../src/platforms/platform.ts';
import { createFakeClock } from '../helpers/fake-clock.ts';
import { sampleBureau } from '../helpers/sample-bureau.ts';
import { temporaryStore } from '../helpers/temporary-store.ts';
import { memoryBlobs } from '../knowledge/memory-blobs.ts';

it('after a morning of downtime the work group is told once from when to when, and asked to say it again', async () => {
  const clock = createFakeClock('2026-11-20 08:50');
  const store = await temporaryStore(clock);
  const sample = await sampleBureau();
  const bureau = { ...sample, groups: sample.groups.map(group => ({ ...group, platform: 'dingtalk' as const })) };
  const shown: string[] = [];
  const platform: ConnectedPlatform = {
    id: 'dingtalk',
    capabilities: {
      ...{
        mentionsInReplies: true,
        mentionsInPushes: true,
        directPush: true,
        coldDirectPush: true,
        tables: true,
        buttons: true,
        files: true,
        images: true,
      },
      ...{ maxBytes: 20_000, answerWithinMs: 60_000 },
    },
    callbacks: [],
    deliver: async message => {
      shown.push(`${'conversation' in message.to ? message.to.conversation.id : message.to.account}: ${message.text}`);
      return { outcome: 'delivered' };
    },
    start: async () => undefined,
    stop: async () => undefined,
    examine: async () => [],
  };
  const blobs = memoryBlobs();
  const corpus = await openCorpus({ blobs });
  const start = () =>
    createRuntime({
      ...{ bureau, store, blobs, corpus, reader: bureau.id, clock, logger: silentLogger, platforms: [], backupFolder: '' },
      connect: () => [platform],
    });
  await start().noteAlive();
  clock.set('2026-11-20 11:20');
  const runtime = start();
  await runtime.tellDowntime();
  await runtime.noteAlive();
  await runtime.tellDowntime();
  await start().tellDowntime();
  await expect.poll(() => shown).toEqual(['work: 小法11月20日08:50至11:20断线，这段时间@小法的消息可能没有收到。没有得到回复的，请重发一次。']);
});
