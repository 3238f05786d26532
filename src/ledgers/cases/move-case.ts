import type { Bureau } from '../../bureau/bureau.ts';
import { type Case, type CaseStep, mayFollow, mayMove, stateOf, stateSaid, withStep } from '../../domain/case.ts';
import type { CaseKind, CaseMover } from '../../domain/case-kind.ts';
import { dateOf } from '../../domain/date.ts';
import { AppError } from '../../domain/errors.ts';
import { readDates } from '../../language/dates.ts';
import type { Transaction } from '../../store/store.ts';
import { cancelledStep, caseWithdrawn, mayNotMove, moveNotAllowed, withdrawnStep } from '../../wording/cases.ts';
import type { ChangeBy } from '../correct.ts';
import { caseOfEntry } from './find-case.ts';
import { handlerIn } from './open-case.ts';
import { statedDueIn } from './stated-due.ts';

const anyone: CaseMover[] = ['department', 'handler', 'liaison', 'editor', 'leader'];

/** Moves a case to the state that the message names, or adds what was said as a note when it names none. */
export async function moveCase(
  transaction: Transaction,
  { case: found, kind }: { case: Case; kind: CaseKind },
  { said, bureau, ...by }: ChangeBy & { said: string; bureau: Bureau },
): Promise<Case> {
  if (found.status === 'withdrawn') throw new AppError('conflict', caseWithdrawn(found.number));
  const to = stateSaid(kind, found.state, said);
  if (!mayMove(by.member, found, to?.by ?? anyone)) throw new AppError('not-permitted', mayNotMove(found, kind));
  const isMove = to !== undefined && to.id !== found.state;
  if (isMove && !mayFollow(kind, found.state, to.id)) throw new AppError('conflict', moveNotAllowed(found, kind, to));
  const step = stepOf(found, to?.id ?? found.state, { said, bureau, ...by });
  const isExtended = found.isExtended || kind.due.some(rule => rule.extended?.words.some(word => said.includes(word)));
  const statedDue = statedDueIn(said, { today: step.on, calendar: bureau.calendar }) ?? found.statedDue;
  const handler = handlerIn(said, bureau, found.department) ?? found.handler;
  const moved = { ...withStep(found, kind, step), isExtended, statedDue, handler };
  await transaction.replace('case', moved);
  return moved;
}

/** The day that was said, else the day of sending. */
function stepOf(found: Case, state: string, { said, bureau, member, at, messageId }: ChangeBy & { said: string; bureau: Bureau }): CaseStep {
  const today = dateOf(at);
  const day = readDates(said, { today, calendar: bureau.calendar }).find(date => date.grain === 'day' && !date.isDeadline && date.period.to <= today);
  const earliest = found.steps.at(-1)?.on ?? '';
  const on = day && day.period.to >= earliest ? day.period.to : today;
  return { state, note: said.slice(0, 200), on, at, by: { id: member.id, name: member.name }, messageId };
}

/** A case lives and dies with the entry that began it: 撤回 closes it away, 恢复 brings it back. */
export async function followEntry(
  transaction: Transaction,
  entryId: string,
  { isBack, bureau, ...by }: ChangeBy & { isBack: boolean; bureau: Bureau },
): Promise<void> {
  const found = await caseOfEntry(transaction, entryId);
  if (!found || isBack === (found.status !== 'withdrawn')) return;
  const { member, at, messageId } = by;
  const step: CaseStep = { state: found.state, note: withdrawnStep(isBack), on: dateOf(at), at, by: { id: member.id, name: member.name }, messageId };
  const kind = bureau.cases.find(one => one.id === found.kind);
  const back = kind && stateOf(kind, found.state)?.closed ? 'closed' : 'open';
  await transaction.replace('case', { ...found, status: isBack ? back : 'withdrawn', steps: [...found.steps, step] });
}

/** 撤销 — it was no case: it is no longer followed, its way stays. */
export async function cancelCase(
  transaction: Transaction,
  { case: found, kind }: { case: Case; kind: CaseKind },
  { member, at, messageId }: ChangeBy,
): Promise<void> {
  if (found.status === 'withdrawn') throw new AppError('conflict', caseWithdrawn(found.number));
  if (!mayMove(member, found, anyone)) throw new AppError('not-permitted', mayNotMove(found, kind));
  const step: CaseStep = { state: found.state, note: cancelledStep, on: dateOf(at), at, by: { id: member.id, name: member.name }, messageId };
  await transaction.replace('case', { ...found, status: 'withdrawn', steps: [...found.steps, step] });
}
