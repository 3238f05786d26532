import { AppError } from '../../domain/errors.ts';
import type { BureauId, Member } from '../../domain/member.ts';
import type { Conversation } from '../../domain/message.ts';
import type { Spoken, Stranger } from './spoken.ts';

/** A group as the simulator needs to know it. */
export interface SimulatedGroup {
  id: string;
  name: string;
  kind: 'work' | 'leaders';
}

/** The bureau whose people talk. Asked anew each time, since its files may be reloaded. */
export interface SimulatedBureau {
  id: BureauId;
  name: string;
  groups: readonly SimulatedGroup[];
  members: readonly Member[];
}

/** 通讯录 — who may speak and where, as a platform's own contact list knows it. */
export interface Contacts {
  /** Finds or, for a stranger, adds whoever speaks. */
  speaker(from: Spoken['from']): Member;
  conversation(group: string, speaker: Member): Conversation;
  /** By account on this platform; strangers who have spoken included. */
  member(account: string): Member | undefined;
  strangers(): Member[];
  forget(): void;
}

/** A member's account here: the roster's, else simply the id. */
export function simulatorAccount(member: Member): string {
  return member.accounts['simulator'] ?? member.id;
}

export function directConversation(account: string): Conversation {
  return { platform: 'simulator', id: `direct:${account}`, kind: 'direct' };
}

function strangerAsMember(stranger: Stranger): Member {
  const id = `guest:${stranger.name}`;
  return {
    id,
    name: stranger.name,
    department: stranger.department ?? '',
    otherDepartments: [],
    roles: [...(stranger.roles ?? ['staff'])],
    accounts: { simulator: id },
    from: null,
    to: null,
    known: false,
  };
}

function findMember(members: readonly Member[], from: string): Member {
  const byId = members.find(member => member.id === from || simulatorAccount(member) === from);
  if (byId) return byId;
  const [first, second] = members.filter(member => member.name === from);
  if (first === undefined) throw new AppError('not-found', `花名册里没有“${from}”。请写花名册中的姓名或编号；不在花名册的人请写明姓名、科室和角色。`);
  if (second !== undefined) throw new AppError('usage', `花名册里有不止一位“${from}”，请改写编号，如“${first.id}”。`);
  return first;
}

export function createContacts(bureau: () => SimulatedBureau): Contacts {
  const strangers = new Map<string, Member>();
  return {
    speaker(from) {
      if (typeof from === 'string') return strangers.get(from) ?? findMember(bureau().members, from);
      const member = strangerAsMember(from);
      strangers.set(member.id, member);
      return member;
    },
    conversation(group, speaker) {
      if (group === 'direct') return directConversation(simulatorAccount(speaker));
      const found = bureau().groups.find(one => one.id === group);
      if (!found) throw new AppError('not-found', `没有“${group}”这个群。可用的群见 bureau.yaml；单聊请写 direct。`);
      return { platform: 'simulator', id: found.id, kind: 'group' };
    },
    member: account => strangers.get(account) ?? bureau().members.find(member => simulatorAccount(member) === account),
    strangers: () => [...strangers.values()],
    forget: () => strangers.clear(),
  };
}
