import type { Bureau } from '../../bureau/bureau.ts';
import { dateOf, type LocalDate, yearOf } from '../../domain/date.ts';
import { type DeadlineStage, stageOn, workdaysLeft } from '../../domain/deadline.ts';
import type { Member } from '../../domain/member.ts';
import { type OpenItem, reminderKey } from '../../ledgers/deadlines.ts';
import { type DueLine, deadlineReminder, remindedOfDeadlines } from '../../wording/deadline.ts';
import { createPushing } from '../pushing.ts';
import { contactsOf, membersWithRole, ownersOf } from '../recipients.ts';
import type { Task, TaskContext } from '../task.ts';

/** Everything with a last day that is open on a day. */
export type FindOpenItems = (bureau: Bureau, today: LocalDate) => Promise<OpenItem[]>;

interface DueItem {
  item: OpenItem;
  stage: DeadlineStage;
}

/** What has a reminder standing on this day that the owner does not know from having just reported it. */
function dueItems(items: readonly OpenItem[], bureau: Bureau, today: LocalDate): DueItem[] {
  return items.flatMap(item => {
    const current = stageOn(item.deadline, today, { reminders: item.reminders, calendar: bureau.calendar });
    return current && current.since > item.knownSince ? [{ item, stage: current.stage }] : [];
  });
}

/** Whoever reported it while they are here; else who answers for its 科室; else the editors. */
function ownersFor(context: TaskContext, { reporter, department }: OpenItem): Member[] {
  const today = dateOf(context.at);
  const own = reporter === null ? [] : ownersOf(context.bureau, reporter, today);
  if (own.length > 0) return own;
  const contacts = department === null ? [] : contactsOf(context.bureau, department, today);
  return contacts.length > 0 ? contacts : membersWithRole(context.bureau, 'editor', today);
}

function lineFor({ item, stage }: DueItem, today: LocalDate, bureau: Bureau): DueLine {
  const { name, what, basis, deadline, reporter } = item;
  return { name, what, basis, deadline, isDuty: reporter === null, left: stage === 'after' ? null : workdaysLeft(today, deadline, bureau.calendar) };
}

function grouped(context: TaskContext, due: readonly DueItem[]): Map<Member, DueItem[]> {
  const people = new Map<Member, DueItem[]>();
  for (const one of due) for (const owner of ownersFor(context, one.item)) people.set(owner, [...(people.get(owner) ?? []), one]);
  return people;
}

/** 到期提醒 — tells owners privately 10, 3 and 1 workdays before, and once more on the first workday after. */
export function createDeadlinesTask(findOpenItems: FindOpenItems): Task {
  return {
    name: 'deadlines',
    async run(context) {
      const { bureau } = context;
      const today = dateOf(context.at);
      const due = dueItems(await findOpenItems(bureau, today), bureau, today);
      const isCalendarOfficial = due.every(({ item }) => bureau.calendar.covers(yearOf(item.deadline)));
      return async transaction => {
        const pushing = createPushing(transaction, context);
        const fresh: DueItem[] = [];
        for (const one of due) if (await transaction.spend(reminderKey(one.item, one.stage), 1, 1)) fresh.push(one);
        let people = 0;
        for (const [owner, items] of grouped(context, fresh)) {
          const body = deadlineReminder(
            items.map(one => lineFor(one, today, bureau)),
            { isCalendarOfficial },
          );
          if (await pushing.privately(owner, body)) people++;
        }
        return pushing.outcome(remindedOfDeadlines(fresh.length, people));
      };
    },
  };
}
