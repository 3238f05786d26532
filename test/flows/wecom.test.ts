import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createRuntime, type Runtime } from '../../src/app/runtime.ts';
import { watch } from '../../src/app/watch.ts';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { enqueue } from '../../src/delivery/outbox.ts';
import { openCorpus } from '../../src/knowledge/corpus.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { createMetrics } from '../../src/lib/metrics.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import type { ChatModel } from '../../src/models/chat-model.ts';
import type { Models } from '../../src/models/models.ts';
import { openDiskBlobs } from '../../src/store/disk/disk-blobs.ts';
import { type LowdbStore, openLowdbStore } from '../../src/store/lowdb/lowdb-store.ts';
import { EmulatedApp } from '../helpers/emulated-app.ts';
import { sampleBureau } from '../helpers/sample-bureau.ts';
import { SECRETS, sampleJpeg, sealedMedia } from '../helpers/sample-pictures.ts';
import { scriptedModels } from '../helpers/scripted-models.ts';
import { aibotKeys, appKeys, CORP_ID, type ServedWecom, type ServeOptions, serveWecom } from '../helpers/serve-wecom.ts';

const BUREAU = 'default';

/** The whole product behind the smart bot, on a disk of its own. */
async function atWork({
  models,
  ...options
}: Pick<ServeOptions, 'config'> & { changes?: Partial<Bureau>; models?: Models } = {}): Promise<
  ServedWecom & { store: LowdbStore; runtime: Runtime; folder: string }
> {
  const folder = await mkdtemp(join(tmpdir(), 'xiaofa-wecom-'));
  const sample = await sampleBureau();
  const bureau = {
    ...sample,
    ...options.changes,
    id: BUREAU,
    members: sample.members.map(member => ({ ...member, accounts: { ...member.accounts, wecom: member.id } })),
  };
  const parts: { runtime?: Runtime } = {};
  // A busy machine must not make an answer take another way.
  const config = { timings: { fetchedWithinMs: 20_000, requestMs: 10_000 }, ...options.config };
  const served = await serveWecom({
    config,
    receive: message => {
      if (!parts.runtime) throw new Error('not wired yet');
      return parts.runtime.pipeline.receive({ ...message, bureau: BUREAU });
    },
    render: file => {
      if (!parts.runtime) throw new Error('not wired yet');
      return parts.runtime.render(file);
    },
  });
  const store = await openLowdbStore({ folder: join(folder, 'state'), clock: served.clock });
  const blobs = openDiskBlobs(join(folder, 'blobs'));
  const corpus = await openCorpus({ blobs });
  await corpus.ingestPaths([join(projectRoot, 'data/corpus')], { bureau: 'shared' });
  parts.runtime = createRuntime({
    ...{ bureau, store, blobs, corpus, reader: BUREAU, clock: served.clock, logger: silentLogger },
    platforms: [],
    connect: () => [served.platform],
    backupFolder: join(folder, 'backups'),
    ...(models ? { models } : {}),
  });
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { ...served, store, runtime: parts.runtime, folder };
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
  }, 90_000);
});

