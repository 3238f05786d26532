import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ChatReply, ChatRequest } from '../../../src/models/chat-model.ts';
import { ModelFault, type ModelFaultKind } from '../../../src/models/model-fault.ts';
import { type Answer, EmulatedOpenai } from '../../helpers/emulated-openai.ts';
import { type OpenModel, openModel } from '../../helpers/open-model.ts';

const schema = { type: 'object', additionalProperties: false, required: ['a'], properties: { a: { type: 'number' } } };

function request(changes: Partial<ChatRequest> = {}): ChatRequest {
  return {
    ...{ prompt: 'answer@1', asker: 'qin', system: '要求：只输出JSON', user: '机密的材料', temperature: 0.1, maxTokens: 100 },
    deadline: Date.now() + 3_000,
    ...changes,
  };
}

async function outcome(asked: Promise<ChatReply>): Promise<ModelFaultKind | 'ok'> {
  const thrown = await asked.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown === undefined) return 'ok';
  expect(thrown).toBeInstanceOf(ModelFault);
  const { kind, message } = thrown as ModelFault;
  expect(message).toMatch(/^[^A-Za-z]*(?:(?:OPENAI|MODEL)_[A-Z_=]+|\/v1|local|any|[^A-Za-z])*$/);
  expect(message).not.toMatch(/机密|sk-/);
  return kind;
}

const streamed = (): Partial<ChatRequest> => ({ onText: () => {} });

/** What the server does, what the caller is told, and how often the server was asked. */
const menu: [string, Answer, ModelFaultKind | 'ok', number][] = [
  ['answers', { text: '好' }, 'ok', 1],
  ['says 429 with Retry-After', { status: 429, headers: { 'retry-after': '0' } }, 'rate-limited', 3],
  ['says 429 with a Retry-After beyond the deadline', { status: 429, headers: { 'retry-after': '60' } }, 'rate-limited', 1],
  ['says 500', { status: 500, headers: { 'retry-after-ms': '1' } }, 'unavailable', 3],
  [
    'says 503 as HTML',
    { status: 503, raw: '<html>Bad gateway</html>', headers: { 'content-type': 'text/html', 'retry-after-ms': '1' } },
    'unavailable',
    3,
  ],
  ['breaks the connection', { isReset: true }, 'unavailable', 3],
  ['says that the key is wrong', { status: 401, error: { message: 'Incorrect API key: sk-12345678' } }, 'refused', 1],
  ['says that the money is spent', { status: 429, error: { message: 'You exceeded your current quota', code: 'insufficient_quota' } }, 'refused', 1],
  ['says that there is no such model', { status: 404, error: { message: 'no model', code: 'model_not_found' } }, 'refused', 1],
  ['says that the request is bad', { status: 400, error: { message: 'maximum context length is 4096 tokens' } }, 'refused', 1],
  ['sends elsewhere', { status: 302, headers: { location: 'http://example.com/' } }, 'refused', 1],
  [
    'filters the question',
    { status: 400, error: { message: 'Input data may contain inappropriate content', code: 'data_inspection_failed' } },
    'filtered',
    1,
  ],
  ['filters the answer', { text: '半句', finish: 'content_filter' }, 'filtered', 1],
  ['says nothing', { text: '' }, 'empty', 1],
  ['only reasons', { text: '', reasoning: '想了很久' }, 'empty', 1],
  ['calls tools', { toolCalls: true }, 'empty', 1],
  ['stops at its limit', { text: '很长的', finish: 'length' }, 'cut-off', 1],
  ['is cut in the middle', { text: '依据第九条的规定，罚款', cutAfter: 2 }, 'cut-off', 1],
  ['counts no tokens', { text: '好', hasNoUsage: true }, 'ok', 1],
  ['comments on the waiting', { text: '依据第九条', hasComments: true }, 'ok', 1],
  ['answers a page', { raw: '<html>登录</html>', headers: { 'content-type': 'text/html' } }, 'malformed', 1],
];

