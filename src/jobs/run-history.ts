import type { Bureau } from '../bureau/bureau.ts';
import { addDays, dateOf, instantAt, type LocalDate, monthOf, yearOf } from '../domain/date.ts';
import { dayPeriod, monthPeriod, type Period, weekOf } from '../domain/period.ts';
import type { Schedule } from '../domain/schedule.ts';
import { nearestWorkday } from '../domain/workday.ts';
import type { Instant } from '../lib/clock.ts';
import type { OutboxRow, Reader, RunRow, Store } from '../store/store.ts';
import { describeRuns, type RunSummary, taskNames } from '../wording/runs.ts';
import { taskOf } from './due-runs.ts';

/** Which runs are asked about: of one task or all, due within a time. */
export interface RunQuestion {
  task?: Schedule['task'];
  from: Instant;
  to: Instant;
}

/** The group's or member's name; the account where the roster has nobody of it any more. */
function addressee({ message: { to } }: OutboxRow, { groups, members }: Bureau): string {
  if ('conversation' in to) return groups.find(({ conversation }) => conversation === to.conversation.id)?.name ?? to.conversation.id;
  return members.find(({ accounts }) => accounts[to.platform] === to.account)?.name ?? to.account;
}

async function summaryOf(reader: Reader, run: RunRow, bureau: Bureau): Promise<RunSummary> {
  const messages = await Promise.all(run.sent.map(id => reader.get('outbox', id)));
  const { dueAt, startedAt, finishedAt, state, caughtUp, outcome } = run;
  const inState = (wanted: OutboxRow['state']): number => messages.filter(message => message?.state === wanted).length;
  return {
    ...{ task: taskOf(run), dueAt, startedAt, finishedAt, state, caughtUp, outcome },
    ...{ sent: run.sent.length, delivered: inState('done'), failed: inState('dead') },
    to: messages.flatMap(message => (message ? [addressee(message, bureau)] : [])),
  };
}

/** 运行记录 — what ran in a time, in the order in which it was due, with what became of its messages. */
export function readRunHistory(store: Store, bureau: Bureau, question: RunQuestion): Promise<RunSummary[]> {
  return store.read({ bureau: bureau.id }, async reader => {
    const { rows } = await reader.find('run', { index: 'byDue', from: question.from, to: question.to, limit: 1_000 });
    const asked = rows.filter(run => question.task === undefined || run.task === question.task);
    return Promise.all(asked.map(run => summaryOf(reader, run, bureau)));
  });
}

const askedTasks: readonly (readonly [RegExp, Schedule['task']])[] = [
  [/到期|期限/, 'deadlines'],
  [/每日一法/, 'daily-law'],
  [/普法/, 'learning'],
  [/待确认/, 'confirm'],
  [/催报|提醒/, 'remind'],
  [/周?汇总|汇编/, 'compile'],
  [/摘要|周览|简报/, 'digest'],
  [/体检/, 'checkup'],
  [/备份/, 'backup'],
  [/初稿/, 'draft'],
];

/** The days that the words ask about, this week's when they name none. */
function daysAsked(text: string, today: LocalDate): { words: string; period: Period } {
  if (text.includes('上周')) return { words: '上周', period: weekOf(addDays(today, -7)) };
  if (text.includes('昨天')) return { words: '昨天', period: dayPeriod(addDays(today, -1)) };
  if (text.includes('今天')) return { words: '今天', period: dayPeriod(today) };
  if (/上个?月/.test(text)) return { words: '上月', period: monthAround(addDays(`${today.slice(0, 8)}01`, -1)) };
  if (/本月|这个?月/.test(text)) return { words: '本月', period: monthAround(today) };
  return { words: '本周', period: weekOf(today) };
}

function monthAround(date: LocalDate): Period {
  return monthPeriod(yearOf(date), monthOf(date));
}

/** 上周催报发了吗 — what ran in the time that the words ask about, of the task that they name or of all. */
export async function describeHistory(
  store: Store,
  bureau: Bureau,
  { text, at, isPrivate }: { text: string; at: Instant; isPrivate: boolean },
): Promise<string> {
  const { words, period } = daysAsked(text, dateOf(at));
  const task = askedTasks.find(([name]) => name.test(text))?.[1];
  const asked = { from: instantAt(period.from), to: instantAt(addDays(period.to, 1)) - 1 };
  const runs = await readRunHistory(store, bureau, { ...asked, ...(task ? { task } : {}) });
  const isDayOff = nearestWorkday(period.from, 1, bureau.calendar) > period.to;
  return describeRuns(runs, { what: `${words}${task ? taskNames[task] : '定时任务'}`, now: at, isPrivate, isDayOff });
}