describe('a quiz by card', () => {
  /** A busy machine takes its time. */
  const patient = { timeout: 10_000 };
  const app = { corpId: CORP_ID, agentId: 1000002, secret: 'app-secret', callback: appKeys };

  it('reaches each person privately with buttons, takes a pressed answer, and shows the next question', async () => {
    const { wecom, url, clock, store } = await atWork({ config: { app } });
    const caller = new EmulatedApp({ url: `${url}/webhooks/wecom/app`, keys: appKeys, corpId: CORP_ID, agentId: app.agentId, now: clock.now });
    for (const account of ['lianghui', 'qinlang']) wecom.members.set(account, { name: account, department: 7 });
    let made = 0;
    const say = (from: string, text: string): Promise<unknown> => caller.text(from, text, `${++made}`);
    const press = (from: string, key: string): Promise<unknown> =>
      caller.post(
        caller.xml(from, `<MsgType>event</MsgType><Event>template_card_event</Event><EventKey>${key}</EventKey><TaskId>T${++made}</TaskId>`),
      );
    const sentTo = (account: string) => wecom.to('/cgi-bin/message/send').flatMap(({ json }) => (json['touser'] === account ? [json] : []));
    const cardsOf = (account: string) => sentTo(account).flatMap(json => (json['msgtype'] === 'template_card' ? [json['template_card']] : []));
    const lastCard = (account: string) => keysOf(cardsOf(account).at(-1) as Record<string, unknown>);
    const told = (account: string): string => JSON.stringify(sentTo(account).map(json => json['markdown']));

    await say('lianghui', '出3道自测题');
    await say('lianghui', '同意发卷');
    await expect.poll(() => lastCard('qinlang'), patient).toEqual({ 逐题作答: 'say:逐题作答' });
    expect(told('qinlang')).toMatch(/局内自测.+1\. .+2\. .+3\. /);
    await press('qinlang', 'say:逐题作答');
    const open = await store.read({ bureau: BUREAU }, reader => reader.find('paper', { index: 'byState', equals: ['open'] }));
    const [paper] = open.rows;
    for (const [at, { answer }] of (paper?.questions ?? []).entries()) {
      await expect.poll(() => told('qinlang'), patient).toContain(`**第${at + 1}题**（共3题）`);
      await expect.poll(() => Object.values(lastCard('qinlang')), patient).toContain(`answer:${paper?.id}:${at}:${answer}`);
      await press('qinlang', `answer:${paper?.id}:${at}:${answer}`);
    }
    await expect.poll(() => told('qinlang'), patient).toContain('3题答对3题，合格');
    const sitting = await store.read({ bureau: BUREAU }, reader => reader.get('sitting', `${paper?.id}:qinlang`));
    expect(sitting).toMatchObject({ correct: 3, passed: true });
    const ids = cardsOf('qinlang').map(card => (card as { task_id: string }).task_id);
    expect(new Set(ids).size).toBe(ids.length);
  }, 60_000);

  it('stays plain text where nothing that is pressed comes back, and is answered in one string', async () => {
    const { callback: _none, ...deaf } = app;
    const { aibot, wecom, store } = await atWork({ config: { app: deaf } });
    await aibot.say({ from: 'lianghui', text: '出3道自测题' });
    await aibot.say({ from: 'lianghui', text: '同意发卷' });
    await expect.poll(() => JSON.stringify(wecom.to('/cgi-bin/message/send').map(({ json }) => json)), patient).toContain('回我一串答案即可');
    expect(wecom.to('/cgi-bin/message/send').filter(({ json }) => json['msgtype'] === 'template_card')).toEqual([]);
    const open = await store.read({ bureau: BUREAU }, reader => reader.find('paper', { index: 'byState', equals: ['open'] }));
    const answers = (open.rows[0]?.questions ?? []).map(({ answer }) => 'ABCD'[answer]).join('');
    expect((await aibot.say({ from: 'qinlang', text: answers }))?.content).toContain('3题答对3题，合格');
  }, 60_000);
});

/** Labels and keys of the card under a bubble. */
function keysOf(card: Record<string, unknown> | null | undefined): Record<string, string> {
  const buttons = (card?.['button_list'] ?? []) as { text: string; key: string }[];
  return Object.fromEntries(buttons.map(({ text, key }) => [text, key]));
}

const pressed = (key: string | undefined): Record<string, unknown> => ({
  msgtype: 'event',
  event: { eventtype: 'template_card_event', template_card_event: { card_type: 'button_interaction', event_key: key, task_id: 't1' } },
});

