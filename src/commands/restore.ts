import { resolve } from 'node:path';
import { restored } from '../wording/backup.ts';
import type { Command } from './command.ts';
import { wrongUsage } from './usage.ts';

export const restore: Command = {
  name: 'restore',
  summary: '从备份文件恢复（先停止正在运行的小法）',
  usage: 'restore <备份文件>',
  options: {},
  // What is open in a running program would go on from the old state.
  inOwner: false,
  async run(invocation) {
    const [file, ...more] = invocation.arguments;
    if (!file || more.length) throw wrongUsage(restore);
    const app = await invocation.program.app();
    const summary = await app.restore(resolve(invocation.folder, file));
    invocation.out(invocation.json ? JSON.stringify(summary) : restored(file, summary));
    return 0;
  },
};
