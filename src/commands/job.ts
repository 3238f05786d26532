import { formatInstant, parseInstant } from '../domain/date.ts';
import { jobRan } from '../wording/command-line.ts';
import type { Command } from './command.ts';
import { textOption, wrongUsage } from './usage.ts';

export const job: Command = {
  name: 'job',
  summary: '立即做一次定时任务：remind、compile、digest、deadlines、learning、draft、checkup、backup',
  usage: 'job <任务名> [--at 2026-11-20T16:00]',
  options: { at: { type: 'string' } },
  inOwner: true,
  async run(invocation) {
    const [name, ...more] = invocation.arguments;
    const at = textOption(invocation, 'at');
    const instant = at === undefined ? undefined : parseInstant(at);
    if (!name || more.length || (at !== undefined && instant === undefined)) throw wrongUsage(job);
    const { runtime } = await invocation.program.app();
    const runs = await runtime.scheduler.runNow(name, instant);
    await runtime.deliverer.deliverDue();
    for (const run of runs) {
      const { id, task, state, outcome, sent } = run;
      invocation.out(
        invocation.json ? JSON.stringify({ id, task, dueAt: formatInstant(run.dueAt), state, outcome, sent: sent.length }) : jobRan(run),
      );
    }
    return runs.every(run => run.state === 'done') ? 0 : 1;
  },
};
