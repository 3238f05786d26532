import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { AppError } from '../domain/errors.ts';
import { importUsage, tableNotFound } from '../wording/import.ts';
import type { Command } from './command.ts';
import { textOption, wrongUsage } from './usage.ts';

/** Four digits, or wrong usage. */
function yearOf(written: string | undefined): number | null {
  if (written === undefined) return null;
  if (!/^20\d{2}$/.test(written)) throw wrongUsage(importLedgers);
  return Number(written);
}

export const importLedgers: Command = {
  name: 'import',
  summary: '把以前的台账（.xlsx、.csv）导入：先预览对应关系，加 --yes 才写入',
  usage: importUsage,
  options: { year: { type: 'string' }, yes: { type: 'boolean' } },
  inOwner: true,
  async run(invocation) {
    const [path, ...more] = invocation.arguments;
    if (!path || more.length > 0) throw wrongUsage(importLedgers);
    const year = yearOf(textOption(invocation, 'year'));
    const file = resolve(invocation.folder, path);
    const bytes = await readFile(file).catch((cause: unknown) => {
      throw new AppError('not-found', tableNotFound(path), { cause });
    });
    const app = await invocation.program.app();
    const { said, lines } = await app.importLedger({ name: basename(file), bytes, year, isDry: invocation.options['yes'] !== true });
    if (invocation.json) invocation.out(JSON.stringify(said));
    else for (const line of lines) invocation.out(line);
    return said.sheets.length > 0 ? 0 : 1;
  },
};
