import { addDays, dateOf, instantAt, type LocalDate, monthOf, yearOf } from '../domain/date.ts';
import type { BureauId } from '../domain/member.ts';
import { dayPeriod, monthPeriod, type Period, weekOf } from '../domain/period.ts';
import type { Schedule } from '../domain/schedule.ts';
import type { Instant } from '../lib/clock.ts';
import type { Reader, RunRow, Store } from '../store/store.ts';
import { describeRuns, type RunSummary, taskNames } from '../wording/runs.ts';
import { taskOf } from './due-runs.ts';

/** Which runs are asked about: of one task or all, due within a time. */
export interface RunQuestion {
  task?: Schedule['task'];
  from: Instant;
  to: Instant;
}

async function summaryOf(reader: Reader, run: RunRow): Promise<RunSummary> {
  const messages = await Promise.all(run.sent.map(id => reader.get('outbox', id)));
  const { dueAt, startedAt, finishedAt, state, caughtUp, outcome } = run;
  const delivered = messages.filter(message => message?.state === 'done').length;
  return { task: taskOf(run), dueAt, startedAt, finishedAt, state, caughtUp, outcome, sent: run.sent.length, delivered };
}

/** 运行记录 — what ran in a time, in the order in which it was due, with what became of its messages. */
export function readRunHistory(store: Store, bureau: BureauId, question: RunQuestion): Promise<RunSummary[]> {
  return store.read({ bureau }, async reader => {
    const { rows } = await reader.find('run', { index: 'byDue', from: question.from, to: question.to, limit: 1_000 });
    const asked = rows.filter(run => question.task === undefined || run.task === question.task);
    return Promise.all(asked.map(run => summaryOf(reader, run)));
  });
}

const askedTasks: readonly (readonly [RegExp, Schedule['task']])[] = [
  [/到期|期限/, 'deadlines'],
  [/每日一法/, 'daily-law'],
  [/普法/, 'learning'],
  [/催报|提醒/, 'remind'],
  [/周?汇总|汇编/, 'compile'],
  [/摘要|周览|简报/, 'digest'],
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
export async function describeHistory(store: Store, bureau: BureauId, { text, at }: { text: string; at: Instant }): Promise<string> {
  const { words, period } = daysAsked(text, dateOf(at));
  const task = askedTasks.find(([name]) => name.test(text))?.[1];
  const asked = { from: instantAt(period.from), to: instantAt(addDays(period.to, 1)) - 1 };
  const runs = await readRunHistory(store, bureau, { ...asked, ...(task ? { task } : {}) });
  return describeRuns(runs, { what: `${words}${task ? taskNames[task] : '定时任务'}`, now: at });
}
