import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Listening } from '../../../src/http/listen.ts';
import { serveFakeSimulator } from '../../helpers/serve-fake-simulator.ts';

let server: Listening;
let url: string;

beforeEach(async () => {
  server = await serveFakeSimulator();
  url = `http://localhost:${server.port}`;
});

afterEach(() => server.close(100));

async function post(path: string, body: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${url}/simulator/${path}`, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function get(path: string): Promise<Record<string, unknown>> {
  return (await (await fetch(`${url}/simulator/${path}`)).json()) as Record<string, unknown>;
}

const REPORT = '本周走访企业12家，收集问题5条，当场解决3条';

describe('POST /simulator/messages', () => {
  it('answers as a script expects: replies with text and files', async () => {
    const { status, body } = await post('messages', { from: '梁慧', group: 'work', text: '@小法 生成年度报告' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ replies: [{ text: expect.stringContaining('初稿已生成'), files: [{ name: expect.stringMatching(/\.docx$/) }] }] });
  });

  it('takes the work group for granted, and no files where there are none', async () => {
    const { body } = await post('messages', { from: 'qinlang', text: REPORT });
    expect(Object.keys((body['replies'] as object[])[0] ?? {})).toEqual(['text']);
  });

  it('hears somebody who is not in the roster', async () => {
    const { status } = await post('messages', { from: { name: '路人甲', department: '某镇', roles: ['staff'] }, text: '帮助' });
    expect(status).toBe(200);
    expect((await get('scene'))['members']).toContainEqual(expect.objectContaining({ name: '路人甲', known: false }));
  });

  it('hears many at once', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => post('messages', { from: 'qinlang', text: `帮助 ${index}` })));
    expect(answers.map(answer => (answer.body['replies'] as object[]).length)).toEqual(Array(50).fill(1));
  });

  it.each([
    { name: 'no JSON', body: '{"from":', message: '请求内容不是有效的 JSON，请检查括号、引号和逗号。' },
    { name: 'no speaker', body: { text: '帮助' }, message: '请求内容不完整或格式不对，请检查：from（谁说的：花名册中的姓名或编号）。' },
    { name: 'words that are no text', body: { from: 'qinlang', text: 5 }, message: '请求内容不完整或格式不对，请检查：text（说了什么）。' },
    { name: 'a list', body: [], message: '请求内容不完整或格式不对，应为 JSON 对象。' },
    {
      name: 'a role that does not exist',
      body: { from: { name: '甲', roles: ['root'] }, text: '' },
      message: '请求内容不完整或格式不对，请检查：from（谁说的：花名册中的姓名或编号）。',
    },
  ])('explains $name', async ({ body, message }) => {
    expect(await post('messages', body)).toEqual({ status: 400, body: { code: 'usage', message } });
  });

  it('says that it does not know somebody', async () => {
    expect(await post('messages', { from: '查无此人', text: '帮助' })).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('refuses more than 128 KB', async () => {
    expect(await post('messages', { from: 'qinlang', text: '字'.repeat(50_000) })).toMatchObject({ status: 413, body: { code: 'too-large' } });
  });

  it('passes a pressed button on', async () => {
    const { body } = await post('messages', { from: 'qinlang', text: '撤回', button: { action: 'withdraw', value: '1' } });
    expect(body).toMatchObject({ replies: [{ text: expect.stringContaining('已撤回') }] });
  });
});

describe('files', () => {
  it('takes one into the chat and answers it', async () => {
    const response = await fetch(`${url}/simulator/files?from=lianghui&group=work&name=${encodeURIComponent('去年报告.txt')}`, {
      method: 'POST',
      body: '正文',
    });
    expect(await response.json()).toMatchObject({ replies: [{ text: expect.stringContaining('去年报告.txt') }] });
    expect((await get('feed?since=0'))['lines']).toMatchObject([{ attachments: [{ kind: 'file', name: '去年报告.txt' }] }, {}]);
  });

  it('gives one out as a download with its Chinese name, whatever it is called', async () => {
    const { body } = await post('messages', { from: 'lianghui', text: '生成年度报告' });
    const [reply] = body['replies'] as { files: { href: string; name: string }[] }[];
    const file = reply?.files[0];
    const response = await fetch(`${url}${file?.href}`);
    expect(response.headers.get('content-type')).toContain('wordprocessingml');
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="download"; filename*=UTF-8''${encodeURIComponent(file?.name ?? '')}`,
    );
    expect(await response.text()).toBe('内容：draft:annual:2026');
  });

  it.each(['a"; filename*=x\'.html', 'a\r\nSet-Cookie: x=1'])('lets no name (%j) change the answer’s headers', async name => {
    const response = await fetch(`${url}/simulator/files/x?name=${encodeURIComponent(name)}`);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="download"; filename\*=UTF-8''[\w.%!~*()-]+$/);
    expect([response.headers.get('content-type'), response.headers.get('set-cookie')]).toEqual(['application/octet-stream', null]);
  });

  it.each(['..%2fhost.ts', '%2e%2e%2f%2e%2e%2f..%2fpackage.json', 'nothing.js', 'markdown.d.ts'])(
    'serves no %s among the files of the page',
    async name => {
      expect((await fetch(`${url}/simulator/web/${name}`)).status).toBe(404);
    },
  );

  it('serves the page and its parts', async () => {
    const page = await fetch(`${url}/simulator`);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const parts = [...(await page.text()).matchAll(/(?:src|href)="(\/simulator\/web\/[^"]+)"/g)].map(match => match[1]);
    expect(parts.length).toBeGreaterThan(4);
    for (const part of parts) expect([part, (await fetch(`${url}${part}`)).status]).toEqual([part, 200]);
  });
});

