import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createRuntime, type Runtime } from '../../src/app/runtime.ts';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { createHttp } from '../../src/http/http.ts';
import { listen } from '../../src/http/listen.ts';
import { openCorpus } from '../../src/knowledge/corpus.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { createMetrics } from '../../src/lib/metrics.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { dingtalkDefaults } from '../../src/platforms/dingtalk/config.ts';
import { createDingtalkPlatform, type DingtalkPlatform } from '../../src/platforms/dingtalk/dingtalk.ts';
import { openDiskBlobs } from '../../src/store/disk/disk-blobs.ts';
import { type LowdbStore, openLowdbStore } from '../../src/store/lowdb/lowdb-store.ts';
import { EmulatedDingtalk } from '../helpers/emulated-dingtalk.ts';
import { createFakeClock, type FakeClock } from '../helpers/fake-clock.ts';
import { SECRETS, sampleJpeg } from '../helpers/sample-pictures.ts';

const GROUP = 'cidWORK==';

/** The sample bureau with its people and its work group on DingTalk. */
async function bureauOnDingtalk(): Promise<Bureau> {
  const bureau = await loadBureau(join(projectRoot, 'data'));
  return {
    ...bureau,
    groups: bureau.groups.map(group => ({ ...group, platform: 'dingtalk', conversation: group.id === 'work' ? GROUP : `cid${group.id}==` })),
    members: bureau.members.map(member => ({ ...member, accounts: { ...member.accounts, dingtalk: member.id } })),
  };
}

interface Running {
  dingtalk: EmulatedDingtalk;
  clock: FakeClock;
  door: string;
  runtime: Runtime;
  store: LowdbStore;
  stop(): Promise<void>;
}

interface Ground {
  dingtalk: EmulatedDingtalk;
  clock: FakeClock;
  folder: string;
  bureau: Bureau;
}

