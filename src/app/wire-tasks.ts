import { dateOf, type LocalDate } from '../domain/date.ts';
import type { LastYear } from '../figures/compare.ts';
import { withLead } from '../figures/digest-lead.ts';
import { gatherDigest } from '../figures/week-digest.ts';
import type { Task } from '../jobs/task.ts';
import { createBackupTask } from '../jobs/tasks/backup.ts';
import { createCompileTask, createDraftTask } from '../jobs/tasks/compile.ts';
import { createConfirmTask } from '../jobs/tasks/confirm.ts';
import { createDeadlinesTask } from '../jobs/tasks/deadlines.ts';
import { createDigestTask, createDigestUpdateTask, type GatherDigest } from '../jobs/tasks/digest.ts';
import { createDailyLawTask, createLearningTask } from '../jobs/tasks/learning.ts';
import { createRemindTask } from '../jobs/tasks/remind.ts';
import { awaitingEntries } from '../ledgers/confirm.ts';
import { openItems, overdueItems } from '../ledgers/deadlines.ts';
import { lastCounted } from '../ledgers/last-counted.ts';
import { whoIsMissing } from '../ledgers/who-is-missing.ts';
import type { Instant } from '../lib/clock.ts';
import { materialDue } from '../reports/material-due.ts';
import { opinionsDue } from '../reports/opinions-due.ts';
import { publishedFigures } from '../reports/published-figures.ts';
import { overdueLine } from '../wording/deadline.ts';
import { compileOnSchedule } from './compile-on-schedule.ts';
import type { RuntimeOptions } from './runtime.ts';
import { POLISH_WITHIN_MS } from './with-polish.ts';

/** 定时任务 — each with what it reads of this bureau. */
export function createTasks(options: RuntimeOptions, backup: (at: Instant) => Promise<{ file: string; bytes: number }>): Task[] {
  const { store, corpus, reader, models, clock } = options;
  const compile = compileOnSchedule(options);
  const digest: GatherDigest = (bureau, { period, at, departments }) =>
    store.read({ bureau: bureau.id }, async reader => {
      const overdue = (await overdueItems(reader, bureau, dateOf(at))).map(item =>
        overdueLine({ ...item, isDuty: item.reporter === null }, dateOf(at)),
      );
      const lastYear = publishedFigures(corpus, { bureau, reader: options.reader, today: dateOf(at) });
      return gatherDigest(reader, { bureau, period, at, overdue, departments, lastYear });
    });
  return [
    createRemindTask(
      (bureau, period) => store.read({ bureau: bureau.id }, async reader => (await whoIsMissing(reader, bureau, period)).missing),
      (bureau, department) => store.read({ bureau: bureau.id }, reader => lastCounted(reader, department)),
    ),
    createConfirmTask(bureau => store.read({ bureau: bureau.id }, reader => awaitingEntries(reader, bureau))),
    createCompileTask(compile),
    createDraftTask(compile),
    createDigestTask(digest, models && ((bureau, content) => withLead(content, { models, bureau, deadline: clock.now() + POLISH_WITHIN_MS }))),
    createDigestUpdateTask(digest),
    createLearningTask({ store, corpus, reader }),
    createDailyLawTask({ store, corpus, reader }),
    createDeadlinesTask((bureau, { today, at }) =>
      store.read({ bureau: bureau.id }, async rows => {
        const lastYear = (day: LocalDate): LastYear => publishedFigures(corpus, { bureau, reader, today: day });
        const material = await materialDue(rows, { bureau, today, at, lastYear });
        return [...(await openItems(rows, bureau, today)), ...(await opinionsDue(rows, today)), ...material];
      }),
    ),
    createBackupTask(backup),
  ];
}
