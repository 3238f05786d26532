import type { Bureau } from '../bureau/bureau.ts';
import { dateOf } from '../domain/date.ts';
import type { Member } from '../domain/member.ts';
import type { PlatformId } from '../domain/message.ts';
import { withAbsences } from '../ledgers/absences.ts';
import { withFirstWords } from '../ledgers/first-word.ts';
import type { Instant } from '../lib/clock.ts';
import type { Reader } from '../store/store.ts';
import type { Mentionable } from './task.ts';

/** Which platforms let 小法 tell members something, and how. */
export interface Reach {
  /** Platforms that write privately only to who has written to 小法 before. */
  needFirstWord: ReadonlySet<PlatformId>;
  /** Platforms that write privately to nobody. */
  neverDirect: ReadonlySet<PlatformId>;
  /** Platforms whose pushes into groups can mention members. */
  mentioning: ReadonlySet<PlatformId>;
}

/** Everybody can be written to: the simulator. */
export const fullReach: Reach = { needFirstWord: new Set(), neverDirect: new Set(), mentioning: new Set() };

/** The bureau as a run finds it: who is away, which 科室 are exempt, and only accounts that can be written to; who lost one by that, and can be mentioned. */
export async function presentOn(
  reader: Reader,
  bureau: Bureau,
  { at, reach }: { at: Instant; reach: Reach },
): Promise<{ present: Bureau; mentionable: Mentionable[] }> {
  const spoken = await withFirstWords(reader, await withAbsences(reader, bureau, dateOf(at)), reach.needFirstWord);
  const present = { ...spoken, members: spoken.members.map(member => ({ ...member, accounts: directOnly(member.accounts, reach.neverDirect) })) };
  return { present, mentionable: mentionableOf(bureau, present, reach) };
}

function directOnly(accounts: Member['accounts'], neverDirect: ReadonlySet<string>): Member['accounts'] {
  return neverDirect.size === 0 ? accounts : Object.fromEntries(Object.entries(accounts).filter(([platform]) => !neverDirect.has(platform)));
}

function mentionableOf(bureau: Bureau, present: Bureau, { mentioning, neverDirect }: Reach): Mentionable[] {
  return bureau.members.flatMap(({ id, accounts }, at) =>
    [...mentioning].flatMap(platform => {
      const account = accounts[platform];
      const isLost = account !== undefined && present.members[at]?.accounts[platform] === undefined;
      return isLost ? [{ member: id, platform, account, awaitsFirstWord: !neverDirect.has(platform) }] : [];
    }),
  );
}