/** What outlives a restart: DingTalk, the clock, the state folder. */
async function layGround(changes: Partial<Bureau> = {}): Promise<Ground> {
  const clock = createFakeClock('2026-11-20 16:00');
  const bureau = { ...(await bureauOnDingtalk()), ...changes };
  const people = Object.fromEntries(bureau.members.map(member => [member.id, { name: member.name }]));
  const dingtalk = await EmulatedDingtalk.start({ clock, people });
  const folder = mkdtempSync(join(tmpdir(), 'xiaofa-dingtalk-'));
  onTestFinished(async () => {
    await dingtalk.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return { dingtalk, clock, folder, bureau };
}

function connect({ dingtalk, clock, bureau }: Ground, parts: { store: LowdbStore; runtime: () => Runtime }): DingtalkPlatform {
  const { store, runtime } = parts;
  const { clientId, clientSecret, corpId, base } = dingtalk;
  return createDingtalkPlatform(
    {
      ...dingtalkDefaults,
      evidence: bureau.evidence?.files ?? false,
      mode: 'http',
      clientId,
      clientSecret,
      corpId,
      robotCode: clientId,
      apiBase: base,
      oapiBase: base,
    },
    {
      ...{ bureau: bureau.id, clock, logger: silentLogger, random: () => 0.5 },
      receive: message => runtime().pipeline.receive(message),
      render: file => runtime().render(file),
      lease: (name, ms) => store.lease(name, ms),
      spend: (budget, amount, limit) => store.write({ bureau: bureau.id }, tx => tx.spend(budget, amount, limit)),
    },
  );
}

async function start(ground: Ground): Promise<Running> {
  const { clock, folder, bureau, dingtalk } = ground;
  const store = await openLowdbStore({ folder: join(folder, 'state'), clock });
  const blobs = openDiskBlobs(join(folder, 'blobs'));
  const corpus = await openCorpus({ blobs });
  let runtime: Runtime | undefined;
  const platform = connect(ground, {
    store,
    runtime() {
      if (!runtime) throw new Error('not wired yet');
      return runtime;
    },
  });
  runtime = createRuntime({
    ...{ bureau, store, blobs, corpus, reader: bureau.id, clock, logger: silentLogger },
    platforms: [platform],
    backupFolder: join(folder, 'backups'),
  });
  const app = createHttp({
    callbacks: platform.callbacks,
    mounts: [],
    reasonsNotReady: async () => [],
    metrics: createMetrics(),
    onFailure: () => undefined,
  });
  const server = await listen(app, { port: 0, host: '127.0.0.1' });
  return {
    ...{ dingtalk, clock, runtime, store },
    door: `http://127.0.0.1:${server.port}/webhooks/dingtalk/robot`,
    async stop() {
      await server.close(0);
      await store.close();
    },
  };
}

/** Says it, waits until everything was answered, and gives what DingTalk shows since. */
async function say(running: Running, callback: object): Promise<string[]> {
  const before = running.dingtalk.shown.length;
  await running.dingtalk.post(running.door, callback);
  await settled(running);
  return running.dingtalk.shown.slice(before).map(shown => shown.text);
}

/** Answers are handed out after the acknowledgement. */
async function settled({ store, runtime }: Running): Promise<void> {
  for (let round = 0; round < 200; round += 1) {
    const claims = await store.read('system', reader => reader.find('claim', { index: 'byReceived' }));
    if (claims.rows.every(row => row.state !== 'open')) break;
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  await runtime.deliverer.deliverDue();
}

describe('小法 in a DingTalk group', () => {
  it('records what is reported, answers there, and spends two of the month for it', async () => {
    const running = await start(await layGround());
    const replies = await say(running, running.dingtalk.callback({ from: 'qinlang', text: '本周走访企业12家，收集问题5条，解决3条' }));
    expect(replies.join('\n')).toContain('走访企业12家');
    expect(running.dingtalk.shown).toMatchObject([{ way: 'session-webhook' }]);
    const spent = await running.store.read({ bureau: running.runtime.bureau.id }, reader => reader.get('budget', 'dingtalk:webhook:2026-11'));
    expect(spent?.spent).toBe(2);
    await running.stop();
  });

  it('counts a message once that is delivered three times at once', async () => {
    const running = await start(await layGround());
    const callback = running.dingtalk.callback({ from: 'qinlang', text: '本周走访企业12家' });
    const answers = await Promise.all([1, 2, 3].map(() => running.dingtalk.post(running.door, callback)));
    expect(answers.map(answer => answer.status)).toEqual([200, 200, 200]);
    await settled(running);
    expect(running.dingtalk.shown).toHaveLength(1);
    await running.stop();
  });

  it('answers after a restart what was acknowledged before it, through the reply address that it kept', async () => {
    const ground = await layGround();
    const first = await start(ground);
    ground.dingtalk.fault({ path: '/robot/sendBySession', times: 99, status: 503, answer: 'busy' });
    await first.dingtalk.post(first.door, ground.dingtalk.callback({ from: 'qinlang', text: '本周走访企业12家' }));
    await settled(first);
    await first.stop();
    expect(ground.dingtalk.shown).toEqual([]);
    ground.dingtalk.heal();
    ground.clock.advance(10 * 60_000);
    const second = await start(ground);
    await second.runtime.deliverer.deliverDue();
    expect(ground.dingtalk.shown).toMatchObject([{ way: 'session-webhook' }]);
    await second.stop();
  });

  it('answers by the robot API when the restart took longer than the reply address lives', async () => {
    const ground = await layGround();
    const first = await start(ground);
    ground.dingtalk.fault({ path: '/robot/sendBySession', times: 99, status: 503, answer: 'busy' });
    await first.dingtalk.post(first.door, ground.dingtalk.callback({ from: 'qinlang', text: '本周走访企业12家' }));
    await settled(first);
    await first.stop();
    ground.clock.advance(3 * 3_600_000);
    const second = await start(ground);
    await second.runtime.deliverer.deliverDue();
    expect(ground.dingtalk.shown).toMatchObject([{ way: 'group-message', target: GROUP }]);
    await second.stop();
  });

  it('gives a receipt that DingTalk did not confirm once more, saying so: whoever misses it would report twice', async () => {
    const running = await start(await layGround());
    running.dingtalk.fault({ path: '/robot/sendBySession', truncated: true });
    await say(running, running.dingtalk.callback({ from: 'qinlang', text: '本周走访企业12家' }));
    running.clock.advance(10_000);
    await running.runtime.deliverer.deliverDue();
    expect(running.dingtalk.callsTo('/robot/sendBySession')).toHaveLength(2);
    expect(running.dingtalk.shown.map(({ text }) => text)).toEqual([expect.stringMatching(/^> 这条可能已经发过一次[\s\S]*走访企业12家/)]);
    await running.stop();
  });

  it('writes privately to the 保密员, and nothing of what was said is kept', async () => {
    const running = await start(await layGround());
    await say(running, running.dingtalk.callback({ from: 'qinlang', text: '机密★5年 关于某项目的请示，请各科室传阅' }));
    expect(running.dingtalk.shown.map(({ way, target }) => [way, way === 'direct-message' ? target : ''])).toEqual(
      expect.arrayContaining([
        ['session-webhook', ''],
        ['direct-message', 'duanyan'],
      ]),
    );
    expect(JSON.stringify(running.dingtalk.shown)).not.toContain('某项目');
    await running.stop();
  });
});

describe('a picture in a report', () => {
  const richText = {
    msgtype: 'richText',
    content: { richText: [{ text: '今天走访企业3家' }, { type: 'picture', downloadCode: 'CODE1' }] },
  };

  it('is fetched as evidence by one counted call, kept without where it was taken, and sent back as an archive', async () => {
    const ground = await layGround({ evidence: { files: true, maxMegabytes: 1 } });
    ground.dingtalk.downloads = { '/files/CODE1': sampleJpeg() };
    const running = await start(ground);
    const replies = await say(running, ground.dingtalk.callback({ from: 'qinlang', ...richText }));
    expect(replies.join('\n')).toMatch(/已记[\s\S]*已附佐证\*\*｜1120-1：图片1张/);
    const spent = await running.store.read({ bureau: ground.bureau.id }, reader => reader.get('budget', 'dingtalk:api:2026-11'));
    expect(spent?.spent).toBe(1);
    const folder = join(ground.folder, 'blobs/evidence');
    const kept = readFileSync(join(folder, readdirSync(folder)[0] ?? ''));
    for (const secret of SECRETS) expect(kept.includes(secret)).toBe(false);
    await say(running, ground.dingtalk.callback({ from: 'qinlang', group: null, text: '看佐证 1120-1' }));
    expect(JSON.stringify(ground.dingtalk.shown)).toContain('1120-1佐证1.jpg.zip');
    await running.stop();
  });

  it('is not fetched as shipped; the report counts all the same', async () => {
    const ground = await layGround();
    const running = await start(ground);
    const replies = await say(running, ground.dingtalk.callback({ from: 'qinlang', ...richText }));
    expect(replies.join('\n')).toMatch(/已记[\s\S]*没有开通图片和文件佐证/);
    expect(existsSync(join(ground.folder, 'blobs/evidence'))).toBe(false);
    expect(await running.store.read({ bureau: ground.bureau.id }, reader => reader.get('budget', 'dingtalk:api:2026-11'))).toBeUndefined();
    await running.stop();
  });
});
