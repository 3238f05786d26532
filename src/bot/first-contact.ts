import type { Bureau } from '../bureau/bureau.ts';
import { dateOf } from '../domain/date.ts';
import { isActive, type Member } from '../domain/member.ts';
import { type Membership, mayDecide, memberByClaim, namesake } from '../domain/membership.ts';
import type { IncomingMessage, PlatformId } from '../domain/message.ts';
import type { Instant } from '../lib/clock.ts';
import type { Reader, Store, Transaction } from '../store/store.ts';
import { claimRefused, claimYourself, stillWaiting } from '../wording/first-contact.ts';
import { accountOf, memberOf } from './directory.ts';

/** One account is put to those who decide at most this often. */
const MAX_ASKED = 3;

function membershipId({ conversation, sender }: Pick<IncomingMessage, 'conversation' | 'sender'>): string {
  return `${conversation.platform}:${sender.account}`;
}

/** Who speaks: as the roster says, else by a claim that was agreed to, else somebody known by name only. */
export async function speakerOf(message: IncomingMessage, { bureau, store }: { bureau: Bureau; store: Store }): Promise<Member> {
  const listed = memberOf(message, bureau);
  if (listed.known) return listed;
  const claimed = await store.read({ bureau: bureau.id }, reader => reader.get('membership', membershipId(message)));
  return memberOf(message, bureau, claimed);
}

/** The 科室's liaisons, else the admins: only those who can be written to there. */
export function decidersOf(claim: Pick<Membership, 'department' | 'memberId' | 'platform'>, bureau: Bureau, at: Instant): Member[] {
  const able = bureau.members.filter(
    one => isActive(one, dateOf(at)) && accountOf(one, claim.platform) !== undefined && mayDecide(one, claim, bureau.members),
  );
  const liaisons = able.filter(one => !one.roles.includes('admin'));
  return liaisons.length ? liaisons : able;
}

/** What came of an introduction. */
export type Introduced = { outcome: 'asked' | 'waiting' | 'too-often' | 'taken' | 'approved'; claim: Membership };

interface Newcomer {
  bureau: Bureau;
  platform: PlatformId;
  account: string;
  name: string;
  department: string;
  at: Instant;
}

/** Keeps who somebody says they are. Saying the same twice asks nobody twice. */
export async function introduceTo(transaction: Transaction, newcomer: Newcomer): Promise<Introduced> {
  const { bureau, platform, account, name, department, at } = newcomer;
  const id = `${platform}:${account}`;
  const before = await transaction.get('membership', id);
  const person = namesake(bureau.members, { name, department }, dateOf(at));
  const isFree = bureau.unknownMembers === 'staff';
  const claim: Membership = {
    ...{ bureau: bureau.id, id, version: before?.version ?? 1, platform, account, name, department },
    memberId: isFree ? null : (person?.id ?? null),
    state: isFree ? 'approved' : 'waiting',
    asked: (before?.asked ?? 0) + Number(!isFree),
    saidAt: at,
    decidedBy: null,
    decidedAt: isFree ? at : null,
  };
  if (person && accountOf(person, platform) !== undefined) return { outcome: 'taken', claim };
  if (before?.state === 'waiting' && before.name === name && before.department === department) return { outcome: 'waiting', claim: before };
  if (claim.asked > MAX_ASKED) return { outcome: 'too-often', claim };
  if (before) await transaction.replace('membership', claim);
  else await transaction.insert('membership', claim);
  return { outcome: isFree ? 'approved' : 'asked', claim };
}

/** The claims that wait for this person's word. */
export async function waitingFor(reader: Reader, decider: Member, bureau: Bureau): Promise<Membership[]> {
  const { rows } = await reader.find('membership', { index: 'byState', equals: ['waiting'], limit: 200 });
  return rows.filter(claim => mayDecide(decider, claim, bureau.members));
}

/** 同意、拒绝 — keeps the word and who gave it; resolves to the newcomer as a member, who may now be written to. */
export async function decide(
  transaction: Transaction,
  claim: Membership,
  { decider, isAgreed, at, bureau }: { decider: Member; isAgreed: boolean; at: Instant; bureau: Bureau },
): Promise<Member> {
  const decided: Membership = {
    ...claim,
    state: isAgreed ? 'approved' : 'refused',
    decidedBy: { id: decider.id, name: decider.name },
    decidedAt: at,
  };
  await transaction.replace('membership', decided);
  const action = isAgreed ? 'agree-member' : 'refuse-member';
  await transaction.insert('audit', {
    ...{ bureau: claim.bureau, id: `${action}:${claim.id}:${at}`, version: 1 },
    ...{ at, actor: decider.id, action, subject: claim.id },
  });
  const { platform, account, name, department } = claim;
  const member = memberByClaim({ ...decided, state: 'approved' }, bureau.members, dateOf(at));
  return (
    member ?? {
      ...{ id: claim.id, name, department, otherDepartments: [], roles: [], accounts: { [platform]: account } },
      ...{ from: null, to: null, known: false },
    }
  );
}

/** What somebody is told who may not report yet: who they should say they are, or who has still to agree. */
export async function notYetAdmitted(message: IncomingMessage, { bureau, store }: { bureau: Bureau; store: Store }): Promise<string> {
  const claim = await store.read({ bureau: bureau.id }, reader => reader.get('membership', membershipId(message)));
  if (claim?.state === 'refused') return claimRefused(claim);
  if (claim?.state !== 'waiting') return claimYourself(bureau.name);
  return stillWaiting(
    claim,
    decidersOf(claim, bureau, message.at).map(one => one.name),
  );
}
