import { correctEntry } from '../../ledgers/correct.ts';
import { flagDrafts } from '../../reports/keep-draft.ts';
import { corrected } from '../../wording/receipt.ts';
import { changeBy, nameOfTarget, onTarget } from '../change-target.ts';
import { aboutTouched } from '../tell-editors.ts';
import type { Handler } from '../turn.ts';

/** 更正 — changes the entry that is meant, keeps what stood there, and marks the draft sentences that it fed. */
export const correct: Handler = async (turn, services) => {
  return tx =>
    onTarget(tx, { turn, services }, async (target, reference) => {
      const { entry, what } = await correctEntry(tx, target, { ...changeBy(turn), changes: turn.reading.changes });
      const change = `${entry.number} ${what.join('；')}`;
      const { lines, notices } = aboutTouched(await flagDrafts(tx, [entry.id], change), { services, turn, what: change });
      const text = corrected(entry, { which: nameOfTarget(reference, entry), drafts: [...lines, ...turn.reading.questions] });
      return [{ text }, ...notices];
    });
};
