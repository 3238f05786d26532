import { addDays, dateOf, instantAt } from '../domain/date.ts';
import type { BureauId } from '../domain/member.ts';
import { weekOf } from '../domain/period.ts';
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

/** 上周催报发了吗 — what ran in the week that the words ask about, this week's when they name none. */
export async function describeHistory(store: Store, bureau: BureauId, { text, at }: { text: string; at: Instant }): Promise<string> {
  const today = dateOf(at);
  const isLastWeek = text.includes('上周');
  const week = weekOf(isLastWeek ? addDays(today, -7) : today);
  const task = askedTasks.find(([words]) => words.test(text))?.[1];
  const runs = await readRunHistory(store, bureau, { from: instantAt(week.from), to: instantAt(addDays(week.to, 1)) - 1, ...(task ? { task } : {}) });
  return describeRuns(runs, { what: `${isLastWeek ? '上周' : '本周'}${task ? taskNames[task] : '定时任务'}`, now: at });
}
