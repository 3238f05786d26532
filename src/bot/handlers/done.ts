import { dateOf } from '../../domain/date.ts';
import { AppError } from '../../domain/errors.ts';
import { closeDuty } from '../../ledgers/deadlines.ts';
import { updateProgress } from '../../ledgers/update-progress.ts';
import { closedProgress, dutyClosed, dutyClosedBefore, dutyIsOthers } from '../../wording/deadline.ts';
import { progressUpdated } from '../../wording/receipt.ts';
import { changeBy, onTarget } from '../change-target.ts';
import { doneWords } from '../done-words.ts';
import { targetIn } from '../target-in.ts';
import type { Handler } from '../turn.ts';

/** 已办、已办结 — an entry with a deadline or a duty of every year is done; nobody is reminded of it any more. */
export const done: Handler = async (turn, services) => {
  const { bureau } = services;
  const said = doneWords(turn.message.text, bureau);
  if (!said) throw new AppError('not-found', '没有找到要办结的事项，请写上编号或名称，如“1120-3已办结”。');
  if (said.of === 'entry') {
    const meant = { ...turn, reading: { ...turn.reading, target: targetIn(turn.message.text) } };
    const changes = [{ progress: closedProgress }];
    return tx =>
      onTarget(tx, { turn: meant, services }, async target => [
        { text: progressUpdated(await updateProgress(tx, target, { ...changeBy(turn), changes })) },
      ]);
  }
  const { duty } = said;
  const { member } = turn;
  const isOwn = member.department === duty.department || member.otherDepartments.includes(duty.department ?? '');
  if (!isOwn && !member.roles.includes('editor')) throw new AppError('not-permitted', dutyIsOthers(duty.name, duty.department));
  return async tx => {
    const deadline = await closeDuty(tx, { bureau, duty, today: dateOf(turn.message.at) });
    return [{ text: deadline === null ? dutyClosedBefore(duty.name) : dutyClosed(duty.name, deadline) }];
  };
};