describe('a chat at a server that', () => {
  it.each(menu)('%s', async (_, answer, expected, asked) => {
    const { server, chat, trail } = await openModel();
    server.answer = () => answer;
    expect(await outcome(chat.complete(request()))).toBe(expected);
    const isRetried = answer.cutAfter !== undefined;
    expect(server.chats).toHaveLength(isRetried ? 3 : asked);
    expect(trail.calls).toEqual([expect.objectContaining({ asker: 'qin', purpose: 'answer@1', outcome: expected, attempts: isRetried ? 3 : asked })]);
    expect(JSON.stringify(trail.calls)).not.toMatch(/机密|要求/);
  });

  it.each(menu.filter(([name]) => name !== 'answers a page'))('%s, streamed', async (_, answer, expected, asked) => {
    const { server, chat } = await openModel();
    server.answer = () => answer;
    expect(await outcome(chat.complete(request(streamed())))).toBe(expected);
    expect(server.chats).toHaveLength(asked);
  });

  it.each([
    ['garbage in the stream', 'data: {"choices":[{"delta":{"content":"机密\n\n'],
    ['something that is no stream', '登录页面'],
    ['an error in the stream', 'data: {"error":{"message":"机密 overloaded","type":"server_error"}}\n\n'],
    ['an unknown event with garbage', 'event: thread.x\ndata: 机密\n\n'],
    ['a stream that ends before it began', ''],
  ])('sends %s: a fault, and no word of it on the console', async (_, raw) => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => said.mockRestore());
    const { server, chat } = await openModel();
    server.answer = () => ({ raw, headers: { 'content-type': 'text/event-stream' } });
    expect(['malformed', 'unavailable', 'cut-off']).toContain(await outcome(chat.complete(request(streamed()))));
    expect(said.mock.calls).toEqual([]);
  });

  it.each([
    ['whole', {}],
    ['streamed', streamed()],
  ])('never stops talking (%s): it is cut off, and the memory stays free', async (_, how) => {
    const { server, chat } = await openModel();
    server.answer = () => ({ hugeBytes: 200 * 1024 * 1024 });
    expect(await outcome(chat.complete(request({ ...how, deadline: Date.now() + 15_000 })))).toBe('malformed');
  });

  it.each([
    ['before it says anything', { delayMs: 3_000 }, {}],
    ['before the first token', { text: '好', firstTextAfterMs: 3_000 }, streamed()],
    ['while proxies keep the line open', { text: '好', firstTextAfterMs: 3_000, hasComments: true }, streamed()],
    ['between two tries', { status: 429, headers: { 'retry-after': '0.25' } }, {}],
  ])('is slow %s: the caller waits no longer than it said', async (_, answer, how) => {
    const { server, chat } = await openModel();
    server.answer = () => answer;
    const startedAt = Date.now();
    expect(['timeout', 'rate-limited']).toContain(await outcome(chat.complete(request({ ...how, deadline: startedAt + 300 }))));
    expect(Date.now() - startedAt).toBeLessThan(700);
  });

  it('recovers while it is asked again', async () => {
    const { server, chat, trail } = await openModel();
    server.answer = (_, turn) => (turn === 0 ? { status: 503, headers: { 'retry-after-ms': '1' } } : '好');
    expect((await chat.complete(request())).text).toBe('好');
    expect(trail.calls).toMatchObject([{ outcome: 'ok', attempts: 2, isEstimated: false }]);
  });

  it('is not asked again once a piece was handed out', async () => {
    const { server, chat } = await openModel();
    const pieces: string[] = [];
    server.answer = () => ({ text: '依据第九条的规定，罚款', cutAfter: 2 });
    expect(await outcome(chat.complete(request({ onText: piece => void pieces.push(piece) })))).toBe('cut-off');
    expect([pieces.join(''), server.chats.length]).toEqual(['依据第九条的规定，罚', 1]);
  });

  it('counts its tokens, or they are estimated', async () => {
    const { server, chat, trail } = await openModel();
    server.answer = (_, turn) => ({ text: '好的呢', hasNoUsage: turn === 1 });
    const { user, system } = request();
    expect((await chat.complete(request())).tokens).toEqual({ input: user.length + system.length, output: 3 });
    await chat.complete(request());
    expect(trail.calls).toMatchObject([{ isEstimated: false }, { isEstimated: true, tokens: { input: user.length + system.length, output: 3 } }]);
  });
});

