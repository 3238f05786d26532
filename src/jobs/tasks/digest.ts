import { createHash } from 'node:crypto';
import type { Bureau, Group } from '../../bureau/bureau.ts';
import { addDays, dateOf, yearOf } from '../../domain/date.ts';
import type { OutgoingFile } from '../../domain/message.ts';
import type { Period } from '../../domain/period.ts';
import { countedWeekOf } from '../../domain/reporting-period.ts';
import { periodKey } from '../../domain/schedule.ts';
import { chartFile } from '../../figures/chart-file.ts';
import type { Instant } from '../../lib/clock.ts';
import type { DigestRow, Transaction } from '../../store/store.ts';
import { type DigestContent, groupDigest, leadersDigest, reissued } from '../../wording/digest.ts';
import { digestedRun, digestUpdates, noLeadersGroup, nothingToDigest } from '../../wording/runs.ts';
import { createPushing } from '../pushing.ts';
import type { Task, TaskContext } from '../task.ts';

/** Gathers what a digest says; every figure in it comes from entries. */
export type GatherDigest = (
  bureau: Bureau,
  asked: { period: Period; at: Instant; departments?: readonly string[] | undefined },
) => Promise<DigestContent>;

/** Puts a sentence or two on top of it, where there is somebody to write them. */
export type LeadDigest = (bureau: Bureau, content: DigestContent) => Promise<DigestContent>;

function gathered(gather: GatherDigest, { bureau, schedule, date, at }: TaskContext): Promise<DigestContent> {
  return gather(bureau, { period: countedWeekOf(addDays(date, -7), bureau.calendar), at, departments: schedule.departments });
}

function groupsFor({ bureau, schedule }: TaskContext): Group[] {
  return bureau.groups.filter(group => (schedule.group === null ? group.kind === 'leaders' : group.id === schedule.group));
}

/** Totals, and what is overdue, which names 科室, are for leaders' eyes. */
function textOf({ bureau, at }: TaskContext, content: DigestContent, group: Group): string {
  const year = yearOf(dateOf(at));
  return group.kind === 'leaders' ? leadersDigest(bureau.name, content, year) : groupDigest(content, year);
}

/** A week without records is no news for anybody's phone, and the run record says so; what is overdue is, for leaders. */
function isNews({ entries, overdue }: DigestContent, group: Group): boolean {
  return entries > 0 || (group.kind === 'leaders' && overdue.length > 0);
}

/** Its chart as a picture: only the leaders' digest has one. */
function filesOf({ chart }: DigestContent, group: Group): OutgoingFile[] {
  return chart && group.kind === 'leaders' ? [chartFile(chart)] : [];
}

/** What a late entry must change for the digest to be sent again: a figure of its own week. Hashed, so that a purged one stays nowhere. */
function fingerprintOf({ figures }: DigestContent): string {
  return createHash('sha256')
    .update([...figures].sort().join('\n'))
    .digest('hex');
}

function digestId({ schedule }: TaskContext, { period }: DigestContent): string {
  return `${periodKey('week', period.from)}${schedule.group === null ? '' : `:${schedule.group}`}`;
}

async function remember(transaction: Transaction, context: TaskContext, content: DigestContent): Promise<void> {
  const { bureau, at } = context;
  const id = digestId(context, content);
  const known = await transaction.get('digest', id);
  const row: DigestRow = { bureau: bureau.id, id, version: known?.version ?? 1, at, fingerprint: fingerprintOf(content) };
  if (known) await transaction.replace('digest', row);
  else await transaction.insert('digest', row);
}

/** 周览 — one message on the week before the day that the schedule names: to the leaders' group, or to the group that the schedule names. */
export function createDigestTask(gather: GatherDigest, lead: LeadDigest = async (_, content) => content): Task {
  return {
    name: 'digest',
    async run(context) {
      const content = await gathered(gather, context);
      const addressed = groupsFor(context);
      const groups = addressed.filter(group => isNews(content, group));
      const nothing = addressed.length === 0 ? noLeadersGroup : groups.length === 0 ? nothingToDigest : null;
      if (nothing !== null) return async () => ({ outcome: nothing, sent: [] });
      const led = groups.some(({ kind }) => kind === 'leaders') ? await lead(context.bureau, content) : content;
      return async transaction => {
        const pushing = createPushing(transaction, context);
        const results: boolean[] = [];
        for (const group of groups) results.push(await pushing.toGroup(group, textOf(context, led, group), { files: filesOf(led, group) }));
        if (results.includes(true)) await remember(transaction, context, content);
        return pushing.outcome(digestedRun(content.entries, results.includes(true) ? groups.map(({ name }) => name) : []));
      };
    },
  };
}

/** 周览更正 — later in the week: last week's digest again, only when late entries or corrections changed a figure of it. */
export function createDigestUpdateTask(gather: GatherDigest): Task {
  return {
    name: 'digest-update',
    async run(context) {
      const content = await gathered(gather, context);
      const fingerprint = fingerprintOf(content);
      return async transaction => {
        const issued = await transaction.get('digest', digestId(context, content));
        if (!issued) return { outcome: digestUpdates.none, sent: [] };
        if (issued.fingerprint === fingerprint) return { outcome: digestUpdates.unchanged, sent: [] };
        const pushing = createPushing(transaction, context);
        const results: boolean[] = [];
        for (const group of groupsFor(context)) {
          const text = reissued(textOf(context, content, group));
          results.push(await pushing.toGroup(group, text, { files: filesOf(content, group) }));
        }
        if (results.includes(true)) await remember(transaction, context, content);
        return pushing.outcome(results.includes(true) ? digestUpdates.sent : digestUpdates.notSent);
      };
    },
  };
}
