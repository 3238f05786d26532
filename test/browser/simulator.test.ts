import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/http/listen.ts';
import { hasChromium, launchChromium } from '../helpers/chromium.ts';
import { serveFakeSimulator } from '../helpers/serve-fake-simulator.ts';

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
const REPORT = '本周走仿企业12家，收集问题5条，当场解决3条';

let browser: Browser;
let server: Listening;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  if (hasChromium) browser = await launchChromium();
});

afterAll(() => browser?.close());

beforeEach(async () => {
  server = await serveFakeSimulator();
  complaints = [];
});

afterEach(async () => {
  await page.context().close();
  await server.close(100);
  expect(complaints).toEqual([]);
});

async function open(options: BrowserContextOptions): Promise<void> {
  const context = await browser.newContext({ ...options, locale: 'zh-CN' });
  page = await context.newPage();
  page.on('pageerror', error => complaints.push(error.message));
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()));
  page.on('request', request => request.url().startsWith(`http://localhost:${server.port}/`) || complaints.push(`outside: ${request.url()}`));
  await page.goto(`http://localhost:${server.port}/simulator`);
  await page.waitForSelector('.chip');
}

/** Types as a person does, and waits for 小法's next answer. */
async function say(text: string): Promise<string> {
  const answers = page.locator('.from-bot');
  const before = await answers.count();
  await page.fill('#text', text);
  await page.press('#text', 'Enter');
  await answers.nth(before).waitFor();
  return answers.nth(before).innerText();
}

async function become(id: string, name: string): Promise<void> {
  if (await page.locator('#member-select').isVisible()) await page.selectOption('#member-select', id);
  else await page.click(`#members button:has-text("${name}")`);
}

describe.skipIf(!hasChromium)('the simulator on a desktop', () => {
  beforeEach(() => open(desktop));

  it('sends with Enter and shows the answer as WeCom does, and what was recorded beside it', async () => {
    await say(REPORT);
    const answer = page.locator('.from-bot').last();
    expect(await answer.locator('strong').first().innerText()).toBe('已记2条');
    expect(await answer.locator('ol > li').allInnerTexts()).toEqual(['走访企业12家', '收集问题5条，当场解决3条']);
    expect(await answer.locator('blockquote').count()).toBe(1);
    await page.locator('.entry').nth(1).waitFor();
    expect(await page.locator('.entry').first().innerText()).toContain('1118-1');
  });

  it('lets several people talk in one group', async () => {
    await say(REPORT);
    await become('gaoyuan', '高远');
    expect(await say('今年以来走访了多少企业')).toContain('269家次');
    expect(await page.locator('.from-bot table td').count()).toBe(6);
    expect(await page.locator('.from-person').count()).toBe(2);
    expect(await page.locator('.mine').innerText()).toContain('高远');
    await become('qinlang', '秦朗');
    expect(await page.locator('.mine').innerText()).toContain('走仿');
  });

  it('marks the draft sentence whose entry was corrected, and hands the draft out as a file', async () => {
    await say(REPORT);
    await become('lianghui', '梁慧');
    await say('生成年度报告');
    await become('qinlang', '秦朗');
    await say('第1条改成13家');
    await page.click('#tab-drafts');
    expect(await page.locator('.stale mark').innerText()).toBe('走访企业12家。');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.draft a')]);
    expect(download.suggestedFilename()).toBe('青禾区工业和信息化局2026年度法治政府建设工作报告（初稿）.docx');
    expect(await readFile(await download.path(), 'utf8')).toBe('内容：draft:annual:2026');
  });

  it('moves the clock, shows the push in the group and a mark beside who was reminded', async () => {
    await page.click('[data-target=friday]');
    await page.locator('.push').waitFor();
    expect(await page.locator('#now-time').innerText()).toBe('16:00');
    expect(await page.locator('.mentions').innerText()).toBe('@梁慧');
    const reminded = page.locator('#members button:has-text("陶然")');
    expect(await reminded.locator('.badge').innerText()).toBe('1');
    await reminded.click();
    await page.click('#conversations button:has-text("单聊")');
    expect(await page.locator('.from-bot').innerText()).toContain('陶然您好');
    expect(await reminded.locator('.badge').count()).toBe(0);
  });

  it('leads from a record back to the message it came from', async () => {
    await say(REPORT);
    await page.click('#conversations button:has-text("局领导群")');
    await page.locator('.entry summary').first().click();
    await page.click('text=在聊天里看');
    expect(await page.locator('.found').innerText()).toContain('走仿');
  });

  it('pulls the plug and shows that nothing was lost', async () => {
    await say(REPORT);
    await page.click('#tab-facts');
    expect(await page.locator('.facts').innerText()).toContain('什么都不离开');
    await page.click('text=拔掉电源');
    expect(await page.locator('#crash-result').innerText()).toContain('一条不少');
  });

  it('asks before it empties everything', async () => {
    await say(REPORT);
    await page.click('#tab-facts');
    await page.click('#panel button:has-text("清空重来")');
    await page.click('#confirm button:has-text("先不")');
    expect(await page.locator('.message').count()).toBe(2);
    await page.click('#panel button:has-text("清空重来")');
    await page.click('#confirm-yes');
    await page.locator('.greeting').waitFor();
    expect(await page.locator('.message').count()).toBe(0);
  });

  it('sends a pressed button and a quoted message', async () => {
    await say(REPORT);
    await page.click('.bubble-buttons button:has-text("撤回")');
    await page.locator('.from-bot').nth(1).waitFor();
    await page.locator('.from-person').first().hover();
    await page.locator('.quote-button').first().click();
    expect(await page.locator('#quote').innerText()).toContain('秦朗');
    await say('第1条改成13家');
    expect(await page.locator('.bubble-quote').innerText()).toBe(REPORT);
  });

  it('drops a file into the chat', async () => {
    await page.setInputFiles('#file', { name: '去年报告.txt', mimeType: 'text/plain', buffer: Buffer.from('正文') });
    await page.locator('.from-bot').waitFor();
    expect(await page.locator('.mine .file').innerText()).toContain('去年报告.txt');
    await page.setInputFiles('#file', { name: '照片.png', mimeType: 'image/png', buffer: Buffer.from('x') });
    expect(await page.locator('.toast-bad').innerText()).toContain('照片.png');
  });

  it('shows hostile words as words', async () => {
    const hostile = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>[x](javascript:window.hit=1) 走访2家';
    await say(hostile);
    await page.evaluate("fetch('/simulator/messages',{method:'POST',body:JSON.stringify({from:{name:'<b onclick=hit()>'},text:'帮助'})})");
    await page.locator('.from-bot').nth(1).waitFor();
    expect(await page.locator('.mine .plain').innerText()).toBe(`@小法 ${hostile}`);
    expect(await page.evaluate('window.hit')).toBeUndefined();
    expect(await page.locator('.log img[src=x], .log script, .log b[onclick], .log a[href^=javascript]').count()).toBe(0);
  });

  it('keeps what was typed when the program has gone, and says so', async () => {
    await server.close(10);
    await page.fill('#text', '本周没有');
    await page.press('#text', 'Enter');
    await page.locator('.toast-bad').waitFor();
    expect(await page.locator('.toast-bad').first().innerText()).toContain('连不上小法');
    expect(await page.inputValue('#text')).toBe('本周没有');
    complaints = complaints.filter(complaint => !complaint.includes('ERR_'));
  });

  it('can be worked by keyboard: tabs by arrow keys, names on everything that can be pressed', async () => {
    await page.focus('#tab-entries');
    await page.keyboard.press('ArrowRight');
    expect(await page.getAttribute('#tab-drafts', 'aria-selected')).toBe('true');
    const nameless = await page.$$eval('button, a, input, textarea, select', elements =>
      elements
        .filter(
          element =>
            !(element.textContent || element.getAttribute('aria-label') || (element as unknown as { labels?: { length: number } }).labels?.length),
        )
        .map(element => element.outerHTML),
    );
    expect(nameless).toEqual([]);
  });
});