describe('what a server cannot do', () => {
  it.each<[string, Partial<EmulatedOpenai['abilities']>, (asked: EmulatedOpenai['chats'][number] | undefined) => unknown, unknown]>([
    ['a JSON schema', { jsonSchema: false }, asked => asked?.response_format?.type, 'json_object'],
    ['any JSON mode', { jsonSchema: false, jsonObject: false }, asked => asked?.response_format, undefined],
    ['a temperature', { temperature: false }, asked => asked?.temperature, undefined],
    ['the old limit of tokens', { maxTokens: 'max_completion_tokens' }, asked => asked?.max_completion_tokens, 100],
    ['thinking before a whole reply', { thinksWhole: false }, asked => asked?.['enable_thinking'], false],
  ])('is left out and remembered: %s', async (_, abilities, look, expected) => {
    const { server, chat, trail } = await openModel();
    server.abilities = { ...server.abilities, ...abilities };
    server.answer = () => '{"a":1}';
    for (const turn of [1, 2]) {
      expect((await chat.complete(request({ schema }))).text, `turn ${turn}`).toBe('{"a":1}');
      expect(look(server.chats.at(-1))).toEqual(expected);
    }
    expect(trail.calls.map(call => call.attempts)).toEqual([expect.any(Number), 1]);
    expect(trail.calls[0]?.attempts).toBeGreaterThan(1);
  });

  it.each([
    ['beside the text', { reasoning: '想了很久' }],
    ['within the text', { text: '<think>想了很久' }],
  ])('is said where thinking %s leaves no length for the answer', async (_, answer) => {
    const { server, chat } = await openModel();
    server.answer = () => ({ finish: 'length', ...answer });
    for (const way of [{}, streamed()])
      await expect(chat.complete(request(way))).rejects.toMatchObject({
        kind: 'cut-off',
        message: expect.stringMatching(/关掉思考（见 OPENAI_EXTRA_BODY）/),
      });
  });

  it('is told in words where the schema cannot be forced', async () => {
    const { server, chat } = await openModel();
    server.abilities = { ...server.abilities, jsonSchema: false };
    server.answer = () => '{"a":1}';
    await chat.complete(request({ schema }));
    expect(server.chats[0]?.messages[0]?.content).toContain(JSON.stringify(schema));
  });

  it('is found out also where the server ignores the schema without a word', async () => {
    const { server, chat } = await openModel();
    server.answer = asked => (asked.response_format?.type === 'json_schema' ? '好的，a是一。' : '{"a":1}');
    expect((await chat.complete(request({ schema }))).text).toBe('{"a":1}');
    await chat.complete(request({ schema }));
    expect(server.chats.map(asked => asked.response_format?.type)).toEqual(['json_schema', 'json_object', 'json_object']);
  });

  it('takes the vendor’s own fields from the settings', async () => {
    const { server, chat } = await openModel({ config: { extraBody: { enable_thinking: false } } });
    await chat.complete(request());
    expect(server.chats[0]?.['enable_thinking']).toBe(false);
  });

  it('leaves out reasoning that was opened in the server’s own template, from the second reply on also while it streams', async () => {
    const { server, chat } = await openModel();
    server.answer = () => '先想一想</think>\n\n六十日。';
    const pieces: string[] = [];
    expect(await outcome(chat.complete(request(streamed())))).toBe('malformed');
    expect((await chat.complete(request({ onText: piece => void pieces.push(piece) }))).text).toBe('六十日。');
    expect(pieces.join('')).toBe('六十日。');
    server.answer = () => '这一次没有想。';
    const later: string[] = [];
    await chat.complete(request({ onText: piece => void later.push(piece) }));
    expect(later.join('')).toBe('这一次没有想。');
  });
});

