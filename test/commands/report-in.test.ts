import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine } from '../helpers/command-line.ts';
import { editedWord } from '../reports/word-edits.ts';

const week = [{ at: '2026-11-20T16:20:00+08:00', from: 'qinlang', group: 'work', text: '@小法 本周走访企业12家，收集问题5条' }];

describe('report --in', () => {
  it('takes an edited Word file back into its draft, under the name that is given', async () => {
    const { run, jsonl, folder } = commandLine();
    await run('replay', jsonl('week.jsonl', week), '--state', 'kept');
    const dates = ['--from', '2026-01-01', '--to', '2026-12-31', '--state', 'kept'];
    await run('report', 'annual', ...dates, '--out', 'draft.docx');
    const edited = editedWord(readFileSync(join(folder, 'draft.docx')), xml => xml.replace('走访企业12家', '走访企业12家，逐户送政策'));
    writeFileSync(join(folder, '改稿.docx'), edited);
    const back = await run('report', '--in', '改稿.docx', '--by', '梁慧', '--state', 'kept');
    expect([back.code, back.out.join('\n')]).toEqual([0, expect.stringContaining('已并入梁慧的改稿')]);
    const next = await run('report', 'annual', ...dates, '--json', '--out', 'next.docx');
    expect(next.out.join('')).toContain('逐户送政策');
  });

  it.each([
    ['is no Word file', '不是文档', '梁慧', /不是 Word 文件/],
    ['is handed in by somebody unknown', '不是文档', '无名', /--by 姓名/],
  ])('refuses a file that %s', async (_, content, by, why) => {
    const { run, folder } = commandLine();
    writeFileSync(join(folder, '改稿.docx'), content);
    const { code, error } = await run('report', '--in', '改稿.docx', '--by', by);
    expect([code, error.join('')]).toEqual([1, expect.stringMatching(why)]);
  });
});

describe('report --old', () => {
  it('writes this year’s draft in the structure of last year’s report', async () => {
    const { run, jsonl, folder } = commandLine();
    await run('replay', jsonl('week.jsonl', week), '--state', 'kept');
    writeFileSync(
      join(folder, '去年.txt'),
      '2025年法治政府建设情况报告\n2025年工作如下：\n一、服务企业\n共走访企业300家，收集问题80条，培训干部5批。',
    );
    const { code, out } = await run('report', '--old', '去年.txt', '--out', 'draft.md', '--state', 'kept');
    expect([code, out.join('\n')]).toEqual([0, expect.stringContaining('老稿原话')]);
    const text = readFileSync(join(folder, 'draft.md'), 'utf8');
    expect(text).toContain('共走访企业12家，收集问题5条');
    expect(text).not.toMatch(/300家|80条/);
  });

  it('refuses what is no document', async () => {
    const { run, folder } = commandLine();
    writeFileSync(join(folder, '去年.docx'), '不是文档');
    expect(await run('report', '--old', '去年.docx')).toMatchObject({ code: 1 });
  });
});
