import type { Bureau } from '../../bureau/bureau.ts';
import { enqueue } from '../../delivery/outbox.ts';
import { dateOf, yearOf } from '../../domain/date.ts';
import type { Member } from '../../domain/member.ts';
import type { OutgoingMessage } from '../../domain/message.ts';
import type { Period } from '../../domain/period.ts';
import { periodKey } from '../../domain/schedule.ts';
import { workedSpan } from '../../domain/workday.ts';
import { plainExample, reminderText } from '../../wording/reminder.ts';
import { remindedRun } from '../../wording/runs.ts';
import { membersWithRole, privateAddress, push, worksIn } from '../recipients.ts';
import type { Task, TaskContext } from '../task.ts';

/** 科室 that have neither an entry nor a 无 in a period. */
export type FindMissing = (bureau: Bureau, period: Period) => Promise<string[]>;

const NUDGES_A_WEEK = 1;

/** One person's reminder: all of their 科室 that lack a record in one message. */
interface Nudge {
  member: Member;
  departments: string[];
  to: OutgoingMessage['to'];
}

/** The liaisons of the missing 科室 who can be reached, and how many 科室 have none. */
function nudgesFor(context: TaskContext, missing: readonly string[]): { nudges: Nudge[]; noLiaison: number } {
  const liaisons = membersWithRole(context.bureau, 'liaison', dateOf(context.at));
  const nudges = liaisons.flatMap((member): Nudge[] => {
    const departments = missing.filter(department => worksIn(member, department));
    const to = privateAddress(context.bureau, member);
    return departments.length > 0 && to ? [{ member, departments, to }] : [];
  });
  const reached = new Set(nudges.flatMap(nudge => nudge.departments));
  return { nudges, noLiaison: missing.filter(department => !reached.has(department)).length };
}

/** A line as this 科室 might report it: the first figure of the ledger that is most its own. */
function exampleFor(bureau: Bureau, department: string | undefined): string {
  const kept = bureau.ledgers.filter(({ departments }) => department !== undefined && departments.includes(department));
  const [ledger] = kept.sort((a, b) => a.departments.length - b.departments.length);
  const metric = ledger?.metrics.find(({ kind }) => kind === 'increment');
  return metric ? `${metric.name}3${metric.units[0] ?? ''}` : plainExample;
}

/** What was worked of the period so far is asked about, not days that nobody works. */
function reminderFor(context: TaskContext, { member, departments }: Nudge): string {
  const { bureau, period, at } = context;
  const year = yearOf(dateOf(at));
  return reminderText({
    name: member.name,
    departments,
    period: workedSpan(period, bureau.calendar),
    year,
    example: exampleFor(bureau, departments[0]),
    isCalendarOfficial: bureau.calendar.covers(yearOf(period.from)) && bureau.calendar.covers(yearOf(period.to)),
  });
}

/** 催报 — privately reminds the liaison of each 科室 without a record; at most one nudge a person a week, over all tasks, and nobody is named in a group. */
export function createRemindTask(findMissing: FindMissing): Task {
  return {
    name: 'remind',
    async run(context) {
      const missing = await findMissing(context.bureau, context.period);
      const { nudges, noLiaison } = nudgesFor(context, missing);
      const week = periodKey('week', dateOf(context.at));
      return async transaction => {
        const sent: string[] = [];
        for (const nudge of nudges) {
          const { id } = nudge.member;
          if (!(await transaction.spend(`nudge:${id}:${week}`, 1, NUDGES_A_WEEK))) continue;
          const queueing = { bureau: context.bureau.id, id: `${context.run}:${id}`, at: context.at, run: context.run };
          sent.push(await enqueue(transaction, push(nudge.to, reminderFor(context, nudge)), queueing));
        }
        const counts = { missing: missing.length, people: sent.length, alreadyNudged: nudges.length - sent.length, noLiaison };
        return { outcome: remindedRun(counts), sent };
      };
    },
  };
}
