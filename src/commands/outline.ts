import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { AppError } from '../domain/errors.ts';
import { noSuchFile } from '../wording/command-line.ts';
import type { Command } from './command.ts';
import { wrongUsage } from './usage.ts';

export const outline: Command = {
  name: 'outline',
  summary: '照旧报告或上级通知的标题拟一份提纲（YAML，打印出来供核对）',
  usage: 'outline <旧报告.docx|txt>',
  options: {},
  inOwner: false,
  async run(invocation) {
    const [file, ...more] = invocation.arguments;
    if (file === undefined || more.length > 0) throw wrongUsage(outline);
    const path = resolve(invocation.folder, file);
    const bytes = await readFile(path).catch(() => {
      throw new AppError('not-found', noSuchFile(path));
    });
    const proposal = await invocation.program.proposeOutline({ name: basename(path), bytes });
    invocation.out(invocation.json ? JSON.stringify(proposal) : proposal.yaml.trimEnd());
    return 0;
  },
};
