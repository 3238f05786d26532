import { afterEach, describe, expect, it } from 'vitest';
import { outgoing, type Stage, setStage, until } from './stage.ts';

let stage: Stage;
afterEach(() => stage.close());

const quota = { api: 10, webhook: 10 };
const toPerson = { to: { platform: 'dingtalk' as const, account: 'user001' } };
const push = (): ReturnType<Stage['platform']['deliver']> => stage.platform.deliver(outgoing('提醒', toPerson));

describe('the month’s quota', () => {
  it('counts a question and its answer as two of the webhook quota and none of the API quota', async () => {
    stage = await setStage();
    await stage.dingtalk.post(stage.door, stage.dingtalk.callback({}));
    const [message] = stage.received;
    if (!message?.replyAddress) throw new Error('not received');
    await stage.platform.deliver(outgoing('已记', { replyAddress: message.replyAddress }));
    expect(Object.fromEntries(stage.budgets)).toEqual({ 'dingtalk:webhook:2026-11': 2 });
  });

  it('counts a push as one API call; token, people and departments are free', async () => {
    stage = await setStage();
    await push();
    await stage.platform.contacts.person('user002');
    expect(Object.fromEntries(stage.budgets)).toEqual({ 'dingtalk:api:2026-11': 1 });
  });

  it('counts a file as three API calls: upload, text, file', async () => {
    stage = await setStage();
    await stage.platform.deliver(outgoing('初稿', { ...toPerson, files: [{ name: 'a.docx', id: 'x' }] }));
    expect(stage.budgets.get('dingtalk:api:2026-11')).toBe(3);
  });

  it('warns once at 70 and at 90 percent and once when it is used up, and then makes no more calls', async () => {
    stage = await setStage({ config: { quota } });
    const results = [];
    for (let index = 0; index < 12; index += 1) {
      results.push((await push()).outcome);
      stage.clock.advance(1_000);
    }
    expect(results).toEqual([...Array(10).fill('delivered'), 'refused', 'refused']);
    expect(stage.warnings.map(({ kind, level }) => [kind, level])).toEqual([
      ['api', 70],
      ['api', 90],
      ['api', 'exhausted'],
    ]);
    expect(stage.dingtalk.callsTo('/v1.0/robot/oToMessages/batchSend')).toHaveLength(10);
  });

  it('begins anew with the month of Asia/Shanghai', async () => {
    stage = await setStage({ config: { quota: { api: 1, webhook: 10 } } });
    stage.clock.set('2026-11-30 23:59');
    expect([(await push()).outcome, (await push()).outcome]).toEqual(['delivered', 'refused']);
    stage.clock.set('2026-12-01 00:00');
    expect((await push()).outcome).toBe('delivered');
    expect(stage.budgets.get('dingtalk:api:2026-12')).toBe(1);
  });

  it('says where it is seen and what helps', async () => {
    stage = await setStage({ config: { quota: { api: 0, webhook: 10 } } });
    expect(await push()).toMatchObject({ outcome: 'refused', reason: expect.stringContaining('资源管理') });
  });

  it('believes DingTalk when other apps of the organisation have used it up', async () => {
    stage = await setStage();
    stage.dingtalk.apiQuota = 0;
    expect((await push()).outcome).toBe('refused');
    expect(stage.warnings).toMatchObject([{ kind: 'api', level: 'exhausted', month: '2026-11', limit: 5_000 }]);
  });

  it('answers people still, even where our own count is at its end', async () => {
    stage = await setStage({ config: { quota: { api: 10, webhook: 1 } } });
    await stage.dingtalk.post(stage.door, stage.dingtalk.callback({}));
    const [message] = stage.received;
    if (!message?.replyAddress) throw new Error('not received');
    expect(await stage.platform.deliver(outgoing('已记', { replyAddress: message.replyAddress }))).toEqual({ outcome: 'delivered' });
  });

  it('warns again neither after a restart nor from a second instance', async () => {
    stage = await setStage({ config: { quota } });
    for (let index = 0; index < 8; index += 1) await push();
    const { budgets } = stage;
    const second = await setStage({
      config: { quota },
      surroundings: {
        async spend(budget, amount, limit) {
          const spent = (budgets.get(budget) ?? 0) + amount;
          if (spent <= limit) budgets.set(budget, spent);
          return spent <= limit;
        },
      },
    });
    await second.platform.deliver(outgoing('提醒', toPerson));
    expect([stage.warnings.length, second.warnings.length]).toEqual([1, 0]);
    await second.close();
  });

  it.each(['http', 'stream'] as const)('survives messages without words over %s and tells it once', async mode => {
    stage = await setStage({ config: { mode } });
    await stage.platform.start();
    const callbacks = [1, 2, 3].map(() => stage.dingtalk.overQuotaCallback(mode));
    if (mode === 'http') for (const callback of callbacks) expect((await stage.dingtalk.post(stage.door, callback)).status).toBe(200);
    else {
      for (const callback of callbacks) stage.dingtalk.push(callback);
      await until(() => stage.dingtalk.acks.length === 3, 'acknowledgements');
    }
    expect(stage.received).toEqual([]);
    expect(stage.warnings).toMatchObject([{ kind: 'webhook', level: 'exhausted' }]);
  });
});
