import { request as rawRequest } from 'node:http';
import { connect } from 'node:net';
import Router from '@koa/router';
import rawBody from 'raw-body';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src/domain/errors.ts';
import { createHttp, type Mount } from '../../src/http/http.ts';
import { type Listening, listen } from '../../src/http/listen.ts';
import { createMetrics } from '../../src/lib/metrics.ts';

const failures: unknown[] = [];
let server: Listening | undefined;

afterEach(async () => {
  await server?.close(100);
  server = undefined;
  failures.length = 0;
});

function trialRouter(): Router {
  const router = new Router();
  router.get('/hello', context => {
    context.body = { hello: true };
  });
  router.post('/echo', async context => {
    const body = await rawBody(context.req, { limit: 1000 });
    context.body = { bytes: body.length };
  });
  router.get('/refuse', () => {
    throw new AppError('not-found', '没有编号为 1120-9 的条目，请核对编号。');
  });
  router.get('/crash', () => {
    throw new Error('secret at /home/somebody/token.txt');
  });
  router.get('/never', () => new Promise(() => undefined));
  return router;
}

async function start(mount: Partial<Mount> = {}, reasons: () => string[] = () => []): Promise<string> {
  const app = createHttp({
    mounts: [{ router: trialRouter(), access: 'public', ...mount }],
    reasonsNotReady: reasons,
    metrics: createMetrics(),
    onFailure: error => failures.push(error),
    maxBodyBytes: 5000,
  });
  server = await listen(app, { port: 0, host: '127.0.0.1' });
  return `http://127.0.0.1:${server.port}`;
}

/** Unlike fetch, this can send any Host header. */
function statusWith(url: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    rawRequest(url, { method, headers }, response => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

describe('operations', () => {
  it('says that it is alive', async () => {
    const response = await fetch(`${await start()}/healthz`);
    expect([response.status, await response.json()]).toEqual([200, { alive: true }]);
  });

  it('says in Chinese why it is not ready, and recovers', async () => {
    const reasons = ['检索库还在载入。'];
    const url = await start({}, () => reasons);
    const before = await fetch(`${url}/readyz`);
    expect([before.status, await before.json()]).toEqual([503, { ready: false, reasons: ['检索库还在载入。'] }]);
    reasons.length = 0;
    const after = await fetch(`${url}/readyz`);
    expect([after.status, await after.json()]).toEqual([200, { ready: true, reasons: [] }]);
  });

  it('counts requests for Prometheus', async () => {
    const url = await start();
    await fetch(`${url}/hello`);
    await fetch(`${url}/nowhere`);
    const response = await fetch(`${url}/metrics`);
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    const text = await response.text();
    expect(text).toContain('xiaofa_http_requests_total{status="200"} 1');
    expect(text).toContain('xiaofa_http_requests_total{status="404"} 1');
  });
});

describe('errors', () => {
  it.each([
    { path: '/refuse', status: 404, code: 'not-found', message: '没有编号为 1120-9 的条目，请核对编号。' },
    { path: '/nowhere', status: 404, code: 'not-found', message: '没有这个地址，请检查网址；首页在“/”。' },
    { path: '/crash', status: 500, code: 'internal', message: '小法内部出错，这次请求没有完成。请重试；仍不行请联系管理员查看日志。' },
  ])('answers $path with a code and a Chinese sentence', async ({ path, status, code, message }) => {
    const response = await fetch(`${await start()}${path}`);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ code, message });
  });

  it('names the wrong method', async () => {
    const response = await fetch(`${await start()}/hello`, { method: 'DELETE' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'HEAD, GET']);
    expect(await response.json()).toMatchObject({ code: 'method-not-allowed' });
  });

  it('hands the real reason of a failure to the log only', async () => {
    const url = await start();
    await fetch(`${url}/crash`);
    await fetch(`${url}/refuse`);
    expect(failures).toHaveLength(1);
    expect(String(failures[0])).toContain('token.txt');
  });

  it('sets the security headers on errors too', async () => {
    const response = await fetch(`${await start()}/crash`);
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('x-frame-options')).toBe('DENY');
  });
});

