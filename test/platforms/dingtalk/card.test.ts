import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { IncomingMessage } from '../../../src/domain/message.ts';
import { isCardSignatureGood } from '../../../src/platforms/dingtalk/card.ts';
import { CARD_TEMPLATE } from '../../helpers/emulated-dingtalk.ts';
import { answerTo, GROUP, outgoing, type Stage, setStage, until } from './stage.ts';

const buttons = [
  { label: '确认', action: 'judge', value: 'accepted:abcdefghijklmnopabcdefgh' },
  { label: '更正', action: 'mend', value: '1120-1' },
  { label: '撤回', action: 'say', value: '撤回1120-1' },
];
const card = '/v1.0/card/instances/createAndDeliver';

let stage: Stage;
afterEach(() => stage.close());

async function withCards(mode: 'http' | 'stream' = 'http'): Promise<void> {
  stage = await setStage({ config: { mode, cardTemplate: CARD_TEMPLATE, publicUrl: 'https://xiaofa.example' } });
  await stage.platform.start();
}

async function heard(): Promise<IncomingMessage> {
  await stage.dingtalk.post(stage.door, stage.dingtalk.callback({}));
  const message = stage.received.at(-1);
  if (!message) throw new Error('nothing was received');
  return message;
}

async function receipt(text = '**已记1条**'): Promise<unknown> {
  return stage.platform.deliver(answerTo(await heard(), text, { buttons }));
}

const ways = (): string[] => stage.dingtalk.shown.map(shown => shown.way);

