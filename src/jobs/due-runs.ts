import type { Bureau } from '../bureau/bureau.ts';
import { dateOf, type LocalDate } from '../domain/date.ts';
import type { Period } from '../domain/period.ts';
import { afterDowntime, type Due, dueBetween, nominalDay, periodKey, periodOfKey, type Schedule } from '../domain/schedule.ts';
import type { Instant } from '../lib/clock.ts';
import type { Reader, RunRow, Store, Transaction } from '../store/store.ts';
import { droppedRun } from '../wording/runs.ts';

/** Later than this after its time, a run counts as caught up. */
const PUNCTUAL_MS = 5 * 60_000;

/** How the time passes: `live` honours downtime, `simulated` plays every due time as if the program had been there. */
export type Passage = 'live' | 'simulated';

function startId(schedule: Schedule): string {
  return `schedule-start:${schedule.id}`;
}

/** Since when dues of a schedule are still to be claimed: its latest run that lies in the past, else the moment it was first seen. */
async function watermark(reader: Reader, schedule: Schedule, now: Instant): Promise<Instant | undefined> {
  const { rows } = await reader.find('run', { index: 'bySchedule', equals: [schedule.id], to: now, order: 'descending', limit: 1 });
  const start = await reader.get('counter', startId(schedule));
  if (rows[0]) return rows[0].dueAt;
  // A start that lies ahead was written by a clock that has been put right since.
  return start && start.value <= now ? start.value : undefined;
}

async function rememberStart(transaction: Transaction, bureau: Bureau, { schedule, now }: { schedule: Schedule; now: Instant }): Promise<void> {
  const known = await transaction.get('counter', startId(schedule));
  if (!known) await transaction.insert('counter', { bureau: bureau.id, id: startId(schedule), version: 1, value: now });
  else if (known.value > now) await transaction.replace('counter', { ...known, value: now });
}

/** The task of a run; rows keep it as a plain word. */
export function taskOf(run: Pick<RunRow, 'task'>): Schedule['task'] {
  return run.task as Schedule['task'];
}

/** `weekly-reminder:2026-W47` */
function runId(schedule: Schedule, due: Pick<Due, 'period'>): string {
  return `${schedule.id}:${due.period}`;
}

function runRow(
  bureau: Bureau,
  schedule: Schedule,
  { due, now, isDropped, isCaughtUp }: { due: Due; now: Instant; isDropped: boolean; isCaughtUp: boolean },
): RunRow {
  return {
    bureau: bureau.id,
    id: runId(schedule, due),
    version: 1,
    schedule: schedule.id,
    task: schedule.task,
    dueAt: due.dueAt,
    leasedUntil: 0,
    state: isDropped ? 'done' : 'open',
    startedAt: null,
    finishedAt: isDropped ? now : null,
    caughtUp: isCaughtUp,
    attempts: 0,
    outcome: isDropped ? droppedRun : '',
    sent: [],
  };
}

function rowsOf(bureau: Bureau, schedule: Schedule, { after, now, passage }: { after: Instant; now: Instant; passage: Passage }): RunRow[] {
  const dues = dueBetween(schedule, after, now, bureau.calendar);
  const { run, dropped } = passage === 'simulated' ? { run: dues, dropped: [] } : afterDowntime(schedule, dues, now);
  const isCaughtUp = (due: Due): boolean => passage === 'live' && now - due.dueAt > PUNCTUAL_MS;
  return [
    ...dropped.map(due => runRow(bureau, schedule, { due, now, isDropped: true, isCaughtUp: false })),
    ...run.map(due => runRow(bureau, schedule, { due, now, isDropped: false, isCaughtUp: isCaughtUp(due) })),
  ];
}

/**
 * Claims what fell due: one row for each due time, which exists once whatever clocks do and however many instances
 * look, because its id is taken. Writes nothing when nothing is due.
 */
export async function claimDueRuns(store: Store, bureau: Bureau, { now, passage }: { now: Instant; passage: Passage }): Promise<void> {
  const scope = { bureau: bureau.id };
  const marks = await store.read(scope, reader => Promise.all(bureau.schedules.map(schedule => watermark(reader, schedule, now))));
  const unseen = bureau.schedules.filter((_, index) => marks[index] === undefined);
  const rows = bureau.schedules.flatMap((schedule, index) => rowsOf(bureau, schedule, { after: marks[index] ?? now, now, passage }));
  if (unseen.length === 0 && rows.length === 0) return;
  await store.write(scope, async transaction => {
    for (const schedule of unseen) await rememberStart(transaction, bureau, { schedule, now });
    for (const row of rows) await transaction.insert('run', row);
  });
}

/** What a run is about: the period that its id names, and the day in it that the schedule names. A run by hand is about its own day's period. */
export function subjectOf(run: Pick<RunRow, 'id' | 'schedule' | 'dueAt'>, schedule: Schedule): { period: Period; date: LocalDate } {
  const today = dateOf(run.dueAt);
  const named = periodOfKey(run.id.slice(run.schedule.length + 1));
  if (named) return { period: named, date: nominalDay(schedule, named) };
  const period = periodOfKey(periodKey(schedule.every, today)) ?? { from: today, to: today };
  return { period, date: today };
}
