import { join, resolve } from 'node:path';
import type { ReplayStage } from '../app/app.ts';
import type { Command, Invocation } from './command.ts';
import { guestsIn } from './guests.ts';
import { failedAt, readJsonLines } from './jsonl.ts';
import { parseScript } from './replay-script.ts';
import { textOption, wrongUsage } from './usage.ts';
import { writeOut } from './write-out.ts';

export const replay: Command = {
  name: 'replay',
  summary: '按脚本重演一段日子（时钟是模拟的），看每条回复、推送和定时任务',
  usage: 'replay <脚本.jsonl> [--files 附件存放目录]',
  options: { files: { type: 'string' } },
  inOwner: false,
  async run(invocation) {
    const [path, ...more] = invocation.arguments;
    if (!path || more.length) throw wrongUsage(replay);
    const state = textOption(invocation, 'state');
    const lines = await readJsonLines(path, invocation.folder);
    const steps = parseScript(lines);
    if (!steps[0]) return 0;
    const stage = await invocation.program.stage({
      start: steps[0].at,
      stateDir: state === undefined ? null : resolve(invocation.folder, state),
      guests: guestsIn(lines),
    });
    try {
      for (const step of steps) {
        await stage.advanceTo(step.at);
        await print(invocation, stage);
        if (step.does === 'restart') await stage.crash();
        if (step.spoken) await stage.say(step.spoken).catch(failedAt(step.line));
        await print(invocation, stage);
      }
    } finally {
      await stage.close();
    }
    return 0;
  },
};

/** One JSON line for each reply, push and finished run since the last call. */
async function print(invocation: Invocation, stage: ReplayStage): Promise<void> {
  const folder = textOption(invocation, 'files');
  for (const event of await stage.news()) {
    const files = await Promise.all(event.files.map(file => saved(file, { stage, folder: folder && resolve(invocation.folder, folder) })));
    const { files: _files, ...rest } = event;
    invocation.out(JSON.stringify({ ...rest, ...(files.length ? { files } : {}) }));
  }
}

async function saved(file: { name: string; id: string }, { stage, folder }: { stage: ReplayStage; folder: string | undefined }): Promise<object> {
  if (!folder) return file;
  const path = join(folder, file.name);
  await writeOut(path, await stage.render(file));
  return { ...file, path };
}
