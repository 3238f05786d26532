import { describe, expect, it } from 'vitest';
import { replyTo, serveWecom } from '../../helpers/serve-wecom.ts';

describe('a smart bot in callback mode', () => {
  it('gives the address check its words back, bare, and nothing else', async () => {
    const { aibot } = await serveWecom();
    const checked = await aibot.checkAddress('1234567890123456789');
    expect(checked).toEqual({ status: 200, body: '1234567890123456789', type: 'text/plain; charset=utf-8' });
    expect((await aibot.checkAddress('12345', { token: 'other' })).status).toBe(403);
  });

  it('answers in the first reply when the answer is there at once', async () => {
    const { aibot, received } = await serveWecom();
    const bubble = await aibot.say({ from: 'qinlang', group: 'wrWORK', text: '@小法 今天走访企业3家' });
    expect(bubble).toMatchObject({ content: '**已记1条**', isFinished: true, frames: ['**已记1条**'] });
    expect(received).toMatchObject([{ text: '今天走访企业3家', conversation: { id: 'wrWORK', kind: 'group' }, sender: { account: 'qinlang' } }]);
  });

  it('shows a placeholder at once when the answer takes long, and the answer when it is there', async () => {
    const { aibot, delivered } = await serveWecom({
      answer: async () => {
        await new Promise(resolve => setTimeout(resolve, 50));
        return [{ text: '第一段' }, { text: '第二段' }];
      },
    });
    const bubble = await aibot.say({ from: 'qinlang', text: '你好' });
    expect(bubble?.frames[0]).toBe('正在处理，请稍候…');
    expect(bubble).toMatchObject({ content: '第一段\n\n第二段', isFinished: true });
    const taken = await Promise.all(delivered.map(result => (result.outcome === 'delivered' ? result.taken : undefined)));
    expect(taken).toEqual([{ outcome: 'delivered' }, { outcome: 'delivered' }]);
  });

  it('says nothing when nothing is to be said, and ends a placeholder with visible words', async () => {
    const quick = await serveWecom({ answer: () => [] });
    expect(await quick.aibot.say({ from: 'qinlang', text: '收到' })).toBeNull();
    const slow = await serveWecom({ answer: () => new Promise(resolve => setTimeout(() => resolve([]), 50)) });
    expect(await slow.aibot.say({ from: 'qinlang', text: '收到' })).toMatchObject({ content: '收到。', isFinished: true });
  });

  it('gives a redelivery the same bubble, together, later, and after a restart none', async () => {
    const { aibot, received, platform } = await serveWecom();
    const body = aibot.body({ from: 'qinlang', text: '走访3家' });
    const together = await Promise.all([aibot.post(body), aibot.post(body), aibot.post(body)]);
    const later = await aibot.post(body);
    const streams = [...together, later].map(({ reply }) => reply?.['stream']);
    expect(new Set(streams.map(stream => JSON.stringify({ ...(stream as object), feedback: undefined }))).size).toBe(1);
    expect(received).toHaveLength(1);
    expect(platform.id).toBe('wecom');
    const restarted = await serveWecom({ receive: async () => ({ isNew: false, answered: Promise.resolve() }) });
    expect(await restarted.aibot.post(body)).toMatchObject({ status: 200, raw: '' });
  });

  it('does not acknowledge what could not be kept, and takes it when it comes again', async () => {
    let isBroken = true;
    const { aibot } = await serveWecom({
      receive: async () => {
        if (isBroken) throw new Error('disk full');
        return { isNew: true, answered: Promise.resolve() };
      },
    });
    const body = aibot.body({ from: 'qinlang', text: '走访3家' });
    expect((await aibot.post(body)).status).toBe(500);
    isBroken = false;
    expect((await aibot.post(body)).status).toBe(200);
  });

  it('sends an answer that nobody comes for to the reply address, together, because it takes one message', async () => {
    let finish: (texts: string[]) => void = () => {};
    const { aibot, wecom, delivered } = await serveWecom({
      answer: () =>
        new Promise(resolve => {
          finish = texts => resolve(texts.map(text => ({ text })));
        }),
    });
    await aibot.post(aibot.body({ from: 'qinlang', text: '你好' }));
    finish(['迟到的答复', '再来一条']);
    await expect.poll(() => wecom.to('/cgi-bin/aibot/response').length).toBe(1);
    expect(wecom.to('/cgi-bin/aibot/response')[0]?.json).toEqual({ msgtype: 'markdown', markdown: { content: '迟到的答复\n\n再来一条' } });
    const taken = await Promise.all(delivered.map(result => (result.outcome === 'delivered' ? result.taken : undefined)));
    expect(taken.map(result => result?.outcome)).toEqual(['delivered', 'delivered']);
  });

  it('ends a bubble of an earlier run with words', async () => {
    const { aibot } = await serveWecom();
    const bubble = await aibot.refresh('unknown', { from: 'qinlang' });
    expect(bubble.isFinished).toBe(true);
    expect(bubble.content).toContain('重新启动');
  });

  it('closes the bubble before the window closes, and answers another way', async () => {
    const { aibot, wecom, clock, platform, received } = await serveWecom({ answer: () => new Promise(() => {}) });
    await aibot.post(aibot.body({ id: 'LONG', from: 'qinlang', text: '写年度报告' }));
    clock.advance(331_000);
    const id = (await aibot.post(aibot.body({ id: 'LONG', from: 'qinlang', text: '写年度报告' }))).reply?.['stream'] as {
      id: string;
      finish: boolean;
    };
    expect(id.finish).toBe(true);
    const [message] = received;
    if (!message) throw new Error('nothing received');
    expect(await platform.deliver(replyTo(message, { text: '写好了' }))).toEqual({ outcome: 'delivered' });
    expect(wecom.to('/cgi-bin/aibot/response')).toHaveLength(1);
  });
});
