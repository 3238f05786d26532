import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app/app.ts';
import { consoleOf } from '../../src/app/serve.ts';
import { readConfig } from '../../src/config.ts';
import { enqueue } from '../../src/delivery/outbox.ts';
import { createHttp } from '../../src/http/http.ts';
import { type Listening, listen } from '../../src/http/listen.ts';
import { createMetrics } from '../../src/lib/metrics.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { hasChromium, launchChromium } from '../helpers/chromium.ts';

let folder: string;
let app: App;
let server: Listening;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  if (!hasChromium) return;
  folder = await mkdtemp(join(tmpdir(), 'xiaofa-console-'));
  const config = readConfig({ STATE_DIR: folder, CONSOLE_SECRET: 'a-secret-with-more-than-thirty-two-characters' }, projectRoot);
  app = await createApp(config);
  const mounts = [{ router: consoleOf(app, true), access: 'public' as const }];
  const http = createHttp({ mounts, reasonsNotReady: () => [], metrics: createMetrics(), onFailure: () => undefined });
  server = await listen(http, { port: 0, host: '127.0.0.1' });
  browser = await launchChromium();
  page = await browser.newPage({ viewport: { width: 390, height: 844 } });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await server?.close(0);
  await app?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

async function signIn(id: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${server.url}/`);
  await page.getByRole('link', { name: '用登录码登录' }).click();
  await page.getByLabel('登录码').fill(app.codes.issue(id));
  await page.getByRole('button', { name: '登录' }).click();
}

/** Nothing is wider than the phone. */
const fits = (): Promise<boolean> => page.evaluate<boolean>('document.documentElement.scrollWidth <= window.innerWidth');

describe.skipIf(!hasChromium)('the console on a phone', () => {
  it('the admin signs in with a code, opens every page, and sends again what did not arrive', async () => {
    const to = { platform: 'wecom', account: 'qinlang' } as const;
    const { bureau, store, clock } = app;
    await store.write({ bureau: bureau.id }, async tx => {
      const queued = { bureau: bureau.id, id: 'private:qinlang', at: clock.now(), run: null };
      await enqueue(tx, { to, text: '请填报', mentions: [], files: [], buttons: [] }, queued);
      const row = await tx.get('outbox', 'private:qinlang');
      if (row) await tx.replace('outbox', { ...row, state: 'dead', lastError: '自建应用返回 81013' });
    });
    await signIn('dingyi');
    for (const name of ['运行记录', '额度', '收不到私信的人', '资料', '发件箱']) {
      await page.goto(`${server.url}/`);
      await page.getByRole('link', { name }).click();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(name);
      expect(await fits(), name).toBe(true);
    }
    await page.getByRole('button', { name: '重发', exact: true }).click();
    await page.getByText('没有未送达的消息').waitFor();
  });

  it('an editor uploads a document, which is then listed; a marked one is neither read nor kept', async () => {
    await signIn('lianghui');
    const [plain, marked] = [join(folder, '走访服务办法.md'), join(folder, '内部.txt')];
    await writeFile(plain, '# 青禾区走访服务办法（测试）\n\n第一条 走访企业应当记录企业所提问题。\n\n第二条 本办法自2026年11月1日起施行。\n');
    await writeFile(marked, '机密★一年\n\n关于某事项的情况报告\n');
    await page.goto(`${server.url}/documents`);
    await page.getByLabel('选择文件').setInputFiles([plain, marked]);
    await page.getByRole('button', { name: '上传' }).click();
    await page.getByText('不能入库，没有留存').waitFor();
    await page.getByLabel('按名称找').fill('走访服务办法');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByText('共1份').waitFor();
    expect(await fits()).toBe(true);
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByText('登录控制台').waitFor();
  });
});