describe('interactive cards', () => {
  it('are off unless a template is configured: plain markdown, no API call', async () => {
    stage = await setStage();
    expect(await receipt()).toEqual({ outcome: 'delivered' });
    expect(ways()).toEqual(['session-webhook']);
    expect(stage.budgets.get('dingtalk:api:2026-11')).toBeUndefined();
  });

  it('carry a receipt with its buttons, for one API call', async () => {
    await withCards('stream');
    await stage.platform.deliver(outgoing('**已记1条**', { buttons }));
    expect(stage.dingtalk.shown).toMatchObject([{ way: 'card', target: GROUP, text: '**已记1条**' }]);
    expect(stage.budgets.get('dingtalk:api:2026-11')).toBe(1);
    expect(stage.platform.capabilities.buttons).toBe(true);
  });

  it('a question of a quiz shows all four options, to one person', async () => {
    await withCards('stream');
    const options = ['A 三日', 'B 七日', 'C 十五日', 'D 三十日'].map((label, at) => ({ label, action: 'answer', value: `2026-H2-1:0:${at}` }));
    await stage.platform.deliver({ ...outgoing('**第1题**（共3题）', { buttons: options }), to: { platform: 'dingtalk', account: 'user001' } });
    expect(stage.dingtalk.shown).toMatchObject([{ way: 'card', target: 'user001', text: '**第1题**（共3题）' }]);
    await until(() => stage.dingtalk.streams.length === 1, 'the connection');
    const data = JSON.stringify(stage.dingtalk.pressed('D 三十日', 'user001')?.callback);
    stage.dingtalk.send({ type: 'CALLBACK', topic: '/v1.0/card/instances/callback', messageId: 'p1', data });
    await until(() => stage.received.length === 1, 'the press');
    expect(stage.received).toMatchObject([{ conversation: { id: 'user001', kind: 'direct' }, button: { action: 'answer', value: '2026-H2-1:0:3' } }]);
  });

  it('11: a button of a card is heard over the same connection, answered at once, and is the same message however often it is pressed', async () => {
    await withCards('stream');
    await until(() => stage.dingtalk.streams.length === 1, 'the connection');
    await stage.platform.deliver(outgoing('**已记1条**', { buttons }));
    const data = JSON.stringify(stage.dingtalk.pressed('撤回', 'user001')?.callback);
    for (const messageId of ['p1', 'p2']) stage.dingtalk.send({ type: 'CALLBACK', topic: '/v1.0/card/instances/callback', messageId, data });
    await until(() => stage.dingtalk.acks.length === 2, 'the acknowledgements');
    expect(stage.dingtalk.acks[0]).toMatchObject({ code: 200, data: expect.stringContaining('已收到') });
    expect(stage.received).toMatchObject([
      { conversation: { id: GROUP, kind: 'group' }, sender: { account: 'user001' }, button: { action: 'say', value: '撤回1120-1' } },
    ]);
  });

  it('once pressed in the group, say so to everybody, once a card; a verdict stays with whoever gave it', async () => {
    await withCards();
    await receipt();
    const door = stage.door.replace('/robot', '/card');
    const press = (label: string, by: string): Promise<unknown> =>
      stage.dingtalk.postPress(stage.dingtalk.pressed(label, by)?.callback ?? {}, { door });
    const shown = (): Record<string, string> => [...stage.dingtalk.cards.values()].at(-1)?.params ?? {};
    const before = stage.budgets.get('dingtalk:api:2026-11');
    await press('确认', 'user001');
    expect([shown()['state'], stage.budgets.get('dingtalk:api:2026-11')]).toEqual([undefined, before]);
    await press('撤回', 'user001');
    await until(() => shown()['state'] !== undefined, 'the refresh');
    expect(shown()).toMatchObject({ state: '已有人点选，结果见随后的答复', content: '**已记1条**', label3: '撤回', key3: 'say:撤回1120-1' });
    await press('更正', 'user002');
    expect(stage.budgets.get('dingtalk:api:2026-11')).toBe((before ?? 0) + 1);
  });

  it('over HTTP the address of presses is registered, and a press has to be signed and fresh', async () => {
    await withCards();
    expect(stage.dingtalk.cardCallback).toMatchObject({ routeKey: 'xiaofa', url: 'https://xiaofa.example/webhooks/dingtalk/card' });
    await receipt();
    const door = stage.door.replace('/robot', '/card');
    const press = stage.dingtalk.pressed('更正', 'user002')?.callback ?? {};
    expect((await stage.dingtalk.postPress(press, { door, secret: 'guessed' })).status).toBe(403);
    expect((await stage.dingtalk.postPress(press, { door, timestamp: stage.clock.now() - 3_600_000 })).status).toBe(403);
    expect(stage.received).toHaveLength(1);
    expect(JSON.parse((await stage.dingtalk.postPress(press, { door })).body)).toMatchObject({ cardData: { cardParamMap: { state: '已收到' } } });
    expect(stage.received.at(-1)?.button).toEqual({ action: 'mend', value: '1120-1' });
  });

  it('a press that could not be kept is our failure and no forgery, and is taken when it comes again', async () => {
    await withCards();
    await receipt();
    const press = stage.dingtalk.pressed('更正', 'user002')?.callback ?? {};
    const door = stage.door.replace('/robot', '/card');
    stage.failClaims(1);
    expect((await stage.dingtalk.postPress(press, { door })).status).toBe(500);
    expect((await stage.dingtalk.postPress(press, { door })).status).toBe(200);
    expect(stage.received.at(-1)?.button).toEqual({ action: 'mend', value: '1120-1' });
  });

  it('and over Stream it is answered as not taken', async () => {
    await withCards('stream');
    await until(() => stage.dingtalk.streams.length === 1, 'the connection');
    await stage.platform.deliver(outgoing('**已记1条**', { buttons }));
    const data = JSON.stringify(stage.dingtalk.pressed('撤回', 'user001')?.callback);
    stage.failClaims(1);
    for (const messageId of ['p1', 'p2']) {
      stage.dingtalk.send({ type: 'CALLBACK', topic: '/v1.0/card/instances/callback', messageId, data });
      await until(() => stage.dingtalk.acks.some(ack => ack.messageId === messageId), 'the answer');
    }
    expect(stage.dingtalk.acks.map(ack => ack.code)).toEqual([500, 200]);
    expect(stage.received).toHaveLength(1);
  });

  it('a text that no card takes, and one that DingTalk refuses as a card, go as they always did', async () => {
    await withCards();
    await receipt('走访企业并收集问题。'.repeat(60));
    stage.dingtalk.fault({ path: card, status: 400, answer: { code: 'param.templateUnpublished', message: '未发布' } });
    await receipt();
    expect(ways()).toEqual(['session-webhook', 'session-webhook']);
  });

  it('13: a card that arrived nowhere although the answer was 200', async () => {
    await withCards();
    stage.dingtalk.fault({ path: card, answer: { success: true, result: { deliverResults: [{ success: false, errorMsg: '不在群里' }] } } });
    await receipt();
    expect(ways()).toEqual(['session-webhook']);
  });

  it('one whose answer got lost is not sent twice', async () => {
    await withCards();
    const answer = answerTo(await heard(), '**已记1条**', { buttons });
    await stage.platform.deliver(answer);
    expect(await stage.platform.deliver(answer)).toEqual({ outcome: 'delivered' });
    expect(ways()).toEqual(['card']);
  });

  it('10: when 70 % of the month is used, receipts are plain again', async () => {
    stage = await setStage({ config: { cardTemplate: CARD_TEMPLATE, quota: { api: 10, webhook: 3_000 } } });
    for (let count = 0; count < 12; count++) await receipt(`**已记第${count}条**`);
    expect(ways()).toEqual([...Array(8).fill('card'), ...Array(4).fill('session-webhook')]);
  });
});

describe('the signature of a press', () => {
  it('is Base64 of HMAC-SHA256 over the timestamp', async () => {
    stage = await setStage();
    const timestamp = '1665473229000';
    const signature = 'VS76DGQOfRy8LzxSdYI/YxGqF2cLZEm9MRHS+yH+QyY=';
    expect(createHmac('sha256', 'example-secret').update(timestamp).digest('base64')).toBe(signature);
    const check = (now: number): boolean => isCardSignatureGood({ timestamp, signature }, { secret: 'example-secret', freshnessMs: 300_000, now });
    expect([check(1665473229000), check(1665473229000 + 600_000)]).toEqual([true, false]);
  });
});
