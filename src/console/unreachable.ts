import type { Bureau } from '../bureau/bureau.ts';
import { undelivered } from '../delivery/undelivered.ts';
import { dateOf } from '../domain/date.ts';
import { isActive, type Member } from '../domain/member.ts';
import type { PlatformId } from '../domain/message.ts';
import type { Instant } from '../lib/clock.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Reader } from '../store/store.ts';
import { unreachableWords } from '../wording/console.ts';

/** Whoever said something in this time can be written to. */
const HEARD_MS = 180 * 86_400_000;
const MOST_HEARD = 10_000;

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
  const heard = await accountsHeard(reader, at);
  const refused = await refusedAccounts(reader);
  return bureau.members
    .filter(member => isActive(member, dateOf(at)))
    .flatMap(member => {
      const why = whyNot(member, { platforms, heard, refused });
      return why === null ? [] : [{ member, why }];
    });
}

function whyNot(
  { accounts }: Member,
  known: { platforms: readonly Pick<Platform, 'id' | 'capabilities'>[]; heard: ReadonlySet<string>; refused: ReadonlyMap<string, string> },
): string | null {
  const ways = known.platforms.flatMap(({ id, capabilities }) => {
    const account = accounts[id];
    return account === undefined ? [] : [{ key: keyOf(id, account), isOpen: capabilities.coldDirectPush || known.heard.has(keyOf(id, account)) }];
  });
  if (ways.length === 0) return unreachableWords.noAccount;
  const open = ways.filter(way => way.isOpen);
  if (open.length === 0) return unreachableWords.neverSpoke;
  const reasons = open.map(way => known.refused.get(way.key));
  const [reason] = reasons;
  return reasons.every(one => one !== undefined) && reason !== undefined ? unreachableWords.refused(reason) : null;
}

const keyOf = (platform: PlatformId, account: string): string => `${platform}:${account}`;

async function accountsHeard(reader: Reader, at: Instant): Promise<Set<string>> {
  const { rows } = await reader.find('claim', { index: 'byReceived', from: at - HEARD_MS, order: 'descending', limit: MOST_HEARD });
  return new Set(rows.map(({ message }) => keyOf(message.conversation.platform, message.sender.account)));
}

async function refusedAccounts(reader: Reader): Promise<Map<string, string>> {
  const refused = new Map<string, string>();
  for (const { message, state, lastError } of await undelivered(reader)) {
    if (state !== 'dead' || 'conversation' in message.to) continue;
    const key = keyOf(message.to.platform, message.to.account);
    if (!refused.has(key)) refused.set(key, lastError ?? '');
  }
  return refused;
}
