import { afterEach, describe, expect, it } from 'vitest';
import type { StreamTiming } from '../../../src/platforms/dingtalk/stream-timing.ts';
import { answerTo, type Stage, setStage, until } from './stage.ts';

/** The same behaviour in milliseconds. */
const timing: StreamTiming = { backoffMs: 8, maxBackoffMs: 32, silenceMs: 5_000, pingMs: 5_000, handshakeMs: 1_000, leaveMs: 1_000, leaseMs: 5_000 };

let stages: Stage[] = [];
afterEach(async () => {
  for (const stage of stages.toReversed()) await stage.close();
  stages = [];
});

async function connected(options: Parameters<typeof setStage>[0] & { timing?: Partial<StreamTiming>; isUp?: boolean } = {}): Promise<Stage> {
  const { timing: faster, isUp = true, ...rest } = options;
  const stage = await setStage({
    ...rest,
    config: { mode: 'stream', ...rest.config },
    options: { ...rest.options, timing: { ...timing, ...faster } },
  });
  stages.push(stage);
  await stage.platform.start();
  if (isUp) await until(() => stage.dingtalk.streams.length > 0, 'the first connection');
  return stage;
}

const opened = (stage: Stage): number => stage.dingtalk.callsTo('/v1.0/gateway/connections/open').length;
/** Lets the clock run, a second every few milliseconds, so that the limit of calls a second is not what slows things down. */
function runClock(stage: Stage): NodeJS.Timeout {
  return setInterval(() => stage.clock.advance(1_000), 3).unref();
}
const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

