import type { Bureau } from '../../bureau/bureau.ts';
import { dateOf, monthOf, yearOf } from '../../domain/date.ts';
import type { Instant } from '../../lib/clock.ts';
import { checkedUp, checkupLines, checkupNotice, type Findings } from '../../wording/checkup.ts';
import { createPushing } from '../pushing.ts';
import { membersWithRole } from '../recipients.ts';
import type { Task } from '../task.ts';

/** Who cannot be written to yet, and how many messages could not be delivered since then. */
export type FindTroubles = (bureau: Bureau, at: Instant) => Promise<Pick<Findings, 'neverSpoken' | 'undelivered'>>;

/** The notice for the next year comes out in November. */
const NOTICE_MONTH = 11;

function unknownYears({ calendar }: Bureau, at: Instant): number[] {
  const today = dateOf(at);
  const years = monthOf(today) >= NOTICE_MONTH ? [yearOf(today), yearOf(today) + 1] : [yearOf(today)];
  return years.filter(year => !calendar.covers(year));
}

/** 每月体检 — tells the admins privately what nobody else would: who cannot be reached, which year has no days off. Silent when all is well. */
export function createCheckupTask(findTroubles: FindTroubles): Task {
  return {
    name: 'checkup',
    async run(context) {
      const { bureau, at } = context;
      const lines = checkupLines({ ...(await findTroubles(bureau, at)), unknownYears: unknownYears(bureau, at) });
      return async transaction => {
        const pushing = createPushing(transaction, context);
        if (lines.length > 0) for (const admin of membersWithRole(bureau, 'admin', dateOf(at))) await pushing.privately(admin, checkupNotice(lines));
        return pushing.outcome(checkedUp(lines.length));
      };
    },
  };
}
