import { updateProgress } from '../../ledgers/update-progress.ts';
import { progressUpdated } from '../../wording/receipt.ts';
import type { Handler } from '../turn.ts';
import { changeBy, onTarget } from './change-target.ts';

/** 进展 — what became of an earlier entry (复查合格); its figures stay as they were reported. */
export const update: Handler = async (turn, services) => {
  return tx =>
    onTarget(tx, { turn, services }, async target => [
      { text: progressUpdated(await updateProgress(tx, target, { ...changeBy(turn), changes: turn.reading.changes })) },
    ]);
};