describe('buttons', () => {
  it('确认、更正、撤回 stand under a receipt; 撤回 withdraws the very entry, 确认 is kept as a verdict', async () => {
    const { aibot, store } = await atWork();
    const receipt = await aibot.say({ from: 'qinlang', group: 'wrWORK', text: '@小法 今天走访企业3家' });
    const keys = keysOf(receipt?.card);
    expect(Object.keys(keys)).toEqual(['确认', '更正', '撤回']);
    await aibot.post(aibot.body({ from: 'qinlang', group: 'wrWORK', body: pressed(keys['确认']) }));
    await aibot.say({ from: 'qinlang', group: 'wrWORK', text: '@小法 今天走访企业5家' });
    await aibot.post(aibot.body({ from: 'qinlang', group: 'wrWORK', body: pressed(keys['撤回']) }));
    await vi.waitFor(async () => {
      const entries = await store.read({ bureau: BUREAU }, reader => reader.find('entry', { index: 'bySubmitted' }));
      expect(entries.rows.map(entry => [entry.number, entry.status])).toEqual([
        ['1120-1', 'withdrawn'],
        ['1120-2', 'submitted'],
      ]);
    });
    const feedback = await store.read({ bureau: BUREAU }, reader => reader.find('feedback', { index: 'byTime' }));
    expect(feedback.rows).toMatchObject([{ code: receipt?.id, verdict: 'accepted', by: { id: 'qinlang', name: '秦朗' } }]);
  });

  it('采纳、不采纳 stand under an answer of law; the button and the platform’s own thumbs are one verdict a person', async () => {
    const { aibot, store } = await atWork();
    const answer = await aibot.say({ from: 'qinlang', group: 'wrWORK', text: '@小法 小微企业的货款最晚多久要付' });
    const keys = keysOf(answer?.card);
    expect(Object.keys(keys)).toEqual(['采纳', '不采纳']);
    await aibot.post(aibot.body({ from: 'qinlang', group: 'wrWORK', body: pressed(keys['采纳']) }));
    const feedback_event = { id: answer?.id, type: 2, inaccurate_reason_list: [2, 3] };
    const thumbs = { msgtype: 'event', event: { eventtype: 'feedback_event', feedback_event } };
    const { raw } = await aibot.post(aibot.body({ from: 'qinlang', group: 'wrWORK', body: thumbs }));
    expect(raw).toBe('');
    await vi.waitFor(async () => {
      const { rows } = await store.read({ bureau: BUREAU }, reader => reader.find('feedback', { index: 'byTime' }));
      expect(rows).toMatchObject([{ code: answer?.id, verdict: 'rejected', reasons: [2, 3] }]);
    });
  });
});

describe('a reminder where nobody can be written to privately', () => {
  const groups = [{ id: 'work', name: '局工作群', kind: 'work', platform: 'wecom', conversation: 'wrWORK', robotKeyEnv: null }] as const;
  const robots = [{ conversation: 'wrWORK', key: 'robot-key-work' }];
  const called = (wecom: ServedWecom['wecom']): string[] =>
    wecom.to('/cgi-bin/webhook/send').map(call => (call.json['markdown'] as { content: string }).content);

  it('mentions all liaisons in the group, which names nobody who has not reported, once a week', async () => {
    const { aibot, runtime, wecom } = await atWork({ config: { robots }, changes: { groups: [...groups] } });
    wecom.robotKeys.add('robot-key-work');
    await aibot.say({ from: 'taoran', group: 'wrWORK', text: '@小法 本周走访企业3家' });
    for (let time = 0; time < 2; time++) {
      await runtime.scheduler.runNow('remind');
      await runtime.deliverer.deliverDue();
    }
    const [call, ...more] = called(wecom);
    expect(more).toEqual([]);
    expect(call).toMatch(/^本周的情况可以报了.*没有的可以不回。\n(<@\w+>){8}$/);
    expect(call).toContain('<@taoran>');
    expect(call).not.toContain('科');
  });

  it('asks those for a first word whom the long connection may write to only after it', async () => {
    const aibot = { id: 'aibEXAMPLE', names: ['小法'], longConnection: { secret: 's', url: 'ws://127.0.0.1:1' } };
    const { runtime, wecom } = await atWork({ config: { robots, aibot }, changes: { groups: [...groups] } });
    wecom.robotKeys.add('robot-key-work');
    await runtime.scheduler.runNow('remind');
    await runtime.deliverer.deliverDue();
    expect(called(wecom)).toEqual([expect.stringMatching(/单聊.*“你好”.*\n(<@\w+>){8}$/)]);
  });
});

