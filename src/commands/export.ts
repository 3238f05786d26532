import { resolve } from 'node:path';
import { written } from '../wording/command-line.ts';
import type { Command } from './command.ts';
import { textOption } from './usage.ts';
import { writeOut } from './write-out.ts';

export const exportLedgers: Command = {
  name: 'export',
  summary: '把台账导出成 Excel（.xlsx），每个板块一张表',
  usage: 'export [--out 台账.xlsx]',
  options: { out: { type: 'string' } },
  inOwner: true,
  async run(invocation) {
    const app = await invocation.program.app();
    const { name, bytes, entries } = await app.exportLedgers();
    const path = resolve(invocation.folder, textOption(invocation, 'out') ?? name);
    await writeOut(path, bytes);
    invocation.out(invocation.json ? JSON.stringify({ path, entries, bytes: bytes.length }) : written(path, bytes.length));
    return 0;
  },
};
