import type { Bureau } from '../../bureau/bureau.ts';
import { dateOf, type LocalDate, yearOf } from '../../domain/date.ts';
import { type DeadlineStage, stageOn, workdaysLeft } from '../../domain/deadline.ts';
import type { Member } from '../../domain/member.ts';
import { type OpenItem, reminderKey } from '../../ledgers/deadlines.ts';
import type { Instant } from '../../lib/clock.ts';
import { type DueLine, deadlineReminder, remindedOfDeadlines } from '../../wording/deadline.ts';
import { createPushing } from '../pushing.ts';
import { contactsOf, membersWithRole, ownersOf, privateAddress } from '../recipients.ts';
import type { Task, TaskContext } from '../task.ts';

/** Everything with a last day that is open on a day. */
export type FindOpenItems = (bureau: Bureau, now: { today: LocalDate; at: Instant }) => Promise<OpenItem[]>;

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

/** Whoever reported it while they are here; else who answers for its 科室; else the editors: the first of them whom a message reaches. */
function ownersFor({ bureau, at }: TaskContext, { reporter, department }: OpenItem): Member[] {
  const today = dateOf(at);
  const own = reporter === null ? [] : ownersOf(bureau, reporter, today);
  const contacts = department === null ? [] : contactsOf(bureau, department, today);
  const circles = [own, contacts, membersWithRole(bureau, 'editor', today)];
  const isReached = (member: Member): boolean => privateAddress(bureau, member) !== undefined;
  const nearest = circles.find(circle => circle.length > 0) ?? [];
  return circles.map(circle => circle.filter(isReached)).find(circle => circle.length > 0) ?? nearest;
}

function lineFor({ item, stage }: DueItem, today: LocalDate, bureau: Bureau): DueLine {
  const { name, what, basis, deadline, reporter, done } = item;
  return {
    name,
    what,
    basis,
    deadline,
    done,
    isDuty: reporter === null,
    left: stage === 'after' ? null : workdaysLeft(today, deadline, bureau.calendar),
  };
}

function grouped(context: TaskContext, due: readonly DueItem[]): Map<Member, DueItem[]> {
  const people = new Map<Member, DueItem[]>();
  for (const one of due) for (const owner of ownersFor(context, one.item)) people.set(owner, [...(people.get(owner) ?? []), one]);
  return people;
}

/** 到期提醒 — tells owners privately so many workdays before as each item says, and once more on the first workday after. */
export function createDeadlinesTask(findOpenItems: FindOpenItems): Task {
  return {
    name: 'deadlines',
    async run(context) {
      const { bureau } = context;
      const today = dateOf(context.at);
      const due = dueItems(await findOpenItems(bureau, { today, at: context.at }), bureau, today);
      const isCalendarOfficial = due.every(({ item }) => bureau.calendar.covers(yearOf(item.deadline)));
      return async transaction => {
        const pushing = createPushing(transaction, context);
        const fresh: DueItem[] = [];
        for (const one of due) if (!(await transaction.get('budget', reminderKey(one.item, one.stage)))) fresh.push(one);
        const told = new Set<DueItem>();
        let people = 0;
        for (const [owner, items] of grouped(context, fresh)) {
          const body = deadlineReminder(
            items.map(one => lineFor(one, today, bureau)),
            { isCalendarOfficial, today },
          );
          if (!(await pushing.privately(owner, body))) continue;
          people++;
          for (const one of items) told.add(one);
        }
        // What reached nobody is tried again tomorrow, and leaders do not see it as overdue before.
        for (const { item, stage } of told) await transaction.spend(reminderKey(item, stage), 1, 1);
        return pushing.outcome(remindedOfDeadlines(fresh.length, people));
      };
    },
  };
}
