import type { Bureau } from '../../bureau/bureau.ts';
import { mayConfirm } from '../../domain/confirmation.ts';
import { dateOf } from '../../domain/date.ts';
import type { Entry } from '../../domain/entry.ts';
import { confirmReminder } from '../../wording/confirmation.ts';
import { confirmRun } from '../../wording/runs.ts';
import { createPushing } from '../pushing.ts';
import { membersWithRole } from '../recipients.ts';
import type { Task } from '../task.ts';

/** Every entry that waits for a head. */
export type FindAwaiting = (bureau: Bureau) => Promise<Entry[]>;

/** 待确认提醒 — tells each head privately what of their 科室 waits for a yes; leaders and groups hear nothing. Silent when nothing waits. */
export function createConfirmTask(findAwaiting: FindAwaiting): Task {
  return {
    name: 'confirm',
    async run(context) {
      const all = await findAwaiting(context.bureau);
      const heads = membersWithRole(context.bureau, 'head', dateOf(context.at));
      const tasks = heads.map(head => ({ head, entries: all.filter(entry => mayConfirm(head, entry)) })).filter(({ entries }) => entries.length > 0);
      const without = all.filter(entry => !heads.some(head => mayConfirm(head, entry)));
      return async transaction => {
        const pushing = createPushing(transaction, context);
        let people = 0;
        for (const { head, entries } of tasks) if (await pushing.privately(head, confirmReminder(entries))) people++;
        return pushing.outcome(confirmRun({ entries: all.length, people, withoutHead: without.length }));
      };
    },
  };
}