describe('limits', () => {
  it('refuses a body that is announced as too large, in plain Chinese', async () => {
    const response = await fetch(`${await start()}/hello`, { method: 'POST', body: 'x'.repeat(6000) });
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ code: 'too-large', message: '发来的内容太大，没有接收。请分几次发送，或先缩小文件。' });
  });

  it('refuses a body that turns out too large for its route', async () => {
    const url = await start();
    expect((await fetch(`${url}/echo`, { method: 'POST', body: 'x'.repeat(1001) })).status).toBe(413);
    expect(await (await fetch(`${url}/echo`, { method: 'POST', body: 'x'.repeat(1000) })).json()).toEqual({ bytes: 1000 });
  });

  it('refuses a chunked body that never announced its size', async () => {
    const { port } = new URL(await start());
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1');
      socket
        .setEncoding('utf8')
        .once('data', data => resolve(String(data)))
        .on('error', reject);
      socket.write(`POST /echo HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n${'x'.repeat(2000)}\r\n`);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('answers in time when the work hangs', async () => {
    const response = await fetch(`${await start({ timeoutMs: 20 })}/never`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'timeout' });
  });
});

describe('routes for this machine only', () => {
  const machine = { access: 'machine' } as const;

  it.each([
    { name: 'localhost', headers: { host: 'localhost:3000' }, status: 200 },
    { name: 'the loopback address', headers: { host: '127.0.0.1' }, status: 200 },
    { name: 'the IPv6 loopback address', headers: { host: '[::1]:3000' }, status: 200 },
    { name: 'its own page', headers: { host: 'localhost:3000', origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }, status: 200 },
    { name: 'a bookmark', headers: { host: 'localhost:3000', 'sec-fetch-site': 'none' }, status: 200 },
    {
      name: 'a link on another page',
      headers: { host: 'localhost:3000', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
      status: 200,
    },
    { name: 'a foreign name rebound to this machine', headers: { host: 'attacker.example' }, status: 403 },
    { name: 'a name that only begins like ours', headers: { host: 'localhost.attacker.example' }, status: 403 },
    { name: 'the page of a foreign site', headers: { host: 'localhost:3000', origin: 'https://attacker.example' }, status: 403 },
    { name: 'another program of this machine in a browser', headers: { host: 'localhost:3000', origin: 'http://localhost:8080' }, status: 403 },
    { name: 'a sandboxed page', headers: { host: 'localhost:3000', origin: 'null' }, status: 403 },
    { name: 'a script tag elsewhere', headers: { host: 'localhost:3000', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, status: 403 },
    { name: 'a reverse proxy', headers: { host: 'localhost:3000', 'x-forwarded-for': '203.0.113.9' }, status: 403 },
  ])('answers $status to $name', async ({ headers, status }) => {
    expect(await statusWith(`${await start(machine)}/hello`, headers)).toBe(status);
  });

  it('does not believe a header about where a request came from', async () => {
    const url = await start(machine);
    expect(await statusWith(`${url}/hello`, { host: 'attacker.example', 'x-forwarded-host': 'localhost' })).toBe(403);
  });

  it('leaves public routes open to any name', async () => {
    const url = await start(machine);
    expect(await statusWith(`${url}/healthz`, { host: 'assistant.example' })).toBe(200);
  });
});

describe('stopping', () => {
  it('lets a request under way finish, then takes no more', async () => {
    let finish = (): void => undefined;
    const reached = new Promise<void>(arrived => {
      const router = new Router();
      router.get('/slow', async context => {
        arrived();
        await new Promise<void>(resolve => {
          finish = resolve;
        });
        context.body = 'done';
      });
      void start({ router }).then(url => pending.push(fetch(`${url}/slow`)));
    });
    const pending: Promise<Response>[] = [];
    await reached;
    const closing = server?.close(5000);
    finish();
    expect(await (await pending[0])?.text()).toBe('done');
    await closing;
  });

  it('says in Chinese that the port is taken', async () => {
    await start();
    const app = createHttp({ mounts: [], reasonsNotReady: () => [], metrics: createMetrics(), onFailure: () => undefined });
    const port = server?.port ?? 0;
    await expect(listen(app, { port, host: '127.0.0.1' })).rejects.toThrow(`端口${port}已被别的程序占用`);
  });
});
