import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AppError } from '../../src/domain/errors.ts';
import { createHttp } from '../../src/http/http.ts';
import { listen } from '../../src/http/listen.ts';
import { createMetrics } from '../../src/lib/metrics.ts';
import type { CallbackAddress, CallbackRequest } from '../../src/platforms/callback.ts';

const MAX_BYTES = 1_000;

interface Served {
  url: string;
  asked: CallbackRequest[];
  failures: unknown[];
}

/** An address that echoes, and one that does whatever the test wants. */
async function serve(work: CallbackAddress['answer'] = async () => ({ type: 'text/plain; charset=utf-8', body: '' })): Promise<Served> {
  const [asked, failures]: [CallbackRequest[], unknown[]] = [[], []];
  const echo: CallbackAddress = {
    path: '/webhooks/echo',
    methods: ['GET', 'POST'],
    async answer(request) {
      asked.push(request);
      return { type: 'text/plain; charset=utf-8', body: request.method === 'GET' ? '在' : await request.body(MAX_BYTES) };
    },
  };
  const other: CallbackAddress = { path: '/webhooks/other', methods: ['POST'], answer: work };
  const http = createHttp({
    ...{ callbacks: [echo, other], mounts: [], reasonsNotReady: () => [], metrics: createMetrics() },
    onFailure: error => failures.push(error),
  });
  const server = await listen(http, { port: 0, host: '127.0.0.1' });
  onTestFinished(() => server.close(0));
  return { url: `http://127.0.0.1:${server.port}`, asked, failures };
}

const post = (url: string, body: string): Promise<Response> => fetch(url, { method: 'POST', body });

describe('an address that a platform calls', () => {
  it('is handed query, headers and body, and its answer goes back as it is', async () => {
    const { url, asked } = await serve();
    const response = await fetch(`${url}/webhooks/echo?nonce=a%2Bb&twice=1&twice=2`, { method: 'POST', body: '走访3家', headers: { Sign: 'abc' } });
    expect([response.status, await response.text(), response.headers.get('content-type')]).toEqual([200, '走访3家', 'text/plain; charset=utf-8']);
    expect([response.headers.get('x-content-type-options'), response.headers.get('cache-control')]).toEqual(['nosniff', 'no-store']);
    expect([asked[0]?.query['nonce'], asked[0]?.query['twice'], asked[0]?.header('sign'), asked[0]?.header('none')]).toEqual([
      'a+b',
      ['1', '2'],
      'abc',
      '',
    ]);
  });

  it.each([
    {
      title: 'a refusal',
      error: new AppError('not-permitted', '没有通过校验。'),
      status: 403,
      body: { code: 'not-permitted', message: '没有通过校验。' },
    },
    {
      title: 'a failure of ours',
      error: new Error('secret at /home/somebody/token.txt'),
      status: 500,
      body: { code: 'internal', message: '小法内部出错，这次请求没有完成。请重试；仍不行请联系管理员查看日志。' },
    },
  ])('says $title with a code and a Chinese sentence, and only our own failures reach the log', async ({ error, status, body }) => {
    const { url, failures } = await serve(() => Promise.reject(error));
    const response = await post(`${url}/webhooks/other`, '{}');
    expect([response.status, await response.json()]).toEqual([status, body]);
    expect(failures).toEqual(status === 500 ? [error] : []);
  });

  it('takes only its methods, and no body above its limit, announced or not', async () => {
    const { url } = await serve();
    const wrong = await fetch(`${url}/webhooks/other`);
    expect([wrong.status, wrong.headers.get('allow'), await wrong.json()]).toMatchObject([405, 'POST', { code: 'method-not-allowed' }]);
    expect((await post(`${url}/webhooks/echo`, 'x'.repeat(MAX_BYTES))).status).toBe(200);
    expect((await post(`${url}/webhooks/echo`, 'x'.repeat(MAX_BYTES + 1))).status).toBe(413);
    const { port } = new URL(url);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1');
      socket
        .setEncoding('utf8')
        .once('data', data => resolve(String(data)))
        .on('error', reject);
      socket.write(`POST /webhooks/echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n${'x'.repeat(2000)}\r\n`);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*Connection: close/);
  });

  it('leaves every other address to the pages, and is counted like them', async () => {
    const { url } = await serve();
    await fetch(`${url}/webhooks/echo`);
    expect((await fetch(`${url}/webhooks/echo/more`)).status).toBe(404);
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ alive: true });
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('xiaofa_http_requests_total{status="200"} 2');
  });

  it('whose caller hangs up half-way is told so, and nobody else is', async () => {
    let broken: unknown;
    const { url } = await serve(async request => {
      broken = await request.body(MAX_BYTES).catch((error: unknown) => error);
      return { type: 'text/plain; charset=utf-8', body: '' };
    });
    const { port } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('POST /webhooks/other HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"half');
    setTimeout(() => socket.destroy(), 30);
    await expect.poll(() => broken).toBeInstanceOf(Error);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});
