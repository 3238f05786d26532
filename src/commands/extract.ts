import type { Command } from './command.ts';
import { guestsIn } from './guests.ts';
import { failedAt, type JsonLine, readJsonLines, textOf } from './jsonl.ts';
import { optionalText, speakerOf, timeOf } from './spoken-line.ts';
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
    for (const line of lines) {
      const message = { text: textOf(line), at: timeOf(line), from: speakerOf(line), quote: optionalText(line, 'quote') };
      invocation.out(JSON.stringify({ id: line.value['id'], ...readAt(line, () => read(message)) }));
    }
    return 0;
  },
};

function readAt(line: JsonLine, read: () => object): object {
  try {
    return read();
  } catch (error) {
    return failedAt(line)(error);
  }
}
