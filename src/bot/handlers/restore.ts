import { confirmDistinct } from '../../ledgers/confirm-distinct.ts';
import { restoreEntry } from '../../ledgers/withdraw.ts';
import { distinctConfirmed, restored } from '../../wording/receipt.ts';
import type { Handler } from '../turn.ts';
import { changeBy, onTarget } from './change-target.ts';
import { targetIn } from './target-in.ts';

/** 恢复 — a withdrawn entry counts again. */
export const restore: Handler = async (turn, services) => {
  const meant = { ...turn, reading: { ...turn.reading, target: targetIn(turn.message.text) } };
  return tx =>
    onTarget(tx, { turn: meant, services, includeWithdrawn: true }, async target => [
      { text: restored(await restoreEntry(tx, target, changeBy(turn))) },
    ]);
};

/** 不重复 — a suspected duplicate is another event, and counts. */
export const distinct: Handler = async (turn, services) => {
  const meant = { ...turn, reading: { ...turn.reading, target: targetIn(turn.message.text) } };
  return tx =>
    onTarget(tx, { turn: meant, services }, async target => [{ text: distinctConfirmed(await confirmDistinct(tx, target, changeBy(turn))) }]);
};
