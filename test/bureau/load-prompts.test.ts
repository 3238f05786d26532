import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadPrompts } from '../../src/bureau/load-prompts.ts';
import { AppError } from '../../src/domain/errors.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import type { Prompts } from '../../src/models/prompt.ts';
import { bureauFolder } from '../helpers/bureau-folder.ts';

const whole = `---
id: ask
version: 2
purpose: 回答
inputs:
  question: 提问
  notes: 笔记
output:
  type: object
  required: [text]
  properties:
    text: { type: string }
temperature: 0.1
maxTokens: 200
---
读{{question}}。
参考{{notes}}。
`;

async function load(shipped: string, own: Record<string, string> = {}): Promise<{ prompts: Prompts; warnings: string[] }> {
  const shippedDir = await mkdtemp(join(tmpdir(), 'xiaofa-prompts-'));
  onTestFinished(() => rm(shippedDir, { recursive: true, force: true }));
  await writeFile(join(shippedDir, 'ask.md'), shipped);
  const files = Object.fromEntries(Object.entries(own).map(([name, text]) => [`prompts/${name}`, text]));
  const warnings: string[] = [];
  const prompts = await loadPrompts(await bureauFolder(files), { shippedDir, warn: warning => void warnings.push(warning) });
  return { prompts, warnings };
}

async function mistake(shipped: string, own: Record<string, string> = {}): Promise<string> {
  const failure = await load(shipped, own).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(AppError);
  return (failure as AppError).message;
}

describe('prompt files', () => {
  it('are read with everything that they say', async () => {
    const { prompts, warnings } = await load(whole);
    expect(warnings).toEqual([]);
    expect(prompts.list).toEqual([
      {
        ...{ id: 'ask', version: 2, isOwn: false, purpose: '回答', inputs: { question: '提问', notes: '笔记' }, temperature: 0.1, maxTokens: 200 },
        schema: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
        body: '读{{question}}。\n参考{{notes}}。',
      },
    ]);
  });

  it.each([
    ['no front matter', '读{{question}}', /prompts\/ask\.md 第1行：这里应为一行“---”/],
    ['a front matter that is no YAML', whole.replace('version: 2', '\tversion: 2'), /第3行.*制表符/],
    ['a missing version', whole.replace('version: 2\n', ''), /version）：没有写，应为数字/],
    ['a temperature that is none', whole.replace('0.1', '热'), /第13行（temperature）：写的是“热”，应为数字/],
    ['another file’s id', whole.replace('id: ask', 'id: asks'), /第2行（id）：写的是“asks”，应与文件名一致：ask/],
    ['an input that is not declared', whole.replace('参考{{notes}}', '参考{{note}}{{notes}}'), /第17行（正文）：写的是“{{note}}”.*是不是“notes”/],
    ['an input that is not used', whole.replace('参考{{notes}}', '参考'), /第16行（正文）：没有用到{{notes}}/],
    ['braces without a partner', whole.replace('参考{{notes}}', '参考{{notes}}{{'), /第17行（正文）：花括号不成对/],
    ['no text', whole.replace(/读[\s\S]*$/, ''), /正文）：没有写，应为给模型的要求/],
    ['a slip in the output’s schema', whole.replace('  required', '  requird'), /第10行（output requird）：不认识“requird”.*是不是“required”/],
    ['a required property that is not there', whole.replace('[text]', '[txt]'), /第10行（output required）：required里的“txt”/],
    ['an output type that is none', whole.replace('type: string', 'type: text'), /output.*能用的JSON Schema/],
  ])('are refused with file, line and what was expected: %s', async (_, text, message) => {
    expect(await mistake(text)).toMatch(message);
  });

  it('are read with the line ends and the byte order mark of Windows', async () => {
    expect((await load(`\uFEFF${whole.replaceAll('\n', '\r\n')}`)).prompts.list[0]?.body).toBe('读{{question}}。\n参考{{notes}}。');
  });
});

describe('a bureau’s own prompt', () => {
  it('replaces the shipped one; what it leaves out stays', async () => {
    const { prompts } = await load(whole, { 'ask.md': '---\nversion: 3\ntemperature: 0.5\n---\n按本局口径读{{question}}和{{notes}}。\n' });
    expect(prompts.list[0]).toMatchObject({ version: 3, isOwn: true, temperature: 0.5, maxTokens: 200, schema: { type: 'object' } });
    expect(prompts.render('ask', { question: '甲', notes: '' }).system).toContain('按本局口径读');
  });

  it('may be a copy of the shipped file with another text', async () => {
    const { prompts, warnings } = await load(whole, { 'ask.md': whole.replace('读{{', '细读{{').replace('version: 2', 'version: 3') });
    expect([warnings, prompts.list[0]?.version, prompts.list[0]?.isOwn]).toEqual([[], 3, true]);
  });

  it.each([
    ['other inputs', whole.replaceAll('notes', 'note'), /第6行（inputs）：与程序自带的不一致，应为notes、question/],
    ['another output', whole.replace('type: string', 'type: number'), /（output）：与程序自带的不一致/],
    ['a place that is none', '---\nversion: 3\n---\n读{{question}}、{{notes}}、{{提问}}', /第4行（正文）：写的是“{{提问}}”/],
  ])('is refused with %s', async (_, text, message) => {
    expect(await mistake(whole, { 'ask.md': text })).toMatch(message);
  });

  it('that nobody would read is told', async () => {
    const { warnings } = await load(whole, { 'aks.md': whole, 'ask.md.txt': whole });
    expect(warnings.join('\n')).toMatch(/aks\.md：没有读，文件名应为ask\.md之一（是不是“ask”？）[\s\S]*ask\.md\.txt：没有读/);
  });
});

describe('the shipped prompts', () => {
  it('are in order, short, and Chinese', async () => {
    const { list } = await loadPrompts(await bureauFolder({}));
    expect(list.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['answer', 'digest', 'extract', 'intent', 'polish-section', 'propose-section', 'rewrite-question']),
    );
    for (const { id, body } of list) {
      expect(body.length, id).toBeLessThan(800);
      expect(body, id).toMatch(/[一-龥]{4}/);
    }
  });

  it('lie in the project’s folder', async () => {
    const { list } = await loadPrompts(await bureauFolder({}), { shippedDir: join(projectRoot, 'prompts') });
    expect(list.length).toBeGreaterThan(0);
  });
});
