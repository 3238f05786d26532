import type { Bureau } from '../../bureau/bureau.ts';
import { dateOf } from '../../domain/date.ts';
import type { OutgoingFile } from '../../domain/message.ts';
import { type ReportKind, reportKinds } from '../../domain/outline.ts';
import type { Period } from '../../domain/period.ts';
import { reportPeriod } from '../../domain/schedule.ts';
import type { Instant } from '../../lib/clock.ts';
import { compiledNotice } from '../../wording/compiled-notice.ts';
import { compiledRun } from '../../wording/runs.ts';
import { createPushing } from '../pushing.ts';
import { membersWithRole } from '../recipients.ts';
import type { Task, TaskContext, TaskEffects } from '../task.ts';

/** What came of compiling a draft, which is then already kept. */
export interface Compiled {
  title: string;
  /** Headings without material, with the 科室 to ask where that is known. */
  missing: string[];
  /** 科室 with neither an entry nor a 无, where a 无 is asked for. */
  silent?: string[];
  /** What waits for a head's yes, in a line; empty when nothing does. */
  awaiting?: string;
  /** That there are figures which no ledger defines, in a line; empty when there are none. */
  newMetrics?: string;
  file: OutgoingFile | null;
}

/** Compiles and keeps a draft; doing it again merges into the same draft. */
export type CompileReport = (request: { bureau: Bureau; kind: ReportKind; period: Period; at: Instant }) => Promise<Compiled>;

/** Tells every editor privately what was compiled and what it lacks. */
function tellEditors(context: TaskContext, compiled: Compiled): TaskEffects {
  const editors = membersWithRole(context.bureau, 'editor', dateOf(context.at));
  const body = compiledNotice({ ...compiled, isWeekly: kindOf(context) === 'week' });
  return async transaction => {
    const pushing = createPushing(transaction, context);
    for (const editor of editors) await pushing.privately(editor, body, { files: compiled.file ? [compiled.file] : [] });
    return pushing.outcome(compiledRun(compiled.title, compiled.missing.length));
  };
}

/** The report that a schedule asks for; a weekly compile without one is the week's. */
function kindOf({ schedule }: TaskContext): ReportKind {
  return reportKinds.find(kind => kind === schedule.report) ?? 'week';
}

function createCompilingTask(name: 'compile' | 'draft', compile: CompileReport): Task {
  return {
    name,
    async run(context) {
      const kind = kindOf(context);
      const request = { bureau: context.bureau, kind, period: reportPeriod(kind, context.date), at: context.at };
      return tellEditors(context, await compile(request));
    },
  };
}

/** 周汇总 — compiles the week and tells the editors. */
export function createCompileTask(compile: CompileReport): Task {
  return createCompilingTask('compile', compile);
}

/** 报告初稿 — compiles the report that the schedule names and tells the editors. */
export function createDraftTask(compile: CompileReport): Task {
  return createCompilingTask('draft', compile);
}
