import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerTo, GROUP, type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.close());

const first = (): Stage['received'][number] => {
  const [message] = stage.received;
  if (!message) throw new Error('nothing was received');
  return message;
};

describe('the DingTalk robot over HTTP', () => {
  it('takes a signed message, acknowledges it at once and answers through its reply address', async () => {
    const acknowledged = await stage.dingtalk.post(stage.door, stage.dingtalk.callback({ text: '本周走访企业12家' }));
    expect(acknowledged).toEqual({ status: 200, body: '{"msgtype":"empty"}' });
    expect(first()).toMatchObject({
      bureau: 'sample',
      conversation: { platform: 'dingtalk', id: GROUP, kind: 'group' },
      sender: { account: 'user001', name: '沈岚' },
      text: '本周走访企业12家',
    });
    expect(await stage.platform.deliver(answerTo(first(), '**已记1条**', { mentions: ['user001'] }))).toEqual({ outcome: 'delivered' });
    expect(stage.dingtalk.shown).toMatchObject([{ way: 'session-webhook', text: '**已记1条**\n\n@user001', at: ['user001'] }]);
    expect(stage.dingtalk.tokensIssued).toBe(0);
  });

  it('knows a private chat by its person, so that it can be written to when the reply address is gone', async () => {
    await stage.dingtalk.post(stage.door, stage.dingtalk.callback({ group: null }));
    expect(first().conversation).toEqual({ platform: 'dingtalk', id: 'user001', kind: 'direct' });
    stage.clock.advance(2 * 3_600_000);
    await stage.platform.deliver(answerTo(first(), '您好'));
    expect(stage.dingtalk.shown).toMatchObject([{ way: 'direct-message', target: 'user001', text: '您好' }]);
  });

  it.each([
    ['a wrong signature', { secret: 'another secret' }, 403],
    ['a missing signature', { headers: { sign: '' } }, 403],
    ['a timestamp of yesterday', { timestamp: Date.parse('2026-11-19T09:00:00+08:00') }, 403],
    ['a timestamp six minutes old', { timestamp: Date.parse('2026-11-20T08:54:00+08:00') }, 403],
    ['a timestamp six minutes ahead', { timestamp: Date.parse('2026-11-20T09:06:00+08:00') }, 403],
    ['a timestamp that is no number', { headers: { timestamp: 'now' } }, 403],
    ['a body that broke off', { body: '{"msgId":"x","text":{"con' }, 403],
    ['a body of half a megabyte', { body: `{"msgId":"${'x'.repeat(500_000)}"}` }, 403],
  ])('refuses %s', async (_name, fault, status) => {
    const answer = await stage.dingtalk.post(stage.door, stage.dingtalk.callback({}), fault);
    expect(answer.status).toBe(status);
    expect(stage.received).toEqual([]);
  });

  it('says the same of every failure', async () => {
    const faults = [{ secret: 'another secret' }, { timestamp: 1 }, { headers: { sign: '' } }, { body: '{"msgId"' }];
    const answers = await Promise.all(faults.map(fault => stage.dingtalk.post(stage.door, {}, fault)));
    expect(new Set(answers.map(answer => answer.body)).size).toBe(1);
  });

  it('admits a redelivery with the same headers, once claimed it changes nothing', async () => {
    const callback = stage.dingtalk.callback({});
    const answers = [await stage.dingtalk.post(stage.door, callback), await stage.dingtalk.post(stage.door, callback)];
    expect(answers.map(answer => answer.status)).toEqual([200, 200]);
    expect(stage.received).toHaveLength(1);
  });

  it('refuses captured headers before other words, which their signature does not cover', async () => {
    const timestamp = stage.clock.now();
    await stage.dingtalk.post(stage.door, stage.dingtalk.callback({}), { timestamp });
    stage.clock.advance(60_000);
    const replayed = await stage.dingtalk.post(stage.door, stage.dingtalk.callback({ text: '撤回全部' }), { timestamp });
    expect(replayed.status).toBe(403);
    expect(stage.received).toHaveLength(1);
  });

  it('admits two messages of the same millisecond', async () => {
    const answers = await Promise.all([1, 2].map(() => stage.dingtalk.post(stage.door, stage.dingtalk.callback({}))));
    expect(answers.map(answer => answer.status)).toEqual([200, 200]);
    expect(stage.received).toHaveLength(2);
  });

  it('does not acknowledge what could not be kept, so that it comes again', async () => {
    stage.failClaims(1);
    const callback = stage.dingtalk.callback({});
    expect((await stage.dingtalk.post(stage.door, callback)).status).toBe(500);
    expect((await stage.dingtalk.post(stage.door, callback)).status).toBe(200);
    expect(stage.received).toHaveLength(1);
  });

  it('takes messages in whatever order they come', async () => {
    const callbacks = ['a', 'b', 'c'].map(id => stage.dingtalk.callback({ id, createAt: stage.clock.now() - (id === 'a' ? 60_000 : 0) }));
    for (const callback of callbacks.toReversed()) await stage.dingtalk.post(stage.door, callback);
    expect(stage.received.map(message => message.id)).toEqual(['c', 'b', 'a']);
    expect(stage.received[2]?.at).toBe(stage.clock.now() - 60_000);
  });

  it.each([
    ['refuses what is for another robot', { robotCode: 'dingOTHER' }, 403],
    ['refuses what is for the robot of another organisation', { chatbotCorpId: 'dingOTHER' }, 403],
    ['drops what somebody of another organisation says', { senderCorpId: 'dingOTHER' }, 200],
  ])('%s', async (_name, overrides: Record<string, unknown>, status) => {
    expect((await stage.dingtalk.post(stage.door, stage.dingtalk.callback(overrides))).status).toBe(status);
    expect(stage.received).toEqual([]);
  });

  it('takes a storm of a thousand messages, each three times, shuffled and at once, exactly once', async () => {
    const callbacks = Array.from({ length: 1_000 }, (_, index) => stage.dingtalk.callback({ id: `m${index}` }));
    const storm = [...callbacks, ...callbacks, ...callbacks].map((callback, index) => ({ callback, key: (index * 7_919) % 3_001 }));
    storm.sort((a, b) => a.key - b.key);
    const statuses = new Set<number>();
    const waits: number[] = [];
    const workers = Array.from({ length: 20 }, async () => {
      for (let next = storm.pop(); next; next = storm.pop()) {
        const since = performance.now();
        statuses.add((await stage.dingtalk.post(stage.door, next.callback)).status);
        waits.push(performance.now() - since);
      }
    });
    await Promise.all(workers);
    const slowestOfHundred = waits.sort((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? 0;
    // So long DingTalk waits.
    expect(slowestOfHundred).toBeLessThan(2_500);
    expect([...statuses]).toEqual([200]);
    expect(stage.received).toHaveLength(1_000);
    expect(stage.budgets.get('dingtalk:webhook:2026-11')).toBe(3_000);
  }, 60_000);
});
