import { parseInstant } from '../domain/date.ts';
import { AppError } from '../domain/errors.ts';
import { badLine } from '../wording/command-line.ts';
import type { Command } from './command.ts';
import { guestsIn } from './guests.ts';
import { readJsonLines } from './jsonl.ts';
import { textOption, wrongUsage } from './usage.ts';

export const extract: Command = {
  name: 'extract',
  summary: '试读消息，看会登记成什么（不登记）',
  usage: 'extract --messages 消息.jsonl',
  options: { messages: { type: 'string' } },
  inOwner: false,
  async run(invocation) {
    const file = textOption(invocation, 'messages');
    if (!file || invocation.arguments.length) throw wrongUsage(extract);
    const lines = await readJsonLines(file, invocation.folder);
    const read = await invocation.program.messageReader(guestsIn(lines));
    for (const [index, line] of lines.entries()) {
      const at = parseInstant(String(line['at'] ?? ''));
      if (at === undefined || typeof line['text'] !== 'string')
        throw new AppError('usage', badLine(file, index + 1, '缺少 text 或 at（ISO 8601 时间）'));
      const quote = typeof line['quote'] === 'string' ? line['quote'] : undefined;
      invocation.out(JSON.stringify({ id: line['id'], ...read({ text: line['text'], at, from: line['from'], quote }) }));
    }
    return 0;
  },
};
