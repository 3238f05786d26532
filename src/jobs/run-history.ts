import type { BureauId } from '../domain/member.ts';
import type { Schedule } from '../domain/schedule.ts';
import type { Instant } from '../lib/clock.ts';
import type { Reader, RunRow, Store } from '../store/store.ts';
import type { RunSummary } from '../wording/runs.ts';
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
