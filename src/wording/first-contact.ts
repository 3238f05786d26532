import type { Membership } from '../domain/membership.ts';

type Person = Pick<Membership, 'name' | 'department'>;

const who = ({ department, name }: Person): string => `${department}${name}`;

/** What somebody outside the roster is told who tried to report. */
export function claimYourself(bureauName: string): string {
  return [
    `您还不在${bureauName}的花名册里，这条**没有登记**。`,
    '请先说您是谁，如“我是企服科王磊”（科室＋姓名），联络员同意后再发一次就行。',
    '> 问法规、问政策现在就可以直接问。',
  ].join('\n');
}

/** The same while somebody is still deciding. */
export function stillWaiting(person: Person, deciders: readonly string[]): string {
  return [`您说您是${who(person)}，还在等${deciders.join('、') || '管理员'}确认，这条**没有登记**。`, '确认后小法会告诉您，到时再发一次就行。'].join(
    '\n',
  );
}

/** The same after a refusal. */
export function claimRefused(person: Person): string {
  return `您说您是${who(person)}，没有得到确认，不能填报。说错了就按“我是科室＋姓名”重说一次；没说错请联系管理员。`;
}

export function askWhoYouAre(departments: readonly string[]): string {
  return `没看清您的科室或姓名，什么都没有登记。请这样说：“我是企服科王磊”。\n本单位的科室：${departments.join('、')}。`;
}

/** Said to the newcomer once their claim is with those who decide. */
export function claimPassedOn(person: Person, deciders: readonly string[]): string {
  if (!deciders.length) return `**收到**｜您是${who(person)}。\n眼下没有人可以确认，请联系管理员把您加进花名册；在此之前可以提问，还不能填报。`;
  return [
    `**收到**｜您是${who(person)}，已请${deciders.join('、')}确认。`,
    '确认后您就可以填报，小法会告诉您；之前发的没有登记，到时请再发一次。',
  ].join('\n');
}

/** Said privately to whoever decides. */
export function claimToDecide(person: Person, decider: string): string {
  return [`${decider}您好，有人说自己是**${who(person)}**，想在小法里填报。`, `是本人就回“同意${person.name}”，不是回“拒绝${person.name}”。`].join(
    '\n',
  );
}

/** Who agrees by one word is told whom to. */
export function agreedTo(person: Person): string {
  return `**已同意**｜${who(person)}从现在起可以填报，已告诉本人。花名册文件没有改动，请管理员方便时补上。`;
}

export function refusedTo(person: Person): string {
  return `**已拒绝**｜没有让“${who(person)}”填报，已告诉本人。`;
}

export function youAreIn(person: Person): string {
  return `**${person.name}，已确认您是${person.department}的同事。**\n现在可以直接报，如“本周走访企业3家，收集问题2条”；之前发的没有登记，请再发一次。`;
}

export function knownAlready(person: Person): string {
  return `您已经登记过了：${who(person)}。有事直接报就行。`;
}

/** A colleague of this name already speaks here under another account. */
export function takenByAccount(person: Person): string {
  return `花名册里的${who(person)}在这个平台上已有另一个账号，没有登记。账号换了请联系管理员改花名册。`;
}

export function toldTooOften(person: Person): string {
  return `${who(person)}已经请人确认过几次，不再重复打扰。请直接联系本科室联络员或管理员。`;
}

export const nobodyWaits = '现在没有等您确认的人。';

export function whomToDecide(people: readonly Person[]): string {
  const [first] = people;
  return `等您确认的有${people.length}位：${people.map(who).join('、')}。请带上姓名，如“同意${first?.name ?? ''}”。`;
}