describe('calls to one server', () => {
  it('are at most so many at a time, by turns of those who ask', async () => {
    const { server, chat } = await openModel({ config: { inFlight: 2 } });
    server.answer = () => ({ text: '好', firstTextAfterMs: 20 });
    const order: string[] = [];
    const ask = (asker: string): Promise<void> => chat.complete(request({ asker, deadline: Date.now() + 10_000 })).then(() => void order.push(asker));
    await Promise.all([...Array.from({ length: 10 }, () => ask('qin')), ask('meng'), ask('zhou')]);
    expect(server.busiest).toBe(2);
    expect(
      [order.indexOf('meng'), order.indexOf('zhou')].every(place => place <= 6),
      order.join(),
    ).toBe(true);
  });

  it('end at their deadline also in the queue, and nothing of them leaves', async () => {
    const { server, chat, trail } = await openModel({ config: { inFlight: 1 } });
    server.answer = () => ({ text: '好', firstTextAfterMs: 400 });
    const long = chat.complete(request());
    expect(await outcome(chat.complete(request({ deadline: Date.now() + 50 })))).toBe('timeout');
    await long;
    expect([server.chats.length, trail.calls.length, trail.skipped]).toEqual([1, 1, ['timeout']]);
  });

  it('rest after five failures in a row, are probed one at a time, and go on when it is well again', async () => {
    const clock = { ms: Date.now(), now: (): number => clock.ms };
    const { server, chat, trail } = await openModel({ surroundings: { clock } });
    const ask = (): Promise<ModelFaultKind | 'ok'> => outcome(chat.complete(request({ deadline: clock.ms + 3_000 })));
    server.answer = () => ({ status: 500, headers: { 'retry-after-ms': '60000' } });
    for (let turn = 0; turn < 5; turn++) expect(await ask()).toBe('unavailable');
    expect(await ask()).toBe('unavailable');
    expect([server.chats.length, trail.skipped]).toEqual([5, ['unavailable']]);
    clock.ms += 15_000;
    server.answer = () => ({ text: '好', firstTextAfterMs: 50 });
    expect((await Promise.all([ask(), ask()])).sort()).toEqual(['ok', 'unavailable']);
    expect([await ask(), server.chats.length]).toEqual(['ok', 7]);
  });

  it('stop when today’s budget is spent', async () => {
    const { server, chat, trail } = await openModel();
    trail.callsLeft = 1;
    expect(await outcome(chat.complete(request()))).toBe('ok');
    expect(await outcome(chat.complete(request()))).toBe('over-budget');
    expect([server.chats.length, trail.skipped]).toEqual([1, ['over-budget']]);
  });

  it('do not leave when the book cannot be written', async () => {
    const { server, chat, trail } = await openModel();
    trail.isBroken = true;
    expect(await outcome(chat.complete(request()))).toBe('unavailable');
    expect(server.chats).toEqual([]);
  });
});

describe('a redirect', () => {
  it('is not followed, wherever it leads', async () => {
    const elsewhere = createServer((_, response) => response.end('{}'));
    const visits: string[] = [];
    elsewhere.on('request', ({ url }) => visits.push(url ?? ''));
    await new Promise<void>(resolve => elsewhere.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void elsewhere.close());
    const { server, chat }: OpenModel = await openModel({ server: new EmulatedOpenai() });
    for (const status of [301, 302, 307, 308]) {
      server.answer = () => ({ status, headers: { location: `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/v1/chat/completions` } });
      expect(await outcome(chat.complete(request()))).toBe('refused');
    }
    expect(visits).toEqual([]);
  });
});
