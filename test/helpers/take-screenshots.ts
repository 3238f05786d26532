import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';

// `node dist/test/helpers/take-screenshots.js http://localhost:3000 docs`: plays a few minutes on a freshly started simulator and
// keeps what a desktop and a phone show. The desktop's picture is the one in README.md.

const [address = 'http://localhost:3000', folder = 'docs'] = process.argv.slice(2);

async function say(page: Page, member: string, text: string): Promise<void> {
  if (await page.locator('#member-select').isVisible()) await page.selectOption('#member-select', { label: await labelOf(page, member) });
  else await page.click(`#members button:has-text("${member}")`);
  const answers = page.locator('.from-bot');
  const before = await answers.count();
  await page.fill('#text', text);
  await page.press('#text', 'Enter');
  await answers.nth(before).waitFor();
}

async function labelOf(page: Page, member: string): Promise<string> {
  const labels = await page.locator('#member-select option').allInnerTexts();
  return labels.find(label => label.includes(member)) ?? member;
}

async function take(browser: Browser, name: string, options: BrowserContextOptions): Promise<void> {
  const context = await browser.newContext({ ...options, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.request.post(`${address}/simulator/reset`, { data: {} });
  await page.goto(`${address}/simulator`);
  await page.waitForSelector('.chip');
  await say(page, '秦朗', '本周走仿企业12家，收集问题5条，当场解决3条；周三组织学习《行政处罚法》，35人参加');
  await say(page, '梁慧', '生成年度报告');
  await say(page, '秦朗', '第1条改成13家');
  if (await page.locator('#tab-drafts').isVisible()) await page.click('#tab-drafts');
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(folder, name) });
  await context.close();
}

await mkdir(folder, { recursive: true });
const browser = await launchChromium();
await take(browser, 'simulator.png', { viewport: { width: 1280, height: 800 } });
await take(browser, 'simulator-phone.png', { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true });
await browser.close();