describe('DingTalk over Stream', () => {
  it('opens no door of its own', async () => {
    const stage = await connected();
    expect(stage.platform.callbacks).toEqual([]);
  });

  it('subscribes to the robot as a callback and to no event', async () => {
    const stage = await connected();
    expect(stage.dingtalk.callsTo('/v1.0/gateway/connections/open')[0]?.json).toMatchObject({
      clientId: stage.dingtalk.clientId,
      subscriptions: [{ type: 'CALLBACK', topic: '/v1.0/im/bot/messages/get' }],
    });
  });

  it('takes a message, acknowledges it when it is claimed, and answers by its reply address', async () => {
    const stage = await connected();
    const messageId = stage.dingtalk.push(stage.dingtalk.callback({ text: '本周走访企业12家' }));
    await until(() => stage.dingtalk.acks.length > 0, 'the acknowledgement');
    expect(stage.dingtalk.acks).toEqual([{ messageId, code: 200, data: '{"response":null}' }]);
    const [message] = stage.received;
    if (!message) throw new Error('not received');
    await stage.platform.deliver(answerTo(message, '已记'));
    expect(stage.dingtalk.shown).toMatchObject([{ way: 'session-webhook', text: '已记' }]);
  });

  it('acknowledges without waiting for the answer', async () => {
    const never = new Promise<void>(() => undefined);
    const stage = await connected({ surroundings: { receive: async () => ({ isNew: true, answered: never }) } });
    stage.dingtalk.push(stage.dingtalk.callback({}));
    await until(() => stage.dingtalk.acks.length > 0, 'the acknowledgement');
  });

  it('does not acknowledge what could not be kept, and takes it when it comes again', async () => {
    const stage = await connected();
    stage.failClaims(1);
    const callback = stage.dingtalk.callback({});
    stage.dingtalk.push(callback);
    await until(() => stage.dingtalk.acks.length === 1, 'the refusal');
    stage.dingtalk.push(callback);
    await until(() => stage.dingtalk.acks.length === 2, 'the acknowledgement');
    expect(stage.dingtalk.acks.map(ack => ack.code)).toEqual([500, 200]);
    expect(stage.received).toHaveLength(1);
  });

  it('claims a message once that comes under two frame ids', async () => {
    const stage = await connected();
    const callback = stage.dingtalk.callback({ id: 'same' });
    stage.dingtalk.push(callback);
    stage.dingtalk.push(callback);
    await until(() => stage.dingtalk.acks.length === 2, 'both acknowledgements');
    expect(stage.received).toHaveLength(1);
  });

  it('answers a ping with what was in it', async () => {
    const stage = await connected();
    stage.dingtalk.send({ type: 'SYSTEM', topic: 'ping', messageId: 'p1', data: '{"opaque":"0d3f"}' });
    await until(() => stage.dingtalk.acks.length > 0, 'the pong');
    expect(stage.dingtalk.acks).toEqual([{ messageId: 'p1', code: 200, data: '{"opaque":"0d3f"}' }]);
  });

  it.each(['no json', '{"type":7}', '[]', 'null', '{"type":"CALLBACK","headers":{}}'])('survives the frame %s', async frame => {
    const stage = await connected();
    stage.dingtalk.streams[0]?.send(frame);
    stage.dingtalk.push(stage.dingtalk.callback({}));
    await until(() => stage.received.length > 0, 'the message after it');
  });

  it('survives a robot message whose data is broken, without asking for it again', async () => {
    const stage = await connected();
    stage.dingtalk.send({ type: 'CALLBACK', topic: '/v1.0/im/bot/messages/get', messageId: 'x', data: '{"msgId":' });
    await until(() => stage.dingtalk.acks.length > 0, 'the acknowledgement');
    expect(stage.dingtalk.acks[0]?.code).toBe(200);
  });

  it('opens the replacement before it leaves when the server says that it will close', async () => {
    const stage = await connected();
    const [old] = stage.dingtalk.streams;
    if (!old) throw new Error('not connected');
    stage.dingtalk.send({ type: 'SYSTEM', topic: 'disconnect', data: '{"reason":"persistent connection is timeout"}' });
    await until(() => stage.dingtalk.streams.length === 2, 'the second connection');
    // What was on its way on the old connection is taken and acknowledged there.
    stage.dingtalk.push(stage.dingtalk.callback({ id: 'late' }), { socket: old });
    await until(() => stage.dingtalk.acks.length === 1, 'the acknowledgement of the late message');
    old.close();
    await until(() => old.readyState === old.CLOSED, 'the old connection to close');
    stage.dingtalk.push(stage.dingtalk.callback({ id: 'next' }));
    await until(() => stage.received.length === 2, 'a message on the new connection');
    expect([stage.gaps, opened(stage)]).toEqual([[], 2]);
  });

  it('leaves a connection by itself that the server announced to close but never does', async () => {
    const stage = await connected({ timing: { leaveMs: 30 } });
    const [old] = stage.dingtalk.streams;
    stage.dingtalk.send({ type: 'SYSTEM', topic: 'disconnect' });
    await until(() => old?.readyState === old?.CLOSED, 'the old connection to close');
    await until(() => stage.dingtalk.streams.length === 1, 'only the new connection');
    expect(stage.dingtalk.mostStreamsAtOnce).toBe(2);
  });

  it('comes back after a broken connection and says from when to when messages may be missing', async () => {
    const stage = await connected();
    const from = stage.clock.now();
    stage.clock.advance(30_000);
    stage.dingtalk.streams[0]?.terminate();
    await until(() => opened(stage) === 2 && stage.dingtalk.streams.length === 1, 'the second connection');
    await until(() => stage.gaps.length > 0, 'the gap');
    expect(stage.gaps).toEqual([{ from, to: from + 30_000 }]);
  });

  it('waits longer with each failure, up to a cap, one attempt at a time', async () => {
    const stage = await connected({ timing: { backoffMs: 10, maxBackoffMs: 40 } });
    stage.dingtalk.isClosedForStreams = true;
    const running = runClock(stage);
    stage.dingtalk.streams[0]?.terminate();
    await pause(300);
    clearInterval(running);
    // 7, 15, 30, 30, 30 … milliseconds with this randomness: a storm would have hundreds by now.
    expect(opened(stage)).toBeGreaterThan(1);
    expect(opened(stage)).toBeLessThan(16);
    stage.dingtalk.isClosedForStreams = false;
    await until(() => stage.dingtalk.streams.length === 1, 'the connection after the failures');
  });

  it('also waits when the gateway refuses it', async () => {
    const stage = await connected({ config: { clientSecret: 'mistyped' }, isUp: false, timing: { backoffMs: 10, maxBackoffMs: 40 } });
    await pause(150);
    expect(opened(stage)).toBeLessThan(10);
    expect(stage.received).toEqual([]);
  });

  it('ends connected once, whatever breaks in whatever order', async () => {
    const stage = await connected({ timing: { backoffMs: 2, maxBackoffMs: 10, leaveMs: 10 } });
    const running = runClock(stage);
    let seed = 7;
    const next = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let step = 0; step < 120; step += 1) {
      const socket = stage.dingtalk.streams[next(Math.max(stage.dingtalk.streams.length, 1))];
      const action = next(5);
      if (action === 0) socket?.terminate();
      if (action === 1 && socket) stage.dingtalk.send({ type: 'SYSTEM', topic: 'disconnect' }, socket);
      if (action === 2) stage.dingtalk.isClosedForStreams = !stage.dingtalk.isClosedForStreams;
      if (action === 3) stage.dingtalk.fault({ path: '/v1.0/gateway/connections/open', status: 500, answer: 'x', delayMs: next(4) });
      if (action === 4 && socket) stage.dingtalk.push(stage.dingtalk.callback({ id: `m${step}` }), { socket });
      await pause(next(6));
    }
    stage.dingtalk.isClosedForStreams = false;
    await pause(60);
    await until(() => stage.dingtalk.streams.length === 1, 'one connection');
    stage.dingtalk.push(stage.dingtalk.callback({ id: 'last' }));
    await until(() => stage.received.some(message => message.id === 'last'), 'the last message');
    for (const socket of stage.dingtalk.streams) socket.terminate();
    await until(() => stage.dingtalk.streams.length === 1, 'yet another connection');
    clearInterval(running);
  });

  it('can be started again after it was stopped in the middle of failures', async () => {
    const stage = await connected();
    stage.dingtalk.isClosedForStreams = true;
    stage.dingtalk.streams[0]?.terminate();
    await until(() => opened(stage) >= 2, 'an attempt');
    await stage.platform.stop();
    stage.dingtalk.isClosedForStreams = false;
    await stage.platform.start();
    await until(() => stage.dingtalk.streams.length === 1, 'the connection');
  });

  it('stays away after it was stopped, also in the middle of failures', async () => {
    const stage = await connected();
    stage.dingtalk.isClosedForStreams = true;
    stage.dingtalk.streams[0]?.terminate();
    await until(() => opened(stage) >= 2, 'an attempt');
    await stage.platform.stop();
    const attempts = opened(stage);
    stage.dingtalk.isClosedForStreams = false;
    await pause(120);
    expect(opened(stage)).toBe(attempts);
    expect(stage.dingtalk.streams).toEqual([]);
  });

  it('gives up a connection on which nobody is heard any more', async () => {
    const stage = await connected({ timing: { silenceMs: 60 } });
    await until(() => opened(stage) >= 2, 'a new connection');
  });

  it('keeps a quiet connection on which pings are answered', async () => {
    const stage = await connected({ timing: { silenceMs: 400, pingMs: 20 } });
    await pause(700);
    expect(opened(stage)).toBe(1);
  });

  it('connects nowhere but to a configured host', async () => {
    const stage = await connected({ isUp: false, config: { corpId: null } });
    await until(() => stage.dingtalk.streams.length === 1, 'the connection');
    stage.dingtalk.fault({ path: '/v1.0/gateway/connections/open', times: 99, answer: { endpoint: 'wss://example.org/connect', ticket: 't' } });
    stage.dingtalk.streams[0]?.terminate();
    await until(() => opened(stage) >= 3, 'attempts');
    expect(stage.dingtalk.streams).toEqual([]);
    expect(stage.logger.messages()).toContain('stream connection failed');
  });

  it('prints neither secret nor ticket', async () => {
    const stage = await connected();
    stage.dingtalk.isClosedForStreams = true;
    stage.dingtalk.streams[0]?.terminate();
    await until(() => opened(stage) >= 3, 'failures');
    const printed = JSON.stringify(stage.logger.lines);
    expect(printed).not.toContain(stage.dingtalk.clientSecret);
    expect(printed).not.toContain('ticket=');
  });
});

describe('two instances before one DingTalk', () => {
  it('only the holder of the lease is connected; the other takes over when it stops', async () => {
    let holder: string | null = null;
    const lease =
      (who: string) =>
      async (_name: string, ms: number): Promise<boolean> => {
        if (holder === null) holder = who;
        const isOurs = holder === who;
        if (isOurs && ms <= 1) holder = null;
        return isOurs;
      };
    const first = await connected({ surroundings: { lease: lease('first') }, timing: { leaseMs: 40 } });
    await connected({ surroundings: { lease: lease('second') }, timing: { leaseMs: 40 }, dingtalk: first.dingtalk });
    expect(opened(first)).toBe(1);
    await first.platform.stop();
    await until(() => opened(first) === 2 && first.dingtalk.streams.length === 1, 'the other instance to connect');
  });

  it('whoever loses the lease leaves', async () => {
    let isOurs = true;
    const stage = await connected({ surroundings: { lease: async () => isOurs }, timing: { leaseMs: 40 } });
    isOurs = false;
    await until(() => stage.dingtalk.streams.length === 0, 'the connection to close');
    isOurs = true;
    await until(() => stage.dingtalk.streams.length === 1, 'the connection to come back');
  });
});
