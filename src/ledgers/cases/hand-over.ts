import type { Case, CaseStep } from '../../domain/case.ts';
import { dateOf } from '../../domain/date.ts';
import { AppError } from '../../domain/errors.ts';
import { departmentsOf, isActive, type Member } from '../../domain/member.ts';
import { may } from '../../domain/permission.ts';
import type { Transaction } from '../../store/store.ts';
import { handedOverStep, mayNotHandOver, noSuchReceiver } from '../../wording/hand-over.ts';
import type { ChangeBy } from '../correct.ts';
import { openCases } from './find-case.ts';

/** 移交的说法 — whose open cases go to whom; `from` null: the speaker's own, `number` null: all of them. */
export interface HandOverWords {
  from: string | null;
  to: string;
  number: number | null;
}

const name = '([\\p{Script=Han}·]{2,4})';
const give = '(?:全部|全都|都|全)?(?:移交|交接|转交|交|转)给';
const own = '(?:手上|手头|手里|名下|负责)?的?';
const patterns = [
  new RegExp(
    `^把?(?:我|(?<from>[\\p{Script=Han}·]{2,4}?))${own}(?:所有|全部|没办完的?|未办结的?|在办的?)*的?事项${give}(?<to>${name})(?:跟进|办理|负责|跟)?$`,
    'u',
  ),
  new RegExp(`^把?事项\\s?(?<number>\\d{1,5})\\s?号?${give}(?<to>${name})(?:跟进|办理|负责|跟)?$`, 'u'),
];
/** 转给审批科 gives a case to a 科室, which is a step of its way. */
const unit = /(?:[科股室办局所队站厅委]|中心|大队|部门)$/;

/** Reads 我的事项都交给李四, 王五手上的事项交给李四 and 事项12移交给李四; null for anything else. */
export function readHandOver(text: string): HandOverWords | null {
  const plain = text.trim().replace(/[。！!\s]+$/u, '');
  const groups = patterns.map(pattern => pattern.exec(plain)?.groups).find(found => found !== undefined);
  const { from = null, to = '', number } = groups ?? {};
  return to === '' || unit.test(to) ? null : { from, to, number: number === undefined ? null : Number(number) };
}

function receiver(members: readonly Member[], said: string, by: ChangeBy): Member {
  const found = members.filter(member => member.name === said && isActive(member, dateOf(by.at)) && may(member, 'report'));
  const [one] = found;
  if (!one || found.length > 1) throw new AppError('not-found', noSuchReceiver(said));
  return one;
}

/** One's own, those of one's 科室 as its 材料员, any as an editor. */
function mayGive({ member }: ChangeBy, found: Case): boolean {
  const isLiaison = member.roles.includes('liaison') && departmentsOf(member).includes(found.department);
  return found.owner.id === member.id || isLiaison || may(member, 'correct-any');
}

/** 移交 — open cases get another owner, who is reminded from now on; the way of each says so. Throws `not-found` and `not-permitted`. */
export async function handOver(
  transaction: Transaction,
  words: HandOverWords,
  { members, ...by }: ChangeBy & { members: readonly Member[] },
): Promise<{ cases: Case[]; to: Member }> {
  const to = receiver(members, words.to, by);
  const isMeant = (found: Case): boolean => {
    if (words.number !== null) return found.number === words.number;
    return words.from === null ? found.owner.id === by.member.id : found.owner.name === words.from;
  };
  const meant = (await openCases(transaction)).filter(found => isMeant(found) && found.owner.id !== to.id);
  const refused = meant.find(found => !mayGive(by, found));
  if (refused) throw new AppError('not-permitted', mayNotHandOver(refused));
  const cases: Case[] = [];
  for (const found of meant) {
    const moved = withOwner(found, to, by);
    await transaction.replace('case', moved);
    cases.push(moved);
  }
  return { cases, to };
}

function withOwner(found: Case, to: Member, { member, at, messageId }: ChangeBy): Case {
  const note = handedOverStep(found.owner.name, to.name);
  const step: CaseStep = { state: found.state, note, on: dateOf(at), at, by: { id: member.id, name: member.name }, messageId };
  // Somebody of another 科室 must be able to move what they now own.
  const isOwn = departmentsOf(to).includes(found.department);
  return { ...found, owner: { id: to.id, name: to.name }, handler: isOwn ? found.handler : to.department, steps: [...found.steps, step] };
}
