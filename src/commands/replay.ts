import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ReplayStage } from '../app/app.ts';
import { parseInstant } from '../domain/date.ts';
import { AppError } from '../domain/errors.ts';
import { badLine } from '../wording/command-line.ts';
import type { Command, Invocation } from './command.ts';
import { guestsIn } from './guests.ts';
import { readJsonLines } from './jsonl.ts';
import { textOption, wrongUsage } from './usage.ts';

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
    const steps = lines.map((line, index) => ({ line, at: timeOf(line, path, index + 1), id: String(line['id'] ?? `line-${index + 1}`) }));
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
        if (step.line['restart'] === true) await stage.crash();
        else if (step.line['tick'] !== true) await stage.say(spokenOf(step));
        await print(invocation, stage);
      }
    } finally {
      await stage.close();
    }
    return 0;
  },
};

interface Step {
  line: Record<string, unknown>;
  at: number;
  id: string;
}

function timeOf(line: Record<string, unknown>, path: string, number: number): number {
  const at = parseInstant(String(line['at'] ?? ''));
  if (at === undefined) throw new AppError('usage', badLine(path, number, '缺少 at（ISO 8601 时间）'));
  const isStep = line['tick'] === true || line['restart'] === true || typeof line['text'] === 'string' || line['button'] !== undefined;
  if (!isStep) throw new AppError('usage', badLine(path, number, '既没有 text，也不是 tick 或 restart'));
  return at;
}

function spokenOf({ line, id }: Step): Parameters<ReplayStage['say']>[0] {
  return { ...line, id, text: typeof line['text'] === 'string' ? line['text'] : '' } as Parameters<ReplayStage['say']>[0];
}

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
  await mkdir(folder, { recursive: true });
  const path = join(folder, file.name);
  await writeFile(path, await stage.render(file));
  return { ...file, path };
}
