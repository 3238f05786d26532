import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLanding } from '../../src/console/landing.ts';
import { createHttp } from '../../src/http/http.ts';
import { type Listening, listen } from '../../src/http/listen.ts';
import { createMetrics } from '../../src/lib/metrics.ts';

let server: Listening;

beforeAll(async () => {
  const mounts = [{ router: createLanding(), access: 'public' as const }];
  const app = createHttp({ mounts, reasonsNotReady: () => [], metrics: createMetrics(), onFailure: () => undefined });
  server = await listen(app, { port: 0, host: '127.0.0.1' });
});

afterAll(() => server.close(100));

describe('the page at /', () => {
  it('says what this is and leads to the simulator and the health pages', async () => {
    const response = await fetch(`${server.url}/`);
    const page = await response.text();
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    for (const address of ['/simulator', '/healthz', '/readyz']) expect(page).toContain(`href="${address}"`);
    expect((await fetch(`${server.url}/web/landing.css`)).status).toBe(200);
    expect((await fetch(`${server.url}/web/..%2flanding.ts`)).status).toBe(404);
  });
});
