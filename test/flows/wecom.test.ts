import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createRuntime, type Runtime } from '../../src/app/runtime.ts';
import { openCorpus } from '../../src/knowledge/corpus.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { openDiskBlobs } from '../../src/store/disk/disk-blobs.ts';
import { type LowdbStore, openLowdbStore } from '../../src/store/lowdb/lowdb-store.ts';
import { sampleBureau } from '../helpers/sample-bureau.ts';
import { type ServedWecom, serveWecom } from '../helpers/serve-wecom.ts';

const BUREAU = 'default';

/** The whole product behind the smart bot, on a disk of its own. */
async function atWork(): Promise<ServedWecom & { store: LowdbStore }> {
  const folder = await mkdtemp(join(tmpdir(), 'xiaofa-wecom-'));
  const sample = await sampleBureau();
  const bureau = {
    ...sample,
    id: BUREAU,
    members: sample.members.map(member => ({ ...member, accounts: { ...member.accounts, wecom: member.id } })),
  };
  const parts: { runtime?: Runtime } = {};
  const served = await serveWecom({
    receive: message => {
      if (!parts.runtime) throw new Error('not wired yet');
      return parts.runtime.pipeline.receive({ ...message, bureau: BUREAU });
    },
  });
  const store = await openLowdbStore({ folder: join(folder, 'state'), clock: served.clock });
  const blobs = openDiskBlobs(join(folder, 'blobs'));
  parts.runtime = createRuntime({
    ...{ bureau, store, blobs, corpus: await openCorpus({ blobs }), reader: BUREAU, clock: served.clock, logger: silentLogger },
    platforms: [served.platform],
    backupFolder: join(folder, 'backups'),
  });
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { ...served, store };
}

function countOf(store: LowdbStore, kind: 'claim' | 'entry'): Promise<number> {
  return store.read({ bureau: BUREAU }, reader => reader.count(kind, { index: 'byId' }));
}

describe('the smart bot and the whole product behind it', () => {
  it('registers what is reported in the group, and mends it', async () => {
    const { aibot, store } = await atWork();
    const receipt = await aibot.say({ from: 'qinlang', group: 'wrWORK', text: '@小法 今天走访企业3家，收集问题2条' });
    expect(receipt?.content).toContain('已记');
    const mended = await aibot.say({ from: 'qinlang', group: 'wrWORK', text: '@小法 第1条改成4家' });
    expect(mended?.content).toContain('已更正');
    expect(await countOf(store, 'entry')).toBe(1);
  });

  it('a storm of redeliveries, shuffled and all at once, is handled once each', async () => {
    const { aibot, store } = await atWork();
    const people = ['qinlang', 'taoran', 'shaobing', 'wenjing', 'leiming', 'yezhou', 'bailu', 'guchuan'];
    const bodies = Array.from({ length: 80 }, (_, at) =>
      aibot.body({
        id: `STORM${at}`,
        from: people[at % people.length] ?? '',
        group: 'wrWORK',
        text: `@小法 今天走访第${at}号示范企业${1 + (at % 9)}家`,
      }),
    );
    const shuffled = [...bodies, ...bodies, ...bodies].map((body, at) => ({ body, order: (at * 7919) % 240 })).sort((a, b) => a.order - b.order);
    const answers = await Promise.all(shuffled.map(({ body }) => aibot.post(body)));
    expect(new Set(answers.map(answer => answer.status))).toEqual(new Set([200]));
    expect(await countOf(store, 'claim')).toBe(80);
    const ids = new Set<unknown>();
    for (const body of bodies) ids.add(((await aibot.post(body)).reply?.['stream'] as { id: string } | undefined)?.id);
    expect(ids.size).toBe(80);
  });
});
