import type { Bureau } from '../bureau/bureau.ts';
import { dateOf } from '../domain/date.ts';
import { isActive, type Member } from '../domain/member.ts';
import type { IncomingMessage, PlatformId } from '../domain/message.ts';
import type { Instant } from '../lib/clock.ts';
import type { Reader, Transaction } from '../store/store.ts';

function markId(platform: string, account: string): string {
  return `spoke:${platform}:${account}`;
}

/** 单聊过 — marks that this account has written to 小法 alone: some platforms deliver private messages to nobody else. */
export async function markFirstWord(transaction: Transaction, { bureau, conversation, sender }: IncomingMessage, at: Instant): Promise<void> {
  if (conversation.kind !== 'direct') return;
  await transaction.insert('counter', { bureau, id: markId(conversation.platform, sender.account), version: 1, value: at });
}

async function hasSpoken(reader: Reader, { accounts }: Member, platform: PlatformId): Promise<boolean> {
  return (await reader.get('counter', markId(platform, accounts[platform] ?? ''))) !== undefined;
}

/** The bureau with only those accounts that can be written to: on these platforms, of people who have spoken to 小法 alone. */
export async function withFirstWords<B extends Pick<Bureau, 'members'>>(reader: Reader, bureau: B, platforms: ReadonlySet<PlatformId>): Promise<B> {
  if (platforms.size === 0) return bureau;
  const members: Member[] = [];
  for (const member of bureau.members) {
    const accounts = { ...member.accounts };
    for (const platform of platforms) if (!(await hasSpoken(reader, member, platform))) delete accounts[platform];
    members.push({ ...member, accounts });
  }
  return { ...bureau, members };
}

/** Who is on the roster today and has an account on such a platform, but has not spoken there yet. */
export async function neverSpoken(
  reader: Reader,
  bureau: Pick<Bureau, 'members'>,
  { platforms, at }: { platforms: ReadonlySet<PlatformId>; at: Instant },
): Promise<string[]> {
  const reachable = await withFirstWords(reader, bureau, platforms);
  return bureau.members.flatMap((member, index) => {
    const left = Object.keys(reachable.members[index]?.accounts ?? {}).length;
    return isActive(member, dateOf(at)) && left < Object.keys(member.accounts).length ? [member.name] : [];
  });
}
