import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isDate } from '../domain/date.ts';
import { reportKinds } from '../domain/outline.ts';
import { written } from '../wording/command-line.ts';
import type { Command } from './command.ts';
import { textOption, wrongUsage } from './usage.ts';

export const report: Command = {
  name: 'report',
  summary: '现在就汇编一份报告初稿（.docx）',
  usage: `report <${reportKinds.join('|')}> [--from 2026-01-01] [--to 2026-12-31] [--out 初稿.docx]`,
  options: { from: { type: 'string' }, to: { type: 'string' }, out: { type: 'string' } },
  inOwner: true,
  async run(invocation) {
    const kind = reportKinds.find(one => one === invocation.arguments[0]);
    const from = textOption(invocation, 'from');
    const to = textOption(invocation, 'to');
    if (!kind || invocation.arguments.length > 1 || [from, to].some(date => date !== undefined && !isDate(date)) || (from && to && from > to))
      throw wrongUsage(report);
    const app = await invocation.program.app();
    const { draft, bytes, text } = await app.report({ kind, from, to });
    const path = resolve(invocation.folder, textOption(invocation, 'out') ?? `${draft.title}.docx`);
    await writeFile(path, bytes);
    invocation.out(invocation.json ? JSON.stringify({ path, bytes: bytes.length, draft }) : `${text}\n${written(path, bytes.length)}`);
    return 0;
  },
};
