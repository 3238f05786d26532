import type { Bureau, Group } from '../../bureau/bureau.ts';
import { spendNudge } from '../../delivery/push-budget.ts';
import { addDays, dateOf, instantAt, yearOf } from '../../domain/date.ts';
import type { Member } from '../../domain/member.ts';
import type { Period } from '../../domain/period.ts';
import { ownWeekOf } from '../../domain/reporting-period.ts';
import { workedSpan } from '../../domain/workday.ts';
import type { Instant } from '../../lib/clock.ts';
import { groupCall, plainExample, reminderText } from '../../wording/reminder.ts';
import { remindedRun } from '../../wording/runs.ts';
import { createPushing } from '../pushing.ts';
import { contactsOf, privateAddress } from '../recipients.ts';
import type { Mentionable, Task, TaskContext } from '../task.ts';

/** 科室 that have neither an entry nor a 无 in a period. */
export type FindMissing = (bureau: Bureau, period: Period) => Promise<string[]>;

/** What a 科室 counted last, with its unit; null for one that never reported a figure. */
export type FindHabit = (bureau: Bureau, department: string) => Promise<{ name: string; unit: string } | null>;

type Habits = ReadonlyMap<string, { name: string; unit: string }>;

async function habitsOf(bureau: Bureau, departments: readonly string[], findHabit: FindHabit): Promise<Habits> {
  const found = await Promise.all(departments.map(async department => [department, await findHabit(bureau, department)] as const));
  return new Map(found.flatMap(([department, habit]) => (habit ? [[department, habit]] : [])));
}

/** One person's reminder: all of their 科室 that lack a record in one message. */
interface Nudge {
  member: Member;
  departments: string[];
}

/** Who answers for the missing 科室 and can be reached, and how many 科室 have nobody. */
function nudgesFor({ bureau, at }: TaskContext, missing: readonly string[]): { nudges: Nudge[]; noLiaison: number } {
  const byDepartment = missing.map(department => ({ department, contacts: contactsOf(bureau, department, dateOf(at)) }));
  const nudges = bureau.members.flatMap((member): Nudge[] => {
    const departments = byDepartment.flatMap(({ department, contacts }) => (contacts.includes(member) ? [department] : []));
    return departments.length > 0 && privateAddress(bureau, member) ? [{ member, departments }] : [];
  });
  const reached = new Set(nudges.flatMap(nudge => nudge.departments));
  return { nudges, noLiaison: missing.filter(department => !reached.has(department)).length };
}

/** What is counted as things done, not as people or money, reads like a report. */
const plainUnits = new Set(['家', '件', '次', '场', '条', '家次', '项', '部']);

/** A line as this 科室 might report it: what it counted last, else a figure of the ledger that is most its own. */
function exampleFor({ ledgers }: Bureau, department: string | undefined, habits: Habits): string {
  const habit = habits.get(department ?? '');
  if (habit && plainUnits.has(habit.unit)) return `${habit.name}3${habit.unit}`;
  const kept = ledgers.filter(({ departments }) => department !== undefined && departments.includes(department));
  const metrics = kept.sort((a, b) => a.departments.length - b.departments.length).flatMap(ledger => ledger.metrics);
  const metric = metrics.find(({ kind, units }) => kind === 'increment' && plainUnits.has(units[0] ?? ''));
  return metric ? `${metric.name}3${metric.units[0] ?? ''}` : plainExample;
}

/** What was worked of the period so far is asked about, not days that nobody works. */
function reminderFor(context: TaskContext, { departments }: Nudge, { habits, asOf }: { habits: Habits; asOf: Instant | null }): string {
  const { bureau, period, at } = context;
  const year = yearOf(dateOf(at));
  return reminderText({
    departments,
    period: workedSpan(period, bureau.calendar),
    year,
    example: exampleFor(bureau, departments[0], habits),
    asOf,
    isNilRequired: bureau.push.nilReports === 'required',
    isCalendarOfficial: bureau.calendar.covers(yearOf(period.from)) && bureau.calendar.covers(yearOf(period.to)),
  });
}

