import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { WrittenReport } from '../app/app.ts';
import { isDate } from '../domain/date.ts';
import { AppError } from '../domain/errors.ts';
import { reportKinds } from '../domain/outline.ts';
import { noSuchFile, written } from '../wording/command-line.ts';
import type { Command, Invocation } from './command.ts';
import { textOption, wrongUsage } from './usage.ts';
import { writeOut } from './write-out.ts';

/** Merges the Word file of an editor instead of compiling. */
async function takeIn(invocation: Invocation, file: string): Promise<number> {
  if (invocation.arguments.length > 0) throw wrongUsage(report);
  const handed = await handedFile(invocation, file);
  const app = await invocation.program.app();
  const { draft, text } = await app.returnDraft({ ...handed, by: textOption(invocation, 'by') });
  invocation.out(invocation.json ? JSON.stringify({ draft, text }) : text);
  return 0;
}

export const report: Command = {
  name: 'report',
  summary: '现在就汇编一份报告初稿（.docx）；--old 照去年的报告换新数；--in 把编辑改过的文件并回初稿',
  usage: `report <${reportKinds.join('|')}> [--from 2026-01-01] [--to 2026-12-31] [--outline 提纲编号] [--out 初稿.docx|初稿.md] [--sources 出处表.docx|出处表.xlsx] [--comments] 或 report --old 去年报告.docx [--out 初稿.docx] 或 report --in 改稿.docx [--by 姓名]`,
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    outline: { type: 'string' },
    out: { type: 'string' },
    sources: { type: 'string' },
    comments: { type: 'boolean' },
    old: { type: 'string' },
    in: { type: 'string' },
    by: { type: 'string' },
  },
  inOwner: true,
  async run(invocation) {
    const returned = textOption(invocation, 'in');
    if (returned !== undefined) return takeIn(invocation, returned);
    const kind = reportKinds.find(one => one === invocation.arguments[0]);
    const old = textOption(invocation, 'old');
    const from = textOption(invocation, 'from');
    const to = textOption(invocation, 'to');
    if (old !== undefined && invocation.arguments.length === 0) return writeDown(invocation, await carriedOver(invocation, old));
    if (!kind || invocation.arguments.length > 1 || [from, to].some(date => date !== undefined && !isDate(date)) || (from && to && from > to))
      throw wrongUsage(report);
    const app = await invocation.program.app();
    const form = invocation.options['comments'] === true ? 'comments' : 'draft';
    return writeDown(invocation, await app.report({ kind, from, to, outline: textOption(invocation, 'outline'), form }));
  },
};

/** Last year's report as this year's draft. */
async function carriedOver(invocation: Invocation, file: string): Promise<WrittenReport> {
  const app = await invocation.program.app();
  return app.carryOver(await handedFile(invocation, file));
}

async function handedFile(invocation: Invocation, file: string): Promise<{ name: string; bytes: Uint8Array }> {
  const path = resolve(invocation.folder, file);
  const bytes = await readFile(path).catch(() => {
    throw new AppError('not-found', noSuchFile(path));
  });
  return { name: basename(path), bytes };
}

async function writeDown(invocation: Invocation, made: WrittenReport): Promise<number> {
  const { draft, bytes: word, markdown, text } = made;
  const path = resolve(invocation.folder, textOption(invocation, 'out') ?? `${draft.title}.docx`);
  const bytes = path.endsWith('.md') ? Buffer.from(markdown) : word;
  await writeOut(path, bytes);
  const sources = textOption(invocation, 'sources');
  if (sources !== undefined) await writeOut(resolve(invocation.folder, sources), await made.sources(sources.endsWith('.xlsx') ? 'xlsx' : 'docx'));
  invocation.out(invocation.json ? JSON.stringify({ path, bytes: bytes.length, draft }) : `${text}\n${written(path, bytes.length)}`);
  return 0;
}
