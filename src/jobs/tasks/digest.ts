import type { Bureau, Group } from '../../bureau/bureau.ts';
import { enqueue } from '../../delivery/outbox.ts';
import { addDays, dateOf, yearOf } from '../../domain/date.ts';
import { type Period, weekOf } from '../../domain/period.ts';
import { periodKey } from '../../domain/schedule.ts';
import type { Instant } from '../../lib/clock.ts';
import { type DigestContent, leadersDigest } from '../../wording/digest.ts';
import { digestedRun, nothingToDigest } from '../../wording/runs.ts';
import { push } from '../recipients.ts';
import type { Task, TaskContext } from '../task.ts';

/** Gathers what a digest says; every figure in it comes from entries. */
export type GatherDigest = (bureau: Bureau, period: Period, at: Instant) => Promise<DigestContent>;

/** Two pushes by itself a week and group, over all tasks: few pushes are read, many are muted. */
const PUSHES_A_WEEK = 2;

function groupsFor({ bureau, schedule }: TaskContext): Group[] {
  return bureau.groups.filter(group => (schedule.group === null ? group.kind === 'leaders' : group.id === schedule.group));
}

/** 领导周览 — one message to the leaders' group on the week before the day that the schedule names. */
export function createDigestTask(gather: GatherDigest): Task {
  return {
    name: 'digest',
    async run(context) {
      const { bureau, at, run } = context;
      const content = await gather(bureau, weekOf(addDays(context.date, -7)), at);
      // A week without records is no news for a leader's phone; the run record says so.
      if (content.entries === 0) return async () => ({ outcome: nothingToDigest, sent: [] });
      const text = leadersDigest(bureau.name, content, yearOf(dateOf(at)));
      const week = periodKey('week', dateOf(at));
      return async transaction => {
        const sent: string[] = [];
        for (const { id, platform, conversation } of groupsFor(context)) {
          if (!(await transaction.spend(`push:${id}:${week}`, 1, PUSHES_A_WEEK))) continue;
          const message = push({ conversation: { platform, id: conversation, kind: 'group' } }, text);
          sent.push(await enqueue(transaction, message, { bureau: bureau.id, id: `${run}:${id}`, at, run }));
        }
        return { outcome: digestedRun(content.entries, sent.length > 0), sent };
      };
    },
  };
}