describe('the clock', () => {
  it('moves to Friday afternoon, and what fell due stands in the chats', async () => {
    expect((await post('clock', { to: 'friday' })).status).toBe(200);
    const feed = await get('feed?since=0');
    expect(feed['now']).toBe(Date.parse('2026-11-20T16:00:00+08:00'));
    expect(feed['lines']).toMatchObject([{ conversation: 'direct:taoran' }, { conversation: 'work', replyTo: null }]);
    expect((await get('records'))['runs']).toMatchObject([{ task: 'remind', state: 'done', sent: 2 }]);
  });

  it('moves to any later time', async () => {
    expect(await post('clock', { to: '2026-12-01T08:30' })).toEqual({ status: 200, body: { now: Date.parse('2026-12-01T08:30:00+08:00') } });
  });

  it.each([
    { to: '2026-01-01T00:00', message: '时钟只能往后拨' },
    { to: '昨天', message: '没有看懂时间“昨天”' },
  ])('does not move to $to', async ({ to, message }) => {
    const { status, body } = await post('clock', { to });
    expect([status, String(body['message'])]).toEqual([400, expect.stringContaining(message)]);
  });
});

describe('what was recorded', () => {
  it('shows entries with number, figures, history and source', async () => {
    await post('messages', { from: 'qinlang', text: REPORT });
    await post('messages', { from: 'qinlang', text: '第1条改成13家' });
    const { entries } = await get('records');
    expect(entries).toMatchObject([
      {
        number: '1118-1',
        status: 'submitted',
        section: '营商环境与企业服务',
        figures: [{ name: '走访企业', text: '13家' }],
        history: [{ action: 'submit' }, { what: '走访企业：12家 → 13家' }],
        source: { text: REPORT },
      },
      { number: '1118-2' },
    ]);
  });

  it('shows drafts with what is empty and what has to be looked at again', async () => {
    await post('messages', { from: 'qinlang', text: REPORT });
    await post('messages', { from: 'lianghui', text: '生成年度报告' });
    await post('messages', { from: 'qinlang', text: '第1条改成13家' });
    const { drafts } = await get('records');
    expect(drafts).toMatchObject([
      {
        file: { href: expect.stringMatching(/^\/simulator\/files\/draft%3Aannual%3A2026\?name=/) },
        sections: [
          { isEmpty: false, sentences: 1 },
          { isEmpty: true, sentences: 0 },
        ],
        stale: [{ heading: '一、优化营商环境', why: expect.stringContaining('12家 → 13家') }],
      },
    ]);
  });
});

describe('断电 and 清空重来', () => {
  it('reports what was there before and after a crash, and keeps the chats', async () => {
    await post('messages', { from: 'qinlang', text: REPORT });
    const { body } = await post('crash', {});
    expect(body['counts']).toContainEqual({ label: '条目', before: 2, after: 2 });
    expect((await get('feed?since=0'))['lines']).toHaveLength(2);
  });

  it('starts over: another epoch, no lines, no entries, the first time', async () => {
    await post('messages', { from: 'qinlang', text: REPORT });
    const before = await get('feed?since=0');
    await post('reset', {});
    const after = await get('feed?since=0');
    expect(after['lines']).toEqual([]);
    expect(after['epoch']).not.toBe(before['epoch']);
    expect((await get('records'))['entries']).toEqual([]);
  });
});
