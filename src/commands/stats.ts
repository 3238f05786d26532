import type { Command } from './command.ts';
import { wrongUsage } from './usage.ts';

export const stats: Command = {
  name: 'stats',
  summary: '问本年合计、同比、明细，与领导在群里问的一样',
  usage: 'stats <问题>',
  options: {},
  inOwner: true,
  async run(invocation) {
    const question = invocation.arguments.join(' ');
    if (!question) throw wrongUsage(stats);
    const app = await invocation.program.app();
    const answer = await app.stats(question);
    invocation.out(invocation.json ? JSON.stringify({ question, answer }) : answer);
    return 0;
  },
};
