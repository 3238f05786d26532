import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { EmulatedAibotSocket } from '../../helpers/emulated-aibot-socket.ts';
import { type Answer, BOT_ID, push, type ServedWecom, type ServeOptions, serveWecom } from '../../helpers/serve-wecom.ts';

const fast = { reconnectMs: 2, reconnectMaxMs: 8, displacedMs: 30, leaseMs: 30 };

async function connected(
  options: ServeOptions = {},
  prepare: (socket: EmulatedAibotSocket) => void = () => {},
): Promise<ServedWecom & { socket: EmulatedAibotSocket }> {
  const at = { now: Date.now };
  const socket = await EmulatedAibotSocket.open(() => at.now());
  prepare(socket);
  const aibot = { id: BOT_ID, names: ['小法'], longConnection: { secret: 'aibot-secret', url: socket.url } };
  const { timings, ...config } = options.config ?? {};
  const served = await serveWecom({ ...options, config: { aibot, ...config, timings: { ...fast, ...timings } } });
  at.now = served.clock.now;
  onTestFinished(() => socket.close());
  await served.platform.start();
  return { ...served, socket };
}

async function ready(options: ServeOptions = {}): Promise<ServedWecom & { socket: EmulatedAibotSocket }> {
  const served = await connected(options);
  await expect.poll(() => served.socket.isConnected).toBe(true);
  await expect.poll(async () => (await served.platform.examine())[0]?.what).toBe('智能机器人长连接正常');
  return served;
}

const said = {
  msgid: 'M1',
  aibotid: BOT_ID,
  chatid: 'wrWORK',
  chattype: 'group',
  from: { userid: 'qinlang' },
  msgtype: 'text',
  text: { content: '@小法 今天走访3家' },
};

const streams = (socket: EmulatedAibotSocket): { content: string; finish: boolean }[] =>
  socket.of('aibot_respond_msg').map(frame => frame.body['stream'] as { content: string; finish: boolean });