describe.skipIf(!hasChromium)('the simulator on a phone', () => {
  it.each([320, 360, 390, 430])('has nothing wider than %i pixels, in any view', async width => {
    await open({ ...phone, viewport: { width, height: 740 } });
    await say(REPORT);
    await become('gaoyuan', '高远');
    await say('今年以来走访了多少企业');
    await become('lianghui', '梁慧');
    await say('生成年度报告');
    await say('长'.repeat(300) + 'x'.repeat(300));
    for (const view of ['records', 'clock', 'chat']) {
      await page.click(`.tabs [data-view=${view}]`);
      const tooWide = await page.evaluate(
        '[document.scrollingElement, ...document.querySelectorAll(".log, .panel, .people, .top, .pickers, .composer")].filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.className)',
      );
      expect([view, tooWide]).toEqual([view, []]);
    }
  });

  it('goes through its three views', async () => {
    await open(phone);
    await say(REPORT);
    await page.click('.tabs [data-view=clock]');
    expect(await page.locator('#view-chat').isVisible()).toBe(false);
    await page.click('[data-target=friday]');
    await page.locator('#clock-runs .run').waitFor();
    expect(await page.locator('#clock-runs .summary').innerText()).toBe('催报提醒');
    expect(await page.locator('#dot-chat').isVisible()).toBe(true);
    await page.click('.tabs [data-view=records]');
    expect(await page.locator('.entry').count()).toBe(2);
    await page.click('.tabs [data-view=chat]');
    expect(await page.locator('.push').count()).toBe(1);
    const gap = await page.$eval('#log', log => log.scrollHeight - log.scrollTop - log.clientHeight);
    expect(gap).toBeLessThan(2);
    expect(await page.locator('#send').isVisible()).toBe(true);
  });

  it('starts with a guide that chooses the person and the words', async () => {
    await open(phone);
    await page.click('.greeting button');
    await page.click('#guide li:nth-child(4) button');
    expect(await page.inputValue('#member-select')).toBe('gaoyuan');
    expect(await page.inputValue('#text')).toBe('今年以来走访了多少企业');
  });
});
