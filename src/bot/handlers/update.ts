import { updateProgress } from '../../ledgers/update-progress.ts';
import { flagDrafts } from '../../reports/keep-draft.ts';
import { progressUpdated } from '../../wording/receipt.ts';
import { changeBy, onTarget } from '../change-target.ts';
import { moveCaseOf } from '../follow-cases.ts';
import { aboutTouched } from '../tell-editors.ts';
import type { Handler } from '../turn.ts';

/** 进展 — what became of an earlier entry (复查合格); its figures stay as they were reported. */
export const update: Handler = async (turn, services) => {
  return tx =>
    onTarget(tx, { turn, services }, async target => {
      const moved = await moveCaseOf(tx, target, { turn, services });
      const entry = moved?.entry ?? (await updateProgress(tx, target, { ...changeBy(turn), changes: turn.reading.changes }));
      const what = `${entry.number} ${entry.history.at(-1)?.what ?? ''}`;
      const { notices } = aboutTouched(await flagDrafts(tx, [entry.id], what), { services, turn, what });
      return [{ text: moved?.text ?? progressUpdated(entry) }, ...notices];
    });
};
