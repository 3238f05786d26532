import { resolve } from 'node:path';
import { backedUp } from '../wording/backup.ts';
import type { Command } from './command.ts';
import { textOption } from './usage.ts';

export const backup: Command = {
  name: 'backup',
  summary: '把全部数据备份到一个文件',
  usage: 'backup [--out 文件]',
  options: { out: { type: 'string' } },
  inOwner: true,
  async run(invocation) {
    const app = await invocation.program.app();
    const out = textOption(invocation, 'out');
    const { file, bytes } = await app.backup(out === undefined ? undefined : resolve(invocation.folder, out));
    invocation.out(invocation.json ? JSON.stringify({ file, bytes }) : backedUp(file, bytes));
    return 0;
  },
};
