import type { Bureau } from '../bureau/bureau.ts';
import { undelivered } from '../delivery/undelivered.ts';
import { dateOf } from '../domain/date.ts';
import { isActive, type Member } from '../domain/member.ts';
import type { PlatformId } from '../domain/message.ts';
import { withFirstWords } from '../ledgers/first-word.ts';
import type { Instant } from '../lib/clock.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Reader } from '../store/store.ts';
import { unreachableWords } from '../wording/console.ts';

/** 收不到私信的人 — a member of the roster with why a reminder does not reach them. */
export interface Unreachable {
  member: Pick<Member, 'name' | 'department'>;
  why: string;
}

/** In the order of the roster. */
export async function unreachable(
  reader: Reader,
  { bureau, platforms, at }: { bureau: Bureau; platforms: readonly Pick<Platform, 'id' | 'capabilities'>[]; at: Instant },
): Promise<Unreachable[]> {
  const needFirstWord = new Set(platforms.filter(({ capabilities }) => !capabilities.coldDirectPush).map(({ id }) => id));
  const reachable = await withFirstWords(reader, bureau, needFirstWord);
  const refused = await refusedAccounts(reader);
  return bureau.members.flatMap((member, index) => {
    if (!isActive(member, dateOf(at))) return [];
    const ways = (accounts: Member['accounts'] = {}): string[] =>
      platforms.flatMap(({ id }) => (accounts[id] === undefined ? [] : [keyOf(id, accounts[id])]));
    const why = whyNot({ all: ways(member.accounts), open: ways(reachable.members[index]?.accounts) }, refused);
    return why === null ? [] : [{ member, why }];
  });
}

function whyNot({ all, open }: { all: readonly string[]; open: readonly string[] }, refused: ReadonlyMap<string, string>): string | null {
  if (all.length === 0) return unreachableWords.noAccount;
  if (open.length === 0) return unreachableWords.neverSpoke;
  const reasons = open.flatMap(way => refused.get(way) ?? []);
  const [reason] = reasons;
  return reason !== undefined && reasons.length === open.length ? unreachableWords.refused(reason) : null;
}

const keyOf = (platform: PlatformId, account: string): string => `${platform}:${account}`;

async function refusedAccounts(reader: Reader): Promise<Map<string, string>> {
  const refused = new Map<string, string>();
  for (const { message, state, lastError } of await undelivered(reader)) {
    if (state !== 'dead' || 'conversation' in message.to) continue;
    const key = keyOf(message.to.platform, message.to.account);
    if (!refused.has(key)) refused.set(key, lastError ?? '');
  }
  return refused;
}
