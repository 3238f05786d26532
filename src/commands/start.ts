import type { Command } from './command.ts';

export const start: Command = {
  name: 'start',
  summary: '启动小法（与 npm start 相同）',
  usage: 'start',
  options: {},
  inOwner: false,
  async run({ program }) {
    await program.serve();
    return 0;
  },
};
