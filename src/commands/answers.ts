import { resolve } from 'node:path';
import { written } from '../wording/command-line.ts';
import { answerLines } from '../wording/curated.ts';
import type { Command } from './command.ts';
import { textOption } from './usage.ts';
import { writeOut } from './write-out.ts';

const MOST = 10_000;

export const answers: Command = {
  name: 'answers',
  summary: '列出编辑定的答复口径和大家的采纳、不采纳，可连同更正过的填报导出为测评题',
  usage: 'answers [--cases 测评题.jsonl]',
  options: { cases: { type: 'string' } },
  inOwner: true,
  async run(invocation) {
    const app = await invocation.program.app();
    const { curated, verdicts } = await app.store.read({ bureau: app.bureau.id }, async reader => ({
      curated: (await reader.find('curated', { index: 'byNumber', limit: MOST })).rows,
      verdicts: (await reader.find('verdict', { index: 'byTime', limit: MOST })).rows,
    }));
    const file = textOption(invocation, 'cases');
    if (file === undefined) {
      if (invocation.json) for (const row of [...curated, ...verdicts]) invocation.out(JSON.stringify(row));
      else for (const line of answerLines(curated, verdicts)) invocation.out(line);
      return 0;
    }
    const cases = await invocation.program.evaluationCases();
    const path = resolve(invocation.folder, file);
    const bytes = new TextEncoder().encode(cases.map(one => `${JSON.stringify(one)}\n`).join(''));
    await writeOut(path, bytes);
    invocation.out(invocation.json ? JSON.stringify({ path, cases: cases.length }) : written(path, bytes.length));
    return 0;
  },
};
