import type { Group } from '../bureau/bureau.ts';
import { type Pushed, pushPrivately, pushToGroup } from '../delivery/push-budget.ts';
import { dateOf } from '../domain/date.ts';
import type { Member } from '../domain/member.ts';
import type { OutgoingFile } from '../domain/message.ts';
import type { Instant } from '../lib/clock.ts';
import type { Transaction } from '../store/store.ts';
import { pushNotes } from '../wording/runs.ts';
import { privateAddress } from './recipients.ts';
import type { TaskContext, TaskOutcome } from './task.ts';

/** What a run says by itself: every push goes through the bureau's budget, and what waits or is left out is told in the run record. */
export interface Pushing {
  /** True when it is sent or waits to be. */
  privately(member: Member, body: string, more?: { files?: OutgoingFile[]; latest?: Instant; bodyIfLater?: string }): Promise<boolean>;
  toGroup(
    group: Group,
    text: string,
    more?: { key?: string; whenFull?: 'drop' | 'wait'; files?: OutgoingFile[]; mentions?: readonly string[] },
  ): Promise<boolean>;
  /** The run's record, with a note on what waits and what could not be sent. */
  outcome(words: string): TaskOutcome;
}

/** The pushes of one run, inside its transaction. */
export function createPushing(transaction: Transaction, task: Pick<TaskContext, 'bureau' | 'at' | 'run'> & { dueAt?: Instant }): Pushing {
  const isDayOffMeant = task.dueAt !== undefined && !task.bureau.calendar.isWorkday(dateOf(task.dueAt));
  const context = { ...task, isDayOffMeant };
  const sent: string[] = [];
  const waits: Instant[] = [];
  const missed = { unreachable: 0, weekFull: 0, tooLate: 0 };
  const note = (pushed: Pushed): boolean => {
    if (pushed.id === null) missed[pushed.why === 'week-full' ? 'weekFull' : 'tooLate']++;
    else {
      sent.push(pushed.id);
      if (pushed.waitsUntil !== null) waits.push(pushed.waitsUntil);
    }
    return pushed.id !== null;
  };
  return {
    async privately(member, body, more = {}) {
      const to = privateAddress(context.bureau, member);
      if (to) return note(await pushPrivately(transaction, { member, to, body, ...more }, context));
      missed.unreachable++;
      return false;
    },
    async toGroup({ id, platform, conversation }, text, { key = id, whenFull = 'drop', files = [], mentions = [] } = {}) {
      const to = { conversation: { platform, id: conversation, kind: 'group' as const } };
      return note(await pushToGroup(transaction, { group: id, to, text, key, whenFull, files, mentions }, context));
    },
    outcome: words => ({ outcome: [words, ...pushNotes({ waits, ...missed }, context.at)].join('；'), sent: [...new Set(sent)] }),
  };
}