describe('what did not arrive', () => {
  const robots = [{ conversation: 'wrWORK', key: 'robot-key' }];

  it('is counted for /metrics, listed for the admin alone without its words, and sent again when the admin says so', async () => {
    const { aibot, store, runtime, wecom, clock } = await atWork({ config: { robots } });
    const to = { conversation: { platform: 'wecom', id: 'wrWORK', kind: 'group' } } as const;
    const message = { to, text: '本周汇总已出', mentions: [], files: [], buttons: [] };
    await store.write({ bureau: BUREAU }, tx =>
      enqueue(tx, message, { bureau: BUREAU, id: 'compile:2026-W47', at: clock.now(), run: 'compile:2026-W47' }),
    );
    await runtime.deliverer.deliverDue();
    const metrics = createMetrics();
    watch(runtime, metrics);
    expect(await metrics.print()).toContain('xiaofa_outbox_messages{state="dead"} 1');

    const refused = await aibot.say({ from: 'qinlang', text: '死信' });
    expect(refused?.content).toBe('您的角色不能查看没有送达的消息。需要的话，请联系编辑或管理员。');
    const list = await aibot.say({ from: 'dingyi', text: '死信' });
    expect(list?.content).toMatch(/\*\*1条没有送达\*\*\n- \*\*(\d{4})\*\*｜11月20日16:00发给未登记的群的定时推送：群机器人返回 93000/);
    expect(list?.content).not.toContain('本周汇总');

    wecom.robotKeys.add('robot-key');
    const code = /\d{4}/.exec(list?.content ?? '')?.[0];
    const again = await aibot.say({ from: 'dingyi', text: `重发${code}` });
    expect(again?.content).toContain('已重新排队1条');
    await vi.waitFor(() =>
      expect(wecom.to('/cgi-bin/webhook/send').at(-1)).toMatchObject({ errcode: 0, json: { markdown: { content: '本周汇总已出' } } }),
    );
    expect((await aibot.say({ from: 'dingyi', text: '死信' }))?.content).toContain('没有未送达的消息');
  });
});

describe('a picture in a report of the group', () => {
  const mixed = (url: string): Record<string, unknown> => ({
    msgtype: 'mixed',
    mixed: {
      msg_item: [
        { msgtype: 'text', text: { content: '@小法 今天走访企业3家' } },
        { msgtype: 'image', image: { url } },
      ],
    },
  });

  it('is fetched and decrypted as evidence, kept without where it was taken, and sent back as a file', async () => {
    const evidence = { files: true, maxMegabytes: 1 };
    const config = { evidence: true, app: { corpId: CORP_ID, agentId: 1000002, secret: 'appsecret' } };
    const { aibot, wecom, store, folder } = await atWork({ config, changes: { evidence } });
    wecom.media.set('/media/1', sealedMedia(sampleJpeg(), aibotKeys.encodingAesKey));
    const receipt = await aibot.say({ from: 'qinlang', group: 'wrWORK', body: mixed(`${wecom.base}/media/1`) });
    expect(receipt?.content).toMatch(/已记[\s\S]*已附佐证\*\*｜1120-1：图片1张/);
    const [name = ''] = await readdir(join(folder, 'blobs/evidence'));
    const kept = await readFile(join(folder, 'blobs/evidence', name));
    for (const secret of SECRETS) expect(kept.includes(secret)).toBe(false);
    await aibot.say({ from: 'qinlang', text: '看佐证 1120-1' });
    await vi.waitFor(() => expect(wecom.to('/cgi-bin/media/upload').at(-1)?.file).toEqual({ name: '1120-1佐证1.jpg', bytes: kept.length }));
    expect(await countOf(store, 'entry')).toBe(1);
  });

  it('is not fetched as shipped; the report counts all the same', async () => {
    const { aibot, wecom, store, folder } = await atWork();
    wecom.media.set('/media/1', sealedMedia(sampleJpeg(), aibotKeys.encodingAesKey));
    const receipt = await aibot.say({ from: 'qinlang', group: 'wrWORK', body: mixed(`${wecom.base}/media/1`) });
    expect(receipt?.content).toMatch(/已记[\s\S]*没有开通图片和文件佐证/);
    expect(await countOf(store, 'entry')).toBe(1);
    expect(await readdir(join(folder, 'blobs'))).not.toContain('evidence');
  });
});