describe('the long connection', () => {
  it('answers in the bubble of the message, in one frame when it is quick', async () => {
    const { socket, received } = await ready();
    const requestId = socket.push(said);
    await expect.poll(() => streams(socket)).toMatchObject([{ content: '**已记1条**', finish: true }]);
    expect(socket.of('aibot_respond_msg')[0]?.requestId).toBe(requestId);
    expect(received).toMatchObject([{ id: 'M1', text: '今天走访3家', conversation: { id: 'wrWORK', kind: 'group' } }]);
  });

  it('shows a placeholder first when the answer takes long', async () => {
    const { socket } = await ready({ answer: () => new Promise(resolve => setTimeout(() => resolve([{ text: '答复' }]), 50)) });
    socket.push(said);
    await expect.poll(() => streams(socket).at(-1)).toMatchObject({ content: '答复', finish: true });
    expect(streams(socket)[0]).toMatchObject({ content: '正在处理，请稍候…', finish: false });
  });

  it('an answer that comes after the platform ended the bubble goes another way', async () => {
    let finish: (answers: Answer[]) => void = () => {};
    const { socket, clock, delivered } = await ready({
      answer: () =>
        new Promise(resolve => {
          finish = resolve;
        }),
    });
    socket.push(said);
    await expect.poll(() => streams(socket)).toMatchObject([{ content: '正在处理，请稍候…', finish: false }]);
    clock.advance(361_000);
    finish([{ text: '答复' }]);
    await expect.poll(() => socket.of('aibot_send_msg').map(frame => frame.body['markdown'])).toEqual([{ content: '答复' }]);
    expect(delivered.map(result => result.outcome)).toEqual(['delivered']);
  });

  it('hears a message once however often it comes', async () => {
    const { socket, received } = await ready();
    for (let time = 0; time < 3; time++) socket.push(said);
    socket.push({ ...said, msgid: 'M2' });
    await expect.poll(() => received.map(message => message.id)).toEqual(['M1', 'M2']);
    await expect.poll(() => streams(socket).length).toBe(2);
  });

  it('welcomes, and says that a button was pressed', async () => {
    const { socket, received } = await ready({ answer: () => [] });
    socket.push({ ...said, msgtype: 'event', event: { eventtype: 'enter_chat' } }, 'aibot_event_callback');
    await expect.poll(() => socket.of('aibot_respond_welcome_msg').length).toBe(1);
    const card = { event_key: 'accept:1120-3', task_id: 'T1' };
    socket.push(
      { ...said, msgid: 'M2', msgtype: 'event', event: { eventtype: 'template_card_event', template_card_event: card } },
      'aibot_event_callback',
    );
    await expect.poll(() => socket.of('aibot_respond_update_msg')[0]?.body).toMatchObject({ template_card: { task_id: 'T1' } });
    expect(received[0]?.button).toEqual({ action: 'accept', value: '1120-3' });
  });

  it('pushes to groups and people, with files, below the limit', async () => {
    const { socket, platform } = await ready();
    expect(await platform.deliver(push({ group: 'wrWORK' }, { text: '一周汇编', files: [{ id: 'draft:1', name: '周报.docx' }] }))).toEqual({
      outcome: 'delivered',
    });
    expect(await platform.deliver(push({ account: 'qinlang' }, { text: '请填报' }))).toEqual({ outcome: 'delivered' });
    expect(socket.of('aibot_send_msg').map(frame => frame.body)).toEqual([
      { chatid: 'wrWORK', chat_type: 2, msgtype: 'markdown', markdown: { content: '一周汇编' } },
      { chatid: 'wrWORK', chat_type: 2, msgtype: 'file', file: { media_id: 'MEDIA1' } },
      { chatid: 'qinlang', chat_type: 1, msgtype: 'markdown', markdown: { content: '请填报' } },
    ]);
    const results = [];
    for (let at = 0; at < 30; at++) results.push((await platform.deliver(push({ account: 'qinlang' }, { text: `第${at}条` }))).outcome);
    expect(results.filter(outcome => outcome === 'delivered')).toHaveLength(26);
  });

  it('a private push with buttons brings its card along, which a refusal does not undo', async () => {
    const { socket, platform } = await ready();
    const buttons = [{ label: '逐题作答', action: 'say', value: '逐题作答' }];
    expect(await platform.deliver(push({ account: 'qinlang' }, { text: '自测', buttons }))).toEqual({ outcome: 'delivered' });
    expect(await platform.deliver(push({ group: 'wrWORK' }, { text: '结果', buttons }))).toEqual({ outcome: 'delivered' });
    const sent = socket.of('aibot_send_msg').map(frame => frame.body);
    expect(sent.map(body => body['msgtype'])).toEqual(['markdown', 'template_card', 'markdown']);
    expect(sent[1]).toMatchObject({ chatid: 'qinlang', chat_type: 1, template_card: { button_list: [{ text: '逐题作答', key: 'say:逐题作答' }] } });
    socket.receipt = frame => ({ errcode: frame.body['msgtype'] === 'template_card' ? 40058 : 0 });
    expect(await platform.deliver(push({ account: 'qinlang' }, { text: '自测二', buttons }))).toEqual({ outcome: 'delivered' });
  });

  it('tells an operator the ids of the groups that it heard, which no client shows', async () => {
    const { socket, platform } = await ready();
    socket.push(said);
    await expect.poll(() => streams(socket).length).toBe(1);
    expect((await platform.examine()).some(check => check.what.includes('wrWORK'))).toBe(true);
  });

  it('a chat where nobody has spoken (93006) is refused, not tried for ever', async () => {
    const { socket, platform } = await ready();
    socket.receipt = () => ({ errcode: 93006 });
    expect(await platform.deliver(push({ group: 'wrNEVER' }, { text: '好' }))).toEqual({
      outcome: 'refused',
      reason: '长连接返回 93006（这个会话里还没有人和机器人说过话，或群编号不对）',
    });
  });
});

