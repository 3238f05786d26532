import type { Entry } from '../../domain/entry.ts';
import { followEntry } from '../../ledgers/cases/move-case.ts';
import { confirmDistinct } from '../../ledgers/confirm-distinct.ts';
import type { ChangeBy } from '../../ledgers/correct.ts';
import { restoreEntry } from '../../ledgers/withdraw.ts';
import { flagDrafts } from '../../reports/keep-draft.ts';
import type { Transaction } from '../../store/store.ts';
import { distinctConfirmed, restored } from '../../wording/receipt.ts';
import { changeBy, onTarget } from '../change-target.ts';
import { targetIn } from '../target-in.ts';
import { aboutTouched } from '../tell-editors.ts';
import type { Handler } from '../turn.ts';

type Change = (tx: Transaction, entry: Entry, by: ChangeBy) => Promise<Entry>;

/** A short command on the entry that it names: changes it, marks the drafts that it feeds, and says so. */
function onNamed(change: Change, wording: (entry: Entry) => string): Handler {
  return async (turn, services) => {
    const meant = { ...turn, reading: { ...turn.reading, target: targetIn(turn.message.text) } };
    return tx =>
      onTarget(tx, { turn: meant, services, includeWithdrawn: true }, async target => {
        const entry = await change(tx, target, changeBy(turn));
        await followEntry(tx, entry.id, { isBack: true, bureau: services.bureau, ...changeBy(turn) });
        const what = `${entry.number} ${entry.history.at(-1)?.what ?? ''}`;
        const { notices } = aboutTouched(await flagDrafts(tx, [entry.id], what), { services, turn, what });
        return [{ text: wording(entry) }, ...notices];
      });
  };
}

/** 恢复 — a withdrawn entry counts again. */
export const restore: Handler = onNamed(restoreEntry, restored);

/** 不重复 — a suspected duplicate is another event, and counts. */
export const distinct: Handler = onNamed(confirmDistinct, distinctConfirmed);