/** The 科室 that a schedule reminds: those that it names, or all that no other reminder names. */
function concerned({ bureau, schedule }: TaskContext, missing: readonly string[]): string[] {
  const { departments } = schedule;
  if (departments) return missing.filter(name => departments.includes(name));
  const own = new Set(bureau.schedules.flatMap(({ task, departments: named = [] }) => (task === 'remind' ? named : [])));
  return missing.filter(name => !own.has(name));
}

/** A schedule's week is the calendar's; the bureau's may end on the day of its 例会. */
function countedPeriod({ bureau, date, period }: TaskContext): Period {
  const isWeek = addDays(period.from, 6) === period.to;
  return isWeek ? (ownWeekOf(date, bureau.calendar) ?? period) : period;
}

/** One group, and whom to mention in it. */
interface Call {
  group: Group;
  people: Mentionable[];
  awaitsFirstWord: boolean;
}

/** Whom nobody can write to is mentioned in the group: every such contact of any 科室 that reports, so that nobody reads from it who has not. */
function callsFor({ bureau, at, mentionable = [] }: TaskContext, missing: readonly string[]): Call[] {
  const answers = (departments: readonly string[]): Set<string> =>
    new Set(
      departments.flatMap(department =>
        contactsOf(bureau, department, dateOf(at)).flatMap(member => (privateAddress(bureau, member) ? [] : [member.id])),
      ),
    );
  if (mentionable.length === 0 || answers(missing).size === 0) return [];
  const contacts = answers(bureau.departments.filter(({ reports }) => reports).map(({ name }) => name));
  return bureau.groups
    .filter(({ kind }) => kind === 'work')
    .flatMap((group): Call[] => {
      const people = mentionable.filter(one => one.platform === group.platform && contacts.has(one.member));
      const [first] = people;
      return first ? [{ group, people, awaitsFirstWord: first.awaitsFirstWord }] : [];
    })
    .slice(0, 1);
}

/** 催报 — privately reminds the liaison of each 科室 without a record; at most one nudge a person a week, over all tasks, and nobody is named in a group as missing. */
export function createRemindTask(findMissing: FindMissing, findHabit: FindHabit = async () => null): Task {
  return {
    name: 'remind',
    async run(due) {
      const context = { ...due, period: countedPeriod(due) };
      const missing = concerned(context, await findMissing(context.bureau, context.period));
      const habits = await habitsOf(context.bureau, missing, findHabit);
      const { nudges, noLiaison } = nudgesFor(context, missing);
      const calls = callsFor(context, missing);
      const latest = instantAt(addDays(context.period.to, 1)) - 1;
      return async transaction => {
        const pushing = createPushing(transaction, context);
        let [people, alreadyNudged] = [0, 0];
        for (const nudge of nudges) {
          const more = { latest, bodyIfLater: reminderFor(context, nudge, { habits, asOf: context.at }) };
          if (!(await spendNudge(transaction, nudge.member.id, context))) alreadyNudged++;
          else if (await pushing.privately(nudge.member, reminderFor(context, nudge, { habits, asOf: null }), more)) people++;
        }
        const isNilRequired = context.bureau.push.nilReports === 'required';
        let called = 0;
        for (const { group, people: unheard, awaitsFirstWord } of calls) {
          const mentions: string[] = [];
          for (const { member, account } of unheard) if (await spendNudge(transaction, member, context)) mentions.push(account);
          if (mentions.length > 0 && (await pushing.toGroup(group, groupCall({ awaitsFirstWord, isNilRequired }), { key: 'call', mentions })))
            called += mentions.length;
        }
        return pushing.outcome(remindedRun({ missing: missing.length, people, alreadyNudged, noLiaison, called }));
      };
    },
  };
}