describe('a long connection that breaks', () => {
  it('21: comes back more often than the SDK itself would', async () => {
    const { socket } = await ready();
    for (let drop = 1; drop <= 12; drop++) {
      socket.cut();
      await expect.poll(() => socket.subscriptions, { interval: 5 }).toBe(drop + 1);
      await expect.poll(() => socket.isConnected, { interval: 5 }).toBe(true);
    }
  });

  it('tells once, when it is back, from when to when nothing was heard', async () => {
    const gaps: [number, number][] = [];
    const { socket } = await ready({ onGap: (from, to) => gaps.push([from, to]) });
    expect(gaps).toEqual([]);
    socket.cut();
    await expect.poll(() => socket.subscriptions, { interval: 5 }).toBe(2);
    await expect.poll(() => gaps.length).toBe(1);
    expect(gaps[0]?.[0]).toBeLessThanOrEqual(gaps[0]?.[1] ?? 0);
  });

  it('4: is not half-dead after being displaced: it says so, waits, and takes over again', async () => {
    const { socket, platform } = await ready();
    socket.displace();
    await expect.poll(async () => (await platform.examine())[0]?.what, { interval: 2 }).toContain('另一个程序占用');
    expect(await platform.deliver(push({ group: 'wrWORK' }, { text: '好' }))).toMatchObject({ outcome: 'refused' });
    await expect.poll(() => socket.subscriptions).toBe(2);
    await expect.poll(async () => (await platform.deliver(push({ group: 'wrWORK' }, { text: '好' }))).outcome).toBe('delivered');
  });

  it('a wrong secret is said, and tried again without end', async () => {
    const { socket, platform } = await connected({ config: { timings: { displacedMs: 8 } } }, one => {
      one.secret = 'other';
    });
    await expect.poll(async () => (await platform.examine())[0]?.what, { interval: 2 }).toContain('不认');
    socket.secret = 'aibot-secret';
    await expect.poll(() => socket.isConnected).toBe(true);
  });

  it('a peer that no longer answers pings is left', async () => {
    const { socket } = await ready({ config: { timings: { heartbeatMs: 10 } } });
    socket.isAlive = false;
    await expect.poll(() => socket.subscriptions).toBeGreaterThan(1);
  });

  it('5: 846609, open but not subscribed, it is opened anew and the push tried again', async () => {
    const { socket, platform } = await ready();
    socket.receipt = () => ({ errcode: 846609 });
    expect(await platform.deliver(push({ group: 'wrWORK' }, { text: '好' }))).toMatchObject({ outcome: 'retry' });
    socket.receipt = () => ({ errcode: 0 });
    await expect.poll(() => socket.subscriptions).toBe(2);
    await expect.poll(async () => (await platform.deliver(push({ group: 'wrWORK' }, { text: '好' }))).outcome).toBe('delivered');
  });

  it.each([846605, 846608])('6, 7: %d, a request id or bubble that is dead, and the answer is pushed into the chat', async errcode => {
    const { socket } = await ready();
    socket.receipt = frame => ({ errcode: frame.cmd === 'aibot_respond_msg' ? errcode : 0 });
    socket.push(said);
    await expect.poll(() => socket.of('aibot_send_msg').map(frame => frame.body['markdown'])).toEqual([{ content: '**已记1条**' }]);
  });

  it('an answer that is ready only after a reconnect is pushed, its request id being dead', async () => {
    let finish: () => void = () => {};
    const { socket } = await ready({
      answer: () =>
        new Promise(resolve => {
          finish = () => resolve([{ text: '迟到的答复' }]);
        }),
    });
    socket.push(said);
    await expect.poll(() => streams(socket).length).toBe(1);
    socket.cut();
    await expect.poll(() => socket.subscriptions).toBe(2);
    await expect.poll(() => socket.isConnected).toBe(true);
    finish();
    await expect.poll(() => socket.of('aibot_send_msg').map(frame => frame.body['markdown'])).toEqual([{ content: '迟到的答复' }]);
  });

  it('8: a receipt that does not come: the bubble is sent once more, a push never twice', async () => {
    const { socket, platform } = await ready({ config: { timings: { fetchedWithinMs: 20_000 } } });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    let isFirst = true;
    socket.receipt = () => {
      const receipt = isFirst ? undefined : { errcode: 0 };
      isFirst = false;
      return receipt;
    };
    socket.push(said);
    await vi.waitUntil(() => streams(socket).length === 1);
    await vi.advanceTimersByTimeAsync(5_001);
    await vi.waitUntil(() => streams(socket).length === 2);
    expect(streams(socket)[1]).toEqual(streams(socket)[0]);
    socket.receipt = () => undefined;
    const pushed = platform.deliver(push({ group: 'wrWORK' }, { text: '好' }));
    await vi.waitUntil(() => socket.of('aibot_send_msg').length === 1);
    await vi.advanceTimersByTimeAsync(5_001);
    expect(await pushed).toMatchObject({ outcome: 'unknown', reason: expect.stringContaining('可能已经送达') });
    expect(socket.of('aibot_send_msg')).toHaveLength(1);
  });
});

describe('one holder', () => {
  it('without the lease nothing is opened, and with it taken away the connection is given up', async () => {
    let isOurs = false;
    const { socket, platform } = await connected({ lease: async () => isOurs });
    await expect.poll(async () => (await platform.examine())[0]?.what, { interval: 2 }).toContain('另一个小法实例');
    expect(socket.subscriptions).toBe(0);
    isOurs = true;
    await expect.poll(() => socket.isConnected).toBe(true);
    isOurs = false;
    await expect.poll(() => socket.isConnected).toBe(false);
  });

  it('stops for good when it is told to', async () => {
    const { socket, platform } = await ready();
    await platform.stop();
    await expect.poll(() => socket.isConnected).toBe(false);
    expect(socket.subscriptions).toBe(1);
  });
});

describe('what is written down', () => {
  it('is no word of a message, neither in our log nor by the SDK', async () => {
    const written: unknown[] = [];
    for (const level of ['debug', 'info', 'warn', 'error', 'log'] as const)
      vi.spyOn(console, level).mockImplementation((...words) => void written.push(words));
    onTestFinished(() => void vi.restoreAllMocks());
    const { socket, logger } = await ready();
    socket.push(said);
    await expect.poll(() => streams(socket).length).toBe(1);
    socket.push({ msgid: 'broken', text: { content: '今天走访3家' } });
    socket.cut();
    await expect.poll(() => socket.subscriptions).toBe(2);
    expect(written).toEqual([]);
    expect(JSON.stringify(logger.lines)).not.toMatch(/走访|已记|aibot-secret/);
  });
});
