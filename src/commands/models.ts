import { allCalls } from '../wording/model-usage.ts';
import type { Command } from './command.ts';
import { textOption } from './usage.ts';

export const models: Command = {
  name: 'models',
  summary: '模型用量与出境记录：谁、何时、做什么用、发给谁、多少字，不含内容',
  usage: 'models [--of 今天|昨天|本周|上周|本月|上月] [--list]',
  options: { of: { type: 'string' }, list: { type: 'boolean' } },
  inOwner: true,
  async run(invocation) {
    const app = await invocation.program.app();
    const { text, summary, lines } = await app.modelUsage(textOption(invocation, 'of') ?? '本周');
    if (invocation.json) invocation.out(JSON.stringify({ ...summary, list: lines }));
    else for (const line of invocation.options['list'] === true ? allCalls(lines) : text.split('\n')) invocation.out(line);
    return 0;
  },
};