describe('an answer that a model is still writing', () => {
  it('grows in the bubble sentence by sentence, each checked, and ends as what is kept', async () => {
    let write: (text: string) => void = () => {};
    const { prompts } = await scriptedModels({});
    // The second sentence holds a figure of its own: it is never shown, and the rules' answer takes the place of the first.
    const pieces = ['采购单位应当在验收合格后付清货款{{c1}}。\n', '货款九十日内付清{{c1}}。\n', '规定是{{q1}}'];
    const chat: ChatModel = {
      name: 'slow',
      complete: async ({ onText }) => {
        for (const piece of pieces) {
          onText?.(piece);
          await new Promise<void>(resolve => {
            write = () => resolve();
          });
        }
        return { text: pieces.join(''), tokens: { input: 1, output: 1 } };
      },
    };
    const { aibot, store } = await atWork({ models: { prompts, chat } });
    const said = aibot.say({ from: 'qinlang', group: 'wrWORK', text: '@小法 小微企业的货款最晚多久要付' });
    const going = setInterval(() => write(''), 40);
    const last = await said;
    clearInterval(going);
    const shown = (last?.frames ?? []).join('\n');
    expect(shown).toContain('付清货款（《青禾区保障中小企业货款支付办法（示例）》第五条）');
    expect(shown).not.toContain('九十日');
    expect(last?.content).toContain('三十日内付清货款');
    expect(last?.content).toContain('（未用模型作答）');
    expect(await countOf(store, 'claim')).toBe(1);
  });
});

describe('answers that take long', () => {
  const questions = ['小微企业的货款最晚多久要付', '工业企业多久检查一次', '中小企业发展专项资金怎么用'];

  /** A model that says nothing before it is let go, and then nothing useful. */
  async function atLeisure(): Promise<Awaited<ReturnType<typeof atWork>> & { letGo: () => void }> {
    let letGo = (): void => undefined;
    const gone = new Promise<void>(resolve => {
      letGo = resolve;
    });
    const { prompts } = await scriptedModels({});
    const complete: ChatModel['complete'] = async () => {
      await gone;
      return { text: '不知道。', tokens: { input: 1, output: 1 } };
    };
    return { ...(await atWork({ models: { prompts, chat: { name: 'slow', complete } } })), letGo };
  }

  const responses = ({ wecom }: ServedWecom): string => JSON.stringify(wecom.to('/cgi-bin/aibot/response').map(({ json }) => json));

  it('end the first bubble of somebody who has asked three times, so that the platform lets the report through', async () => {
    const served = await atLeisure();
    const { aibot, clock, store } = served;
    const [first, second, third] = questions.map(text => ({ from: 'qinlang', text }));
    if (!first || !second || !third) throw new Error('three questions');
    const bubble = await aibot.ask(first);
    await aibot.ask(second);
    clock.advance(11_000);
    await aibot.ask(third);
    expect(await aibot.refresh(bubble?.id ?? '', first)).toMatchObject({ isFinished: true, content: '还在处理，完成后另发一条给您。' });
    const report = { from: 'qinlang', text: '今天走访企业3家' };
    const receipt = await aibot.ask(report);
    expect(aibot.heldBack).toEqual([]);
    await vi.waitFor(async () => expect((await aibot.refresh(receipt?.id ?? '', report)).content).toContain('已记'), {
      timeout: 10_000,
      interval: 100,
    });
    served.letGo();
    await vi.waitFor(() => expect(responses(served)).toContain('货款'), { timeout: 10_000 });
    expect(await countOf(store, 'entry')).toBe(1);
  });

  it.each([
    { title: 'are announced in the bubble half a minute before the platform ends it, and follow as a message', advance: 331_000, isFinished: true },
    { title: 'follow as a message when the platform ended the bubble without asking once more', advance: 361_000, isFinished: false },
  ])('$title', async ({ advance, isFinished }) => {
    const served = await atLeisure();
    const asked = { from: 'qinlang', group: 'wrWORK', text: `@小法 ${questions[0]}` };
    const bubble = await served.aibot.ask(asked);
    served.clock.advance(advance);
    expect((await served.aibot.refresh(bubble?.id ?? '', asked)).isFinished).toBe(isFinished);
    served.letGo();
    await vi.waitFor(() => expect(responses(served)).toContain('货款'), { timeout: 10_000 });
    expect(served.wecom.to('/cgi-bin/aibot/response')).toHaveLength(1);
  });
});
