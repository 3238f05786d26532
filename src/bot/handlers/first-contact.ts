import type { Member } from '../../domain/member.ts';
import type { Membership } from '../../domain/membership.ts';
import { readIntroduction } from '../../language/introduction.ts';
import { notAMember } from '../../wording/bot.ts';
import * as wording from '../../wording/first-contact.ts';
import { decide, decidersOf, introduceTo, waitingFor } from '../first-contact.ts';
import { type Handler, type Reply, type Services, say, type Turn } from '../turn.ts';

/** 我是企服科王磊 — somebody outside the roster says who they are; the 科室's liaison is asked privately. */
export const introduce: Handler = async (turn, services) => {
  const { bureau } = services;
  const { member, message } = turn;
  const said = readIntroduction(message.text, bureau.departments);
  if (member.known) return said?.name && said.department ? say(wording.knownAlready(member)) : say();
  if (bureau.unknownMembers === 'refuse') return say(notAMember);
  const names = bureau.departments.map(department => department.name);
  if (!said?.name || !said.department) return say(wording.askWhoYouAre(names));
  const { name, department } = said;
  const { account } = message.sender;
  return async tx => {
    const { outcome, claim } = await introduceTo(tx, { bureau, platform: message.conversation.platform, account, name, department, at: turn.at });
    const deciders = decidersOf(claim, bureau, turn.at);
    if (outcome === 'taken') return [{ text: wording.takenByAccount(claim) }];
    if (outcome === 'too-often') return [{ text: wording.toldTooOften(claim) }];
    if (outcome === 'approved') return [{ text: wording.youAreIn(claim) }];
    const passedOn = {
      text: wording.claimPassedOn(
        claim,
        deciders.map(one => one.name),
      ),
    };
    return outcome === 'waiting' ? [passedOn] : [passedOn, ...deciders.map(to => askOf(claim, to))];
  };
};

function askOf(claim: Membership, to: Member): Reply {
  const button = (word: string) => ({ label: `${word}${claim.name}`, action: 'say', value: `${word}${claim.name}` });
  return { to, text: wording.claimToDecide(claim, to.name), buttons: [button('同意'), button('拒绝')] };
}

const verdict = /^(同意|不同意|拒绝)\s*([\p{Script=Han}·]{2,8}?)?(?:加入|登记)?[。！!]?$/u;

/** 同意、拒绝 — the one word by which a liaison or admin decides; in a group it needs the name, because there people agree to many things. */
export const decideMembership: Handler = async (turn, services) => {
  const [, word = '', name] = verdict.exec(turn.message.text.trim()) ?? [];
  const isDirect = turn.message.conversation.kind === 'direct';
  return async tx => {
    const waiting = await waitingFor(tx, turn.member, services.bureau);
    const meant = name ? waiting.filter(claim => claim.name === name) : isDirect ? waiting : [];
    const [claim, second] = meant;
    if (!claim) return isDirect ? [{ text: wording.nobodyWaits }] : [];
    if (second) return [{ text: wording.whomToDecide(meant) }];
    return decided(tx, claim, { turn, services, isAgreed: word === '同意' });
  };
};

async function decided(
  tx: Parameters<typeof decide>[0],
  claim: Membership,
  { turn, services, isAgreed }: { turn: Turn; services: Services; isAgreed: boolean },
): Promise<Reply[]> {
  const newcomer = await decide(tx, claim, { decider: turn.member, isAgreed, at: turn.at, bureau: services.bureau });
  return [
    { text: isAgreed ? wording.agreedTo(claim) : wording.refusedTo(claim) },
    { to: newcomer, text: isAgreed ? wording.youAreIn(claim) : wording.claimRefused(claim) },
  ];
}
