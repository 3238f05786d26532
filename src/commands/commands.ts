import { commandList } from '../wording/command-line.ts';
import { answers } from './answers.ts';
import { ask } from './ask.ts';
import { backup } from './backup.ts';
import type { Command } from './command.ts';
import { console } from './console.ts';
import { doctor } from './doctor.ts';
import { exportLedgers } from './export.ts';
import { extract } from './extract.ts';
import { importLedgers } from './import.ts';
import { ingest } from './ingest.ts';
import { job } from './job.ts';
import { models } from './models.ts';
import { outline } from './outline.ts';
import { prompt } from './prompt.ts';
import { replay } from './replay.ts';
import { report } from './report.ts';
import { restore } from './restore.ts';
import { search } from './search.ts';
import { start } from './start.ts';
import { stats } from './stats.ts';
import { verify } from './verify.ts';

const help: Command = {
  name: 'help',
  summary: '列出全部命令',
  usage: 'help',
  options: {},
  inOwner: false,
  async run({ out }) {
    for (const line of commandList(commands)) out(line);
    return 0;
  },
};

/** Every command, in the order in which an operator meets them. */
export const commands: readonly Command[] = [
  start,
  doctor,
  console,
  ingest,
  search,
  ask,
  answers,
  extract,
  stats,
  report,
  outline,
  job,
  replay,
  prompt,
  models,
  importLedgers,
  exportLedgers,
  backup,
  restore,
  verify,
  help,
];
